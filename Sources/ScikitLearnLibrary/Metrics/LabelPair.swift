import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// True and answered labels as positions in the sorted labels of both.
struct LabelPair {
  private(set) var labels: [Scalar]
  /// -1 for a row whose label is not among the labels in question.
  private(set) var truth: [Int]
  private(set) var predicted: [Int]
  /// How many different labels there were before a restriction.
  let distinctCount: Int

  /// - Throws: ValueError in scikit-learn's words for unequal lengths, fractions and mixed kinds.
  init(_ truth: Value, _ predicted: Value, in context: Context) throws(Raised) {
    let (a, b) = (try ScikitLearn.column(truth, in: context), try ScikitLearn.column(predicted, in: context))
    guard a.count == b.count else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(a.count), \(b.count)]")
    }
    let (first, second) = (LabelKind(a.values), LabelKind(b.values))
    if first == .continuous || second == .continuous {
      throw .valueError(
        first == second
          ? "continuous is not supported"
          : "Classification metrics can't handle a mix of \(first.rawValue) and \(second.rawValue) targets")
    }
    guard let joined = LabelPair.joined(a.values, b.values) else {
      throw context.unsupportedNow("labels of mixed kinds")
    }
    let sorted = LabelColumn.sorted(joined)
    guard let sorted else { throw context.unsupportedNow("labels of mixed kinds") }
    labels = sorted.classes
    distinctCount = sorted.classes.count
    self.truth = Array(sorted.codes[..<a.count])
    self.predicted = Array(sorted.codes[a.count...])
  }

  /// Whether there are at most two labels.
  var isBinary: Bool { distinctCount <= 2 }

  /// The position of a label; `nil` if it is not there.
  func position(of label: Value) -> Int? {
    let key = Scalar(label).asKey
    return labels.firstIndex { $0.asKey == key }
  }

  /// The pair with other labels, in the order given; rows of other labels have none.
  func restricted(to chosen: [Scalar]) -> LabelPair {
    var result = self
    let positions = labels.map { label in chosen.firstIndex { $0.asKey == label.asKey } ?? -1 }
    result.labels = chosen
    result.truth = truth.map { positions[$0] }
    result.predicted = predicted.map { positions[$0] }
    return result
  }

  /// Both columns below each other in one storage; `nil` for text beside numbers.
  private static func joined(_ a: Column, _ b: Column) -> Column? {
    let scalars = (0..<a.count).map { a[$0] } + (0..<b.count).map { b[$0] }
    if scalars.contains(where: \.isMissing) { return nil }
    let areBools = scalars.allSatisfy { if case .bool = $0 { true } else { false } }
    let numbers = areBools ? scalars : scalars.map { if case .bool(let flag) = $0 { .int(flag ? 1 : 0) } else { $0 } }
    let column = Column(scalars: numbers)
    if column.count == 0 { return .ints([]) }
    if case .object = column.storage { return nil }
    return column
  }
}

/// `sklearn.utils.multiclass.type_of_target` of one dimension.
enum LabelKind: String {
  case binary, multiclass, continuous

  init(_ values: Column) {
    if values.hasFractions {
      self = .continuous
    } else {
      self = (LabelColumn.sorted(values)?.classes.count ?? 3) <= 2 ? .binary : .multiclass
    }
  }
}

extension Context {
  /// Remembers a score of traced predictions: what the notebook says of its model.
  func note(_ metric: String, _ value: Double?, of predictions: [TracedColumn]) {
    guard !tracer.log.isPaused, let prediction = predictions.first(where: { $0.domain != nil }) else { return }
    tracer.log.scores.append(
      ReplayLog.Score(metric: metric, value: value, prediction: prediction, origin: planOrigin))
  }

  /// Remembers a score of what an argument holds.
  func note(_ metric: String, _ value: Double?, of prediction: Value) {
    guard let table = prediction.object as? any TracedTable else { return }
    note(metric, value, of: table.tracedColumns)
  }
}

extension Call {
  /// The labels of two arguments.
  func labels(_ truth: String = "y_true", _ predicted: String = "y_pred") throws(Raised) -> LabelPair {
    if signature.parameters.contains(where: { $0.name == "sample_weight" }) { try refuse("sample_weight") }
    return try LabelPair(self[truth], self[predicted], in: context)
  }

  /// The labels of an argument `labels`; `nil` for None.
  func chosenLabels() throws(Raised) -> [Scalar]? {
    if isNone("labels") { return nil }
    let column = try ScikitLearn.column(self["labels"], in: context)
    return (0..<column.count).map { column.values[$0] }
  }

  /// A metric's result, remembered where the prediction is traced.
  func scored(_ metric: String, _ value: Double, _ predicted: String = "y_pred") -> Value {
    context.note(metric, value, of: self[predicted])
    return ScikitLearn.score(value, in: context)
  }

  /// The numbers of two arguments of equal length.
  func numberPair(_ truth: String = "y_true", _ predicted: String = "y_pred") throws(Raised) -> ([Double], [Double]) {
    if signature.parameters.contains(where: { $0.name == "sample_weight" }) { try refuse("sample_weight") }
    let a = try context.numbers(ScikitLearn.column(self[truth], in: context).values)
    let b = try context.numbers(ScikitLearn.column(self[predicted], in: context).values)
    guard a.count == b.count else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(a.count), \(b.count)]")
    }
    if a.contains(where: \.isNaN) || b.contains(where: \.isNaN) { throw .valueError("Input contains NaN.") }
    return (a, b)
  }
}
