package import PythonRuntime

/// The namespaces of scikit-learn: each class and function is a file that extends one of them.
package enum ScikitLearn {
  package enum DecisionTreeClassifier {}
  package enum LogisticRegression {}
  package enum DecisionTreeRegressor {}
  package enum LinearRegression {}
  package enum StandardScaler {}
  package enum LabelEncoder {}
  package enum MinMaxScaler {}
  /// `KFold`, `StratifiedKFold`.
  package enum Splitter {}
  package enum KFold {}
  package enum StratifiedKFold {}
  /// What every transformer has: `fit_transform`.
  package enum TransformerMixin {}
  /// What `ClassifierMixin` gives a class of the notebook.
  package enum OwnClassifiers {}
  /// What `RegressorMixin` gives a class of the notebook.
  package enum OwnRegressors {}
  /// What every estimator has: `get_params`, `set_params`.
  package enum BaseEstimator {}
  /// What every classifier and regressor has: `fit`, `predict`, `score`.
  package enum SupervisedMixin {}
  /// What every fitted classifier has: `predict_proba`, `classes_`.
  package enum ClassifierMixin {}
  /// Functions of `sklearn.metrics`.
  package enum Metrics {}
  /// What `sklearn.model_selection` has.
  package enum ModelSelection {}
  /// What `sklearn.base` has.
  package enum Base {}
  /// What `sklearn.utils` has.
  package enum Utilities {}

  nonisolated(unsafe) package static let baseEstimator = TypeObject(
    name: "BaseEstimator", module: "sklearn.base", isOpen: true, members: BaseEstimator.members)
  nonisolated(unsafe) static let supervised = TypeObject(
    name: "BaseEstimator", module: "sklearn.base", bases: [baseEstimator], isOpen: true,
    members: SupervisedMixin.members)
  nonisolated(unsafe) package static let classifier = TypeObject(
    name: "ClassifierMixin", module: "sklearn.base", isOpen: true, members: OwnClassifiers.members)
  nonisolated(unsafe) package static let regressor = TypeObject(
    name: "RegressorMixin", module: "sklearn.base", isOpen: true, members: OwnRegressors.members)
  /// The base of our classifiers, which have more than those of the notebook.
  nonisolated(unsafe) static let providedClassifier = TypeObject(
    name: "ClassifierMixin", module: "sklearn.base", bases: [classifier], isOpen: true,
    members: ClassifierMixin.members)

  nonisolated(unsafe) package static let transformer = TypeObject(
    name: "TransformerMixin", module: "sklearn.base", isOpen: true,
    members: TransformerMixin.members)

  /// The class of an estimator of ours; its unknown methods touch only the estimator.
  ///
  /// - Parameters:
  ///   - mixin: what makes it a classifier, a regressor or a transformer.
  ///   - fitted: the attributes that a fit makes, blanks between them.
  static func estimatorType(
    _ name: String, module: String, mixin: TypeObject? = nil, members: [any Member], fitted: String = ""
  ) -> TypeObject {
    let isSupervised = mixin === classifier || mixin === regressor
    // Our transformers have more than those of the notebook.
    let first = mixin === classifier ? providedClassifier : mixin
    let own = isSupervised ? [supervised] + (first.map { [$0] } ?? []) : (first.map { [$0] } ?? []) + [baseEstimator]
    let bases = mixin === transformer ? [ownTransformer] : own
    let type = TypeObject(
      name: name, module: module, bases: bases, isOpen: true, members: members + FittedAttribute.members(fitted))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}
