import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// One side of an element-wise operation on plain elements.
struct DenseSide {
  var dense: Dense
  /// The layout that the elements came in, kept where only one side has axes.
  var layout: ElementLayout?
  var isPython = false

  var side: PromotedSide {
    PromotedSide(dtype: dense.dtype, scalar: dense.rank == 0 ? dense.values[0] : nil, isPython: isPython)
  }
}

extension Context {
  /// A value as a side; `nil` for what numpy has no arithmetic with, or for traced columns.
  func side(_ value: Value) throws(Raised) -> DenseSide? {
    switch value {
    case .none, .string:
      return DenseSide(dense: Dense([Scalar(value)], shape: [], dtype: value.isNone ? .object : .str), isPython: true)
    case .bool, .int, .float:
      let scalar = Scalar(value)
      return DenseSide(dense: Dense([scalar], shape: [], dtype: DType(of: scalar)), isPython: true)
    case .object(let object):
      if let cause = object.poison { throw Raised.unsupported(cause) }
      if let scalar = object as? any FittedScalar {
        return DenseSide(dense: Dense([scalar.scalar], shape: [], dtype: scalar.dtype, fitted: scalar.fitted))
      }
      if let table = object as? any TracedTable, !(table is ArrayObject) { return nil }
      guard let array = try NumPy.array(value, in: self), case .strided(_, let layout) = array.content else {
        return nil
      }
      return DenseSide(dense: array.dense, layout: layout)
    }
  }

  /// `a op b` of plain elements, broadcast, with numpy's dtypes.
  func combined(_ operation: BinaryOperator, _ a: DenseSide, _ b: DenseSide) throws(Raised) -> Dense {
    let shape = try broadcastShape(a, b)
    if a.dense.dtype == .object || b.dense.dtype == .object {
      return try objects(a, b, shape) { (x, y) throws(Raised) in try self.binary(operation, x, y) }
    }
    if a.dense.dtype == .str || b.dense.dtype == .str { return try texts(operation, a, b, shape) }
    if let times = try combinedTimes(operation, a, b, shape) { return times }
    guard let common = try NumPy.common(a.side, b.side, in: self) else {
      throw unsupportedNow("'\(operation.symbol)' of arrays of such dtypes")
    }
    let dtype = try NumPy.resultDType(operation, common)
    let fitted = a.dense.fitted ?? b.dense.fitted
    if dtype == .bool, let result = logical(operation, a, b, shape) {
      return Dense(.bools(result), shape: shape, dtype: .bool, fitted: fitted)
    }
    let kind = dtype.isFloat ? dtype : common == .bool ? .int64 : common
    let (x, y) = (a.dense.broadcast(to: shape), b.dense.broadcast(to: shape))
    var values = try computed(operation, x.values.stored(as: kind), y.values.stored(as: kind), b, kind)
    values = values.stored(as: dtype)
    return Dense(values, shape: shape, dtype: dtype, fitted: fitted)
  }

  func broadcastShape(_ a: DenseSide, _ b: DenseSide) throws(Raised) -> [Int] {
    guard let shape = NumPy.broadcastShape([a.dense.shape, b.dense.shape]) else {
      throw .valueError(
        "operands could not be broadcast together with shapes \(NumPy.text(of: a.dense.shape)) \(NumPy.text(of: b.dense.shape)) "
      )
    }
    _ = try NumPy.elementCount(shape)
    return shape
  }

  private func computed(
    _ operation: BinaryOperator, _ a: Column, _ b: Column, _ exponent: DenseSide, _ kind: DType
  ) throws(Raised) -> Column {
    if kind.isInteger, case .int64(let x) = a.storage, case .int64(let y) = b.storage {
      if operation == .power, y.contains(where: { $0 < 0 }) {
        throw .valueError("Integers to negative integer powers are not allowed.")
      }
      if operation == .leftShift { return .ints(zip(x, y).map { $1 >= 64 || $1 < 0 ? 0 : $0 << $1 }) }
      if operation == .rightShift { return .ints(zip(x, y).map { $0 >> min(max($1, 0), 63) }) }
      if operation == .and { return .ints(zip(x, y).map { $0 & $1 }) }
      if operation == .or { return .ints(zip(x, y).map { $0 | $1 }) }
      if operation == .xor { return .ints(zip(x, y).map { $0 ^ $1 }) }
    }
    // numpy squares and takes roots where the exponent says no more.
    if operation == .power, kind.isFloat, exponent.dense.rank == 0, let number = b.first(as: Double.self) {
      if number == 2 { return try computed(.multiply, a, a, exponent, kind) }
      if number == 0.5 || number == 1 || number == -1, case .float64(let x) = a.storage {
        return .floats(number == 0.5 ? x.map { $0.squareRoot() } : number == 1 ? x : x.map { 1 / $0 })
      }
    }
    do throws(TraceError) {
      let (x, y) = (TracedColumn(values: a, dtype: kind), TracedColumn(values: b, dtype: kind))
      guard let column = try tracer.binary(operation, .column(x), .column(y), origin: nil) else {
        throw TraceError.type(TypeMismatch("'\(operation.symbol)' of arrays"))
      }
      return column.values
    } catch {
      if kind.isFloat, [.and, .or, .xor, .leftShift, .rightShift].contains(operation) {
        throw .typeError(
          "ufunc '\(operation.ufuncName)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
        )
      }
      throw raised(error)
    }
  }

  private func logical(_ operation: BinaryOperator, _ a: DenseSide, _ b: DenseSide, _ shape: [Int]) -> [Bool]? {
    let x = a.dense.broadcast(to: shape).values.flags ?? []
    let y = b.dense.broadcast(to: shape).values.flags ?? []
    switch operation {
    case .add, .or: return zip(x, y).map { $0 || $1 }
    case .multiply, .and: return zip(x, y).map { $0 && $1 }
    case .xor: return zip(x, y).map { $0 != $1 }
    default: return nil
    }
  }

  /// Python's own operator on elements that are objects.
  func objects(
    _ a: DenseSide, _ b: DenseSide, _ shape: [Int], _ body: (Value, Value) throws(Raised) -> Value
  ) throws(Raised) -> Dense {
    let (x, y) = (a.dense.broadcast(to: shape).values, b.dense.broadcast(to: shape).values)
    var result: [Scalar] = []
    for row in 0..<x.count { result.append(Scalar(try body(x[row].pythonValue, y[row].pythonValue))) }
    return Dense(result, shape: shape, dtype: .object, fitted: a.dense.fitted ?? b.dense.fitted)
  }

  private func texts(
    _ operation: BinaryOperator, _ a: DenseSide, _ b: DenseSide, _ shape: [Int]
  ) throws(Raised) -> Dense {
    guard operation == .add, a.dense.dtype == b.dense.dtype, era == .modern else {
      let types = [a.dense, b.dense].map {
        "dtype('\($0.dtype == .str ? "<U\(max($0.textWidth, 1))" : $0.dtype.name(era))')"
      }
      if era == .modern, a.dense.dtype == .str, b.dense.dtype == .str || operation != .add {
        throw unsupportedNow("'\(operation.symbol)' of text")
      }
      throw Raised(
        NumPy.castingError,
        PythonString(
          "ufunc '\(operation.ufuncName)' did not contain a loop with signature matching types (\(types[0]), \(types[1])) -> None"
        ))
    }
    return try objects(a, b, shape) { (x, y) throws(Raised) in try self.binary(operation, x, y) }.retyped(.str)
  }

  /// `a op b` as bools.
  func comparedDense(_ operation: ComparisonOperator, _ a: DenseSide, _ b: DenseSide) throws(Raised) -> Value {
    guard let shape = NumPy.broadcastShape([a.dense.shape, b.dense.shape]) else {
      guard era == .classic, operation == .equal || operation == .notEqual else {
        throw .valueError(
          "operands could not be broadcast together with shapes \(NumPy.text(of: a.dense.shape)) \(NumPy.text(of: b.dense.shape)) "
        )
      }
      return .bool(operation == .notEqual)
    }
    let kinds = (a.dense.dtype, b.dense.dtype)
    if kinds.0 == .object || kinds.1 == .object {
      let result = try objects(a, b, shape) { (x, y) throws(Raised) in
        .bool(try self.truth(try self.compare(operation, x, y)))
      }
      return value(Dense(result.scalars, shape: shape, dtype: .bool))
    }
    if (kinds.0 == .str) != (kinds.1 == .str) {
      guard operation == .equal || operation == .notEqual else {
        let type = era == .classic ? "<=" : operation.symbol
        _ = type
        throw unsupportedNow("a comparison of text and numbers")
      }
      // numpy 1.23 gave up on the elements.
      if era == .classic { return .bool(operation == .notEqual) }
      return value(Dense(Array(repeating: operation == .notEqual, count: shape.reduce(1, *)), shape: shape))
    }
    let (x, y) = (a.dense.broadcast(to: shape), b.dense.broadcast(to: shape))
    if kinds.0.isTimeLike, kinds.1.isTimeLike, kinds.0 != kinds.1 {
      throw unsupportedNow("a comparison of dates of several units")
    }
    do throws(TraceError) {
      let result = try tracer.comparison(
        operation, .column(TracedColumn(values: x.values, dtype: x.dtype)),
        .column(TracedColumn(values: y.values, dtype: y.dtype)), origin: nil)
      return value(Dense(result.values, shape: shape, dtype: .bool, fitted: a.dense.fitted ?? b.dense.fitted))
    } catch {
      throw raised(error)
    }
  }

  /// Dates and durations of one unit, and whole numbers of units.
  private func combinedTimes(
    _ operation: BinaryOperator, _ a: DenseSide, _ b: DenseSide, _ shape: [Int]
  ) throws(Raised) -> Dense? {
    guard a.dense.dtype.isTimeLike || b.dense.dtype.isTimeLike else { return nil }
    throw unsupportedNow("'\(operation.symbol)' of dates in an array")
  }
}

extension DType {
  /// Dates and durations.
  var isTimeLike: Bool {
    switch self {
    case .datetime64, .timedelta64: true
    default: false
    }
  }
}

extension Dense {
  /// The same elements as another dtype of the same storage.
  func retyped(_ dtype: DType) -> Dense { Dense(scalars, shape: shape, dtype: dtype, fitted: fitted) }

  /// The number of characters of the longest text.
  var textWidth: Int {
    (0..<count).map { if case .string(let text) = values[$0] { text.codePointCount } else { 0 } }.max() ?? 0
  }
}

extension Column {
  fileprivate func first(as type: Double.Type) -> Double? {
    guard count > 0, case .float(let number) = self[0] else { return nil }
    return number
  }
}
