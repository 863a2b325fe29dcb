import Kernels

/// Calls of what is written in Swift that need no list of arguments: shortcuts for the frequent kinds of operands.
/// Whatever they do not know goes the ordinary way, which alone knows about errors.
extension Context {
  /// Calls a built-in function or class in a register with the arguments behind it; false where the ordinary way must be
  /// taken.
  @inline(__always)
  func callQuickly(_ base: Slot, _ site: Unmanaged<Site>, into target: Slot) throws(Raised) -> Bool {
    guard base.isObject, !hasDrawnUnseeded else { return false }
    let callee = ObjectMemory(base.reference)
    if callee.swiftClass == known.native {
      let shortcut = callee.with(NativeFunction.self) { $0.shortcut }
      guard shortcut != .none, !site._withUnsafeGuaranteedRef({ $0.hasKeywords }) else { return false }
      return try perform(shortcut, base, site._withUnsafeGuaranteedRef { $0.argumentCount }, into: target)
    }
    if callee.swiftClass == known.function { return makeGenerator(base, site, into: target) }
    if callee.swiftClass == known.type, !site._withUnsafeGuaranteedRef({ $0.hasKeywords }) {
      let count = site._withUnsafeGuaranteedRef { $0.argumentCount }
      if site._withUnsafeGuaranteedRef({ $0.access == .exception && $0.type == UnsafeRawPointer(callee.memory) }) {
        let arguments = [Value].filled(count) { i, place in
          let argument = Slot(base.memory + (i &+ 1) &* Slot.stride)
          if !argument.isUnbound { place.initialize(argument) }
        }
        let type = Unmanaged<TypeObject>.fromOpaque(callee.memory).takeUnretainedValue()
        target.store(.object(ExceptionObject(type, arguments)))
        return true
      }
      return try convert(base, count, into: target)
    }
    return false
  }

  /// Calls a built-in function or class in a register with the one argument behind it; false where the ordinary way must
  /// be taken.
  func callQuickly(_ base: Slot, into target: Slot) throws(Raised) -> Bool {
    guard base.isObject, !hasDrawnUnseeded else { return false }
    let callee = ObjectMemory(base.reference)
    if callee.swiftClass == known.native {
      let shortcut = callee.with(NativeFunction.self) { $0.shortcut }
      guard shortcut != .none else { return false }
      return try perform(shortcut, base, 1, into: target)
    }
    guard callee.swiftClass == known.type else { return false }
    return try convert(base, 1, into: target)
  }

  /// Makes a generator of the function in a register, if each of its parameters gets an argument.
  private func makeGenerator(_ base: Slot, _ site: Unmanaged<Site>, into target: Slot) -> Bool {
    let function = Unmanaged<FunctionObject>.fromOpaque(base.reference).takeUnretainedValue()
    let (code, count) = (function.code, site._withUnsafeGuaranteedRef { $0.hasKeywords ? -2 : $0.argumentCount })
    guard code.exactCountOfGenerator == count, let steps = code.steps else { return false }
    let frame = code.takeFrame().takeRetainedValue()
    frame.step = steps
    frame.function = base.reference
    Counting.retain(base.reference)
    let registers = UnsafeMutableRawPointer(frame.registers) + (code.generatorArgument ?? 0) &* Slot.stride
    for i in 0..<count {
      Slot(registers + i &* Slot.stride).take(Slot(base.memory + (i &+ 1) &* Slot.stride))
    }
    if code.hasCells { prepare(frame, function) }
    target.store(.object(GeneratorObject(frame, of: function)))
    return true
  }

  /// The same for a method of the object in a register.
  @inline(__always)
  func callMethodQuickly(_ base: Slot, _ site: Unmanaged<Site>, into target: Slot) throws(Raised) -> Bool {
    let type: UnsafeRawPointer?
    if hasDrawnUnseeded { return false }
    if base.isString {
      type = known.str
    } else if let object = base.soundObject {
      type = object.type
    } else {
      return false
    }
    let native = site._withUnsafeGuaranteedRef { site -> Unmanaged<NativeFunction>? in
      guard site.type == type, site.version == classVersion, site.access == .native, !site.hasKeywords,
        case .object(let member)? = site.member
      else { return nil }
      return Unmanaged.fromOpaque(Unmanaged.passUnretained(member).toOpaque())
    }
    guard let native else { return false }
    let count = site._withUnsafeGuaranteedRef { $0.argumentCount }
    let shortcut = native._withUnsafeGuaranteedRef { $0.shortcut }
    if shortcut != .none, try perform(shortcut, base, count, into: target) { return true }
    guard let value = try native.takeUnretainedValue().call(base, count + 1, in: self) else { return false }
    target.store(value)
    return true
  }

  private func perform(_ shortcut: Shortcut, _ base: Slot, _ count: Int, into target: Slot) throws(Raised) -> Bool {
    if shortcut.rawValue >= Shortcut.startsWith.rawValue {
      return performOnString(shortcut, base, count, into: target)
    }
    let first = Slot(base.memory + Slot.stride)
    switch (shortcut, count) {
    case (.len, 1): return length(first, into: target)
    case (.append, 1):
      ObjectMemory(base.reference).append(first)
      target.setNone()
    case (.pop, 0):
      let last = ObjectMemory(base.reference).with(ListObject.self) { $0.items.popLast() }
      guard let last else { return false }
      target.store(last)
    case (.get, 1), (.get, 2):
      guard first.isString || first.isInt else { return false }
      let object = ObjectMemory(base.reference)
      if let place = object.with(DictObject.self, { $0.table.place(ofPlain: first) }) {
        target.copy(place)
      } else if object.with(DictObject.self, { $0.table.isPlain }) {
        if count == 2 { target.copy(Slot(first.memory + Slot.stride)) } else { target.setNone() }
      } else {
        return false
      }
    case (.items, 0): target.store(.object(DictView(unsafeDowncast(base.object, to: DictObject.self), .items)))
    case (.values, 0): target.store(.object(DictView(unsafeDowncast(base.object, to: DictObject.self), .values)))
    case (.keys, 0): target.store(.object(DictView(unsafeDowncast(base.object, to: DictObject.self), .keys)))
    case (.reverse, 0): return ObjectMemory(base.reference).items.reverse(into: target)
    case (.index, 1):
      guard let position = ObjectMemory(base.reference).items.position(ofPlain: first) else { return false }
      target.set(position)
    case (.setDefault, 2): return setDefault(ObjectMemory(base.reference), first, into: target)
    case (.add, 1):
      guard let hash = PlainKey.hash(first) else { return false }
      let set = Unmanaged<SetObject>.fromOpaque(base.reference).takeUnretainedValue()
      try set.table.insert(plain: first, hash: hash, in: self)
      target.setNone()
    default: return performRarer(shortcut, first, count, into: target)
    }
    return true
  }

  private func setDefault(_ dict: ObjectMemory, _ key: Slot, into target: Slot) -> Bool {
    guard let hash = PlainKey.hash(key) else { return false }
    switch dict.with(DictObject.self, { $0.table.find(plain: key, hash: hash) }) {
    case .found(let position): target.copy(dict.with(DictObject.self) { $0.table.value(at: position) })
    case .absent:
      let standard = Slot(key.memory + Slot.stride)
      guard dict.with(DictObject.self, { $0.table.set(plain: key, hash: hash, to: standard) }) else { return false }
      target.copy(standard)
    case .unknown: return false
    }
    return true
  }

  private func performRarer(_ shortcut: Shortcut, _ first: Slot, _ count: Int, into target: Slot) -> Bool {
    let second = Slot(first.memory + Slot.stride)
    switch (shortcut, count) {
    case (.abs, 1):
      if first.isInt, first.int != Int.min {
        target.set(Swift.abs(first.int))
      } else if first.isFloat {
        target.set(Swift.abs(first.float))
      } else {
        return false
      }
    case (.min, 2), (.max, 2):
      let isLess: Bool
      if first.isInt, second.isInt {
        isLess = shortcut == .min ? second.int < first.int : second.int > first.int
      } else if first.isFloat, second.isFloat {
        isLess = shortcut == .min ? second.float < first.float : second.float > first.float
      } else {
        return false
      }
      target.copy(isLess ? second : first)
    case (.ord, 1):
      guard first.isString, ItemsMemory(first.reference).count == 1 else { return false }
      target.set(Int(first.reference.load(fromByteOffset: 32, as: UInt8.self)))
    case (.chr, 1):
      guard first.isInt, UInt(bitPattern: first.int) < 128 else { return false }
      target.copy(characters.slot(UInt8(truncatingIfNeeded: first.int)))
    case (.isInstance, 2):
      guard second.isObject, ObjectMemory(second.reference).swiftClass == known.type,
        ObjectMemory(second.reference).hasPlainMetatype(known), !first.isObject || first.soundObject != nil
      else { return false }
      target.set(first.value.type.isSubclass(of: unsafeDowncast(second.object, to: TypeObject.self)))
    default: return false
    }
    return true
  }

  private func length(_ value: Slot, into target: Slot) -> Bool {
    if value.isString {
      let bytes = value.memory.assumingMemoryBound(to: [UInt8].self)
      target.set(
        isASCII(value) ? ItemsMemory(value.reference).count : PythonString(bytes: bytes.pointee).codePointCount)
      return true
    }
    guard let object = value.soundObject else { return false }
    if object.type == known.list || object.type == known.tuple {
      target.set(object.items.count)
    } else if object.type == known.dict {
      target.set(object.with(DictObject.self) { $0.count })
    } else {
      return false
    }
    return true
  }

  /// Calls a built-in class: `range`, `str`, `int`, `float`.
  private func convert(_ base: Slot, _ count: Int, into target: Slot) throws(Raised) -> Bool {
    let callee = UnsafeRawPointer(base.reference)
    let first = Slot(base.memory + Slot.stride)
    if callee == known.range { return makeRange(first, count, into: target) }
    if callee == known.zip { return try makeZip(first, count, into: target) }
    guard count == 1 else { return false }
    if callee == known.enumerate {
      guard let source = try iterate(sound: first) else { return false }
      target.store(.object(EnumerateIterator(source)))
      return true
    }
    if callee == known.list { return try makeList(first, into: target) }
    if callee == known.str {
      if first.isString {
        target.copy(first)
      } else if first.isInt {
        target.store(.string(IntegerDigits.string(first.int, characters)))
      } else {
        return false
      }
    } else if callee == known.int {
      if first.isInt {
        target.copy(first)
      } else if first.isFloat, Swift.abs(first.float) < 9e18 {
        target.set(Int(first.float))
      } else if first.isString, let number = IntegerDigits.parsed(ItemsMemory(first.reference)) {
        target.set(number)
      } else {
        return false
      }
    } else if callee == known.float {
      if first.isFloat {
        target.copy(first)
      } else if first.isInt {
        target.set(Double(first.int))
      } else {
        return false
      }
    } else {
      return false
    }
    return true
  }

  /// `zip(…)` of two.
  private func makeZip(_ first: Slot, _ count: Int, into target: Slot) throws(Raised) -> Bool {
    let second = Slot(first.memory + Slot.stride)
    guard count == 2, second.soundObject != nil, let one = try iterate(sound: first) else { return false }
    target.store(.object(ZipIterator([one, try iterate(second.value)])))
    return true
  }

  /// The iterator of an object that is not poisoned; `nil` for everything else.
  private func iterate(sound value: Slot) throws(Raised) -> IteratorObject? {
    value.soundObject == nil ? nil : try value.object.iterate(in: self)
  }

  /// `list(…)` of a list, tuple or range.
  private func makeList(_ source: Slot, into target: Slot) throws(Raised) -> Bool {
    guard let object = source.soundObject else { return false }
    if object.type == known.list || object.type == known.tuple {
      guard object.items.count > 0 else { return false }
      target.store(list: object.items.copy(0..<object.items.count))
      return true
    }
    guard case .object(let iterable) = source.value, let range = iterable as? RangeObject, range.count > 0 else {
      return false
    }
    try reserve(range.count, of: Slot.stride)
    let items = NewArray.ofValues(range.count)
    for i in 0..<range.count {
      items[i].begin()
      items[i].set(range.start &+ i &* range.step)
    }
    target.store(list: items)
    return true
  }

  /// Puts the iterator of a range into a place, if it is `range` that is called with small integers.
  func iterateRange(_ base: Slot, _ site: Unmanaged<Site>, into target: Slot) -> Bool {
    guard base.isObject, UnsafeRawPointer(base.reference) == known.range, !hasDrawnUnseeded,
      !site._withUnsafeGuaranteedRef({ $0.hasKeywords })
    else { return false }
    let count = site._withUnsafeGuaranteedRef { $0.argumentCount }
    let first = Slot(base.memory + Slot.stride)
    guard let (start, stop, step) = rangeArguments(first, count) else { return false }
    let length = RangeObject.count(start, stop, step)
    if let made = Recycling.rangeIterator(from: start, step: step, count: length) {
      target.store(reference: made)
    } else {
      target.store(.object(RangeIterator(from: start, step: step, count: length)))
    }
    return true
  }

  private func rangeArguments(_ first: Slot, _ count: Int) -> (start: Int, stop: Int, step: Int)? {
    guard count >= 1, count <= 3 else { return nil }
    for i in 0..<count where !Slot(first.memory + i * Slot.stride).isInt { return nil }
    let second = Slot(first.memory + Slot.stride)
    let step = count == 3 ? Slot(first.memory + 2 * Slot.stride).int : 1
    if step == 0 { return nil }
    return (count == 1 ? 0 : first.int, count == 1 ? first.int : second.int, step)
  }

  private func makeRange(_ first: Slot, _ count: Int, into target: Slot) -> Bool {
    guard let (start, stop, step) = rangeArguments(first, count) else { return false }
    target.store(.object(RangeObject(start: start, stop: stop, step: step)))
    return true
  }
}
