import Columns
import DataFrames
import Learning
import PythonRuntime
import Tracing

/// The labels of a call: a traced column, its sorted classes, and each row's class.
struct LabelColumn {
  let column: TracedColumn
  let classes: [Scalar]
  let codes: [Int]

  init(column: TracedColumn, classes: [Scalar], codes: [Int]) {
    self.column = column
    self.classes = classes
    self.codes = codes
  }

  /// - Throws: ValueError for more than one dimension, for missing labels and for fractions.
  init(_ value: Value, in context: Context) throws(Raised) {
    let column = try ScikitLearn.column(value, in: context)
    if (0..<column.count).contains(where: { column.values.isMissing($0) }) {
      throw .valueError("Input y contains NaN.")
    }
    if column.values.hasFractions {
      throw .valueError(
        context.era == .classic
          ? "Unknown label type: 'continuous'"
          : "Unknown label type: continuous. Maybe you are trying to fit a classifier, which expects discrete classes on a "
            + "regression target with continuous values.")
    }
    guard let sorted = LabelColumn.sorted(column.values) else {
      throw context.unsupportedNow("labels of mixed kinds")
    }
    self.column = column
    (classes, codes) = sorted
  }

  /// The distinct values in order, and the position of each row's; `nil` for values of mixed kinds.
  static func sorted(_ values: Column) -> (classes: [Scalar], codes: [Int])? {
    switch values.storage {
    case .int64(let numbers):
      let (classes, codes) = uniqueValues(numbers)
      return (classes.map(Scalar.int), codes)
    case .float64(let numbers):
      let (classes, codes) = uniqueValues(numbers)
      return (classes.map(Scalar.float), codes)
    case .float32(let numbers):
      let (classes, codes) = uniqueValues(numbers.map(Double.init))
      return (classes.map(Scalar.float), codes)
    case .bool(let flags):
      let (classes, codes) = uniqueValues(flags.map { $0 ? 1 : 0 })
      return (classes.map { Scalar.bool($0 == 1) }, codes)
    case .string(let texts):
      let found = Factorized(values)
      let distinct = found.uniques.map { texts[$0] }
      let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
      var ranks = [Int](repeating: 0, count: order.count)
      for (rank, number) in order.enumerated() { ranks[number] = rank }
      return (order.map { .string(distinct[$0]) }, found.codes.map { ranks[$0] })
    case .object(let scalars):
      let narrow = Column(scalars: scalars)
      if case .object = narrow.storage { return nil }
      return sorted(narrow)
    }
  }
}

extension Column {
  /// Whether the values are floats that are not all whole.
  var hasFractions: Bool {
    switch storage {
    case .float64(let numbers): numbers.contains { $0 != $0.rounded(.towardZero) }
    case .float32(let numbers): numbers.contains { $0 != $0.rounded(.towardZero) }
    default: false
    }
  }
}
