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
    ArrayObject(try dense(ofItems: items, asObjects: false, in: context))
  }

  /// `np.array` of nested sequences: elements in C order.
  ///
  /// - Parameter asObjects: whether sequences of different lengths are elements of their own.
  static func dense(ofItems items: [Value], asObjects: Bool, in context: Context) throws(Raised) -> Dense {
    var nested = Nesting(asObjects: asObjects)
    let shape = try nested.shape(of: items, depth: 0, in: context)
    guard let shape = shape else { return try ragged(items, nested, in: context) }
    let dtype = asObjects ? .object : listDType(nested.dtypes)
    var scalars: [Scalar] = []
    scalars.reserveCapacity(nested.leaves.count)
    for leaf in nested.leaves { scalars.append(Scalar(try leaf.supported())) }
    let fitted = nested.leaves.lazy.compactMap { ($0.object as? any FittedScalar)?.fitted }.first
    return Dense(scalars, shape: shape, dtype: dtype, fitted: fitted)
  }

  private static func ragged(_ items: [Value], _ nested: Nesting, in context: Context) throws(Raised) -> Dense {
    guard context.era == .classic || nested.asObjects else {
      let known = nested.common
      throw .valueError(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(known.count) dimensions. The detected shape was \(tupleText(of: known)) + inhomogeneous part."
      )
    }
    return Dense(Column(.object(items.map { Scalar($0) })), shape: [items.count], dtype: .object)
  }

  /// The dtype that numpy gives a list: bools beside numbers are numbers, numbers beside strings are strings.
  private static func listDType(_ scalars: [Scalar]) -> DType { listDType(scalars.map { DType(of: $0) }) }

  private static func listDType(_ dtypes: [DType]) -> DType {
    var kinds: Set<DType> = []
    for dtype in dtypes { kinds.insert(dtype) }
    if kinds.contains(.object) { return .object }
    if kinds.contains(.str) { return .str }
    guard var common = kinds.first else { return .float64 }
    for kind in kinds { common = promoted(common, kind) ?? .object }
    return common
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
    case .nullable(let kind): arrayDType(of: kind.plain)
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

/// What `np.array` finds in nested sequences.
struct Nesting {
  let asObjects: Bool
  var leaves: [Value] = []
  var dtypes: [DType] = []
  /// The axes that all sequences share.
  var common: [Int] = []

  init(asObjects: Bool) { self.asObjects = asObjects }

  /// The shape of the items, whose leaves are collected; `nil` where they have different shapes.
  mutating func shape(of items: [Value], depth: Int, in context: Context) throws(Raised) -> [Int]? {
    if common.count == depth { common.append(items.count) }
    if common.count > depth, common[depth] != items.count { common.removeSubrange(depth...) }
    var shape: [Int]?
    var isRagged = false
    for item in items {
      let inner = try self.shape(of: item, depth: depth + 1, in: context)
      guard let inner else { return nil }
      if let shape, shape != inner {
        isRagged = true
        let shared = zip(shape, inner).prefix { $0 == $1 }.count
        common = Array(common.prefix(depth + 1 + shared))
      }
      shape = shape ?? inner
    }
    return isRagged ? nil : [items.count] + (shape ?? [])
  }

  private mutating func shape(of item: Value, depth: Int, in context: Context) throws(Raised) -> [Int]? {
    if case .object(let object) = item {
      if let cause = object.poison { throw .unsupported(cause) }
      if object is ListObject || object is TupleObject {
        return try shape(of: context.items(of: item), depth: depth, in: context)
      }
      if object is any TracedTable || object is any ColumnConvertible || object is RangeObject,
        let array = try NumPy.array(item, in: context)
      {
        for size in array.shape where common.count < depth + array.shape.count { common.append(size) }
        let values = array.flattened
        for row in 0..<values.count {
          leaves.append(NumPy.element(values[row], array.dtype))
          dtypes.append(array.dtype)
        }
        return array.shape
      }
    }
    leaves.append(item)
    let known = (item.object as? any FittedScalar)?.dtype
    if let known { dtypes.append(known) } else { dtypes.append(DType(of: Scalar(try item.supported()))) }
    return []
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
    case (.float(let number), _) where dtype.isInteger:
      .int(dtype.wrapped(Int64(exactly: number.rounded(.towardZero)) ?? .min))
    case (.int(let number), _) where dtype.isInteger: .int(dtype.wrapped(number))
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
