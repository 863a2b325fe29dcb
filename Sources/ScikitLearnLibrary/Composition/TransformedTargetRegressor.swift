import Columns
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// A regressor of a transformed target, whose answers are transformed back.
final class TransformedTargetObject: EstimatorObject {
  override func clone() -> EstimatorObject { TransformedTargetObject(cloning: self) }

  override var learnedNames: Set<PythonString> { ["regressor_", "transformer_"] }

  override var parts: [Value] { [learned["regressor_"] ?? parameter("regressor")] }

  func fit(
    _ x: Value, _ y: Value, _ keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    let (function, inverse) = (parameter("func"), parameter("inverse_func"))
    let given = parameter("transformer")
    if !given.isNone, !function.isNone || !inverse.isNone {
      throw .valueError("'transformer' and functions 'func'/'inverse_func' cannot both be set.")
    }
    if given.isNone, function.isNone != inverse.isNone {
      throw .valueError(
        function.isNone
          ? "When 'inverse_func' is provided, 'func' must also be provided"
          : "When 'func' is provided, 'inverse_func' must also be provided")
    }
    let target = Value.object(ArrayObject(try ScikitLearn.column(y, in: context)))
    var transformed = target
    if given.isNone {
      if !function.isNone { transformed = try context.call(function, [target]).supported() }
    } else {
      let transformer = try ScikitLearn.cloned(given, in: context)
      let made = try ScikitLearn.fitTransformed(transformer, try column(target, in: context), .none, in: context)
      transformed = .object(ArrayObject(try ScikitLearn.column(made, in: context)))
      learned["transformer_"] = transformer
    }
    var regressor = parameter("regressor")
    if regressor.isNone {
      let type = try context.attribute(of: context.importModule("sklearn.linear_model"), named: "LinearRegression")
      regressor = try context.call(type, CallArguments()).supported()
    } else {
      regressor = try ScikitLearn.cloned(regressor, in: context)
    }
    try ScikitLearn.fit(regressor, x, transformed, keywords, in: context)
    learned["regressor_"] = regressor
  }

  /// A vector as a matrix of one column.
  private func column(_ vector: Value, in context: Context) throws(Raised) -> Value {
    try ScikitLearn.call("reshape", of: vector, [-1, 1], in: context)
  }

  func predicted(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let regressor = learned["regressor_"] else { throw context.notFitted(self) }
    let answers = try ScikitLearn.call("predict", of: regressor, [x], in: context)
    if let transformer = learned["transformer_"] {
      let restored = try ScikitLearn.call(
        "inverse_transform", of: transformer, [try column(answers, in: context)], in: context)
      return .object(ArrayObject(try ScikitLearn.column(restored, in: context)))
    }
    let inverse = parameter("inverse_func")
    return inverse.isNone ? answers : try context.call(inverse, [answers]).supported()
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "n_features_in_" || name == "feature_names_in_", let regressor = learned["regressor_"] {
      return try context.attribute(of: regressor, named: name)
    }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum TransformedTarget {}
  nonisolated(unsafe) static let transformedTarget: TypeObject = {
    let type = TypeObject(
      name: "TransformedTargetRegressor", module: "sklearn.compose._target", bases: [regressor, baseEstimator],
      isOpen: true,
      members: TransformedTarget.members
        + FittedAttribute.members("regressor_ transformer_ n_features_in_ feature_names_in_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()
}

extension ScikitLearn.TransformedTarget {
  /// `sklearn.compose.TransformedTargetRegressor`.
  static let constructor = Constructor(
    "__init__(self, regressor=None, *, transformer=None, func=None, inverse_func=None, check_inverse=True)"
  ) { call in .object(try TransformedTargetObject(call, type: ScikitLearn.transformedTarget)) }

  static let fit = Method("fit(self, X, y, **fit_params)", mutates: true) { call in
    try call.receiver(as: TransformedTargetObject.self).fit(
      call["X"].supported(), call["y"].supported(), call.keywords, in: call.context)
    return call.receiver
  }

  static let predict = Method("predict(self, X)") { call in
    try call.receiver(as: TransformedTargetObject.self).predicted(call["X"], in: call.context)
  }

  static let score = Method("score(self, X, y, sample_weight=None)") { call in
    let answers = try call.receiver(as: TransformedTargetObject.self).predicted(call["X"], in: call.context)
    return try ScikitLearn.call(
      "r2_score", of: call.context.importModule("sklearn.metrics"), [call["y"], answers],
      call.isNone("sample_weight") ? [] : [(name: PythonString("sample_weight"), value: call["sample_weight"])],
      in: call.context)
  }
}
