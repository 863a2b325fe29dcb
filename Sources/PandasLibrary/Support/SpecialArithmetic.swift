import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// Arithmetic for which row operations have no numbers: texts, bools, bits of integers. `nil` leaves it to them.
  ///
  /// - Throws: what numpy raises for kinds that have no such operator.
  func specialArithmetic(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    if a.isObjects || b.isObjects { return nil }
    if a.isText != b.isText { return try textArithmetic(operation, a, b) }
    if a.isText {
      if operation == .add { return nil }
      throw unsupportedOperands(operation, a, b)
    }
    switch operation {
    case .and, .or, .xor: return try bitwise(operation, a, b)
    case .add where a.isBool && b.isBool:
      return try applying(Or(), to: [a, b], dtype: .bool)
    case .multiply where a.isBool && b.isBool:
      return try applying(And(), to: [a, b], dtype: .bool)
    case .subtract where a.isBool && b.isBool:
      throw Raised.typeError(
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
      )
    case .floorDivide, .modulo:
      // pandas mends what numpy makes of a division by zero: infinite, or not a number.
      if a.isInteger, b.isInteger, b.holdsZero, case .column(let column) = a {
        return try binary(operation, of: cast(column, to: .float64), floats(b))
      }
      fallthrough
    case .add, .multiply, .subtract, .power, .divide:
      guard a.isBool || b.isBool else { return nil }
      let (left, right) = (try numbered(a), try numbered(b))
      return try binary(operation, left, right)
    default: return nil
    }
  }

  private func floats(_ operand: Tracer.Operand) throws(Raised) -> Tracer.Operand {
    switch operand {
    case .column(let column): .column(try cast(column, to: .float64))
    case .constant(let scalar, let fitted): .constant(.float(scalar.double ?? .nan), fitted)
    }
  }

  /// Bools as integers.
  private func numbered(_ operand: Tracer.Operand) throws(Raised) -> Tracer.Operand {
    switch operand {
    case .column(let column) where operand.isBool:
      return .column(try applying(Cast(to: .int64), to: column, dtype: .int64))
    case .constant(.bool(let flag), let fitted): return .constant(.int(flag ? 1 : 0), fitted)
    default: return operand
    }
  }

  private func binary(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    switch (a, b) {
    case (.column(let column), _): return try binary(operation, of: column, b)
    case (_, .column(let column)): return try binary(operation, of: column, a, reflected: true)
    default: return nil
    }
  }

  /// A text beside a number: only repetition, and only where a missing text stays missing.
  private func textArithmetic(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    let (text, other) = a.isText ? (a, b) : (b, a)
    if case .constant(let scalar, _) = other, scalar.isMissing, case .column(let column) = text {
      return try constantColumn(.missing, column.dtype, count: column.count, domain: column.domain)
    }
    if operation == .multiply, case .column(let column) = text, case .constant(.int(let times), _) = other {
      guard times > 0, times <= 16 else { throw unsupportedNow("texts repeated \(times) times") }
      var result = column
      for _ in 1..<times {
        result = try applying(Concatenate(), to: [.column(result), .column(column)], dtype: column.dtype)
      }
      return result
    }
    throw unsupportedOperands(operation, a, b)
  }

  private func unsupportedOperands(_ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand) -> Raised {
    let names = [a.kindName, b.kindName]
    if operation == .add {
      if a.isText, !b.isText { return .typeError("can only concatenate str (not \"\(names[1])\") to str") }
      if case .constant(.string(let text), _) = b, case .column(let column) = a {
        return Raised(
          Pandas.ufuncTypeError,
          PythonString(
            "ufunc 'add' did not contain a loop with signature matching types (dtype('\(column.dtype.name(era))'), dtype('<U\(text.codePointCount)')) -> None"
          )
        )
      }
    }
    return .typeError("unsupported operand type(s) for \(operation.symbol): '\(names[0])' and '\(names[1])'")
  }

  /// Bits of integers, one by one: no operation has them.
  private func bitwise(
    _ operation: BinaryOperator, _ a: Tracer.Operand, _ b: Tracer.Operand
  ) throws(Raised) -> TracedColumn? {
    guard a.isInteger || b.isInteger, a.isInteger || a.isBool, b.isInteger || b.isBool else { return nil }
    var domain: Domain?
    var count = 0
    for case .column(let column) in [a, b] {
      count = column.count
      domain = domain ?? column.domain
    }
    var numbers: [Int64] = []
    for row in 0..<count {
      guard case .int(let x) = Scalar(a.value(row)).wholeNumber, case .int(let y) = Scalar(b.value(row)).wholeNumber
      else { return nil }
      switch operation {
      case .and: numbers.append(x & y)
      case .or: numbers.append(x | y)
      default: numbers.append(x ^ y)
      }
    }
    return opaqueColumn(.ints(numbers), .int64, domain: domain, reason: "'\(operation.symbol)' of integers")
  }
}

extension Scalar {
  fileprivate var wholeNumber: Scalar {
    if case .bool(let flag) = self { .int(flag ? 1 : 0) } else { self }
  }
}

extension Tracer.Operand {
  /// Whether the operand holds bools alone.
  var isBool: Bool {
    switch self {
    case .column(let column): if case .bool = column.values.storage { column.values.missing == nil } else { false }
    case .constant(.bool, _): true
    case .constant: false
    }
  }

  /// Whether a zero is among the numbers.
  var holdsZero: Bool {
    switch self {
    case .column(let column): if case .int64(let numbers) = column.values.storage { numbers.contains(0) } else { false }
    case .constant(let scalar, _): scalar.double == 0
    }
  }

  var isInteger: Bool {
    switch self {
    case .column(let column): if case .int64 = column.values.storage { column.dtype.isInteger } else { false }
    case .constant(.int, _): true
    case .constant: false
    }
  }
}
