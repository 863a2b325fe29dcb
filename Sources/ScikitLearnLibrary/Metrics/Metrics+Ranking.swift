import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let rocAucScore = Function(
    """
    roc_auc_score(y_true, y_score, *, average='macro', sample_weight=None, max_fpr=None, multi_class='raise', labels=None)
    """
  ) { call in
    try call.refuse("sample_weight", "max_fpr", "labels")
    let context = call.context
    let truth = try LabelColumn(call["y_true"], in: context)
    let probabilities = try ScikitLearn.table(call["y_score"], in: context)
    do {
      if truth.classes.count > 2 || probabilities?.tracedColumns.count ?? 1 > 2 {
        return call.scored("roc_auc_score", try call.areaOfMany(truth), "y_score")
      }
      let scores = try context.scores(call["y_score"], count: truth.codes.count)
      let area = try rocAUC(truth.codes.map { $0 == 1 }, scores, era: context.learningEra)
      return call.scored("roc_auc_score", area, "y_score")
    } catch let error as LearningError {
      throw context.raised(error)
    }
  }

  static let rocCurve = Function(
    "roc_curve(y_true, y_score, *, pos_label=None, sample_weight=None, drop_intermediate=True)"
  ) { call in
    try call.refuse("sample_weight")
    let truth = try call.positives()
    let scores = try call.context.scores(call["y_score"], count: truth.count)
    let curve = Learning.rocCurve(
      truth, scores, dropIntermediate: try call.bool("drop_intermediate"), era: call.context.learningEra)
    call.context.note("roc_curve", nil, of: call["y_score"])
    return .tuple([
      ScikitLearn.array(curve.falsePositiveRate), ScikitLearn.array(curve.truePositiveRate),
      ScikitLearn.array(curve.thresholds),
    ])
  }

  static let precisionRecallCurve = Function(
    """
    precision_recall_curve(y_true, y_score=no_default, *, pos_label=None, sample_weight=None, drop_intermediate=False, \
    probas_pred=no_default)
    """
  ) { call in
    try call.refuse("sample_weight", "drop_intermediate")
    let truth = try call.positives()
    let scores = try call.context.scores(
      call.isGiven("y_score") ? call["y_score"] : call["probas_pred"], count: truth.count)
    let curve = Learning.precisionRecallCurve(truth, scores)
    return .tuple([
      ScikitLearn.array(curve.precision), ScikitLearn.array(curve.recall), ScikitLearn.array(curve.thresholds),
    ])
  }

  static let averagePrecisionScore = Function(
    "average_precision_score(y_true, y_score, *, average='macro', pos_label=1, sample_weight=None)"
  ) { call in
    try call.refuse("sample_weight", "average")
    let truth = try call.positives()
    let scores = try call.context.scores(call["y_score"], count: truth.count)
    return call.scored("average_precision_score", averagePrecision(truth, scores), "y_score")
  }

  static let auc = Function("auc(x, y)") { call in
    let (x, y) = try call.numberPair("x", "y")
    do throws(LearningError) {
      return ScikitLearn.score(try areaUnderCurve(x, y), in: call.context)
    } catch {
      throw call.context.raised(error)
    }
  }

  static let logLoss = Function(
    "log_loss(y_true, y_pred, *, eps='auto', normalize=True, sample_weight=None, labels=None)"
  ) { call in
    try call.refuse("eps", "sample_weight", "labels")
    let context = call.context
    let truth = try LabelColumn(call["y_true"], in: context)
    guard let table = try ScikitLearn.table(call["y_pred"], in: context), truth.classes.count > 1 else {
      throw call.unsupported("'log_loss' of one class")
    }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    if columns.count == 1 { columns.insert(columns[0].map { 1 - $0 }, at: 0) }
    guard columns.count == truth.classes.count else {
      throw Raised.valueError(
        "y_true and y_pred contain different number of classes \(truth.classes.count), \(columns.count).")
    }
    let loss = Learning.logLoss(
      truth.codes, Matrix(columns: columns), normalised: try call.bool("normalize"), era: context.learningEra)
    return call.scored("log_loss", loss)
  }

  static let brierScoreLoss = Function(
    "brier_score_loss(y_true, y_proba, *, sample_weight=None, pos_label=None)"
  ) { call in
    try call.refuse("sample_weight")
    let truth = try call.positives()
    let scores = try call.context.scores(call["y_proba"], count: truth.count)
    return call.scored("brier_score_loss", meanSquaredError(truth.map { $0 ? 1 : 0 }, scores), "y_proba")
  }
}

extension Context {
  /// The numbers by which rows are ranked.
  fileprivate func scores(_ value: Value, count: Int) throws(Raised) -> [Double] {
    let numbers = try numbers(ScikitLearn.column(value, in: self).values)
    guard numbers.count == count else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(count), \(numbers.count)]")
    }
    if numbers.contains(where: \.isNaN) { throw .valueError("Input contains NaN.") }
    return numbers
  }
}

extension Call {
  /// Which rows are positive: those of `pos_label`, by default 1 where the labels are 0 and 1 or -1 and 1.
  fileprivate func positives() throws(Raised) -> [Bool] {
    let truth = try LabelColumn(self["y_true"], in: context)
    guard truth.classes.count <= 2 else { throw .valueError("multiclass format is not supported") }
    if !isNone("pos_label") {
      let key = Scalar(self["pos_label"]).asKey
      return truth.codes.map { truth.classes[$0].asKey == key }
    }
    let keys = truth.classes.map(\.asKey)
    let areNumbers = keys.allSatisfy { $0 == .int(0) || $0 == .int(1) || $0 == .int(-1) }
    guard areNumbers, !(keys.contains(.int(0)) && keys.contains(.int(-1))) else {
      let shown = try truth.classes.map { (label) throws(Raised) in
        try context.repr(label.pythonValue).description
      }
      throw .valueError(
        "y_true takes value in {\(shown.joined(separator: ", "))} and pos_label is not specified: either make y_true take "
          + "value in {0, 1} or {-1, 1} or pass pos_label explicitly.")
    }
    return truth.codes.map { keys[$0] == .int(1) }
  }

  /// `roc_auc_score` of more than two classes, each against the rest.
  fileprivate func areaOfMany(_ truth: LabelColumn) throws -> Double {
    guard case .string("ovr") = self["multi_class"] else {
      if case .string("ovo") = self["multi_class"] { throw unsupported("'multi_class=ovo' of 'roc_auc_score'") }
      throw Raised.valueError("multi_class must be in ('ovo', 'ovr')")
    }
    guard let table = try ScikitLearn.table(self["y_score"], in: context),
      table.tracedColumns.count == truth.classes.count
    else {
      throw Raised.valueError("Number of classes in y_true not equal to the number of columns in 'y_score'")
    }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    let isWeighted = if case .string("weighted") = self["average"] { true } else { false }
    return try rocAUCOneAgainstRest(
      truth.codes, Matrix(columns: columns), weighted: isWeighted, era: context.learningEra)
  }
}
