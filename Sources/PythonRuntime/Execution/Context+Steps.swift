import Kernels

extension Context {
  /// The loop over a frame's instructions.
  ///
  /// `frame.position` is the running instruction whenever something is called or raised.
  func steps(_ frame: Frame) throws(Raised) -> Value {
    let code = frame.code
    let globals = code.globals
    let registers = frame.registers
    var position = frame.position
    let result: Result<Value, Raised> = code.instructions.withUnsafeBufferPointer { instructions in
      do throws(Raised) {
        while true {
          let step = instructions[position]
          switch step.opcode {
          case .loadConstant: registers[Int(step.a)] = code.constants[Int(step.b)]
          case .move: registers[Int(step.a)] = registers[Int(step.b)]
          case .loadGlobal:
            if let value = globals[slot: Int(step.b)] {
              registers[Int(step.a)] = value
            } else {
              frame.position = position
              registers[Int(step.a)] = try builtin(slot: Int(step.b), of: globals)
            }
          case .storeGlobal: globals[slot: Int(step.a)] = registers[Int(step.b)] ?? Value.none
          case .add:
            switch (registers[Int(step.b)], registers[Int(step.c)]) {
            case (.int(let a)?, .int(let b)?):
              let (sum, overflow) = a.addingReportingOverflow(b)
              registers[Int(step.a)] = overflow ? try IntArithmetic.result(.add, a, b) : .int(sum)
            case (.float(let a)?, .float(let b)?): registers[Int(step.a)] = .float(a + b)
            default:
              frame.position = position
              registers[Int(step.a)] = try binary(.add, frame[step.b], frame[step.c])
            }
          case .subtract:
            switch (registers[Int(step.b)], registers[Int(step.c)]) {
            case (.int(let a)?, .int(let b)?):
              let (difference, overflow) = a.subtractingReportingOverflow(b)
              registers[Int(step.a)] = overflow ? try IntArithmetic.result(.subtract, a, b) : .int(difference)
            case (.float(let a)?, .float(let b)?): registers[Int(step.a)] = .float(a - b)
            default:
              frame.position = position
              registers[Int(step.a)] = try binary(.subtract, frame[step.b], frame[step.c])
            }
          case .multiply:
            switch (registers[Int(step.b)], registers[Int(step.c)]) {
            case (.int(let a)?, .int(let b)?):
              let (product, overflow) = a.multipliedReportingOverflow(by: b)
              registers[Int(step.a)] = overflow ? try IntArithmetic.result(.multiply, a, b) : .int(product)
            case (.float(let a)?, .float(let b)?): registers[Int(step.a)] = .float(a * b)
            default:
              frame.position = position
              registers[Int(step.a)] = try binary(.multiply, frame[step.b], frame[step.c])
            }
          case .compare:
            let operation = ComparisonOperator(rawValue: step.extra) ?? .equal
            switch (registers[Int(step.b)], registers[Int(step.c)]) {
            case (.int(let a)?, .int(let b)?): registers[Int(step.a)] = .bool(operation.holds(a, b))
            case (.float(let a)?, .float(let b)?): registers[Int(step.a)] = .bool(operation.holds(a, b))
            case (.float(let a)?, .int(let b)?) where b.magnitude <= 1 << 53:
              registers[Int(step.a)] = .bool(operation.holds(a, Double(b)))
            default:
              frame.position = position
              registers[Int(step.a)] = try compare(operation, frame[step.b], frame[step.c])
            }
          case .binary, .inPlace:
            let operation = BinaryOperator(rawValue: step.extra) ?? .add
            switch (registers[Int(step.b)], registers[Int(step.c)]) {
            case (.int(let a)?, .int(let b)?):
              if let result = IntArithmetic.fast(operation, a, b) {
                registers[Int(step.a)] = .int(result)
              } else {
                frame.position = position
                registers[Int(step.a)] = try binary(operation, .int(a), .int(b))
              }
            case (.float(let a)?, .float(let b)?):
              if let result = FloatArithmetic.fast(operation, a, b) {
                registers[Int(step.a)] = .float(result)
              } else {
                frame.position = position
                registers[Int(step.a)] = try binary(operation, .float(a), .float(b))
              }
            default:
              frame.position = position
              registers[Int(step.a)] =
                step.opcode == .binary
                ? try binary(operation, frame[step.b], frame[step.c])
                : try inPlace(operation, frame[step.b], frame[step.c])
            }
          case .listAppend:
            if case .object(let object)? = registers[Int(step.a)] {
              unsafeDowncast(object, to: ListObject.self).items.append(registers[Int(step.b)] ?? Value.none)
            }
          case .storeItem:
            frame.position = position
            try setItem(of: frame[step.a], at: frame[step.b], to: frame[step.c])
          case .jump:
            position = Int(step.c)
            continue
          case .jumpBack:
            frame.position = position
            try checkStop()
            position = Int(step.c)
            continue
          case .jumpIfFalse, .jumpIfTrue:
            let isTrue: Bool
            if case .bool(let value)? = registers[Int(step.a)] {
              isTrue = value
            } else {
              frame.position = position
              isTrue = try truth(frame[step.a])
            }
            if isTrue == (step.opcode == .jumpIfTrue) {
              position = Int(step.c)
              continue
            }
          case .forNext:
            frame.position = position
            if let value = try nextValue(registers[Int(step.b)]) {
              registers[Int(step.a)] = value
            } else {
              registers[Int(step.b)] = nil
              position = Int(step.c)
              continue
            }
          case .loadItem:
            frame.position = position
            registers[Int(step.a)] = try item(of: frame[step.b], at: frame[step.c])
          case .loadAttribute:
            frame.position = position
            registers[Int(step.a)] = try attribute(of: frame[step.b], at: code.sites[Int(step.c)])
          case .call:
            frame.position = position
            registers[Int(step.a)] = try call(at: registers + Int(step.b), code.sites[Int(step.c)])
          case .callMethod:
            frame.position = position
            registers[Int(step.a)] = try callMethod(at: registers + Int(step.b), code.sites[Int(step.c)])
          case .returnValue:
            frame.position = position
            return .success(frame[step.a])
          case .yield:
            frame.isSuspended = true
            frame.position = position + 1
            return .success(frame[step.b])
          case .yieldFrom:
            frame.position = position
            if let value = try nextDelegated(frame, step) {
              frame.isSuspended = true
              return .success(value)
            }
          default:
            frame.position = position
            try perform(step, in: frame)
            // A statement that is left out, and whatever moves the position, goes on from there.
            position = frame.position
          }
          position &+= 1
        }
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let value): return value
    case .failure(let error): throw error
    }
  }

  /// The next value of the iterator in a register.
  @inline(__always)
  private func nextValue(_ iterator: Value?) throws(Raised) -> Value? {
    guard case .object(let object)? = iterator else { return nil }
    if let range = object as? RangeIterator {
      guard range.remaining > 0 else { return nil }
      range.remaining &-= 1
      let current = range.current
      range.current = current &+ range.step
      return .int(current)
    }
    guard let iterator = object as? IteratorObject else { return nil }
    if let cause = iterator.poison { throw .unsupported(cause) }
    return try iterator.next(in: self)
  }

  /// The next value of `yield from`; `nil` when the inner iterator has ended and its result is stored.
  private func nextDelegated(_ frame: Frame, _ step: Instruction) throws(Raised) -> Value? {
    guard case .object(let object) = frame[step.b], let iterator = object as? IteratorObject else { return nil }
    if let value = try iterator.next(in: self) { return value }
    frame[step.a] = (iterator as? GeneratorObject)?.result ?? .none
    return nil
  }

  /// A built-in, for a name that the module does not bind.
  func builtin(slot: Int, of globals: Namespace) throws(Raised) -> Value {
    if slot < globals.builtinsBySlot.count, let value = globals.builtinsBySlot[slot] { return value }
    let name = globals.names[slot]
    if let value = builtins[name] {
      while globals.builtinsBySlot.count <= slot { globals.builtinsBySlot.append(nil) }
      globals.builtinsBySlot[slot] = value
      return value
    }
    if Builtins.withoutImplementation.contains(name) { throw unsupportedNow("'\(name)'") }
    throw Raised(Exceptions.nameError, "name '\(name)' is not defined")
  }
}
