import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let precisionScore = Function(
    "precision_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division='warn')"
  ) { call in try call.averaged("precision_score", \.precision) }

  static let recallScore = Function(
    "recall_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division='warn')"
  ) { call in try call.averaged("recall_score", \.recall) }

  static let f1Score = Function(
    "f1_score(y_true, y_pred, *, labels=None, pos_label=1, average='binary', sample_weight=None, zero_division='warn')"
  ) { call in try call.averaged("f1_score", \.fScore) }

  static let fbetaScore = Function(
    """
    fbeta_score(y_true, y_pred, *, beta, labels=None, pos_label=1, average='binary', sample_weight=None, \
    zero_division='warn')
    """
  ) { call in try call.averaged("fbeta_score", \.fScore, beta: call.double("beta")) }

  static let precisionRecallFscoreSupport = Function(
    """
    precision_recall_fscore_support(y_true, y_pred, *, beta=1.0, labels=None, pos_label=1, average=None, \
    warn_for=('precision', 'recall', 'f-score'), sample_weight=None, zero_division='warn')
    """
  ) { call in
    let context = call.context
    let pair = try call.chosenPair()
    guard let kind = try call.average(pair) else {
      let (scores, support) = classScores(
        pair.truth, pair.predicted, classes: pair.labels.count, beta: try call.double("beta"),
        undefined: try call.zeroDivision(), era: context.learningEra)
      return .tuple([
        ScikitLearn.array(scores.map(\.precision)), ScikitLearn.array(scores.map(\.recall)),
        ScikitLearn.array(scores.map(\.fScore)), ScikitLearn.array(support.map { Int($0) }),
      ])
    }
    let scores = averagedScores(
      pair.truth, pair.predicted, classes: pair.labels.count, average: kind, beta: try call.double("beta"),
      undefined: try call.zeroDivision(), era: context.learningEra)
    let numbers = [scores.precision, scores.recall, scores.fScore].map { ScikitLearn.score($0, in: context) }
    return .tuple(numbers + [.none])
  }

  static let classificationReport = Function(
    """
    classification_report(y_true, y_pred, *, labels=None, target_names=None, sample_weight=None, digits=2, \
    output_dict=False, zero_division='warn')
    """
  ) { call in
    let context = call.context
    let pair = try call.chosenPair()
    var names: [String] = []
    for label in pair.labels { names.append(try context.str(label.pythonValue).description) }
    if !call.isNone("target_names") {
      let given = try call.list("target_names")
      guard given.count == names.count else {
        throw Raised.valueError(
          "Number of classes, \(names.count), does not match size of target_names, \(given.count). Try specifying the "
            + "labels parameter")
      }
      names = try given.map { (name) throws(Raised) in try context.str(name).description }
    }
    let report = ClassificationReport(
      pair.truth, pair.predicted, names: names, undefined: try call.zeroDivision(), era: context.learningEra)
    context.note("classification_report", nil, of: call["y_pred"])
    if try call.bool("output_dict") { return report.dictionary(context.era) }
    return .text(report.text(digits: try call.int("digits")))
  }
}

extension ClassificationReport {
  /// `output_dict=True`.
  fileprivate func dictionary(_ era: Era) -> Value {
    func entry(_ line: Line) -> Value {
      .object(
        DictObject([
          ("precision", .float(line.scores.precision)), ("recall", .float(line.scores.recall)),
          ("f1-score", .float(line.scores.fScore)),
          ("support", era == .classic ? .int(line.support) : .float(Double(line.support))),
        ]))
    }
    let result = DictObject(classes.map { (PythonString($0.name), entry($0)) })
    if let accuracy { result["accuracy"] = .float(accuracy) } else { result["micro avg"] = entry(microAverage) }
    result["macro avg"] = entry(macroAverage)
    result["weighted avg"] = entry(weightedAverage)
    return .object(result)
  }
}

extension Call {
  /// The labels, restricted to those of the argument `labels`.
  fileprivate func chosenPair() throws(Raised) -> LabelPair {
    let pair = try labels()
    guard let chosen = try chosenLabels() else { return pair }
    return pair.restricted(to: chosen)
  }

  /// `zero_division`: what stands for a score without anything to divide by.
  fileprivate func zeroDivision() throws(Raised) -> Double {
    if case .string("warn") = self["zero_division"] { return 0 }
    return try double("zero_division")
  }

  /// `average`; `nil` for a score a class.
  fileprivate func average(_ pair: LabelPair) throws(Raised) -> ScoreAverage? {
    switch self["average"] {
    case .none: return nil
    case .string("micro"): return .micro
    case .string("macro"): return .macro
    case .string("weighted"): return .weighted
    case .string("binary"): return .binary(positive: try positive(pair) ?? 0)
    default: throw unsupported("such an 'average' of '\(signature.name)'", argument: "average")
    }
  }

  /// The position of `pos_label`; `nil` where a single other label is all there is.
  private func positive(_ pair: LabelPair) throws(Raised) -> Int? {
    guard pair.isBinary else {
      throw .valueError(
        "Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', "
          + "'weighted'].")
    }
    if let position = pair.position(of: self["pos_label"]) { return position }
    guard pair.labels.count < 2 else {
      let shown = try pair.labels.map { (label) throws(Raised) in
        try context.repr(label.pythonValue).description
      }
      let list = shown.joined(separator: context.era == .classic ? ", " : " ")
      throw .valueError(
        "pos_label=\(try context.repr(self["pos_label"])) is not a valid label. It should be one of [\(list)]")
    }
    return nil
  }

  /// A score a class, or one for all of them.
  fileprivate func averaged(
    _ metric: String, _ score: KeyPath<PrecisionRecall, Double>, beta: Double = 1
  ) throws(Raised) -> Value {
    let pair = try chosenPair()
    let undefined = try zeroDivision()
    guard let kind = try average(pair) else {
      let (scores, _) = classScores(
        pair.truth, pair.predicted, classes: pair.labels.count, beta: beta, undefined: undefined,
        era: context.learningEra)
      context.note(metric, nil, of: self["y_pred"])
      return ScikitLearn.array(scores.map { $0[keyPath: score] })
    }
    if case .binary = kind, try positive(pair) == nil { return scored(metric, undefined) }
    let scores = averagedScores(
      pair.truth, pair.predicted, classes: pair.labels.count, average: kind, beta: beta, undefined: undefined,
      era: context.learningEra)
    return scored(metric, scores[keyPath: score])
  }
}
