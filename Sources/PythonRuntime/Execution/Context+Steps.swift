import Kernels

extension Context {
  /// The loop over instructions: of the frame that runs, and of those of functions that it calls, until `entry` ends or
  /// is suspended.
  ///
  /// `step` of the frame is the running instruction whenever something is called or raised.
  func steps(_ entry: Frame) throws(Raised) -> Value {
    let entry = Unmanaged.passUnretained(entry)
    var now = Activation(currentFrame.map { Unmanaged.passUnretained($0) } ?? entry)
    var step = now.step
    while true {
      switch step.opcode {
      case .loadConstant, .move: now.register(step.a).copy(now.register(step.b))
      case .loadGlobal:
        let global = now.global(step.b)
        if !global.isUnbound {
          now.register(step.a).copy(global)
        } else {
          let builtin = Slot(global.memory + Slot.stride)
          if !builtin.isUnbound {
            now.register(step.a).copy(builtin)
          } else {
            now.step = step
            let globals = now.frame._withUnsafeGuaranteedRef { $0.globals }
            now.register(step.a).store(try self.builtin(slot: Int(step.b), of: globals.takeUnretainedValue()))
          }
        }
      case .storeGlobal:
        let value = now.register(step.b)
        if value.isUnbound { now.global(step.a).setNone() } else { now.global(step.a).copy(value) }
        let globals = now.frame._withUnsafeGuaranteedRef { $0.globals }
        if globals._withUnsafeGuaranteedRef({ $0.mirror != nil }) {
          globals.takeUnretainedValue().reflect(Int(step.a))
        }
      case .loadCell:
        if let memory = cellMemory(now.register(step.b)), !memory.isUnbound {
          now.register(step.a).copy(memory)
        } else {
          try perform(step, now)
        }
      case .storeCell:
        if !hasDrawnUnseeded, let memory = cellMemory(now.register(step.a)) {
          memory.copy(now.register(step.b))
        } else {
          try perform(step, now)
        }
      case .checkBound: if now.register(step.a).isUnbound { try perform(step, now) }
      case .unbind: now.register(step.a).clear()

      case .add:
        let (x, y) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .subtract:
        let (x, y) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .multiply:
        let (x, y) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .modulo:
        let (x, y) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .floorDivide:
        let (x, y) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .divide:
        let (x, y) = (now.register(step.b), now.register(step.c))
        if x.isFloat && y.isFloat && y.float != 0 {
          now.register(step.a).set(x.float / y.float)
          break
        }
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .bitAnd:
        let (x, y) = (now.register(step.b), now.register(step.c))
        if x.isInt && y.isInt {
          now.register(step.a).set(x.int & y.int)
          break
        }
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .bitOr:
        let (x, y) = (now.register(step.b), now.register(step.c))
        if x.isInt && y.isInt {
          now.register(step.a).set(x.int | y.int)
          break
        }
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .bitXor:
        let (x, y) = (now.register(step.b), now.register(step.c))
        if x.isInt && y.isInt {
          now.register(step.a).set(x.int ^ y.int)
          break
        }
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }
      case .binary, .inPlace:
        let (x, y) = (now.register(step.b), now.register(step.c))
        now.step = step
        if let frame = try arithmetic(step.extra, x, y, into: now.register(step.a)) {
          now = Activation(frame)
          step = now.step
          continue
        }

      case .compare:
        let (x, y) = (now.register(step.b), now.register(step.c))
        if x.isInt && y.isInt {
          now.register(step.a).set(Relation.holds(step.extra, x.int, y.int))
        } else if x.isFloat && y.isFloat {
          now.register(step.a).set(Relation.holds(step.extra, x.float, y.float))
        } else {
          now.step = step
          try compare(step.extra, x, y, into: now.register(step.a))
        }
      case .equalJump:
        let (x, y) = (now.register(step.a), now.register(step.b))
        let isTrue: Bool
        if x.isInt && y.isInt {
          isTrue = x.int == y.int
        } else if x.isFloat && y.isFloat {
          isTrue = x.float == y.float
        } else {
          now.step = step
          isTrue = try relation(step.extra, x, y)
        }
        if isTrue == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }
      case .lessJump:
        let (x, y) = (now.register(step.a), now.register(step.b))
        let isTrue: Bool
        if x.isInt && y.isInt {
          isTrue = x.int < y.int
        } else if x.isFloat && y.isFloat {
          isTrue = x.float < y.float
        } else {
          now.step = step
          isTrue = try relation(step.extra, x, y)
        }
        if isTrue == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }
      case .lessOrEqualJump:
        let (x, y) = (now.register(step.a), now.register(step.b))
        let isTrue: Bool
        if x.isInt && y.isInt {
          isTrue = x.int <= y.int
        } else if x.isFloat && y.isFloat {
          isTrue = x.float <= y.float
        } else {
          now.step = step
          isTrue = try relation(step.extra, x, y)
        }
        if isTrue == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }
      case .sameJump:
        let (x, y) = (now.register(step.a), now.register(step.b))
        let isSame: Bool
        if y.isNone && !x.isObject {
          isSame = x.isNone || x.isUnbound
        } else if x.soundObject != nil, y.isNone || y.isBool {
          isSame = false
        } else {
          now.step = step
          isSame = try truth(identity(x.value, y.value, isNegated: false))
        }
        if (isSame != (step.extra & 1 != 0)) == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }
      case .isIn:
        now.step = step
        let isIn = try membership(of: now.register(step.b), in: now.register(step.c))
        now.register(step.a).set(isIn == (step.extra & 1 == 0))
      case .inJump:
        now.step = step
        let isIn = try membership(of: now.register(step.a), in: now.register(step.b)) == (step.extra & 1 == 0)
        if isIn == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }
      case .not:
        let value = now.register(step.b)
        if value.isBool { now.register(step.a).set(!value.bool) } else { try perform(step, now) }
      case .unary:
        let value = now.register(step.b)
        if step.extra != PrefixOperator.negative.rawValue {
          try perform(step, now)
        } else if value.isInt, value.int != Int.min {
          now.register(step.a).set(-value.int)
        } else if value.isFloat {
          now.register(step.a).set(-value.float)
        } else {
          try perform(step, now)
        }
      case .jump:
        step = step.target
        continue
      case .jumpBack:
        now.step = step
        try checkStop()
        step = step.target
        continue
      case .loopNext:
        now.step = step
        try checkStop()
        step = step.target
        // The next number of a range or item of a list needs no step of its own.
        let iterator = now.register(step.b)
        guard iterator.isObject else { continue }
        let object = ObjectMemory(iterator.reference)
        if object.swiftClass == known.rangeIterator {
          guard let next = object.with(RangeIterator.self, { $0.advance() }) else { continue }
          now.register(step.a).set(next)
        } else if object.swiftClass == known.listIterator {
          guard let next = object.with(ListIterator.self, { $0.advance() }) else { continue }
          now.register(step.a).copy(next)
        } else {
          continue
        }
      case .jumpIfFalse, .jumpIfTrue:
        let value = now.register(step.a)
        let isTrue: Bool
        if value.isBool {
          isTrue = value.bool
        } else if value.isInt {
          isTrue = value.int != 0
        } else {
          now.step = step
          isTrue = try truth(value.value)
        }
        if isTrue == (step.extra & 0x80 != 0) {
          step = step.target
          continue
        }

      case .forNext:
        let iterator = now.register(step.b)
        now.step = step
        if iterator.isObject {
          let object = ObjectMemory(iterator.reference)
          if object.swiftClass == known.rangeIterator {
            if let next = object.with(RangeIterator.self, { $0.advance() }) {
              now.register(step.a).set(next)
              break
            }
            iterator.clear()
            step = step.target
            continue
          }
          if object.swiftClass == known.listIterator {
            if let next = object.with(ListIterator.self, { $0.advance() }) {
              now.register(step.a).copy(next)
              break
            }
            iterator.clear()
            step = step.target
            continue
          }
          if object.swiftClass == known.generator, let frame = try enter(generator: object) {
            now = Activation(frame)
            step = now.step
            continue
          }
        }
        // `for a, b in …`: the pair need not be made where its parts are asked for at once.
        let following = step + 1
        if following.opcode == .unpack, following.c == 2, following.b == step.a,
          let isThere = try nextPair(iterator, now.register(following.a), now.register(after: following.a))
        {
          if isThere {
            step += 2
          } else {
            iterator.clear()
            step = step.target
          }
          continue
        }
        if try !nextValue(iterator, into: now.register(step.a)) {
          iterator.clear()
          step = step.target
          continue
        }
      case .getIterator:
        now.step = step
        now.register(step.a).store(.object(try iterate(now.register(step.b).value)))
      case .buildTuple:
        if step.c == 0 {
          now.register(step.a).store(.tuple([]))
        } else {
          let items = taken(now.register(step.b), Int(step.c))
          now.register(step.a).store(tuple: items)
        }
      case .buildList:
        if step.c == 0 {
          now.register(step.a).storeEmptyList()
        } else {
          let items = taken(now.register(step.b), Int(step.c))
          now.register(step.a).store(list: items)
        }
      case .unpack:
        if let object = now.register(step.b).soundObject, object.type == known.tuple || object.type == known.list,
          object.items.count == Int(step.c)
        {
          let (items, first) = (object.items, now.register(step.a))
          for i in 0..<Int(step.c) { Slot(first.memory + i &* Slot.stride).copy(items[i]) }
        } else {
          try perform(step, now)
        }
      case .listAppend:
        let list = now.register(step.a)
        if list.isObject { ObjectMemory(list.reference).append(now.register(step.b)) }
      case .setAdd:
        now.step = step
        let (set, value) = (now.register(step.a), now.register(step.b))
        if let object = set.soundObject, object.swiftClass == known.setObject, let hash = PlainKey.hash(value) {
          let set = Unmanaged<SetObject>.fromOpaque(object.memory).takeUnretainedValue()
          try set.table.insert(plain: value, hash: hash, in: self)
        } else {
          try perform(step, now)
        }
      case .loadItem:
        let (container, key) = (now.register(step.b), now.register(step.c))
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
        now.step = step
        try loadItem(container, key, into: now.register(step.a))
      case .loadSlice:
        now.step = step
        try loadSlice(now.register(step.b), now.register(step.c), into: now.register(step.a))
      case .buildString:
        if !concatenate(now.register(step.b), Int(step.c), into: now.register(step.a)) { try perform(step, now) }
      case .dictSet:
        now.step = step
        try storeItem(now.register(step.a), now.register(step.b), now.register(step.c))
      case .formatValue:
        let value = now.register(step.b)
        if step.c < 0, step.extra == 0, value.isString {
          now.register(step.a).copy(value)
        } else if step.c < 0, step.extra == 0, value.isInt {
          now.register(step.a).store(.string(IntegerDigits.string(value.int, characters)))
        } else if step.c >= 0, step.extra == 0, now.register(step.c &* Int32(Slot.stride)).isString,
          let text = QuickFormat.formatted(
            value, ItemsMemory(now.register(step.c &* Int32(Slot.stride)).reference))
        {
          now.register(step.a).store(string: text)
        } else {
          try perform(step, now)
        }
      case .storeItem:
        let (container, key) = (now.register(step.a), now.register(step.b))
        if key.isInt, let object = container.soundObject, object.type == known.list {
          let items = object.items
          let index = key.int >= 0 ? key.int : key.int &+ items.count
          if UInt(bitPattern: index) < UInt(bitPattern: items.count), items.isUnique, !hasDrawnUnseeded {
            items[index].copy(now.register(step.c))
            break
          }
        }
        now.step = step
        try storeItem(container, key, now.register(step.c))
      case .loadAttribute:
        let receiver = now.register(step.b)
        let site = now.site(step.c)
        now.step = step
        if let object = receiver.soundObject {
          let access = site._withUnsafeGuaranteedRef { site -> Site.Access in
            site.type == object.type && site.version == classVersion ? site.access : .unknown
          }
          if access == .own || access == .function {
            let place = site._withUnsafeGuaranteedRef { $0.shape == object.shape ? $0.position : -1 }
            if place >= 0 {
              now.register(step.a).copy(object.attribute(place))
              break
            }
          } else if access == .property, let frame = try enter(getter: site, of: receiver) {
            now = Activation(frame)
            step = now.step
            continue
          }
          if site._withUnsafeGuaranteedRef({ recall($0, object) }) { continue }
        }
        now.register(step.a).store(try attribute(of: receiver.value, at: site.takeUnretainedValue()))
      case .storeAttribute:
        let receiver = now.register(step.a)
        let site = now.site(step.c)
        now.step = step
        if !hasDrawnUnseeded, let object = receiver.soundObject, let place = place(ofStored: site, in: object) {
          place.copy(now.register(step.b))
        } else {
          let value = now.register(step.b).value
          try setAttribute(of: receiver.value, at: site.takeUnretainedValue(), to: value)
        }

      case .superObject:
        if !makeSuper(now.register(step.b), now.register(step.c), into: now.register(step.a)) {
          try perform(step, now)
        }
      case .enterWith:
        now.step = step
        if let frame = try enter(manager: now.register(step.b), isExit: false) {
          now = Activation(frame)
          step = now.step
          continue
        }
        try perform(step, now)
      case .exitWith:
        now.step = step
        if step.c < 0, let frame = try enter(manager: now.register(step.b), isExit: true) {
          now = Activation(frame)
          step = now.step
          continue
        }
        try perform(step, now)
      case .call:
        now.step = step
        let (base, site) = (now.register(step.b), now.site(step.c))
        let isNative = base.isObject && ObjectMemory(base.reference).swiftClass == known.native
        if isNative, try callQuickly(base, site, into: now.register(step.a)) { break }
        if let frame = try enter(callee: base, site) {
          now = Activation(frame)
          step = now.step
          continue
        }
        // `for i in range(…)`: the range need not be made where its iterator is asked for at once.
        let following = step + 1
        if following.opcode == .getIterator, following.b == step.a,
          iterateRange(base, site, into: now.register(following.a))
        {
          step += 1
          break
        }
        if !isNative, try callQuickly(base, site, into: now.register(step.a)) { break }
        now.register(step.a).store(try call(at: base, site.takeUnretainedValue()))
      case .callMethod:
        now.step = step
        let (base, site) = (now.register(step.b), now.site(step.c))
        if site._withUnsafeGuaranteedRef({ $0.access == .native }),
          try callMethodQuickly(base, site, into: now.register(step.a))
        {
          break
        }
        if let frame = try enter(method: site, of: base) {
          now = Activation(frame)
          step = now.step
          continue
        }
        if try !callMethodFirst(base, site, into: now.register(step.a)) {
          now.register(step.a).store(try callMethod(at: base, site.takeUnretainedValue()))
        }
      case .returnValue:
        now.step = step
        if now.frame.toOpaque() == entry.toOpaque() { return now.register(step.a).value }
        if let caller = leave(call: now, with: step.a) {
          now = caller
          step = now.step + 1
          continue
        }
        now = Activation(try leave(now, with: step.a))
        step = now.step
        continue
      case .yield:
        now.step = step + 1
        if now.frame._withUnsafeGuaranteedRef({ $0.purpose }) == .consumption, fold(now.register(step.b), of: now.frame)
        {
          try checkStop()
          now.register(step.a).setNone()
          break
        }
        guard let next = try pass(now.register(step.b), of: now, until: entry) else {
          return now.frame.toOpaque() == entry.toOpaque() ? now.register(step.b).value : delegated(by: entry)
        }
        now = Activation(next)
        step = now.step
        continue
      case .yieldFrom:
        now.step = step
        let source = now.register(step.b)
        if source.isObject, ObjectMemory(source.reference).swiftClass == known.generator,
          now.frame._withUnsafeGuaranteedRef({ $0.received.isNone }),
          let frame = try enter(generator: ObjectMemory(source.reference))
        {
          now = Activation(frame)
          step = now.step
          continue
        }
        if try nextDelegated(now, step) {
          guard let next = try pass(now.register(step.a), of: now, until: entry) else { return delegated(by: entry) }
          now = Activation(next)
          step = now.step
          continue
        }
      case .raise:
        now.step = step
        if step.b < 0, let exception = raised(now.register(step.a)) { throw .exception(exception) }
        try perform(step, now)
      case .pushHandled:
        let value = now.register(step.a)
        if value.isObject, ObjectMemory(value.reference).swiftClass == known.exception {
          handled.append(Unmanaged<ExceptionObject>.fromOpaque(value.reference).takeUnretainedValue())
        } else {
          try perform(step, now)
        }
      case .popHandled: _ = handled.popLast()
      case .matchException:
        now.step = step
        if let matches = quickMatch(now.register(step.b), now.register(step.c)) {
          now.register(step.a).set(matches)
        } else {
          try perform(step, now)
        }
      case .loadName, .isSame, .callSpread, .buildSet, .buildDict, .buildSlice, .makeFunction, .makeClass,
        .importName, .importFrom, .awaitable, .matchGroup, .listToTuple, .annotate, .matchSequence, .matchMapping,
        .matchClass, .matchRest, .escape, .deleteGlobal, .deleteCell, .makeCell, .storeName, .deleteName,
        .deleteAttribute, .deleteItem, .unpackStar, .listExtend, .setUpdate, .dictMerge, .compareJump, .raiseGroup,
        .reraise, .failAssertion, .importStar, .display, .refuse, .beginStatement:
        try perform(step, now)
        // Whatever moves the position goes on from there.
        step = now.step
      }
      step += 1
    }
  }

  /// What a generator at a `yield from` yields.
  private func delegated(by frame: Unmanaged<Frame>) -> Value {
    let now = Activation(frame)
    return now.register(now.step.a).value
  }

  /// What is not in the inner loop.
  @inline(never)
  private func perform(_ step: UnsafePointer<Step>, _ now: Activation) throws(Raised) {
    now.step = step
    let frame = now.frame.takeUnretainedValue()
    try perform(frame.code.instructions[frame.position], in: frame)
  }

  /// The variable in the cell of a register.
  @inline(__always)
  private func cellMemory(_ register: Slot) -> Slot? {
    guard register.isObject else { return nil }
    let object = ObjectMemory(register.reference)
    return object.swiftClass == known.cell ? Slot(object.memory + Layout.firstField) : nil
  }

  private func isClass(_ type: UnsafeRawPointer, derivedFrom start: ObjectMemory) -> Bool {
    type == UnsafeRawPointer(start.memory)
      || Unmanaged<TypeObject>.fromOpaque(type)._withUnsafeGuaranteedRef { type in
        start.with(TypeObject.self) { type.isSubclass(of: $0) }
      }
  }

  /// `super()` for an instance of a class of the notebook; false where the general way must be taken.
  private func makeSuper(_ cell: Slot, _ receiver: Slot, into target: Slot) -> Bool {
    guard let start = cellMemory(cell)?.soundObject, start.swiftClass == known.type,
      let object = receiver.soundObject, object.swiftClass == known.instance, let type = object.type,
      isClass(type, derivedFrom: start),
      let made = Recycling.superObject(
        after: start.memory, of: receiver, type: UnsafeMutableRawPointer(mutating: type))
    else { return false }
    target.store(reference: made)
    return true
  }

  /// The values of registers side by side, which are unbound then.
  @inline(__always)
  private func taken(_ first: Slot, _ count: Int) -> ItemsMemory {
    let items = NewArray.ofValues(count)
    for i in 0..<count {
      let register = Slot(first.memory + i &* Slot.stride)
      if register.isUnbound { register.setNone() }
      items[i].memory.copyMemory(from: register.memory, byteCount: Slot.stride)
      register.forget()
    }
    return items
  }
}
