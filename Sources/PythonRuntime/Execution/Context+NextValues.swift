import Kernels

extension Context {
  /// Puts the next value of an iterator into a register; false at its end.
  @inline(__always)
  func nextValue(_ iterator: Slot, into target: Slot) throws(Raised) -> Bool {
    guard iterator.isObject else { return false }
    return try nextValue(ObjectMemory(iterator.reference), into: target)
  }

  /// Puts the next value of an iterator into a place; false at its end.
  func nextValue(of iterator: IteratorObject, into target: Slot) throws(Raised) -> Bool {
    try nextValue(ObjectMemory(Unmanaged.passUnretained(iterator).toOpaque()), into: target)
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
      if let character = object.with(StringIterator.self, { $0.advancePlainly(characters) }) {
        target.copy(character)
        return true
      }
      guard let value = object.with(StringIterator.self, { $0.advance(characters) }) else { return false }
      target.store(value)
      return true
    }
    if object.swiftClass == known.arrayIterator {
      guard let value = object.with(ArrayIterator.self, { $0.advance() }) else { return false }
      target.copy(value)
      return true
    }
    if object.swiftClass == known.dictIterator, object.isSound,
      let isThere = try Unmanaged<DictIterator>.fromOpaque(object.memory).takeUnretainedValue().advance(target)
    {
      return isThere
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
  func nextPair(_ iterator: Slot, _ first: Slot, _ second: Slot) throws(Raised) -> Bool? {
    guard let object = iterator.soundObject else { return nil }
    if object.swiftClass == known.enumerateIterator {
      if let source = object.with(EnumerateIterator.self, { $0.plainSource }), source.isSound {
        guard try nextValue(source, into: second) else { return false }
        first.set(object.with(EnumerateIterator.self) { $0.takePlainPosition() })
        return true
      }
      return try Unmanaged<EnumerateIterator>.fromOpaque(object.memory).takeUnretainedValue()
        .advance(first, second, in: self)
    }
    if object.swiftClass == known.zipIterator {
      if let pair = object.with(ZipIterator.self, { $0.plainPair }), pair.0.isSound, pair.1.isSound {
        guard try nextValue(pair.0, into: first) else { return false }
        return try nextValue(pair.1, into: second)
      }
      return try Unmanaged<ZipIterator>.fromOpaque(object.memory).takeUnretainedValue().advance(first, second, in: self)
    }
    if object.swiftClass == known.dictIterator {
      return try Unmanaged<DictIterator>.fromOpaque(object.memory).takeUnretainedValue().advance(first, second)
    }
    return nil
  }

  /// The next value of `yield from`, in the step's register; false when the inner iterator has ended and its result is
  /// there.
  func nextDelegated(_ now: Activation, _ step: UnsafePointer<Step>) throws(Raised) -> Bool {
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
}
