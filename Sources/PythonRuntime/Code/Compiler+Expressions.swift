import BigInt
import Kernels
import PythonSyntax

extension Compiler {
  /// Compiles an expression; its value is in the register that is given back: `target`, a new one, or a variable's own.
  func expression(_ node: Expression, into target: Int? = nil) -> Int {
    at(node.span)
    switch node.kind {
    case .name(let name, _): return escape(for: node, into: target) ?? load(name, into: target)
    case .constant(let constant, _): return literal(constant, into: target)
    case .binOp(let left, let operation, let right):
      return binary(node, left, BinaryOperator(operation), right, into: target)
    case .compare(let left, let operators, let comparators):
      return comparison(node, left, operators, comparators, into: target)
    case .attribute(let object, let name, _):
      return scratched(into: target) { result in
        let register = self.expression(object)
        self.at(node.span)
        self.emit(.loadAttribute, a: result, b: register, c: self.site(name))
      }
    case .subscript(let object, let key, _):
      return scratched(into: target) { result in
        let container = self.expression(object)
        if case .slice(let lower, let upper, let step) = key.kind {
          let first = self.bounds(lower, upper, step)
          self.at(node.span)
          self.emit(.loadSlice, a: result, b: container, c: first)
          return
        }
        let index = self.readable(key)
        self.at(node.span)
        self.emit(.loadItem, a: result, b: container, c: index)
      }
    case .call(let callee, let arguments, let keywords): return call(node, callee, arguments, keywords, into: target)
    case .tuple(let items, _): return display(.buildTuple, items, into: target)
    case .list(let items, _): return display(.buildList, items, into: target)
    case .set(let items): return display(.buildSet, items, into: target)
    case .dict(let keys, let values): return dictionary(keys, values, into: target)
    case .slice(let lower, let upper, let step): return slice(lower, upper, step, into: target)
    case .unaryOp(let operation, let operand): return unary(node, operation, operand, into: target)
    case .boolOp(let operation, let values): return boolean(node, operation, values, into: target)
    case .ifExp(let test, let body, let orElse): return choice(node, test, body, orElse, into: target)
    case .joinedStr(let parts): return joined(parts, into: target)
    case .formattedValue(let value, let conversion, let format):
      return formatted(value, conversion, format, into: target)
    case .lambda(let arguments, let body): return lambda(node, arguments, body, into: target)
    case .listComp, .setComp, .dictComp: return comprehension(node, into: target)
    case .generatorExp(let element, let generators): return generatorExpression(node, element, generators, into: target)
    case .namedExpr(let name, let value):
      let result = target ?? temporary()
      let register = expression(value, into: result)
      assign(register, to: name)
      return register
    case .yield(let value): return yield(value, into: target)
    case .yieldFrom(let value): return yieldFrom(value, into: target)
    case .starred(let value, _): return expression(value, into: target)
    case .await(let value): return awaited(value, into: target)
    case .interpolation, .templateStr: return refuse(node, into: target)
    }
  }

  /// Runs `body` with a result register and frees what it takes besides.
  func scratched(into target: Int?, _ body: (Int) -> Void) -> Int {
    let result = target ?? temporary()
    scratch { body(result) }
    return result
  }

  private func refuse(_ node: Expression, into target: Int?) -> Int {
    let result = target ?? temporary()
    let position = emit(.refuse, a: result, b: name("this expression"))
    unit.code.regions[position] = Region(body: [.expressions([node])], exit: here, result: result, returns: false)
    return result
  }

  private func literal(_ constant: PythonSyntax.Constant, into target: Int?) -> Int {
    self.constant(value(of: constant), into: target)
  }

  func value(of constant: PythonSyntax.Constant) -> Value {
    switch constant {
    case .none: .none
    case .true: .bool(true)
    case .false: .bool(false)
    case .ellipsis: .ellipsis
    case .int(let value): .int(Int(value))
    case .bigInt(let digits, let radix): BigIntObject.value(BigInt(digits, radix: radix) ?? 0)
    case .float(let value): .float(value)
    case .complex(let value): ComplexObject.value(0, value)
    case .string(let bytes): .string(PythonString(bytes: bytes))
    case .bytes(let bytes): .object(BytesObject(bytes))
    }
  }

  private func binary(
    _ node: Expression, _ left: Expression, _ operation: BinaryOperator, _ right: Expression, into target: Int?
  ) -> Int {
    scratched(into: target) { result in
      let a = self.operand(left, before: right)
      let b = self.readable(right)
      self.at(node.span)
      self.emit(operation, inPlace: false, a: result, b: a, c: b)
    }
  }

  /// `a = b op c`, or what `b op= c` makes of b.
  func emit(_ operation: BinaryOperator, inPlace: Bool, a: Int, b: Int, c: Int) {
    let opcode: Opcode =
      switch operation {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .modulo: .modulo
      case .floorDivide: .floorDivide
      case .divide: .divide
      case .and: .bitAnd
      case .or: .bitOr
      case .xor: .bitXor
      default: inPlace ? .inPlace : .binary
      }
    emit(opcode, extra: operation.rawValue | (inPlace ? 0x80 : 0), a: a, b: b, c: c)
  }

  /// Where a value can be read: a register, or for a constant the number of the constant, inverted.
  func readable(_ node: Expression) -> Int {
    if case .tuple(let items, _) = node.kind, let tuple = constantTuple(items) { return ~constantIndex(tuple) }
    return constantValue(node).map { ~constantIndex($0) } ?? expression(node)
  }

  /// The value of a literal, perhaps with a minus before it.
  func constantValue(_ node: Expression) -> Value? {
    switch node.kind {
    case .constant(let constant, _): return value(of: constant)
    case .unaryOp(.uSub, let operand):
      guard case .constant(let constant, _) = operand.kind else { return nil }
      if case .int(let value) = constant { return .int(-Int(value)) }
      if case .float(let value) = constant { return .float(-value) }
      return nil
    case .binOp(let left, let operation, let right):
      return folded(BinaryOperator(operation), constantValue(left), constantValue(right))
    default: return nil
    }
  }

  /// The number that an operator gives for two numbers, if that is a small one.
  private func folded(_ operation: BinaryOperator, _ a: Value?, _ b: Value?) -> Value? {
    do throws(Raised) {
      switch (a, b) {
      case (.int(let a)?, .int(let b)?) where b.magnitude < 64:
        if case .int(let result)? = try IntArithmetic.result(operation, a, b) { return .int(result) }
      case (.float(let a)?, .float(let b)?): return FloatArithmetic.fast(operation, a, b).map(Value.float)
      default: break
      }
    } catch { return nil }
    return nil
  }

  /// The value of an operand that must survive the evaluation of the next one, which may assign the same variable.
  func operand(_ node: Expression, before next: Expression) -> Int {
    guard case .name = node.kind, next.containsAssignment else { return readable(node) }
    let register = temporary()
    return expression(node, into: register)
  }

  private func unary(_ node: Expression, _ operation: UnaryOperator, _ operand: Expression, into target: Int?) -> Int {
    if operation == .uSub, case .constant(let constant, _) = operand.kind {
      switch constant {
      case .int(let value): return self.constant(.int(-Int(value)), into: target)
      case .float(let value): return self.constant(.float(-value), into: target)
      default: break
      }
    }
    return scratched(into: target) { result in
      let register = self.expression(operand)
      self.at(node.span)
      switch operation {
      case .not: self.emit(.not, a: result, b: register)
      case .uSub: self.emit(.unary, extra: PrefixOperator.negative.rawValue, a: result, b: register)
      case .uAdd: self.emit(.unary, extra: PrefixOperator.positive.rawValue, a: result, b: register)
      case .invert: self.emit(.unary, extra: PrefixOperator.invert.rawValue, a: result, b: register)
      }
    }
  }

  private func comparison(
    _ node: Expression, _ left: Expression, _ operators: [CompareOperator], _ comparators: [Expression],
    into target: Int?
  ) -> Int {
    scratched(into: target) { result in
      var a = self.operand(left, before: comparators[0])
      var ends: [Int] = []
      var before = self.unit.assigned
      defer { if comparators.count > 1 { self.unit.assigned = before } }
      for (i, (operation, comparator)) in zip(operators, comparators).enumerated() {
        let b =
          i + 1 < comparators.count ? self.operand(comparator, before: comparators[i + 1]) : self.readable(comparator)
        self.at(node.span)
        self.compare(operation, a, b, into: result)
        if i == 0 { before = self.unit.assigned }
        if i + 1 < comparators.count {
          let position = self.emit(.jumpIfFalse, a: result)
          self.unit.code.regions[position] = Region(
            body: [.expressions(Array(comparators[(i + 1)...]))], exit: 0, result: result, returns: false)
          ends.append(position)
        }
        a = b
      }
      self.patch(ends)
      for position in ends { self.unit.code.regions[position]?.exit = self.here }
    }
  }

  private func compare(_ operation: CompareOperator, _ a: Int, _ b: Int, into result: Int) {
    let comparison: ComparisonOperator
    switch operation {
    case .isSame, .isNot:
      emit(.isSame, extra: operation == .isNot ? 1 : 0, a: result, b: a, c: b)
      return
    case .isIn, .notIn:
      emit(.isIn, extra: operation == .notIn ? 1 : 0, a: result, b: a, c: b)
      return
    case .eq: comparison = .equal
    case .notEq: comparison = .notEqual
    case .lt: comparison = .less
    case .ltE: comparison = .lessOrEqual
    case .gt: comparison = .greater
    case .gtE: comparison = .greaterOrEqual
    }
    emit(.compare, extra: comparison.rawValue, a: result, b: a, c: b)
  }

  private func boolean(_ node: Expression, _ operation: BoolOperator, _ values: [Expression], into target: Int?) -> Int
  {
    scratched(into: target) { result in
      var ends: [Int] = []
      var before = self.unit.assigned
      defer { self.unit.assigned = before }
      for (i, value) in values.enumerated() {
        _ = self.expression(value, into: result)
        if i == 0 { before = self.unit.assigned }
        guard i + 1 < values.count else { break }
        self.at(node.span)
        let position = self.emit(operation == .and ? .jumpIfFalse : .jumpIfTrue, a: result)
        self.unit.code.regions[position] = Region(
          body: [.expressions(Array(values[(i + 1)...]))], exit: 0, result: result, returns: false)
        ends.append(position)
      }
      self.patch(ends)
      for position in ends { self.unit.code.regions[position]?.exit = self.here }
    }
  }

  private func choice(
    _ node: Expression, _ test: Expression, _ body: Expression, _ orElse: Expression, into target: Int?
  ) -> Int {
    let outer = pendingRegions
    pendingRegions = []
    let result = target ?? temporary()
    let jumps = jump(unless: test, isTrue: false, region: [.expressions([test, body, orElse])])
    let tests = jumps + pendingRegions
    pendingRegions = outer
    let before = unit.assigned
    scratch { _ = expression(body, into: result) }
    let end = emit(.jump)
    patch(jumps)
    unit.assigned = before
    scratch { _ = expression(orElse, into: result) }
    patch(end)
    unit.assigned = before
    for position in tests {
      guard let region = unit.code.regions[position] else { continue }
      unit.code.regions[position] = Region(body: region.body, exit: here, result: result, returns: false)
    }
    return result
  }
}

extension Expression {
  /// Whether evaluating it may assign a variable of the code around: `:=`, `yield`.
  var containsAssignment: Bool {
    switch kind {
    case .namedExpr: true
    case .constant, .name, .lambda: false
    case .listComp(let element, let generators), .setComp(let element, let generators):
      element.containsAssignment || generators.contains { $0.tests.contains(where: \.containsAssignment) }
    default: children.contains(where: \.containsAssignment)
    }
  }
}
