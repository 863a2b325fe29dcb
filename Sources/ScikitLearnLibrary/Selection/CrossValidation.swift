import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.ModelSelection {
  /// `sklearn.model_selection.cross_val_score`: the score of every fold.
  static let crossValScore = Function(
    """
    cross_val_score(estimator, X, y=None, *, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, fit_params=None, \
    params=None, pre_dispatch='2*n_jobs', error_score=nan)
    """
  ) { call in
    try call.refuse("groups", "fit_params", "params", "error_score")
    let scoring = try call.scoring()
    let scores = try call.foldValues { (estimator, x, y) throws(Raised) in
      try estimator.crossScore(scoring, x, y, in: call.context)
    }
    return ScikitLearn.array(scores)
  }
}

extension Call {
  fileprivate func scoring() throws(Raised) -> Scoring {
    guard !isNone("scoring") else { return .standard }
    guard case .string(let name) = self["scoring"], let scoring = Scoring(rawValue: name.description) else {
      throw unsupported("such a 'scoring' of '\(signature.name)'", argument: "scoring")
    }
    return scoring
  }

  /// What `body` gives for a clone fitted on each fold's training rows, with its test rows.
  fileprivate func foldValues<T>(
    _ body: (SupervisedObject, Value, Value) throws(Raised) -> T
  ) throws(Raised) -> [T] {
    let estimator = try object("estimator", as: EstimatorObject.self)
    let (x, y) = (self["X"], self["y"])
    var values: [T] = []
    for fold in try splitter(isStratified: estimator is ClassifierObject).folds(x, y, in: context) {
      guard let clone = estimator.clone() as? SupervisedObject else {
        throw unsupported("'\(signature.name)' of a '\(estimator.type.name)'")
      }
      try clone.fit(
        ScikitLearn.rows(x, fold.train, in: context), ScikitLearn.rows(y, fold.train, in: context), isRecorded: false,
        in: context)
      values.append(
        try body(clone, ScikitLearn.rows(x, fold.test, in: context), ScikitLearn.rows(y, fold.test, in: context)))
    }
    return values
  }

  /// `check_cv`: for a classifier folds are stratified.
  private func splitter(isStratified: Bool) throws(Raised) -> SplitterObject {
    if let splitter = self["cv"].cast(to: SplitterObject.self) { return splitter }
    guard isNone("cv") || self["cv"].object == nil || self["cv"].object is NumPyLibrary.ScalarObject else {
      throw unsupported("such a 'cv' of '\(signature.name)'", argument: "cv")
    }
    let folds = isNone("cv") ? 5 : try int("cv")
    return SplitterObject(folds: folds, shuffles: false, randomState: .none, isStratified: isStratified)
  }
}

/// The names that `scoring` may have.
enum Scoring: String {
  /// The estimator's own `score`.
  case standard = ""
  case accuracy, f1, precision, recall
  case rocAuc = "roc_auc"
  case f1Macro = "f1_macro"
  case f1Micro = "f1_micro"
  case f1Weighted = "f1_weighted"
  case precisionMacro = "precision_macro"
  case recallMacro = "recall_macro"
  case precisionWeighted = "precision_weighted"
  case recallWeighted = "recall_weighted"
  case balancedAccuracy = "balanced_accuracy"
  case negLogLoss = "neg_log_loss"
  case r2
  case negMeanSquaredError = "neg_mean_squared_error"
  case negRootMeanSquaredError = "neg_root_mean_squared_error"
  case negMeanAbsoluteError = "neg_mean_absolute_error"
}

extension SupervisedObject {
  /// A score of the fitted estimator on other rows, not remembered as one of the notebook.
  fileprivate func crossScore(_ scoring: Scoring, _ x: Value, _ y: Value, in context: Context) throws(Raised) -> Double
  {
    let known = context.tracer.log.scores.count
    defer { context.tracer.log.scores.removeLast(context.tracer.log.scores.count - known) }
    if scoring == .standard { return try score(x, y, in: context) }
    if let classifier = self as? ClassifierObject {
      switch scoring {
      case .rocAuc: return try classifier.areaUnderCurve(x, y, in: context)
      case .negLogLoss:
        let columns = try classifier.probabilities(x, in: context)
        let matrix = Value.object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
        return -(try metric("log_loss", [y, matrix], in: context))
      default: break
      }
    }
    return try score(scoring, y, .object(ArrayObject(try predicted(x, in: context))), in: context)
  }

  private func score(
    _ scoring: Scoring, _ y: Value, _ predicted: Value, in context: Context
  ) throws(Raised) -> Double {
    func averaged(_ name: PythonString, _ average: Value) throws(Raised) -> Double {
      try metric(name, [y, predicted], [(name: "average", value: average)], in: context)
    }
    func plain(_ name: PythonString) throws(Raised) -> Double { try metric(name, [y, predicted], in: context) }
    switch scoring {
    case .accuracy: return try plain("accuracy_score")
    case .balancedAccuracy: return try plain("balanced_accuracy_score")
    case .f1: return try averaged("f1_score", "binary")
    case .precision: return try averaged("precision_score", "binary")
    case .recall: return try averaged("recall_score", "binary")
    case .f1Macro: return try averaged("f1_score", "macro")
    case .f1Micro: return try averaged("f1_score", "micro")
    case .f1Weighted: return try averaged("f1_score", "weighted")
    case .precisionMacro: return try averaged("precision_score", "macro")
    case .precisionWeighted: return try averaged("precision_score", "weighted")
    case .recallMacro: return try averaged("recall_score", "macro")
    case .recallWeighted: return try averaged("recall_score", "weighted")
    case .r2: return try plain("r2_score")
    case .negMeanSquaredError: return -(try plain("mean_squared_error"))
    case .negRootMeanSquaredError: return -(try plain("mean_squared_error").squareRoot())
    case .negMeanAbsoluteError: return -(try plain("mean_absolute_error"))
    case .standard, .rocAuc, .negLogLoss:
      throw context.unsupportedNow("'scoring=\(scoring.rawValue)' of a '\(type.name)'")
    }
  }

  /// A function of `sklearn.metrics`.
  private func metric(
    _ name: PythonString, _ arguments: [Value], _ keywords: [(name: PythonString, value: Value)] = [],
    in context: Context
  ) throws(Raised) -> Double {
    let value = try context.callMethod(
      context.importModule("sklearn.metrics"), name, CallArguments(arguments, keywords: keywords))
    return try context.double(value) ?? .nan
  }
}

extension ClassifierObject {
  fileprivate func areaUnderCurve(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Double {
    let truth = try LabelColumn(y, in: context)
    guard truth.classes.count == 2 else { throw .valueError("multi_class must be in ('ovo', 'ovr')") }
    let columns = try hasDecisionFunction ? decisions(x, in: context) : probabilities(x, in: context)
    guard let scores = columns.last else { throw context.unsupportedNow("'roc_auc' of such a classifier") }
    let numbers = try context.numbers(scores.values)
    do throws(LearningError) {
      return try rocAUC(truth.codes.map { $0 == 1 }, numbers, era: context.learningEra)
    } catch {
      throw context.raised(error)
    }
  }
}
