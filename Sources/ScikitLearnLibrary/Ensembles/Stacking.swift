import DataFrames
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  package enum StackingClassifier {}
  package enum StackingRegressor {}
  /// What both stackings have.
  package enum Stacking {}

  nonisolated(unsafe) static let stackingClassifier = estimatorType(
    "StackingClassifier", module: "sklearn.ensemble._stacking", mixin: classifier,
    members: StackingClassifier.members + Stacking.members + Ensemble.members + NamedEnsemble.members)
  nonisolated(unsafe) static let stackingRegressor = estimatorType(
    "StackingRegressor", module: "sklearn.ensemble._stacking", mixin: regressor,
    members: StackingRegressor.members + Stacking.members + Ensemble.members + NamedEnsemble.members)
}

extension ScikitLearn.StackingClassifier {
  /// `sklearn.ensemble.StackingClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, estimators, final_estimator=None, *, cv=None, stack_method='auto', n_jobs=None, passthrough=False, \
    verbose=0)
    """
  ) { call in .object(try StackingClassifierObject(call, type: ScikitLearn.stackingClassifier)) }
}

extension ScikitLearn.StackingRegressor {
  /// `sklearn.ensemble.StackingRegressor`.
  static let constructor = Constructor(
    "__init__(self, estimators, final_estimator=None, *, cv=None, n_jobs=None, passthrough=False, verbose=0)"
  ) { call in .object(try StackingRegressorObject(call, type: ScikitLearn.stackingRegressor)) }
}

extension ScikitLearn.Stacking {
  /// `transform(X)`: what the members say, side by side.
  static let transform = Method("transform(self, X)") { call in
    try call.stacking.stacked(call["X"], in: call.context)
  }

  /// `fit_transform(X, y)`.
  static let fitTransform = Method("fit_transform(self, X, y, sample_weight=None)", mutates: true) { call in
    let stacking = try call.stacking
    try stacking.fit(call["X"], call["y"], weights: call["sample_weight"], isRecorded: true, in: call.context)
    return try stacking.stacked(call["X"], in: call.context)
  }

  /// `get_feature_names_out()`.
  static let getFeatureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    ScikitLearn.names(try call.stacking.stackedNames(call["input_features"], in: call.context))
  }

  /// `final_estimator_`.
  static let finalEstimator = Property("final_estimator_") { call in
    guard let stack = try call.stacking.stack else { throw call.noAttribute("final_estimator_") }
    return stack.final.value
  }

  /// `stack_method_`: the method that each member is asked by.
  static let stackMethod = Property("stack_method_") { call in
    guard let stack = try call.stacking.stack else { throw call.noAttribute("stack_method_") }
    return .list(stack.methods.map(Value.string))
  }
}

extension Call {
  fileprivate var stacking: any StackingObject {
    get throws(Raised) {
      guard let stacking = receiver.object as? any StackingObject else {
        throw unsupported("'\(signature.name)' of such an estimator")
      }
      return stacking
    }
  }
}
