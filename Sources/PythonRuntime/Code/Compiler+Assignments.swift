import PythonSyntax

extension Compiler {
  func assign(_ value: Expression, to targets: [Expression]) {
    if targets.count == 1, case .name(let name, _) = targets[0].kind {
      // Straight into the variable's register, unless the value may fail half-way or read the variable.
      if let register = register(of: name), writesLast(value) {
        _ = expression(value, into: register)
        unit.assigned.insert(register)
      } else {
        store(expression(value), to: name)
      }
      return
    }
    if targets.count == 1, assignSideBySide(value, to: targets[0]) { return }
    let register = targets.allSatisfy(\.isPlace) ? readable(value) : expression(value)
    for target in targets { assign(register, to: target) }
  }

  /// Whether the expression writes its target in its last instruction only.
  private func writesLast(_ value: Expression) -> Bool {
    switch value.kind {
    case .binOp, .constant, .name, .call, .attribute, .subscript, .unaryOp: true
    default: false
    }
  }

  /// `a, b = x, y` without a tuple.
  private func assignSideBySide(_ value: Expression, to target: Expression) -> Bool {
    guard case .tuple(let values, _) = value.kind, case .tuple(let targets, _) = target.kind,
      values.count == targets.count, !(values + targets).contains(where: \.isStarred)
    else { return false }
    var registers: [Int] = []
    for value in values {
      let register = temporary()
      registers.append(expression(value, into: register))
    }
    for (register, target) in zip(registers, targets) { assign(register, to: target) }
    return true
  }

  func assign(_ register: Int, to target: Expression) {
    switch target.kind {
    case .name(let name, _): store(register, to: name)
    case .attribute(let object, let name, _):
      let container = expression(object)
      at(target.span)
      emit(.storeAttribute, a: container, b: register, c: site(name))
    case .subscript(let object, let key, _):
      let container = expression(object)
      let index = readable(key)
      at(target.span)
      emit(.storeItem, a: container, b: index, c: register)
    case .tuple(let items, _), .list(let items, _): unpack(register, to: items)
    case .starred(let inner, _): assign(register, to: inner)
    default: break
    }
  }

  private func unpack(_ register: Int, to targets: [Expression]) {
    scratch {
      let first = temporaries(targets.count)
      if let star = targets.firstIndex(where: \.isStarred) {
        emit(.unpackStar, extra: UInt8(truncatingIfNeeded: targets.count - star - 1), a: first, b: register, c: star)
      } else {
        emit(.unpack, a: first, b: register, c: targets.count)
      }
      for (i, target) in targets.enumerated() { assign(first + i, to: target) }
    }
  }

  func augment(_ target: Expression, _ operation: Operator, _ value: Expression) {
    let operation = BinaryOperator(operation)
    switch target.kind {
    case .name(let name, _):
      let current = load(name, into: nil)
      let operand = readable(value)
      at(target.span)
      if let register = register(of: name) {
        emit(operation, inPlace: true, a: register, b: current, c: operand)
      } else {
        emit(operation, inPlace: true, a: current, b: current, c: operand)
        store(current, to: name)
      }
    case .attribute(let object, let name, _):
      let container = expression(object)
      let current = temporary()
      emit(.loadAttribute, a: current, b: container, c: site(name))
      let operand = readable(value)
      at(target.span)
      emit(operation, inPlace: true, a: current, b: current, c: operand)
      emit(.storeAttribute, a: container, b: current, c: site(name))
    case .subscript(let object, let key, _):
      let container = expression(object)
      let index = readable(key)
      let current = temporary()
      emit(.loadItem, a: current, b: container, c: index)
      let operand = readable(value)
      at(target.span)
      emit(operation, inPlace: true, a: current, b: current, c: operand)
      emit(.storeItem, a: container, b: index, c: current)
    default: break
    }
  }
}

extension Expression {
  /// Whether it is an attribute or item, to which a constant can be stored.
  fileprivate var isPlace: Bool {
    switch kind {
    case .attribute, .subscript: true
    default: false
    }
  }

  var isStarred: Bool { if case .starred = kind { true } else { false } }
}

extension BinaryOperator {
  init(_ operation: Operator) {
    self =
      switch operation {
      case .add: .add
      case .sub: .subtract
      case .mult: .multiply
      case .matMult: .matrixMultiply
      case .div: .divide
      case .mod: .modulo
      case .pow: .power
      case .lShift: .leftShift
      case .rShift: .rightShift
      case .bitOr: .or
      case .bitXor: .xor
      case .bitAnd: .and
      case .floorDiv: .floorDivide
      }
  }
}
