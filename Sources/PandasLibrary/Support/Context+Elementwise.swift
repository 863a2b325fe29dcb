import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// The value as the other side of an operator over `count` rows; `nil` for what columns have no operators with.
  func elementwiseOperand(_ value: Value, count: Int) throws(Raised) -> Tracer.Operand? {
    if let operand = Tracer.Operand(scalar: value) { return operand }
    guard case .object(let object) = value else { return nil }
    if let time = timeOperand(value) { return time }
    if let index = object as? IndexObject { return .column(try checked(index.column, count)) }
    if let dtype = object as? DTypeObject { return .constant(Scalar(.object(dtype)), nil) }
    if let type = object as? TypeObject { return .constant(Scalar(.object(type)), nil) }
    if object is SinkObject || object is FrameObject { return nil }
    guard let array = try NumPy.array(value, in: self), array.isOneDimensional, let column = array.tracedColumns.first
    else { return nil }
    return .column(try checked(column, count))
  }

  private func checked(_ column: TracedColumn, _ count: Int) throws(Raised) -> TracedColumn {
    guard column.count == count else {
      throw Raised.valueError("operands could not be broadcast together with shapes (\(count),) (\(column.count),) ")
    }
    return column
  }

  /// `column op other`, or `other op column`.
  func binary(
    _ operation: BinaryOperator, of column: TracedColumn, _ other: Tracer.Operand, reflected: Bool = false
  ) throws(Raised) -> TracedColumn {
    var (a, b): (Tracer.Operand, Tracer.Operand) = reflected ? (other, .column(column)) : (.column(column), other)
    if let nullable = try nullableArithmetic(operation, a, b) { return nullable }
    if !a.isTime, !b.isTime, let special = try specialArithmetic(operation, a, b) { return special }
    if operation == .and || operation == .or || operation == .xor {
      (a, b) = (try flagsOrFalse(a), try flagsOrFalse(b))
    }
    if a.isTime || b.isTime { return try timeArithmetic(operation, a, b) }
    if column.isObjects || other.isObjects {
      var result = try byPython(a, b, operation.symbol) { (x, y) throws(Raised) in try self.binary(operation, x, y) }
      if column.dtype == .object, result.dtype.isNumeric { result.dtype = .object }
      return result
    }
    do throws(TraceError) {
      guard let result = try tracer.binary(operation, a, b, origin: planOrigin) else {
        throw unsupported(operation: operation.symbol)
      }
      return try promotingTrace(result)
    } catch {
      throw raised(error)
    }
  }

  private func unsupported(operation: String) -> TraceError { .type(TypeMismatch("'\(operation)' of columns")) }

  private func promotingTrace(_ column: TracedColumn) throws(TraceError) -> TracedColumn {
    guard case .int64 = column.values.storage, column.values.missing?.contains(true) == true else { return column }
    return try tracer.applying(Cast(to: .float64), to: [.column(column)], dtype: .float64, origin: planOrigin)
  }

  /// `column op other`: bools.
  func compare(
    _ operation: ComparisonOperator, of column: TracedColumn, _ other: Tracer.Operand
  ) throws(Raised) -> TracedColumn {
    if let nullable = try nullableComparison(operation, .column(column), other) { return nullable }
    if Tracer.Operand.column(column).isTime || other.isTime {
      return try timeComparison(operation, .column(column), other)
    }
    if column.isObjects || other.isObjects {
      return try byPython(.column(column), other, operation.symbol) { (x, y) throws(Raised) in
        try self.compare(operation, x, y)
      }
    }
    if Tracer.Operand.column(column).isText != other.isText {
      guard operation == .equal || operation == .notEqual else {
        if case .constant(let scalar, _) = other, scalar.isMissing {
          return try constantColumn(.bool(false), count: column.count, domain: column.domain)
        }
        throw Raised.typeError(
          "'\(operation.symbol)' not supported between instances of '\(column.kindName)' and '\(other.kindName)'")
      }
      return try constantColumn(.bool(operation == .notEqual), count: column.count, domain: column.domain)
    }
    do throws(TraceError) {
      return try tracer.comparison(operation, .column(column), other, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// `-column`, `+column`, `~column`.
  func unary(_ operation: PrefixOperator, of column: TracedColumn) throws(Raised) -> TracedColumn {
    if let nullable = try nullablePrefix(operation, column) { return nullable }
    if column.isObjects { throw unsupportedNow("'\(operation.symbol)' of a column of objects") }
    if operation == .invert, column.dtype.isInteger {
      return try binary(.subtract, of: binary(.multiply, of: column, .constant(.int(-1), nil)), .constant(.int(1), nil))
    }
    if operation == .invert, column.dtype.isFloat, column.count > 0 {
      throw Raised.typeError(
        "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
      )
    }
    if operation == .negative, column.dtype == .bool { return try unary(.invert, of: column) }
    let column = operation == .invert ? try presentFlags(column, "bad operand type for unary ~: 'float'") : column
    do throws(TraceError) {
      return try tracer.unary(operation, column, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// Bools none of which may be missing: a record's may be, and then Python raises.
  func presentFlags(
    _ column: TracedColumn, _ message: String, _ type: String = "TypeError"
  ) throws(Raised) -> TracedColumn {
    guard case .bool = column.values.storage, column.function?.type.isNullable == true || column.values.missing != nil
    else { return column }
    // A mask of a nullable dtype takes no row that it does not know.
    if column.dtype.nullable == .bool {
      return try applying(FillMissing(.bool(false)), to: unmasked(column), dtype: .bool)
    }
    return try applying(RequirePresent(raising: RaisedError(type, message)), to: column, dtype: .bool)
  }

  /// Bools with missing ones taken for false, as logical operators of object columns do.
  private func flagsOrFalse(_ operand: Tracer.Operand) throws(Raised) -> Tracer.Operand {
    guard case .column(let column) = operand, case .bool = column.values.storage,
      column.function?.type.isNullable == true || column.values.missing != nil
    else { return operand }
    return .column(try applying(FillMissing(.bool(false)), to: column, dtype: .bool))
  }

  /// Python objects, element by element: a row function only where the column is constant.
  private func byPython(
    _ a: Tracer.Operand, _ b: Tracer.Operand, _ symbol: String, _ body: (Value, Value) throws(Raised) -> Value
  ) throws(Raised) -> TracedColumn {
    var domain: Domain?
    var count = 1
    for case .column(let column) in [a, b] {
      count = column.count
      domain = domain ?? column.domain
    }
    var results: [Scalar] = []
    results.reserveCapacity(count)
    for row in 0..<count { results.append(Scalar(try body(a.value(row), b.value(row)).supported())) }
    let values = Column(scalars: results)
    return opaqueColumn(values, domain: domain, reason: "'\(symbol)' of Python objects")
  }

  /// A column as a numpy array.
  func array(_ column: TracedColumn) -> Value { .object(ArrayObject(column)) }

  /// An element as indexing gives it: numbers are numpy scalars.
  func numpyElement(_ scalar: Scalar, _ dtype: DType) -> Value { NumPy.element(scalar, dtype) }
}

extension TracedColumn {
  /// Whether the values are Python objects of mixed kinds.
  var isObjects: Bool {
    if case .object = values.storage { true } else { false }
  }

  /// The column with the dtype of its numbers, where it is one of objects that are all numbers of one kind.
  var numbersAmongObjects: TracedColumn? {
    guard dtype == .object else { return nil }
    let plain = DType(of: values)
    guard plain.isNumeric, plain != .bool else { return nil }
    var result = self
    result.dtype = plain
    return result
  }

  /// Whether the values are strings.
  var isText: Bool {
    if case .string = values.storage { true } else { false }
  }

  /// The class of an element, for messages.
  var kindName: String {
    switch values.storage {
    case .bool: "bool"
    case .int64: "int"
    case .float32, .float64: "float"
    case .string: "str"
    case .object: "object"
    }
  }
}

extension Tracer.Operand {
  var isObjects: Bool {
    switch self {
    case .column(let column): column.isObjects
    case .constant(.object, _): true
    case .constant: false
    }
  }

  var kindName: String {
    switch self {
    case .column(let column): column.kindName
    case .constant(.string, _): "str"
    case .constant(.bool, _): "bool"
    case .constant(.int, _): "int"
    case .constant(.float, _), .constant(.missing, _): "float"
    case .constant(.none, _): "NoneType"
    case .constant(.object, _): "object"
    }
  }

  /// The value at a row, as Python has it.
  func value(_ row: Int) -> Value {
    switch self {
    case .column(let column): pythonElement(column.values[row], column.dtype)
    case .constant(let scalar, _): scalar.pythonValue
    }
  }
}
