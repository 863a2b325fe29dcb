package import Columns
package import DataFrames
package import Kernels
package import PythonRuntime
package import Tracing

extension NumPy {
  /// `np.asarray(value)` of arrays, tables and (nested) lists; `nil` for scalars and what is no array.
  ///
  /// - Throws: what iterating the value raises; unsupported for more than two dimensions.
  package static func array(_ value: Value, in context: Context) throws(Raised) -> ArrayObject? {
    switch value {
    case .object(let object):
      if let array = object as? ArrayObject { return array }
      if let table = object as? any TracedTable { return array(of: table) }
      if object is ListObject || object is TupleObject {
        return try array(ofItems: context.items(of: value), in: context)
      }
      return nil
    default: return nil
    }
  }

  /// A table's values, identity kept.
  package static func array(of table: any TracedTable) -> ArrayObject {
    let columns = table.tracedColumns
    if table.isOneDimensional, let column = columns.first { return ArrayObject(column) }
    let dtype = common(columns.map(\.dtype))
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
    if rows.isEmpty {
      let column = Column(scalars: items.map(Scalar.init))
      return ArrayObject(TracedColumn(values: column, dtype: DType(of: column)))
    }
    guard rows.count == items.count, let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      throw .valueError(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions.")
    }
    let columns = (0..<width).map { position in
      let column = Column(scalars: rows.map { Scalar($0[position]) })
      return TracedColumn(values: column, dtype: DType(of: column))
    }
    let dtype = common(columns.map(\.dtype))
    return ArrayObject(columns: columns.map { converted($0, to: dtype) }, rows: rows.count, dtype: dtype)
  }

  private static func nestedItems(_ item: Value, in context: Context) throws(Raised) -> [Value]? {
    guard case .object(let object) = item else { return nil }
    if let array = object as? ArrayObject, array.isOneDimensional, let column = array.tracedColumns.first {
      return (0..<column.count).map { element(column.values[$0], column.dtype) }
    }
    if let table = object as? any TracedTable, table.isOneDimensional, let column = table.tracedColumns.first {
      return (0..<column.count).map { element(column.values[$0], column.dtype) }
    }
    return object is ListObject || object is TupleObject ? try context.items(of: item) : nil
  }

  /// The dtype that holds values of all of these.
  package static func common(_ dtypes: [DType]) -> DType {
    guard let first = dtypes.first else { return .float64 }
    if dtypes.allSatisfy({ $0 == first }) { return first }
    if dtypes.allSatisfy({ $0.isNumeric && $0 != .bool }) {
      return dtypes.contains(where: \.isFloat) ? (dtypes.allSatisfy { $0 == .float32 || $0.isSmallInteger } ? .float32 : .float64) : .int64
    }
    if dtypes.allSatisfy(\.isNumeric), dtypes.contains(where: { $0 != .bool }) {
      // A frame of bools and numbers has no common dtype but object; arrays of plain lists promote.
      return .object
    }
    return .object
  }

  /// The values as numbers of a wider dtype; a row function of its own only where bits change.
  static func converted(_ column: TracedColumn, to dtype: DType) -> TracedColumn {
    guard column.dtype != dtype, dtype == .float64 || dtype == .float32 else { return column }
    var result = column
    result.values = column.values.asFloats
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
  var asFloats: Column {
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
