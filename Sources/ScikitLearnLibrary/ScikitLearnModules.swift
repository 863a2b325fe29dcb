import Columns
import Kernels
import Learning
package import PythonRuntime
import Tracing

/// What `import sklearn` finds. What is not implemented touches only itself: one unknown model must not spoil the data.
package struct ScikitLearnModules: Library {
  package init() {}

  package var modules: [ModuleDefinition] {
    let names = Set(provided.map(\.name))
    let unknown = others.map { "sklearn.\($0)" } + otherLibraries
    return provided + unknown.filter { !names.contains($0) }.map { module($0, []) }
  }

  /// Modules of which something is implemented.
  private var provided: [ModuleDefinition] {
    [
      module("sklearn", [version]),
      module("sklearn.base", ScikitLearn.Base.members),
      module("sklearn.utils", ScikitLearn.Utilities.members),
      module(
        "sklearn.preprocessing",
        ScikitLearn.PreprocessingFunctions.members + classes(of: ScikitLearn.preprocessingTypes)
      ),
      module(
        "sklearn.model_selection",
        ScikitLearn.ModelSelection.members + classes(of: ScikitLearn.selectionTypes)),
      module(
        "sklearn.compose",
        ScikitLearn.Compose.members + classes(of: [ScikitLearn.columnTransformer, ScikitLearn.transformedTarget])),
      module(
        "sklearn.feature_selection", ScikitLearn.FeatureSelection.members + classes(of: ScikitLearn.selectorTypes)),
      module("sklearn.cross_validation", ScikitLearn.oldSelection + classes(of: ScikitLearn.oldSplitterTypes)),
      module("sklearn.grid_search", classes(ScikitLearn.gridSearch, ScikitLearn.randomizedSearch)),
      module("sklearn.externals", [ModuleMember("joblib", path: "joblib")]),
      module("sklearn.inspection", ScikitLearn.Inspection.members),
      module("sklearn.datasets", ScikitLearn.Datasets.members),
      module("sklearn.feature_extraction", classes(of: [ScikitLearn.dictVectorizer])),
      module(
        "sklearn.feature_extraction.text",
        classes(ScikitLearn.countVectorizer, ScikitLearn.tfidfTransformer, ScikitLearn.tfidfVectorizer)
          + [stopWords]),
      module("scipy.sparse", ScikitLearn.SparseFunctions.members + classes(of: ScikitLearn.sparseTypes)),
      module(
        "category_encoders",
        classes(ScikitLearn.frameBinary, ScikitLearn.frameOrdinal, ScikitLearn.frameOneHot, ScikitLearn.frameTarget)),
      module("category_encoders.binary", classes(ScikitLearn.frameBinary)),
      module("category_encoders.ordinal", classes(ScikitLearn.frameOrdinal)),
      module("category_encoders.one_hot", classes(ScikitLearn.frameOneHot)),
      module("category_encoders.target_encoder", classes(ScikitLearn.frameTarget)),
      module("sklearn.mixture", classes(ScikitLearn.gaussianMixture)),
      module("imblearn.over_sampling", classes(of: [ScikitLearn.smote, ScikitLearn.randomOverSampler])),
      module(
        "imblearn.under_sampling",
        classes(
          ScikitLearn.randomUnderSampler, ScikitLearn.nearMiss, ScikitLearn.tomekLinks, ScikitLearn.editedNeighbours)),
      module("imblearn.combine", classes(ScikitLearn.smoteENN, ScikitLearn.smoteTomek)),
      module("imblearn.metrics", ScikitLearn.ImbalancedMetrics.members),
      module("imblearn.pipeline", ScikitLearn.PipelineFunctions.members + classes(of: [ScikitLearn.pipeline])),
      module(
        "sklearn.impute",
        classes(
          ScikitLearn.simpleImputer, ScikitLearn.iterativeImputer, ScikitLearn.missingIndicator, ScikitLearn.knnImputer)
      ),
      module("sklearn.pipeline", ScikitLearn.PipelineFunctions.members + classes(of: ScikitLearn.pipelineTypes)),
      module("sklearn.ensemble", ScikitLearn.ensembles),
      module("sklearn.tree", ScikitLearn.treeMembers),
      module(
        "sklearn.linear_model",
        classes(
          ScikitLearn.logisticRegression, ScikitLearn.linearRegression, ScikitLearn.ridge, ScikitLearn.lasso,
          ScikitLearn.elasticNet, ScikitLearn.ridgeCV, ScikitLearn.lassoCV, ScikitLearn.elasticNetCV,
          ScikitLearn.sgdClassifier,
          ScikitLearn.sgdRegressor, ScikitLearn.perceptron, ScikitLearn.bayesianRidge)),
      module(
        "sklearn.neighbors",
        classes(
          ScikitLearn.kNeighborsClassifier, ScikitLearn.kNeighborsRegressor, ScikitLearn.nearestNeighbors,
          ScikitLearn.nearestCentroid, ScikitLearn.kernelDensity)),
      module(
        "sklearn.naive_bayes",
        classes(
          ScikitLearn.gaussianNB, ScikitLearn.multinomialNB, ScikitLearn.complementNB, ScikitLearn.bernoulliNB)),
      module(
        "sklearn.svm",
        classes(
          ScikitLearn.svc, ScikitLearn.nuSVC, ScikitLearn.svr, ScikitLearn.nuSVR, ScikitLearn.linearSVC,
          ScikitLearn.linearSVR)),
      module("sklearn.dummy", classes(ScikitLearn.dummyClassifier, ScikitLearn.dummyRegressor)),
      module(
        "sklearn.cluster",
        classes(ScikitLearn.kMeans, ScikitLearn.dbscan, ScikitLearn.agglomerativeClustering)),
      module(
        "sklearn.decomposition", classes(ScikitLearn.pca, ScikitLearn.truncatedSVD, ScikitLearn.incrementalPCA)),
      module("sklearn.neural_network", classes(ScikitLearn.mlpClassifier, ScikitLearn.mlpRegressor)),
      module(
        "sklearn.discriminant_analysis",
        classes(ScikitLearn.linearDiscriminantAnalysis, ScikitLearn.quadraticDiscriminantAnalysis)),
      module("sklearn.metrics", metrics),
      module("sklearn.exceptions", classes(ScikitLearn.notFittedError) + warnings),
    ]
  }

  /// Libraries of models of which nothing is implemented.
  private var otherLibraries: [String] {
    [
      "catboost", "imblearn", "keras", "lightgbm", "lightning", "scipy", "statsmodels", "tensorflow", "torch",
      "xgboost",
    ]
  }

  private func module(_ name: String, _ members: [any Member]) -> ModuleDefinition {
    ModuleDefinition(name, members: members, touch: { _ in .receiver })
  }

  private func classes(_ types: TypeObject...) -> [any Member] { types.map(ClassMember.init) }

  private func classes(of types: [TypeObject]) -> [any Member] { types.map(ClassMember.init) }

  /// Modules of which nothing is implemented.
  private var others: [String] {
    [
      "calibration", "covariance", "cross_decomposition", "experimental", "feature_extraction.text",
      "gaussian_process", "isotonic", "kernel_ridge", "manifold", "mixture", "multiclass",
    ]
  }

  private var version: any Member {
    Constant("__version__") { context in .text(context?.era == .classic ? "1.2.2" : "1.9.1") }
  }

  private var stopWords: any Member {
    Constant("ENGLISH_STOP_WORDS") { context in
      guard let context else { return .none }
      return .object(try SetObject(ScikitLearn.englishStopWords.map(Value.string), isFrozen: true, in: context))
    }
  }

  private var warnings: [any Member] {
    [ScikitLearn.convergenceWarning, ScikitLearn.dataConversionWarning, ScikitLearn.undefinedMetricWarning]
      .map(ClassMember.init)
  }

  /// All names that scikit-learn documents: `from sklearn.metrics import *` binds them and nothing else.
  private var metrics: [any Member] {
    let known = ScikitLearn.Metrics.members
    let names = Set(known.map(\.name.description))
    let displays = documentedMetrics.filter { $0.hasSuffix("Display") }
    let unknown = documentedMetrics.filter { !names.contains($0) && !displays.contains($0) }
    let all: [any Member] =
      known + displays.map { SinkMember($0, of: "sklearn.metrics") }
      + unknown.map { UnsupportedMember($0, of: "sklearn.metrics") }
    return all.map { member in
      switch member.name.description {
      case "SCORERS": EraMember(member, .classic)
      case let name where laterMetrics.contains(name): EraMember(member, .modern)
      default: member
      }
    }
  }
}

/// A class as a member of a module.
struct ClassMember: Member {
  let name: PythonString
  private nonisolated(unsafe) let type: TypeObject

  init(_ type: TypeObject) {
    self.type = type
    name = PythonString(type.name)
  }

  func value(in owner: TypeObject) -> Value { .object(type) }
}

extension ScikitLearn {
  nonisolated(unsafe) static let convergenceWarning = Exceptions.make(
    "ConvergenceWarning", module: "sklearn.exceptions", Exceptions.userWarning)
  nonisolated(unsafe) static let dataConversionWarning = Exceptions.make(
    "DataConversionWarning", module: "sklearn.exceptions", Exceptions.userWarning)
  nonisolated(unsafe) static let undefinedMetricWarning = Exceptions.make(
    "UndefinedMetricWarning", module: "sklearn.exceptions", Exceptions.userWarning)
}

extension ScikitLearn.Base {
  static let clone = Function("clone(estimator, *, safe=True)") { call in
    try ScikitLearn.cloned(call["estimator"], safe: call.bool("safe"), in: call.context)
  }
  static let baseEstimator = Constant("BaseEstimator") { _ in .object(ScikitLearn.baseEstimator) }
  static let classifierMixin = Constant("ClassifierMixin") { _ in .object(ScikitLearn.classifier) }
  static let regressorMixin = Constant("RegressorMixin") { _ in .object(ScikitLearn.regressor) }
  static let transformerMixin = Constant("TransformerMixin") { _ in .object(ScikitLearn.transformer) }
}

extension ScikitLearn.Utilities {
  /// `sklearn.utils.shuffle`: the rows of every table in one random order.
  static let shuffle = Function("shuffle(*arrays, random_state=None, n_samples=None)") { call in
    try call.refuse("n_samples")
    guard let first = call.variadic.first else { return .none }
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let order = random.permutation(try ScikitLearn.rowCount(first, in: call.context))
    var shuffled: [Value] = []
    for array in call.variadic { shuffled.append(try ScikitLearn.rows(array, order, in: call.context)) }
    return shuffled.count == 1 ? shuffled[0] : .list(shuffled)
  }
}

/// What `sklearn.metrics` has since scikit-learn 1.3.
private let laterMetrics: Set<String> = [
  "confusion_matrix_at_thresholds", "d2_brier_score", "d2_log_loss_score", "metric_at_thresholds",
  "root_mean_squared_error", "root_mean_squared_log_error",
]

/// `sklearn.metrics.__all__` of both eras.
private let documentedMetrics: [String] = """
  ConfusionMatrixDisplay DetCurveDisplay DistanceMetric PrecisionRecallDisplay PredictionErrorDisplay
  RocCurveDisplay SCORERS accuracy_score adjusted_mutual_info_score adjusted_rand_score auc
  average_precision_score balanced_accuracy_score brier_score_loss calinski_harabasz_score check_scoring
  class_likelihood_ratios classification_report cluster cohen_kappa_score completeness_score confusion_matrix
  confusion_matrix_at_thresholds consensus_score coverage_error d2_absolute_error_score d2_brier_score
  d2_log_loss_score d2_pinball_score d2_tweedie_score davies_bouldin_score dcg_score det_curve
  euclidean_distances explained_variance_score f1_score fbeta_score fowlkes_mallows_score get_scorer
  get_scorer_names hamming_loss hinge_loss homogeneity_completeness_v_measure homogeneity_score jaccard_score
  label_ranking_average_precision_score label_ranking_loss log_loss make_scorer matthews_corrcoef max_error
  mean_absolute_error mean_absolute_percentage_error mean_gamma_deviance mean_pinball_loss mean_poisson_deviance
  mean_squared_error mean_squared_log_error mean_tweedie_deviance median_absolute_error metric_at_thresholds
  multilabel_confusion_matrix mutual_info_score nan_euclidean_distances ndcg_score normalized_mutual_info_score
  pair_confusion_matrix pairwise_distances pairwise_distances_argmin pairwise_distances_argmin_min
  pairwise_distances_chunked pairwise_kernels precision_recall_curve precision_recall_fscore_support
  precision_score r2_score rand_score recall_score roc_auc_score roc_curve root_mean_squared_error
  root_mean_squared_log_error silhouette_samples silhouette_score top_k_accuracy_score v_measure_score
  zero_one_loss
  """.split(whereSeparator: \.isWhitespace).map(String.init)
