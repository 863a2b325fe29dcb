import Kernels
import PythonSyntax

extension Compiler {
  /// A list, tuple or set of these items.
  ///
  /// - Parameter callee: the register of what the items are arguments of, which errors name.
  func display(_ opcode: Opcode, _ items: [Expression], into target: Int?, of callee: Int = -1) -> Int {
    if items.contains(where: \.isStarred) { return spread(opcode, items, into: target, of: callee) }
    if opcode == .buildTuple, let tuple = constantTuple(items) { return constant(tuple, into: target) }
    return scratched(into: target) { result in
      let first = self.temporaries(items.count)
      for (i, item) in items.enumerated() { _ = self.expression(item, into: first + i) }
      self.emit(opcode, extra: self.isConstantSet(opcode, items) ? 1 : 0, a: result, b: first, c: items.count)
    }
  }

  /// The tuple of items that are all constants, made once.
  func constantTuple(_ items: [Expression]) -> Value? {
    var values: [Value] = []
    for item in items {
      if case .tuple(let inner, _) = item.kind {
        guard let tuple = constantTuple(inner) else { return nil }
        values.append(tuple)
      } else {
        guard let value = constantValue(item) else { return nil }
        values.append(value)
      }
    }
    return .tuple(values)
  }

  /// CPython builds a set of three or more constants from a frozen set, which can change its order.
  private func isConstantSet(_ opcode: Opcode, _ items: [Expression]) -> Bool {
    opcode == .buildSet && items.count >= 3
      && items.allSatisfy { item in
        switch item.kind {
        case .constant: true
        case .unaryOp(_, let operand): if case .constant = operand.kind { true } else { false }
        default: false
        }
      }
  }

  /// A list of these items.
  func list(_ items: [Expression]) -> Int { display(.buildList, items, into: nil) }

  private func spread(_ opcode: Opcode, _ items: [Expression], into target: Int?, of callee: Int) -> Int {
    scratched(into: target) { result in
      let collected = self.temporary()
      self.emit(opcode == .buildSet ? .buildSet : .buildList, a: collected, b: 0, c: 0)
      for item in items {
        self.scratch {
          if case .starred(let inner, _) = item.kind {
            let register = self.expression(inner)
            self.emit(opcode == .buildSet ? .setUpdate : .listExtend, a: collected, b: register, c: callee)
          } else {
            let register = self.expression(item)
            self.emit(opcode == .buildSet ? .setAdd : .listAppend, a: collected, b: register)
          }
        }
      }
      self.emit(opcode == .buildTuple ? .listToTuple : .move, a: result, b: collected)
    }
  }

  func dictionary(_ keys: [Expression?], _ values: [Expression], into target: Int?) -> Int {
    scratched(into: target) { result in
      let collected = self.temporary()
      self.emit(.buildDict, a: collected)
      for (key, value) in zip(keys, values) {
        self.scratch {
          if let key {
            let keyRegister = self.operand(key, before: value)
            let register = self.expression(value)
            self.emit(.dictSet, a: collected, b: keyRegister, c: register)
          } else {
            self.emit(.dictMerge, a: collected, b: self.expression(value))
          }
        }
      }
      self.emit(.move, a: result, b: collected)
    }
  }

  func slice(_ lower: Expression?, _ upper: Expression?, _ step: Expression?, into target: Int?) -> Int {
    scratched(into: target) { result in
      self.emit(.buildSlice, a: result, b: self.bounds(lower, upper, step))
    }
  }

  /// Start, stop and step of a slice, in registers side by side.
  func bounds(_ lower: Expression?, _ upper: Expression?, _ step: Expression?) -> Int {
    let first = temporaries(3)
    for (i, bound) in [lower, upper, step].enumerated() {
      if let bound { _ = expression(bound, into: first + i) } else { _ = constant(.none, into: first + i) }
    }
    return first
  }

  /// An f-string.
  func joined(_ parts: [Expression], into target: Int?) -> Int {
    scratched(into: target) { result in
      let first = self.temporaries(parts.count)
      for (i, part) in parts.enumerated() { _ = self.expression(part, into: first + i) }
      self.emit(.buildString, a: result, b: first, c: parts.count)
    }
  }

  func formatted(
    _ value: Expression, _ conversion: Expression.Conversion, _ format: Expression?, into target: Int?
  ) -> Int {
    scratched(into: target) { result in
      let register = self.expression(value)
      let specification = format.map { self.expression($0) } ?? -1
      let extra: UInt8 =
        switch conversion {
        case .none: 0
        case .str: 1
        case .repr: 2
        case .ascii: 3
        }
      self.at(value.span)
      self.emit(.formatValue, extra: extra, a: result, b: register, c: specification)
    }
  }

  func yield(_ value: Expression?, into target: Int?) -> Int {
    scratched(into: target) { result in
      let register = value.map { self.expression($0) } ?? self.constant(.none)
      self.emit(.yield, a: result, b: register)
    }
  }

  func yieldFrom(_ value: Expression, into target: Int?) -> Int {
    scratched(into: target) { result in
      let iterator = self.temporary()
      let source = self.expression(value)
      self.emit(.getIterator, a: iterator, b: source)
      self.emit(.yieldFrom, a: result, b: iterator)
    }
  }
}
