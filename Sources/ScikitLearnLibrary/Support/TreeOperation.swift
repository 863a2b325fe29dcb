import Columns
import Kernels
import Learning
import Plans
import PythonRuntime

extension SupervisedObject {
  /// The trees of a parameter table over the feature vector, with scikit-learn's words for what they do not take.
  func treeOperation(_ table: [UInt8], named name: String) -> TreeEnsembleMean {
    TreeEnsembleMean(
      ParameterBlock(name: name, bytes: table), missing: refusal(.missingInput(estimator: type.name)),
      infinite: refusal(.infiniteInput("float32")))
  }
}

extension ScikitLearn {
  /// A fitted `DecisionTreeRegressor` or `ExtraTreeRegressor` that is a member of an ensemble.
  static func regressionTree(
    _ tree: FittedForest, _ parameters: [(name: PythonString, value: Value)], isRandom: Bool = false,
    in context: Context
  ) throws(Raised) -> Value {
    let type = isRandom ? extraTreeRegressor : decisionTreeRegressor
    let value = try context.call(.object(type), CallArguments([], keywords: parameters))
    try value.cast(to: DecisionTreeRegressorObject.self)?.adopt(tree, in: context)
    return value
  }

  /// A fitted `DecisionTreeClassifier` or `ExtraTreeClassifier` that is a member of an ensemble.
  static func classificationTree(
    _ tree: FittedForest, classes: [Scalar], _ parameters: [(name: PythonString, value: Value)],
    isRandom: Bool = false, in context: Context
  ) throws(Raised) -> Value {
    let type = isRandom ? extraTreeClassifier : decisionTreeClassifier
    let value = try context.call(.object(type), CallArguments([], keywords: parameters))
    try value.cast(to: DecisionTreeClassifierObject.self)?.adopt(tree, classes: classes, in: context)
    return value
  }
}
