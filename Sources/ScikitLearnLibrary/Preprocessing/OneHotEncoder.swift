import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Categories as columns of zeros and ones.
final class OneHotEncoderObject: CategoryEncoderObject {
  /// Of each feature the code that has no column.
  private var dropped: [Int?] = []

  override var refusesUnknown: Bool { parameter("handle_unknown").stringValue == "error" }

  override func absentParameters(_ era: Era) -> [String] {
    era == .classic ? ["feature_name_combiner"] : ["sparse"]
  }

  override func clone() -> EstimatorObject { OneHotEncoderObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let words = ["error", "ignore", "infrequent_if_exist"] + (context.era == .modern ? ["warn"] : [])
    if try word("handle_unknown", of: words, in: context) == "warn" {
      throw context.unsupportedNow("'handle_unknown=warn' of 'OneHotEncoder'", id: "unsupported-argument")
    }
    if case .bool = parameter("sparse") {
      try context.warnInLibrary(
        "`sparse` was renamed to `sparse_output` in version 1.2 and will be removed in 1.4. `sparse_output` is ignored "
          + "unless you leave `sparse` to its default value.", Exceptions.futureWarning)
      _ = setParameter("sparse_output", to: parameter("sparse"))
    }
    try super.fit(x, y, in: context)
    dropped = []
    for position in categories.indices { dropped.append(try droppedCode(position, in: context)) }
  }

  private func droppedCode(_ position: Int, in context: Context) throws(Raised) -> Int? {
    switch parameter("drop") {
    case .none: return nil
    case .string("first"): return 0
    case .string("if_binary"): return width(position) == 2 ? 0 : nil
    case let given:
      let items = try context.items(of: given)
      guard items.count == categories.count else {
        throw .valueError(
          "`drop` should have length equal to the number of features (\(categories.count)), got \(items.count)")
      }
      guard let index = categories[position].index(of: Scalar(items[position])) else {
        throw .valueError(
          "The following categories were supposed to be dropped, but were not found in the training data.\nCategory: "
            + "\(try context.repr(items[position])), Feature: \(position)")
      }
      return groups[position][index]
    }
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    if refusesUnknown { try checkKnown(samples, in: context) }
    var columns: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() {
      columns += try encoded(column.narrowed, position, in: context)
    }
    let array = ArrayObject(columns: columns, rows: samples.rowCount, dtype: try resultDType(in: context))
    return try flag("sparse_output", in: context) ? .object(SparseMatrixObject(array)) : .object(array)
  }

  private func resultDType(in context: Context) throws(Raised) -> DType {
    try ScikitLearn.numberDType(parameter("dtype"), in: context)
  }

  /// The columns of one feature.
  private func encoded(
    _ column: TracedColumn, _ position: Int, in context: Context
  ) throws(Raised) -> [TracedColumn] {
    let codes = try codes(column, position, in: context)
    let dtype = try resultDType(in: context)
    var result: [TracedColumn] = []
    for code in 0..<width(position) where code != dropped[position] {
      let isCode = try context.traced(
        Equal(), [.column(codes), .constant(.int(Int64(code)), nil)], dtype: .bool, fitted: fitted[position])
      let target: ValueType.Base =
        dtype == .bool ? .bool : dtype == .float32 ? .float32 : dtype.isFloat ? .float64 : .int64
      result.append(target == .bool ? isCode : try context.traced(Cast(to: target), [.column(isCode)], dtype: dtype))
    }
    return result
  }

  private func codes(
    _ column: TracedColumn, _ position: Int, in context: Context
  ) throws(Raised) -> TracedColumn {
    if column.count == 0 { return TracedColumn(values: .ints([]), dtype: .int64) }
    let groups = groups[position]
    let lookup = categories[position].lookup(
      named: ScikitLearn.tableName(column),
      absent: refusesUnknown ? .raise(unknownError(position, in: context)) : .missing
    ) { .int(Int64(groups[$0])) }
    let codes = try context.traced(lookup, [.column(column)], fitted: fitted[position])
    guard parameter("handle_unknown").stringValue == "infrequent_if_exist", !rare[position].isEmpty else {
      return codes
    }
    return try context.traced(FillMissing(.int(Int64(width(position) - 1))), [.column(codes)], dtype: .int64)
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard featureCount != nil else { throw context.notFitted(self) }
    guard let table = try ScikitLearn.table(x, in: context) else { throw .valueError("Expected 2D array") }
    var numbers: [[Double]] = []
    for column in table.tracedColumns { numbers.append(try context.numbers(column.values)) }
    var start = 0
    var columns: [TracedColumn] = []
    for position in categories.indices {
      let kept = (0..<width(position)).filter { $0 != dropped[position] }
      guard start + kept.count <= numbers.count else { throw .valueError("Shape of the passed X data is not correct.") }
      let part = Array(numbers[start..<(start + kept.count)])
      start += kept.count
      let labels = (0..<table.rowCount).map { row -> Scalar in
        guard let best = part.indices.max(by: { part[$0][row] < part[$1][row] }), part[best][row] != 0 else {
          return dropped[position].map { label($0, position) } ?? .none
        }
        let first = part.firstIndex { $0[row] == part[best][row] } ?? best
        return label(kept[first], position)
      }
      columns.append(
        context.untraced(
          Column(scalars: labels), domain: table.tracedColumns.first?.domain, reason: "categories of indicator columns")
      )
    }
    let dtype = NumPy.common(columns.map { NumPy.arrayDType(of: $0.dtype) })
    return .object(ArrayObject(columns: columns, rows: table.rowCount, dtype: dtype))
  }

  private func label(_ code: Int, _ position: Int) -> Scalar {
    if !rare[position].isEmpty, code == width(position) - 1 { return .string("infrequent_sklearn") }
    return categories[position].labels[groups[position].firstIndex(of: code) ?? 0]
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    var names: [String] = []
    for position in categories.indices {
      for code in 0..<width(position) where code != dropped[position] {
        let label = label(code, position)
        let text = label == .missing ? "nan" : try context.str(label.pythonValue).description
        names.append("\(input[position])_\(text)")
      }
    }
    return names
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "drop_idx_" else { return try super.attribute(name, in: context) }
    guard featureCount != nil else { throw missing(name) }
    if parameter("drop").isNone { return Value.none }
    let scalars = dropped.map { $0.map { Scalar.int(Int64($0)) } ?? .none }
    return .object(ArrayObject(TracedColumn(values: Column(.object(scalars)), dtype: .object), dtype: .object))
  }
}

extension ScikitLearn {
  package enum OneHotEncoder {}
  nonisolated(unsafe) static let oneHotEncoder = estimatorType(
    "OneHotEncoder", module: "sklearn.preprocessing._encoders", mixin: transformer, members: OneHotEncoder.members,
    fitted: "categories_ drop_idx_ infrequent_categories_")

  /// The dtype that a parameter `dtype` names.
  static func numberDType(_ value: Value, in context: Context) throws(Raised) -> DType {
    guard let dtype = NumPy.dtypeIfAny(value, in: context), dtype.isNumeric else {
      throw context.unsupportedNow("such a 'dtype' of an encoder", id: "unsupported-argument")
    }
    return dtype
  }
}

extension ScikitLearn.OneHotEncoder {
  /// `sklearn.preprocessing.OneHotEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, *, categories='auto', drop=None, sparse='deprecated', sparse_output=True, dtype=float64, \
    handle_unknown='error', min_frequency=None, max_categories=None, feature_name_combiner='concat')
    """
  ) { call in
    try call.refuse("feature_name_combiner")
    return .object(try OneHotEncoderObject(call, type: ScikitLearn.oneHotEncoder))
  }
}
