package import Columns
package import DataFrames
import Kernels
package import Plans
package import PythonRuntime
package import Tracing

/// Values of a library that numpy reads as one column, though they are no table: an index.
package protocol ColumnConvertible: Object {
  var column: TracedColumn { get }
}

extension NumPy {
  /// `np.asarray(value)` of arrays, tables and (nested) lists; `nil` for scalars and what is no array.
  ///
  /// - Throws: what iterating the value raises; unsupported for more than two dimensions.
  package static func array(_ value: Value, in context: Context) throws(Raised) -> ArrayObject? {
    guard case .object(let object) = value else { return nil }
    if let cause = object.poison { throw .unsupported(cause) }
    switch object {
    case let array as ArrayObject: return array
    case let table as any TracedTable: return array(of: table)
    case let labels as any ColumnConvertible: return ArrayObject(labels.column)
    case is ListObject, is TupleObject: return try array(ofItems: context.items(of: value), in: context)
    case let range as RangeObject:
      let numbers = (0..<(try elementCount([range.count], in: context))).map { Int64(range.start + $0 * range.step) }
      return ArrayObject(TracedColumn(values: .ints(numbers), dtype: .int64))
    default: return nil
    }
  }

  /// `np.asarray(value)`; a scalar is a vector of one, what functions of numpy that take anything make of it.
  package static func atLeastOneDimensional(_ value: Value, in context: Context) throws(Raised) -> ArrayObject {
    if let array = try array(value, in: context) { return array }
    let scalar = Scalar(try value.supported())
    return ArrayObject(
      TracedColumn(values: Column(scalars: [scalar]), dtype: DType(of: scalar)), dtype: DType(of: scalar))
  }

  /// A table's values, identity kept.
  package static func array(of table: any TracedTable) -> ArrayObject {
    if let array = table as? ArrayObject { return array }
    let columns = table.tracedColumns
    if table.isOneDimensional, let column = columns.first { return ArrayObject(column) }
    let dtype = common(columns.map { arrayDType(of: $0.dtype) })
    return ArrayObject(
      columns: columns.map { converted($0, to: dtype) }, rows: table.rowCount, dtype: dtype,
      isColumnMajor: table.isColumnMajor)
  }

  private static func array(ofItems items: [Value], in context: Context) throws(Raised) -> ArrayObject {
    var rows: [[Value]] = []
    for item in items {
      guard let nested = try nestedItems(item, in: context) else { continue }
      rows.append(nested)
    }
    if rows.isEmpty { return ArrayObject(constant(try scalars(items)), dtype: listDType(try scalars(items))) }
    let isRagged = rows.count != items.count || !rows.allSatisfy { $0.count == rows[0].count }
    if isRagged, context.era == .classic { throw context.unsupportedNow("an array of lists") }
    guard rows.count == items.count, let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      throw .valueError(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. "
          + "The detected shape was (\(items.count),) + inhomogeneous part.")
    }
    let flat = try scalars(rows.flatMap { $0 })
    let dtype = listDType(flat)
    let columns = (0..<width).map { position in
      TracedColumn(values: column((0..<rows.count).map { flat[$0 * width + position] }, dtype), dtype: dtype)
    }
    return ArrayObject(columns: columns, rows: rows.count, dtype: dtype)
  }

  private static func scalars(_ items: [Value]) throws(Raised) -> [Scalar] {
    var scalars: [Scalar] = []
    scalars.reserveCapacity(items.count)
    for item in items { scalars.append(Scalar(try item.supported())) }
    return scalars
  }

  /// The dtype that numpy gives a list: bools beside numbers are numbers, numbers beside strings are strings.
  private static func listDType(_ scalars: [Scalar]) -> DType {
    var kinds: Set<DType> = []
    for scalar in scalars { kinds.insert(DType(of: scalar)) }
    if kinds.contains(.object) { return .object }
    if kinds.contains(.str) { return .str }
    return kinds.contains(.float64) || kinds.isEmpty ? .float64 : kinds.contains(.int64) ? .int64 : .bool
  }

  private static func nestedItems(_ item: Value, in context: Context) throws(Raised) -> [Value]? {
    guard case .object(let object) = item else { return nil }
    if let cause = object.poison { throw .unsupported(cause) }
    if object is any TracedTable || object is any ColumnConvertible || object is RangeObject {
      guard let array = try array(item, in: context) else { return nil }
      guard array.isOneDimensional else { throw context.unsupportedNow("an array of more than two dimensions") }
      return (0..<array.rowCount).map { array.element($0, 0) }
    }
    return object is ListObject || object is TupleObject ? try context.items(of: item) : nil
  }

  /// Scalars as a column that is no function of rows.
  package static func constant(_ scalars: [Scalar], fitted: Plan.Fitted? = nil) -> TracedColumn {
    let dtype = listDType(scalars)
    return TracedColumn(values: column(scalars, dtype), dtype: dtype, fitted: fitted)
  }

  /// Scalars in the storage of a dtype.
  package static func column(_ scalars: [Scalar], _ dtype: DType) -> Column {
    switch dtype {
    case .object:
      let areStrings = scalars.allSatisfy { if case .string = $0 { true } else { false } }
      return areStrings && !scalars.isEmpty ? Column(scalars: scalars) : Column(.object(scalars))
    case .float64: return .floats(scalars.map { $0.converted(to: dtype).floatOrNaN })
    case .float32: return Column(.float32(scalars.map { Float($0.converted(to: dtype).floatOrNaN) }))
    case .str: return .strings(StringColumn(scalars.map(\.numpyText)))
    default:
      guard !scalars.isEmpty else { return dtype == .bool ? .bools([]) : .ints([]) }
      return Column(scalars: scalars.map { $0.converted(to: dtype) })
    }
  }

  /// numpy's dtype for values of a table: text and categories are objects.
  package static func arrayDType(of dtype: DType) -> DType {
    switch dtype {
    case .str, .interval: .object
    case .category(let categories): arrayDType(of: categories.dtype.value)
    default: dtype
    }
  }

  /// The dtype that holds values of all of these.
  package static func common(_ dtypes: [DType]) -> DType {
    guard let first = dtypes.first else { return .float64 }
    if dtypes.allSatisfy({ $0 == first }) { return first }
    guard dtypes.allSatisfy({ $0.isNumeric && $0 != .bool }) else {
      // A frame of bools and numbers has no common dtype but object; lists promote before they come here.
      return .object
    }
    guard dtypes.contains(where: \.isFloat) else { return .int64 }
    return dtypes.allSatisfy { $0 == .float32 || $0.isSmallInteger } ? .float32 : .float64
  }

  /// The values as numbers of a wider dtype; a row function of its own only where bits change.
  static func converted(_ column: TracedColumn, to dtype: DType) -> TracedColumn {
    guard column.dtype != dtype, dtype == .float64 || dtype == .float32 else { return column }
    var result = column
    result.values = dtype == .float64 ? column.values.asFloats : column.values
    result.dtype = dtype
    return result
  }
}

extension DType {
  /// Integers that float32 holds exactly.
  fileprivate var isSmallInteger: Bool {
    switch self {
    case .int8, .uint8, .int16, .uint16: true
    default: false
    }
  }
}

extension Column {
  /// The numbers as float64; missing ones are NaN. Other columns as they are.
  package var asFloats: Column {
    switch storage {
    case .int64(let numbers):
      .floats(numbers.enumerated().map { missing?[$0.offset] == true ? .nan : Double($0.element) })
    case .bool(let flags):
      .floats(flags.enumerated().map { missing?[$0.offset] == true ? .nan : ($0.element ? 1 : 0) })
    case .float32(let numbers): .floats(numbers.map(Double.init))
    default: self
    }
  }
}

extension Scalar {
  /// The number as numpy stores it in an array of this dtype.
  func converted(to dtype: DType) -> Scalar {
    switch (self, dtype) {
    case (.int(let number), .float64), (.int(let number), .float32): .float(Double(number))
    case (.bool(let flag), .float64), (.bool(let flag), .float32): .float(flag ? 1 : 0)
    case (.missing, .float64), (.missing, .float32), (.none, .float64), (.none, .float32): .float(.nan)
    case (.bool(let flag), _) where dtype.isInteger: .int(flag ? 1 : 0)
    case (.float(let number), _) where dtype.isInteger: .int(Int64(exactly: number.rounded(.towardZero)) ?? .min)
    case (.int(let number), .bool): .bool(number != 0)
    case (.float(let number), .bool): .bool(number != 0)
    case (_, .str): .string(numpyText)
    default: self
    }
  }

  fileprivate var floatOrNaN: Double {
    if case .float(let number) = self { number } else { .nan }
  }

  /// The text of an element of a fixed-width array.
  fileprivate var numpyText: PythonString {
    switch self {
    case .string(let text): return text
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return PythonString(String(number))
    case .float(let number):
      var bytes: [UInt8] = []
      appendRepr(number, to: &bytes)
      return PythonString(bytes: bytes)
    case .missing: return "nan"
    case .none: return "None"
    case .object: return ""
    }
  }
}
