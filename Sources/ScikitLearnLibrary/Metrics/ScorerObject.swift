import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// A scorer: asks a fitted estimator for its answers and gives them to a metric.
final class ScorerObject: Object {
  /// What the estimator is asked for.
  enum Response {
    case labels, probabilities
    /// Decisions, else probabilities.
    case thresholds
    /// The estimator's own `score`.
    case own
  }

  nonisolated(unsafe) static let type = TypeObject(name: "_Scorer", module: "sklearn.metrics._scorer", isOpen: true)

  let metric: Value
  let sign: Double
  let response: Response
  let keywords: [(name: PythonString, value: Value)]

  init(_ metric: Value, sign: Double, response: Response, keywords: [(name: PythonString, value: Value)]) {
    self.metric = metric
    self.sign = sign
    self.response = response
    self.keywords = keywords
    super.init(type: ScorerObject.type)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    var named = arguments.keywords
    func argument(_ position: Int, _ name: PythonString) -> Value {
      if position < arguments.positional.count { return arguments.positional[position] }
      guard let index = named.firstIndex(where: { $0.name == name }) else { return .none }
      return named.remove(at: index).value
    }
    let (estimator, x, y) = (argument(0, "estimator"), argument(1, "X"), argument(2, response == .own ? "y" : "y_true"))
    return try score(estimator, x, y, extra: named, in: context)
  }

  /// The score of a fitted estimator on samples.
  func score(
    _ estimator: Value, _ x: Value, _ y: Value, extra: [(name: PythonString, value: Value)] = [], in context: Context
  ) throws(Raised) -> Value {
    if response == .own {
      return try ScikitLearn.call("score", of: estimator, y.isNone ? [x] : [x, y], extra, in: context)
    }
    let answers = try answers(estimator, x, y, in: context)
    let value = try context.call(metric, CallArguments([y, answers], keywords: keywords + extra)).supported()
    if sign == 1 { return value }
    return try context.unary(.negative, value)
  }

  private func answers(_ estimator: Value, _ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    switch response {
    case .labels, .own: return try ScikitLearn.call("predict", of: estimator, [x], in: context)
    case .probabilities:
      let probabilities = try ScikitLearn.call("predict_proba", of: estimator, [x], in: context)
      let isBinary = try ScikitLearn.targetKind(y, in: context) == .binary
      return isBinary ? try ScikitLearn.positiveColumn(probabilities, in: context) : probabilities
    case .thresholds:
      if try ScikitLearn.targetKind(y, in: context) == .multiclass, context.era == .classic {
        throw .valueError("multiclass format is not supported")
      }
      if try ScikitLearn.isRegressor(estimator, in: context) {
        return try ScikitLearn.call("predict", of: estimator, [x], in: context)
      }
      if try ScikitLearn.has(estimator, "decision_function", in: context) {
        return try ScikitLearn.call("decision_function", of: estimator, [x], in: context)
      }
      let probabilities = try ScikitLearn.call("predict_proba", of: estimator, [x], in: context)
      return try ScikitLearn.positiveColumn(probabilities, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let name = try ScikitLearn.name(of: metric, in: context)
    let isModern = context.era == .modern
    if response == .own { return isModern ? "_PassthroughScorer" : "<function _passthrough_scorer>" }
    var text = "make_scorer(\(name)"
    if sign < 0 { text += ", greater_is_better=False" }
    switch response {
    case .labels: text += isModern ? ", response_method='predict'" : ""
    case .probabilities: text += isModern ? ", response_method='predict_proba'" : ", needs_proba=True"
    case .thresholds:
      text += isModern ? ", response_method=('decision_function', 'predict_proba')" : ", needs_threshold=True"
    case .own: break
    }
    for (name, value) in keywords { text += ", \(name)=\(try context.str(value))" }
    return PythonString(text + ")")
  }
}

extension ScikitLearn {
  /// `__name__` of a function.
  static func name(of function: Value, in context: Context) throws(Raised) -> PythonString {
    guard try has(function, "__name__", in: context) else { return try context.repr(function) }
    return try context.str(context.attribute(of: function, named: "__name__"))
  }

  /// The probabilities of the second of two classes; of more classes all.
  static func positiveColumn(_ probabilities: Value, in context: Context) throws(Raised) -> Value {
    guard let table = try table(probabilities, in: context), !table.isOneDimensional, table.tracedColumns.count == 2
    else { return probabilities }
    return .object(ArrayObject(table.tracedColumns[1]))
  }

  /// What kind of target it is: `type_of_target`; more than one column is taken for multiclass.
  static func targetKind(_ y: Value, in context: Context) throws(Raised) -> LabelKind {
    guard let table = try table(y, in: context), table.tracedColumns.count == 1, let column = table.tracedColumns.first
    else { return .multiclass }
    return LabelKind(column.values)
  }
}
