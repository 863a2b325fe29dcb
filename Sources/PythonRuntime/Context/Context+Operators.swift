import Kernels

extension Context {
  /// `a op b`.
  package func binary(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(Raised) -> Value {
    if let result = try binaryIfAny(operation, a, b) { return result }
    throw unsupportedOperands(operation.symbol, a, b)
  }

  /// `a op= b`: what the target becomes.
  package func inPlace(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(Raised) -> Value {
    if case .object(let object) = a {
      if let cause = object.poison { return unsupported(from: object, cause) }
      if let result = try object.inPlace(operation, b, in: self) {
        if hasDrawnUnseeded { noteChanged(a) }
        return result
      }
    }
    if let result = try binaryIfAny(operation, a, b) { return result }
    throw unsupportedOperands(operation.symbol + "=", a, b)
  }

  /// `-a`, `+a`, `~a`.
  package func unary(_ operation: PrefixOperator, _ a: Value) throws(Raised) -> Value {
    switch (operation, a) {
    case (.negative, .int(let value)): return try IntArithmetic.result(.subtract, 0, value) ?? .none
    case (.negative, .float(let value)): return .float(-value)
    case (.negative, .bool(let value)): return .int(value ? -1 : 0)
    case (.positive, .int), (.positive, .float): return a
    case (.positive, .bool(let value)): return .int(value ? 1 : 0)
    case (.invert, .int(let value)): return .int(~value)
    case (.invert, .bool(let value)): return .int(value ? -2 : -1)
    case (_, .object(let object)):
      if let cause = object.poison { return unsupported(from: object, cause) }
      if let result = try object.unary(operation, in: self) { return result }
    default: break
    }
    throw .typeError("bad operand type for unary \(operation.symbol): '\(a.typeName)'")
  }

  /// The result of the operator, `nil` if neither operand knows it.
  package func binaryIfAny(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(Raised) -> Value? {
    switch (a, b) {
    case (.int(let a), .int(let b)): return try IntArithmetic.result(operation, a, b)
    case (.float(let a), .float(let b)): return try FloatArithmetic.result(operation, a, b)
    case (.int(let a), .float(let b)): return try FloatArithmetic.result(operation, Double(a), b)
    case (.float(let a), .int(let b)): return try FloatArithmetic.result(operation, a, Double(b))
    case (.bool(let x), .bool(let y)): return try bools(operation, x, y)
    case (.bool(let x), .int), (.bool(let x), .float): return try binaryIfAny(operation, .int(x ? 1 : 0), b)
    case (.int, .bool(let y)), (.float, .bool(let y)): return try binaryIfAny(operation, a, .int(y ? 1 : 0))
    default: break
    }
    if case .object(let object) = a, let cause = object.poison { return unsupported(from: object, cause) }
    if case .object(let object) = b, let cause = object.poison { return unsupported(from: object, cause) }
    if case .string(let text) = a, let result = try StringArithmetic.result(operation, text, b, in: self) {
      return result
    }
    if case .string(let text) = b, operation == .multiply, let count = try indexIfInteger(a) {
      return .string(try StringArithmetic.repeated(text, count))
    }
    return try objects(operation, a, b)
  }

  private func objects(_ operation: BinaryOperator, _ a: Value, _ b: Value) throws(Raised) -> Value? {
    if case .object(let right) = b, right.type !== a.type, right.type.isSubclass(of: a.type), a.object != nil,
      let result = try right.binary(operation, a, reflected: true, in: self)
    {
      return result
    }
    if case .object(let left) = a, let result = try left.binary(operation, b, reflected: false, in: self) {
      return result
    }
    if case .object(let right) = b, let result = try right.binary(operation, a, reflected: true, in: self) {
      return result
    }
    return nil
  }

  /// The result of an operator whose left operand has answered `NotImplemented`.
  func binary(
    _ operation: BinaryOperator, refusedBy a: Value, _ b: Value, inPlace: Bool
  ) throws(Raised) -> Value {
    if case .object(let right) = b, let result = try right.binary(operation, a, reflected: true, in: self) {
      return result
    }
    throw unsupportedOperands(operation.symbol + (inPlace ? "=" : ""), a, b)
  }

  private func bools(_ operation: BinaryOperator, _ a: Bool, _ b: Bool) throws(Raised) -> Value? {
    switch operation {
    case .and: .bool(a && b)
    case .or: .bool(a || b)
    case .xor: .bool(a != b)
    default: try IntArithmetic.result(operation, a ? 1 : 0, b ? 1 : 0)
    }
  }

  private func unsupportedOperands(_ symbol: String, _ a: Value, _ b: Value) -> Raised {
    if case .string = a, symbol == "+" {
      return .typeError("can only concatenate str (not \"\(b.typeName)\") to str")
    }
    if symbol == "*" || symbol == "*=" {
      for (sequence, other) in [(a, b), (b, a)] where sequence.isRepeatable && !other.isRepeatable {
        return .typeError("can't multiply sequence by non-int of type '\(other.typeName)'")
      }
      if a.isRepeatable { return .typeError("can't multiply sequence by non-int of type '\(b.typeName)'") }
    }
    let name = symbol == "**" ? "** or pow()" : symbol == "**=" ? "** or pow()" : symbol
    return .typeError("unsupported operand type(s) for \(name): '\(a.typeName)' and '\(b.typeName)'")
  }
}

extension Value {
  /// Whether it is a sequence that `*` repeats.
  fileprivate var isRepeatable: Bool {
    if stringValue != nil || byteSequence != nil { return true }
    return cast(to: ListObject.self) != nil || cast(to: TupleObject.self) != nil
  }
}
