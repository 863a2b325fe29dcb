import Columns
import Kernels
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// What a name of `scoring` stands for.
  private struct Named {
    let metric: PythonString
    var sign = 1.0
    var response = ScorerObject.Response.labels
    var keywords: [(name: PythonString, value: Value)] = []
  }

  /// The scorer of a name; `nil` for one that scikit-learn does not have.
  static func scorer(named name: String, in context: Context) throws(Raised) -> ScorerObject? {
    guard let named = named(name, context.era == .classic) else { return nil }
    let metric = try context.attribute(of: context.importModule("sklearn.metrics"), named: named.metric).supported()
    return ScorerObject(metric, sign: named.sign, response: named.response, keywords: named.keywords)
  }

  private static func named(_ name: String, _ isClassic: Bool) -> Named? {
    if let plain = plainScorers[name] { return Named(metric: plain) }
    if let loss = losses[name] {
      if name.hasSuffix("root_mean_squared_error"), isClassic {
        return Named(metric: "mean_squared_error", sign: -1, keywords: [(name: "squared", value: false)])
      }
      return Named(metric: loss, sign: -1)
    }
    switch name {
    case "roc_auc": return Named(metric: "roc_auc_score", response: .thresholds)
    case "average_precision": return Named(metric: "average_precision_score", response: .thresholds)
    case "neg_log_loss": return Named(metric: "log_loss", sign: -1, response: .probabilities)
    case "neg_brier_score": return Named(metric: "brier_score_loss", sign: -1, response: .probabilities)
    case "top_k_accuracy": return Named(metric: "top_k_accuracy_score", response: .thresholds)
    case "roc_auc_ovr", "roc_auc_ovo", "roc_auc_ovr_weighted", "roc_auc_ovo_weighted":
      let form: Value = name.contains("ovr") ? "ovr" : "ovo"
      let average: [(name: PythonString, value: Value)] =
        name.hasSuffix("weighted") ? [(name: "average", value: "weighted")] : []
      return Named(
        metric: "roc_auc_score", response: .probabilities, keywords: [(name: "multi_class", value: form)] + average)
    default: break
    }
    for metric in ["precision", "recall", "f1", "jaccard"] {
      if name == metric {
        return Named(metric: PythonString(metric + "_score"), keywords: [(name: "average", value: "binary")])
      }
      for average in ["macro", "micro", "samples", "weighted"] where name == "\(metric)_\(average)" {
        return Named(
          metric: PythonString(metric + "_score"), keywords: [(name: "average", value: .text(average))])
      }
    }
    return nil
  }

  private static let plainScorers: [String: PythonString] = [
    "accuracy": "accuracy_score", "balanced_accuracy": "balanced_accuracy_score", "r2": "r2_score",
    "explained_variance": "explained_variance_score", "matthews_corrcoef": "matthews_corrcoef",
    "adjusted_rand_score": "adjusted_rand_score", "rand_score": "rand_score",
    "mutual_info_score": "mutual_info_score", "normalized_mutual_info_score": "normalized_mutual_info_score",
    "adjusted_mutual_info_score": "adjusted_mutual_info_score", "homogeneity_score": "homogeneity_score",
    "completeness_score": "completeness_score", "v_measure_score": "v_measure_score",
    "fowlkes_mallows_score": "fowlkes_mallows_score",
  ]

  private static let losses: [String: PythonString] = [
    "max_error": "max_error", "neg_max_error": "max_error",
    "neg_mean_squared_error": "mean_squared_error", "neg_mean_absolute_error": "mean_absolute_error",
    "neg_median_absolute_error": "median_absolute_error",
    "neg_mean_absolute_percentage_error": "mean_absolute_percentage_error",
    "neg_mean_squared_log_error": "mean_squared_log_error",
    "neg_root_mean_squared_error": "root_mean_squared_error",
    "neg_root_mean_squared_log_error": "root_mean_squared_log_error",
    "neg_mean_poisson_deviance": "mean_poisson_deviance", "neg_mean_gamma_deviance": "mean_gamma_deviance",
    // Names of scikit-learn up to 0.19.
    "mean_squared_error": "mean_squared_error", "mean_absolute_error": "mean_absolute_error",
    "median_absolute_error": "median_absolute_error",
  ]

  /// `check_scoring`: how an estimator is scored where `scoring` is a name, a function or None.
  static func scorer(_ scoring: Value, of estimator: Value, in context: Context) throws(Raised) -> Value {
    if scoring.isNone {
      guard try has(estimator, "score", in: context) else {
        throw .typeError(
          "If no scoring is specified, the estimator passed should have a 'score' method. The estimator "
            + "\(try context.repr(estimator)) does not.")
      }
      return .object(ScorerObject(.none, sign: 1, response: .own, keywords: []))
    }
    guard let name = scoring.stringValue?.description else { return scoring }
    if let known = try scorer(named: name, in: context) { return .object(known) }
    throw .valueError(
      "'\(name)' is not a valid scoring value. Use sklearn.metrics.get_scorer_names() to get valid options.")
  }

  /// The scorers of a search or a cross-validation, by name; one that has no name is called `score`.
  struct Scorers {
    var all: [(name: PythonString, scorer: Value)] = []
    /// Whether `scoring` named several metrics.
    var areSeveral = false

    init(_ scoring: Value, of estimator: Value, in context: Context) throws(Raised) {
      let scoring = try scoring.supported()
      if let dict = scoring.cast(to: DictObject.self) {
        areSeveral = true
        for (name, value) in dict.items {
          all.append((name: name.stringValue ?? "", scorer: try scorer(value, of: estimator, in: context)))
        }
      } else if scoring.object is ListObject || scoring.object is TupleObject || scoring.object is SetObject {
        areSeveral = true
        for name in try context.items(of: scoring) {
          all.append((name: name.stringValue ?? "", scorer: try scorer(name, of: estimator, in: context)))
        }
      } else {
        all = [(name: "score", scorer: try scorer(scoring, of: estimator, in: context))]
      }
    }

    /// Every scorer's number for a fitted estimator; a callable may give several.
    func scores(
      _ estimator: Value, _ x: Value, _ y: Value, in context: Context
    ) throws(Raised) -> [(name: PythonString, value: Double)] {
      var result: [(name: PythonString, value: Double)] = []
      for (name, scorer) in all {
        let value =
          if let known = scorer.object as? ScorerObject { try known.score(estimator, x, y, in: context) } else {
            try context.call(scorer, y.isNone ? [estimator, x] : [estimator, x, y]).supported()
          }
        if let dict = value.cast(to: DictObject.self) {
          for (key, item) in dict.items {
            result.append((name: key.stringValue ?? "", value: try context.double(item) ?? .nan))
          }
          continue
        }
        guard let number = try context.double(value) else {
          throw .valueError(
            "scoring must return a number, got \(try context.str(value)) (\(try context.repr(.object(value.type)))) "
              + "instead. (scorer=\(try context.repr(scorer)))")
        }
        result.append((name: name, value: number))
      }
      return result
    }
  }
}

extension ScikitLearn.Metrics {
  static let makeScorer = Function(
    """
    make_scorer(score_func, *, greater_is_better=True, needs_proba=False, needs_threshold=False, \
    response_method='default', **kwargs)
    """
  ) { call in
    var response = ScorerObject.Response.labels
    if try call.bool("needs_proba") { response = .probabilities }
    if try call.bool("needs_threshold") { response = .thresholds }
    if call.isGiven("response_method") {
      switch call["response_method"] {
      case .string("predict"), .string("default"), .none: break
      case .string("predict_proba"): response = .probabilities
      case .string: throw call.unsupported("such a 'response_method' of 'make_scorer'", argument: "response_method")
      default: response = .thresholds
      }
    }
    return .object(
      ScorerObject(
        call["score_func"], sign: try call.bool("greater_is_better") ? 1 : -1, response: response,
        keywords: call.keywords))
  }

  static let getScorer = Function("get_scorer(scoring)") { call in
    guard let name = call["scoring"].stringValue?.description else { return call["scoring"] }
    if let known = try ScikitLearn.scorer(named: name, in: call.context) { return .object(known) }
    throw Raised.valueError(
      "'\(name)' is not a valid scoring value. Use sklearn.metrics.get_scorer_names() to get valid options.")
  }

  static let checkScoring = Function("check_scoring(estimator, scoring=None, *, allow_none=False)") { call in
    try ScikitLearn.scorer(call["scoring"], of: call["estimator"], in: call.context)
  }
}
