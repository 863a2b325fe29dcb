import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// A function of one number that numpy applies to every element.
enum ElementwiseFunction: Sendable {
  case exp, expm1, log, log2, log10, log1p, sqrt, tanh
  case floor, ceil, trunc, absolute, isMissing, not, square

  func applied(to operand: Tracer.Operand, in context: Context) throws(Raised) -> TracedColumn {
    switch self {
    case .exp: try context.traced(Exp(), [operand])
    case .expm1: try context.traced(Expm1(), [operand])
    case .log: try context.traced(Log(), [operand])
    case .log2: try context.traced(Log2(), [operand])
    case .log10: try context.traced(Log10(), [operand])
    case .log1p: try context.traced(Log1p(), [operand])
    case .sqrt: try context.traced(Sqrt(), [operand])
    case .tanh: try context.traced(Tanh(), [operand])
    case .floor: try context.traced(Floor(), [operand])
    case .ceil: try context.traced(Ceil(), [operand])
    case .trunc: try context.traced(Trunc(), [operand])
    case .absolute: try context.traced(Absolute(), [operand], dtype: operand.dtype)
    case .isMissing: try context.traced(IsMissing(), [operand], dtype: .bool)
    case .not: try context.traced(Not(), [operand], dtype: .bool)
    case .square: try context.traced(Multiply(), [operand, operand], dtype: operand.dtype)
    }
  }
}

/// A function of two values that numpy applies pairwise.
enum PairwiseFunction: Sendable {
  case maximum, minimum
}

extension Context {
  /// `function(value)` of a scalar, an array, a list, or anything of columns, which keeps its kind.
  func mathematical(_ function: ElementwiseFunction, _ value: Value) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in try function.applied(to: operand, in: self) }
  }

  /// `np.round`.
  func rounded(_ value: Value, digits: Int) throws(Raised) -> Value {
    try elementwise(value) { (operand) throws(Raised) in
      if operand.dtype == .bool { throw self.unsupportedNow("'round' of bools") }
      return try self.traced(Round(digits), [operand], dtype: operand.dtype)
    }
  }

  /// `np.clip`.
  func clipped(_ value: Value, _ lower: Value, _ upper: Value) throws(Raised) -> Value {
    func bound(_ value: Value, _ dtype: DType?) throws(Raised) -> Scalar? {
      if value.isNone { return nil }
      guard case .constant(let scalar, _)? = Tracer.Operand(scalar: value) else {
        throw unsupportedNow("bounds of 'clip' that are no numbers")
      }
      return dtype?.isFloat == true ? scalar.converted(to: .float64) : scalar
    }
    return try elementwise(value) { (operand) throws(Raised) in
      let clip = Clip(from: try bound(lower, operand.dtype), to: try bound(upper, operand.dtype))
      return try self.traced(clip, [operand])
    }
  }

  /// `np.maximum`, `np.minimum`.
  func pairwise(_ function: PairwiseFunction, _ a: Value, _ b: Value) throws(Raised) -> Value {
    func combined(_ x: Tracer.Operand, _ y: Tracer.Operand) throws(Raised) -> TracedColumn {
      function == .maximum ? try self.traced(Maximum(), [x, y]) : try self.traced(Minimum(), [x, y])
    }
    if let first = a.object as? any TracedTable { return try pairs(first, b, combined) }
    if let second = b.object as? any TracedTable {
      return try pairs(second, a) { (x, y) throws(Raised) in try combined(y, x) }
    }
    if let first = try NumPy.array(a, in: self) { return try pairs(first, b, combined) }
    if let second = try NumPy.array(b, in: self) {
      return try pairs(second, a) { (x, y) throws(Raised) in try combined(y, x) }
    }
    guard let x = Tracer.Operand(scalar: a), let y = Tracer.Operand(scalar: b) else {
      throw unsupportedNow("'\(function)' of such values")
    }
    return scalar(try combined(x, y))
  }

  private func pairs(
    _ table: any TracedTable, _ other: Value, _ body: (Tracer.Operand, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value {
    let columns = table.tracedColumns
    var others: [Tracer.Operand]
    if let scalar = Tracer.Operand(scalar: other) {
      others = Array(repeating: scalar, count: columns.count)
    } else if let array = try NumPy.array(other, in: self), array.tracedColumns.count == columns.count {
      others = array.tracedColumns.map(Tracer.Operand.column)
    } else {
      throw unsupportedNow("such a broadcast of arrays")
    }
    var results: [TracedColumn] = []
    for (column, other) in zip(columns, others) { results.append(try body(.column(column), other)) }
    return table.replacing(results)
  }

  private func elementwise(
    _ value: Value, _ body: (Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value {
    let value = try value.supported()
    if let scalar = Tracer.Operand(scalar: value) { return self.scalar(try body(scalar)) }
    var table = value.object as? any TracedTable
    if table == nil { table = try NumPy.array(value, in: self) }
    guard let table else { throw unsupportedNow("a function of numpy on '\(value.typeName)'") }
    var columns: [TracedColumn] = []
    for column in table.tracedColumns {
      let input = column.values.holdsObjects ? try NumPy.cast(column, to: .float64, in: self) : column
      columns.append(try body(.column(input)))
    }
    return table.replacing(columns)
  }

  /// The only value of a column that was made of scalars.
  private func scalar(_ column: TracedColumn) -> Value {
    NumPy.element(column.values[0], column.dtype, fitted: column.fitted)
  }

  /// `np.dot` of two vectors of numbers.
  func dotProduct(_ a: Value, _ b: Value) throws(Raised) -> Value {
    guard let a = try NumPy.array(a, in: self), let b = try NumPy.array(b, in: self), a.isOneDimensional,
      b.isOneDimensional, a.rowCount == b.rowCount, case .int64(let x) = a.flattened.storage,
      case .int64(let y) = b.flattened.storage
    else { throw unsupportedNow("'dot' of such arrays") }
    return NumPy.scalar(.int(Int(zip(x, y).reduce(0) { $0 &+ $1.0 &* $1.1 })))
  }

  /// `np.where(condition, a, b)`: an array of the first where the condition holds, else of the second.
  func chosen(_ condition: Value, _ a: Value, _ b: Value) throws(Raised) -> Value {
    guard let mask = try NumPy.array(condition, in: self) else {
      return try truth(condition) ? a : b
    }
    var results: [TracedColumn] = []
    let width = mask.tracedColumns.count
    let (first, second) = (try arms(a, width), try arms(b, width))
    for (index, column) in mask.tracedColumns.enumerated() {
      let test =
        column.dtype == .bool && !column.values.holdsObjects
        ? column : try NumPy.cast(column, to: .bool, in: self)
      let (x, y) = (first[index], second[index])
      guard !x.isObject, !y.isObject else { throw unsupportedNow("'where' of objects") }
      guard x.isText == y.isText else { throw unsupportedNow("'where' of text and numbers") }
      results.append(try traced(Choose(), [.column(test), x, y], dtype: Tracer.Operand.common(x, y)))
    }
    let isFixedText = !a.isTableOfText && !b.isTableOfText
    let dtype = results.first.map { $0.values.holdsStrings && isFixedText ? .str : NumPy.arrayDType(of: $0.dtype) }
    if mask.isOneDimensional, let only = results.first { return .object(ArrayObject(only, dtype: dtype)) }
    return .object(
      ArrayObject(
        columns: results, rows: mask.rowCount, dtype: dtype ?? .float64, isColumnMajor: mask.isColumnMajor))
  }

  private func arms(_ value: Value, _ count: Int) throws(Raised) -> [Tracer.Operand] {
    if let scalar = Tracer.Operand(scalar: value) { return Array(repeating: scalar, count: count) }
    guard let array = try NumPy.array(value, in: self), array.tracedColumns.count == count else {
      throw unsupportedNow("such a broadcast of arrays")
    }
    return array.tracedColumns.map(Tracer.Operand.column)
  }
}

extension Value {
  /// Whether this is a table whose text numpy keeps as objects.
  fileprivate var isTableOfText: Bool {
    guard let table = object as? any TracedTable else { return false }
    return (table as? ArrayObject)?.dtype != .str
  }
}

extension Tracer.Operand {
  fileprivate var isObject: Bool {
    switch self {
    case .column(let column): column.values.holdsObjects
    case .constant(.object, _), .constant(.none, _): true
    case .constant: false
    }
  }

  /// The narrow integer dtype that both share; `nil` leaves it to the values.
  fileprivate static func common(_ a: Tracer.Operand, _ b: Tracer.Operand) -> DType? {
    guard let dtype = a.dtype ?? b.dtype, dtype.isInteger else { return nil }
    switch (a, b) {
    case (.column(let x), .column(let y)): return x.dtype == y.dtype ? dtype : nil
    case (.column, .constant(.int, _)), (.constant(.int, _), .column): return dtype
    default: return nil
    }
  }
}
