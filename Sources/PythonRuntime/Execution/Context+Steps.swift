import Kernels

extension Context {
  /// The loop over instructions: of the frame that runs, and of those of functions that it calls, until `entry` ends or
  /// is suspended.
  ///
  /// `position` of the frame is the running instruction whenever something is called or raised.
  func steps(_ entry: Frame) throws(Raised) -> Value {
    let entry = Unmanaged.passUnretained(entry)
    var now = runningActivation ?? Activation(entry)
    var position = now.position
    while true {
      let step = now.steps[position]
      switch step.opcode {
      case .loadConstant: now.register(step.a).copy(now.constant(step.b))
      case .move: now.register(step.a).copy(now.register(step.b))
      case .loadGlobal:
        let pair = Slot(UnsafeMutableRawPointer(now.globals._withUnsafeGuaranteedRef { $0.storage }) + Int(step.b) * 32)
        if !pair.isUnbound {
          now.register(step.a).copy(pair)
        } else {
          let builtin = Slot(pair.memory + Slot.stride)
          if !builtin.isUnbound {
            now.register(step.a).copy(builtin)
          } else {
            now.position = position
            now.register(step.a).store(try self.builtin(slot: Int(step.b), of: now.globals.takeUnretainedValue()))
          }
        }
      case .storeGlobal:
        let slot = Slot(UnsafeMutableRawPointer(now.globals._withUnsafeGuaranteedRef { $0.storage }) + Int(step.a) * 32)
        let value = now.operand(step.b)
        if value.isUnbound { slot.setNone() } else { slot.copy(value) }
        now.globals._withUnsafeGuaranteedRef { if $0.mirror != nil { $0.reflect(Int(step.a)) } }
      case .loadCell:
        let cell = now.register(step.b)
        if let memory = cellMemory(cell), !memory.isUnbound {
          now.register(step.a).copy(memory)
        } else {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .storeCell:
        if !hasDrawnUnseeded, let memory = cellMemory(now.register(step.a)) {
          memory.copy(now.operand(step.b))
        } else {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .checkBound:
        if now.register(step.a).isUnbound {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .unbind: now.register(step.a).clear()

      case .add:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt {
          let (sum, overflow) = x.int.addingReportingOverflow(y.int)
          if !overflow {
            now.register(step.a).set(sum)
            break
          }
        } else if x.isFloat && y.isFloat {
          now.register(step.a).set(x.float + y.float)
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .subtract:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt {
          let (difference, overflow) = x.int.subtractingReportingOverflow(y.int)
          if !overflow {
            now.register(step.a).set(difference)
            break
          }
        } else if x.isFloat && y.isFloat {
          now.register(step.a).set(x.float - y.float)
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .multiply:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt {
          let (product, overflow) = x.int.multipliedReportingOverflow(by: y.int)
          if !overflow {
            now.register(step.a).set(product)
            break
          }
        } else if x.isFloat && y.isFloat {
          now.register(step.a).set(x.float * y.float)
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .modulo:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt && y.int > 0 {
          let divisor = y.int
          // Half the time for what fits into 32 bits.
          if UInt(bitPattern: x.int) | UInt(bitPattern: divisor) <= UInt(UInt32.max) {
            now.register(step.a).set(Int(UInt32(truncatingIfNeeded: x.int) % UInt32(truncatingIfNeeded: divisor)))
          } else {
            let rest = x.int % divisor
            now.register(step.a).set(rest < 0 ? rest &+ divisor : rest)
          }
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .floorDivide:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt && y.int > 0 {
          let divisor = y.int
          if UInt(bitPattern: x.int) | UInt(bitPattern: divisor) <= UInt(UInt32.max) {
            now.register(step.a).set(Int(UInt32(truncatingIfNeeded: x.int) / UInt32(truncatingIfNeeded: divisor)))
          } else {
            let (quotient, rest) = x.int.quotientAndRemainder(dividingBy: divisor)
            now.register(step.a).set(rest < 0 ? quotient &- 1 : quotient)
          }
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .divide:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isFloat && y.isFloat && y.float != 0 {
          now.register(step.a).set(x.float / y.float)
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .bitAnd, .bitOr, .bitXor:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt {
          let (a, b) = (x.int, y.int)
          now.register(step.a).set(step.opcode == .bitAnd ? a & b : step.opcode == .bitOr ? a | b : a ^ b)
          break
        }
        now.position = position
        if let frame = try arithmetic(step, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }
      case .binary, .inPlace:
        now.position = position
        if let frame = try arithmetic(step, now.operand(step.b), now.operand(step.c), into: now.register(step.a)) {
          now = Activation(frame)
          position = 0
          continue
        }

      case .compare:
        let (x, y) = (now.operand(step.b), now.operand(step.c))
        if x.isInt && y.isInt {
          now.register(step.a).set(Relation.holds(step.extra, x.int, y.int))
        } else if x.isFloat && y.isFloat {
          now.register(step.a).set(Relation.holds(step.extra, x.float, y.float))
        } else {
          now.position = position
          now.register(step.a).store(try compare(Relation.operation(step.extra), x.value, y.value))
        }
      case .compareJump:
        let (x, y) = (now.operand(step.a), now.operand(step.b))
        let isTrue: Bool
        if x.isInt && y.isInt {
          isTrue = Relation.holds(step.extra, x.int, y.int)
        } else if x.isFloat && y.isFloat {
          isTrue = Relation.holds(step.extra, x.float, y.float)
        } else {
          now.position = position
          isTrue = try relation(step.extra, x, y)
        }
        if isTrue == (step.extra & 0x80 != 0) {
          position = Int(step.c)
          continue
        }
      case .sameJump:
        let (x, y) = (now.operand(step.a), now.operand(step.b))
        let isSame: Bool
        if y.isNone && !x.isObject {
          isSame = x.isNone || x.isUnbound
        } else if let object = x.soundObject, y.isNone || y.isBool {
          _ = object
          isSame = false
        } else {
          now.position = position
          isSame = try truth(identity(x.value, y.value, isNegated: false))
        }
        if (isSame != (step.extra & 1 != 0)) == (step.extra & 0x80 != 0) {
          position = Int(step.c)
          continue
        }
      case .isIn:
        now.position = position
        now.register(step.a).set(
          try membership(of: now.operand(step.b), in: now.operand(step.c)) == (step.extra & 1 == 0))
      case .inJump:
        now.position = position
        let isIn = try membership(of: now.operand(step.a), in: now.operand(step.b)) == (step.extra & 1 == 0)
        if isIn == (step.extra & 0x80 != 0) {
          position = Int(step.c)
          continue
        }
      case .jump:
        position = Int(step.c)
        continue
      case .jumpBack:
        now.position = position
        try checkStop()
        position = Int(step.c)
        continue
      case .jumpIfFalse, .jumpIfTrue:
        let slot = now.operand(step.a)
        let isTrue: Bool
        if slot.isBool {
          isTrue = slot.bool
        } else if slot.isInt {
          isTrue = slot.int != 0
        } else {
          now.position = position
          isTrue = try truth(slot.value)
        }
        if isTrue == (step.opcode == .jumpIfTrue) {
          position = Int(step.c)
          continue
        }

      case .forNext:
        let iterator = now.register(step.b)
        if iterator.isObject {
          let object = ObjectMemory(iterator.reference)
          if object.swiftClass == known.rangeIterator {
            let next = object.with(RangeIterator.self) { $0.advance() }
            if let next {
              now.register(step.a).set(next)
            } else {
              iterator.clear()
              position = Int(step.c)
              continue
            }
            break
          }
          if object.swiftClass == known.generator {
            now.position = position
            if let frame = try enter(generator: object) {
              now = Activation(frame)
              position = now.position
              continue
            }
          }
        }
        now.position = position
        // `for a, b in …`: the pair need not be made where its parts are asked for at once.
        let following = now.steps[position &+ 1]
        if following.opcode == .unpack, following.c == 2, following.b == step.a,
          let isThere = try nextPair(iterator, now.register(following.a), now.register(following.a &+ 1))
        {
          if isThere {
            position &+= 2
          } else {
            iterator.clear()
            position = Int(step.c)
          }
          continue
        }
        if try !nextValue(iterator, into: now.register(step.a)) {
          iterator.clear()
          position = Int(step.c)
          continue
        }
      case .buildTuple: now.register(step.a).store(.tuple(taken(step, now)))
      case .buildList: now.register(step.a).store(.list(taken(step, now)))
      case .unpack:
        if let object = now.register(step.b).soundObject, object.type == known.tuple || object.type == known.list,
          object.items.count == Int(step.c)
        {
          let items = object.items
          for i in 0..<step.c { now.register(step.a &+ i).copy(items[Int(i)]) }
        } else {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .listAppend:
        let list = now.register(step.a)
        if list.isObject {
          ObjectMemory(list.reference).with(ListObject.self) { $0.items.append(now.operand(step.b).value) }
        }
      case .loadItem:
        let (container, key) = (now.operand(step.b), now.operand(step.c))
        if key.isInt, let object = container.soundObject {
          if object.type == known.list || object.type == known.tuple {
            let items = object.items
            let index = key.int >= 0 ? key.int : key.int &+ items.count
            if UInt(bitPattern: index) < UInt(bitPattern: items.count) {
              now.register(step.a).copy(items[index])
              break
            }
          }
        }
        now.position = position
        try loadItem(container, key, into: now.register(step.a))
      case .loadSlice:
        now.position = position
        try loadSlice(now.operand(step.b), now.register(step.c), into: now.register(step.a))
      case .buildString:
        if let text = concatenated(now.register(step.b), Int(step.c)) {
          now.register(step.a).store(.string(text))
        } else {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .dictSet:
        now.position = position
        try storeItem(now.register(step.a), now.operand(step.b), now.operand(step.c))
      case .formatValue:
        let value = now.operand(step.b)
        if step.c < 0, step.extra == 0, value.isString {
          now.register(step.a).copy(value)
        } else if step.c < 0, step.extra == 0, value.isInt {
          now.register(step.a).store(.string(IntegerDigits.string(value.int, characters)))
        } else {
          now.position = position
          try perform(step, in: now.frame.takeUnretainedValue())
        }
      case .storeItem:
        let (container, key) = (now.register(step.a), now.operand(step.b))
        if key.isInt, let object = container.soundObject, object.type == known.list {
          let items = object.items
          let index = key.int >= 0 ? key.int : key.int &+ items.count
          if UInt(bitPattern: index) < UInt(bitPattern: items.count), items.isUnique, !hasDrawnUnseeded {
            items[index].copy(now.operand(step.c))
            break
          }
        }
        now.position = position
        try storeItem(container, key, now.operand(step.c))
      case .loadAttribute:
        let receiver = now.operand(step.b)
        let site = now.site(step.c)
        if let object = receiver.soundObject {
          let access = site._withUnsafeGuaranteedRef { site -> Site.Access in
            site.type == object.type && site.version == classVersion ? site.access : .unknown
          }
          if access != .unknown, access != .property {
            let place = site._withUnsafeGuaranteedRef { $0.shape == object.shape ? $0.position : -1 }
            if place >= 0 {
              now.register(step.a).copy(object.attribute(place))
              break
            }
          } else if access == .property {
            now.position = position
            if let frame = try enter(getter: site, of: receiver) {
              now = Activation(frame)
              position = 0
              continue
            }
          }
        }
        now.position = position
        if let object = receiver.soundObject, recall(site.takeUnretainedValue(), object) { continue }
        now.register(step.a).store(try attribute(of: receiver.value, at: site.takeUnretainedValue()))
      case .storeAttribute:
        let receiver = now.operand(step.a)
        let site = now.site(step.c)
        now.position = position
        if !hasDrawnUnseeded, let object = receiver.soundObject, let place = place(ofStored: site, in: object) {
          place.copy(now.operand(step.b))
        } else {
          try setAttribute(of: receiver.value, at: site.takeUnretainedValue(), to: now.operand(step.b).value)
        }

      case .enterWith, .exitWith:
        now.position = position
        if step.opcode == .enterWith || step.c < 0,
          let frame = try enter(manager: now.register(step.b), isExit: step.opcode == .exitWith)
        {
          now = Activation(frame)
          position = 0
          continue
        }
        try perform(step, in: now.frame.takeUnretainedValue())
        position = now.position
      case .call:
        now.position = position
        let (base, site) = (now.register(step.b), now.site(step.c))
        if let frame = try enter(callee: base, site) {
          now = Activation(frame)
          position = 0
          continue
        }
        if try !callQuickly(base, site, into: now.register(step.a)) {
          now.register(step.a).store(try call(at: base, site.takeUnretainedValue()))
        }
      case .callMethod:
        now.position = position
        let (base, site) = (now.register(step.b), now.site(step.c))
        if let frame = try enter(method: site, of: base) {
          now = Activation(frame)
          position = 0
          continue
        }
        if try !callMethodQuickly(base, site, into: now.register(step.a)) {
          now.register(step.a).store(try callMethod(at: base, site.takeUnretainedValue()))
        }
      case .returnValue:
        now.position = position
        if now.frame.toOpaque() == entry.toOpaque() { return now.operand(step.a).value }
        now = Activation(try leave(now, with: step.a))
        position = now.position
        continue
      case .yield:
        now.position = position &+ 1
        now.frame._withUnsafeGuaranteedRef { $0.isSuspended = true }
        if now.frame.toOpaque() == entry.toOpaque() { return now.operand(step.b).value }
        var isDelegating = suspend(&now, with: now.operand(step.b))
        // Generators that delegate to this one yield the value in turn.
        while isDelegating {
          now.frame._withUnsafeGuaranteedRef { $0.isSuspended = true }
          let value = now.register(now.steps[now.position].a)
          if now.frame.toOpaque() == entry.toOpaque() { return value.value }
          isDelegating = suspend(&now, with: value)
        }
        position = now.position
        continue
      case .yieldFrom:
        now.position = position
        let source = now.register(step.b)
        if source.isObject, ObjectMemory(source.reference).swiftClass == known.generator,
          now.frame._withUnsafeGuaranteedRef({ $0.received.isNone }),
          let frame = try enter(generator: ObjectMemory(source.reference))
        {
          now = Activation(frame)
          position = now.position
          continue
        }
        if try nextDelegated(now, step) {
          var isDelegating = true
          while isDelegating {
            now.frame._withUnsafeGuaranteedRef { $0.isSuspended = true }
            let value = now.register(now.steps[now.position].a)
            if now.frame.toOpaque() == entry.toOpaque() { return value.value }
            isDelegating = suspend(&now, with: value)
          }
          position = now.position
          continue
        }
      default:
        now.position = position
        try perform(step, in: now.frame.takeUnretainedValue())
        // A statement that is left out, and whatever moves the position, goes on from there.
        position = now.position
      }
      position &+= 1
    }
  }

  /// The frame that runs now: after an exception it need not be the one that the loop was begun with.
  @inline(__always)
  private var runningActivation: Activation? { currentFrame.map { Activation(Unmanaged.passUnretained($0)) } }

  /// The variable in the cell of a register.
  @inline(__always)
  private func cellMemory(_ register: Slot) -> Slot? {
    guard register.isObject else { return nil }
    let object = ObjectMemory(register.reference)
    return object.swiftClass == known.cell ? Slot(object.memory + Layout.firstField) : nil
  }

  /// Puts the next value of an iterator into a register; false at its end.
  @inline(__always)
  func nextValue(_ iterator: Slot, into target: Slot) throws(Raised) -> Bool {
    guard iterator.isObject else { return false }
    return try nextValue(ObjectMemory(iterator.reference), into: target)
  }

  /// Puts the next value of an iterator into a register; false at its end.
  func nextValue(_ object: ObjectMemory, into target: Slot) throws(Raised) -> Bool {
    if object.swiftClass == known.rangeIterator {
      guard let value = object.with(RangeIterator.self, { $0.advance() }) else { return false }
      target.set(value)
      return true
    }
    if object.swiftClass == known.listIterator {
      guard let value = object.with(ListIterator.self, { $0.advance() }) else { return false }
      target.copy(value)
      return true
    }
    if object.swiftClass == known.stringIterator {
      guard let value = object.with(StringIterator.self, { $0.advance(characters) }) else { return false }
      target.store(value)
      return true
    }
    if object.swiftClass == known.arrayIterator {
      guard let value = object.with(ArrayIterator.self, { $0.advance() }) else { return false }
      target.copy(value)
      return true
    }
    guard let iterator = Unmanaged<Object>.fromOpaque(object.memory).takeUnretainedValue() as? IteratorObject else {
      return false
    }
    if let cause = iterator.poison { throw .unsupported(cause) }
    guard let value = try iterator.next(in: self) else { return false }
    target.store(value)
    return true
  }

  /// Puts the parts of the next pair into two registers; false at the end, `nil` if pairs are not made by this iterator.
  private func nextPair(_ iterator: Slot, _ first: Slot, _ second: Slot) throws(Raised) -> Bool? {
    guard let object = iterator.soundObject else { return nil }
    if object.swiftClass == known.enumerateIterator {
      return try Unmanaged<EnumerateIterator>.fromOpaque(object.memory).takeUnretainedValue()
        .advance(first, second, in: self)
    }
    if object.swiftClass == known.zipIterator {
      return try Unmanaged<ZipIterator>.fromOpaque(object.memory).takeUnretainedValue().advance(first, second, in: self)
    }
    if object.swiftClass == known.dictIterator {
      return try Unmanaged<DictIterator>.fromOpaque(object.memory).takeUnretainedValue().advance(first, second)
    }
    return nil
  }

  /// The values of registers side by side, which are unbound then.
  @inline(__always)
  private func taken(_ step: Instruction, _ now: Activation) -> [Value] {
    [Value].filled(Int(step.c)) { i, place in
      let register = now.register(step.b &+ Int32(truncatingIfNeeded: i))
      if register.isUnbound { register.setNone() }
      place.memory.copyMemory(from: register.memory, byteCount: 9)
      register.forget()
    }
  }

  /// The next value of `yield from`, in the step's register; false when the inner iterator has ended and its result is
  /// there.
  private func nextDelegated(_ now: Activation, _ step: Instruction) throws(Raised) -> Bool {
    let source = now.register(step.b).value
    if let cause = source.poison { throw .unsupported(cause) }
    guard let iterator = source.object as? IteratorObject else { return false }
    let sent = now.frame._withUnsafeGuaranteedRef { frame in
      defer { frame.received = .none }
      return frame.received
    }
    if let value = try send(sent, to: iterator) {
      now.register(step.a).store(value)
      return true
    }
    now.register(step.a).store(iterator.result)
    return false
  }

  /// A built-in, for a name that the module does not bind.
  func builtin(slot: Int, of globals: Namespace) throws(Raised) -> Value {
    if !globals.unseeded.isEmpty, let value = globals.unseeded[slot] {
      hasDrawnUnseeded = true
      return value
    }
    if let value = globals[builtin: slot] { return value }
    let name = globals.names[slot]
    if let own = globals.ownBuiltins {
      if let value = own[name] { return value }
      throw undefined(name)
    }
    if let value = builtins[name] {
      globals[builtin: slot] = value
      builtins.note(reader: globals)
      return value
    }
    if Builtins.withoutImplementation.contains(name) { throw unsupportedNow("'\(name)'") }
    throw undefined(name)
  }

  /// NameError for a global name.
  func undefined(_ name: PythonString) -> Raised {
    let exception = ExceptionObject(Exceptions.nameError, [.text("name '\(name)' is not defined")])
    exception.fields["name"] = .string(name)
    return .exception(exception)
  }
}

/// Comparing without a branch for each operator.
enum Relation {
  /// For each operator the relations under which it holds: less 1, equal 2, greater 4, unordered 8.
  private static let table: UInt32 = 0x64_31D2

  @inline(__always)
  private static func accepted(_ extra: UInt8) -> UInt32 { table >> (UInt32(extra & 7) * 4) & 0xF }

  @inline(__always)
  static func operation(_ extra: UInt8) -> ComparisonOperator { ComparisonOperator(rawValue: extra & 7) ?? .equal }

  @inline(__always)
  static func holds(_ extra: UInt8, _ a: Int, _ b: Int) -> Bool {
    let relation: UInt32 = a < b ? 1 : a == b ? 2 : 4
    return accepted(extra) & relation != 0
  }

  @inline(__always)
  static func holds(_ extra: UInt8, _ a: Double, _ b: Double) -> Bool {
    let relation: UInt32 = a < b ? 1 : a == b ? 2 : a > b ? 4 : 8
    return accepted(extra) & relation != 0
  }
}
