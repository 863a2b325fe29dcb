import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// Functions of `sklearn.feature_selection`.
  package enum FeatureSelection {}
  /// What selectors have besides transformers.
  package enum SelectorMembers {}
  package enum SelectKBest {}
  package enum SelectPercentile {}
  package enum VarianceThreshold {}
  package enum SelectFromModel {}
  package enum RecursiveElimination {}

  nonisolated(unsafe) static let selector = TypeObject(
    name: "SelectorMixin", module: "sklearn.feature_selection._base", bases: [ownTransformer], isOpen: true,
    members: SelectorMembers.members)
  nonisolated(unsafe) static let selectKBest = selectorType(
    "SelectKBest", "univariate_selection", SelectKBest.members, "scores_ pvalues_")
  nonisolated(unsafe) static let selectPercentile = selectorType(
    "SelectPercentile", "univariate_selection", SelectPercentile.members, "scores_ pvalues_")
  nonisolated(unsafe) static let varianceThreshold = selectorType(
    "VarianceThreshold", "variance_threshold", VarianceThreshold.members, "variances_")
  nonisolated(unsafe) static let selectFromModel = selectorType(
    "SelectFromModel", "from_model", SelectFromModel.members, "estimator_ threshold_")
  nonisolated(unsafe) static let recursiveElimination = selectorType(
    "RFE", "rfe", RecursiveElimination.members, "estimator_ ranking_ support_ n_features_")

  nonisolated(unsafe) static let validatedElimination: TypeObject = {
    let type = TypeObject(
      name: "RFECV", module: "sklearn.feature_selection._rfe", bases: [recursiveElimination], isOpen: true,
      members: ValidatedElimination.members + FittedAttribute.members("cv_results_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()

  static func selectorType(
    _ name: String, _ file: String, _ members: [any Member], _ fitted: String = ""
  ) -> TypeObject {
    let type = TypeObject(
      name: name, module: "sklearn.feature_selection._\(file)", bases: [selector], isOpen: true,
      members: members
        + FittedAttribute.members(fitted + (fitted.isEmpty ? "" : " ") + "n_features_in_ feature_names_in_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}

extension ScikitLearn.SelectorMembers {
  static let getSupport = Method("get_support(self, indices=False)") { call in
    try call.receiver(as: SelectorObject.self).supportValue(asIndices: call.bool("indices"), in: call.context)
  }
}

extension ScikitLearn.SelectKBest {
  /// `sklearn.feature_selection.SelectKBest`.
  static let constructor = Constructor("__init__(self, score_func=f_classif, *, k=10)") { call in
    .object(try ScoreSelectorObject(call, type: ScikitLearn.selectKBest))
  }
}

extension ScikitLearn.SelectPercentile {
  /// `sklearn.feature_selection.SelectPercentile`.
  static let constructor = Constructor("__init__(self, score_func=f_classif, *, percentile=10)") { call in
    .object(try ScoreSelectorObject(call, type: ScikitLearn.selectPercentile))
  }
}

extension ScikitLearn.VarianceThreshold {
  /// `sklearn.feature_selection.VarianceThreshold`.
  static let constructor = Constructor("__init__(self, threshold=0.0)") { call in
    .object(try VarianceThresholdObject(call, type: ScikitLearn.varianceThreshold))
  }
}

extension ScikitLearn.SelectFromModel {
  /// `sklearn.feature_selection.SelectFromModel`.
  static let constructor = Constructor(
    """
    __init__(self, estimator, *, threshold=None, prefit=False, norm_order=1, max_features=None, importance_getter='auto')
    """
  ) { call in
    try call.refuse("norm_order", "importance_getter")
    return .object(try ModelSelectorObject(call, type: ScikitLearn.selectFromModel))
  }
}

extension ScikitLearn.RecursiveElimination {
  /// `sklearn.feature_selection.RFE`.
  static let constructor = Constructor(
    "__init__(self, estimator, *, n_features_to_select=None, step=1, verbose=0, importance_getter='auto')"
  ) { call in
    try call.refuse("importance_getter")
    return .object(try RecursiveEliminationObject(call, type: ScikitLearn.recursiveElimination))
  }

  static let predict = Method("predict(self, X)") { call in
    try call.receiver(as: RecursiveEliminationObject.self).answer("predict", call["X"], [], in: call.context)
  }

  static let score = Method("score(self, X, y)") { call in
    try call.receiver(as: RecursiveEliminationObject.self).answer("score", call["X"], [call["y"]], in: call.context)
  }
}

extension ScikitLearn.FeatureSelection {
  static let fClassif = Function("f_classif(X, y)") { call in
    let features = try FeatureTable(call["X"], in: call.context)
    let labels = try LabelColumn(call["y"], in: call.context)
    let ratios = varianceRatios(features.matrix, classes: labels.codes, count: labels.classes.count)
    let (between, within) = (Double(labels.classes.count - 1), Double(features.rowCount - labels.classes.count))
    return .tuple([
      ScikitLearn.array(ratios), ScikitLearn.array(ratios.map { TailProbability.fisher($0, between, within) }),
    ])
  }

  static let chi2 = Function("chi2(X, y)") { call in
    let features = try FeatureTable(call["X"], in: call.context)
    let labels = try LabelColumn(call["y"], in: call.context)
    if features.matrix.values.contains(where: { $0 < 0 }) { throw Raised.valueError("Input X must be non-negative.") }
    let squares = chiSquares(features.matrix, classes: labels.codes, count: labels.classes.count)
    let freedom = Double(labels.classes.count - 1)
    return .tuple([
      ScikitLearn.array(squares), ScikitLearn.array(squares.map { TailProbability.chiSquared($0, freedom) }),
    ])
  }

  static let fRegression = Function("f_regression(X, y, *, center=True, force_finite=True)") { call in
    try call.refuse("center")
    let features = try FeatureTable(call["X"], in: call.context)
    let target = try call.context.numbers(ScikitLearn.column(call["y"], in: call.context).values)
    guard target.count == features.rowCount else {
      throw Raised.valueError(
        "Found input variables with inconsistent numbers of samples: [\(features.rowCount), \(target.count)]")
    }
    let (ratios, tails) = correlationRatios(
      features.matrix, target, isFinite: try call.context.truth(call["force_finite"]))
    return .tuple([ScikitLearn.array(ratios), ScikitLearn.array(tails)])
  }
}
