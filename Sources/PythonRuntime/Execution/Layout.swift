import Kernels

/// How Swift lays out values and objects.
enum Layout {
  /// The last byte of a `Value?` tells its kind: the cases with a payload in order, then the one without.
  static let bool: UInt8 = 0
  static let int: UInt8 = 1
  static let float: UInt8 = 2
  static let string: UInt8 = 3
  static let object: UInt8 = 4
  static let none: UInt8 = 5
  static let unbound: UInt8 = 0xFF

  static let typeOffset = 16
  static let poisonOffset = 24
  /// Where a subclass of `Object` has its first field.
  static let firstField = 40

  /// Where an instance has the kind of its built-in part.
  static let nativeTag = 48
  /// Where it has its shape, its first attributes, the others, the dictionary, and what `__slots__` hold.
  static let shapeOffset = 56
  static let farOffset = 64
  static let dictionaryOffset = 72
  static let nearOffset = 80
  static let nearCount = 4
  static let slotsOffset = 144
  /// How large instances are, and lists and tuples.
  static let instanceSize = 152
  static let sequenceSize = 48
  /// Where a class has the size of its objects.
  private static let classSize = 24

  /// Where what `super()` gives has its class, its receiver, the class whose order is followed, and whether the receiver is
  /// a class.
  static let superStart = 40
  static let superReceiver = 48
  static let superType = 64
  static let superFlag = 72

  /// Where an iterator has what it carries at its end, and that of a range its next number, its step, and how many there are
  /// to come.
  static let iteratorResult = 40
  static let rangeFields = 56

  /// Where the storage of an array has its first item.
  static let firstItem = 32

  /// Where an entry of a hash table has its key and its value.
  static let entryKey = 8
  static let entryValue = 24

  /// Stops at once if a compiler lays things out in another way.
  static let check: Void = {
    let values: [Value?] = [.bool(true), .int(7), .float(2), .string("ab"), .list([8]), Value.none, nil]
    let tags = [bool, int, float, string, object, none, unbound]
    values.withUnsafeBytes { memory in
      guard let base = memory.baseAddress, MemoryLayout<Value?>.stride == Slot.stride else {
        preconditionFailure("values have another size")
      }
      for (i, tag) in tags.enumerated() {
        let slot = Slot(UnsafeMutableRawPointer(mutating: base) + i * Slot.stride)
        precondition(slot.tag == tag, "values have another layout")
      }
      let list = ObjectMemory(Slot(UnsafeMutableRawPointer(mutating: base) + 4 * Slot.stride).reference)
      precondition(
        list.type == UnsafeRawPointer(Unmanaged.passUnretained(ListObject.type).toOpaque()) && list.isSound
          && list.items.count == 1 && list.items[0].isInt && list.items[0].int == 8, "objects have another layout")
    }
    var room: [Value] = []
    room.reserveCapacity(50)
    precondition(
      room.withUnsafeMutableBytes { $0.baseAddress.map { ItemsMemory($0 - firstItem).capacity } } == room.capacity,
      "arrays have another capacity")
    let made = ([7, 8, 9] as [UInt8]).part(0..<3) + [10]
    precondition(made == [7, 8, 9, 10], "arrays have another layout")
    precondition(HashTable.hasExpectedLayout && SetTable.hasExpectedLayout, "entries have another layout")
    let instance = InstanceObject(layout: 9)
    let memory = ObjectMemory(Unmanaged.passUnretained(instance).toOpaque())
    precondition(
      memory.shape == nil && memory.attribute(0).int == 9 && memory.attribute(3).int == 12,
      "instances have another layout")
    instance.slots = [ObjectIdentifier(instance): 1]
    let slots = withUnsafeBytes(of: &instance.slots) { $0.load(as: UnsafeRawPointer.self) }
    _ = instance.attributes
    precondition(
      memory.memory.load(fromByteOffset: slotsOffset, as: UnsafeRawPointer.self) == slots
        && memory.memory.load(fromByteOffset: dictionaryOffset, as: UInt.self) != 0
        && memory.memory.load(fromByteOffset: nativeTag, as: UInt8.self) == unbound,
      "instances have other fields")
    instance.native = 7
    precondition(memory.memory.load(fromByteOffset: nativeTag, as: UInt8.self) == int, "instances have other parts")
    let sizes = [InstanceObject.self, ListObject.self, TupleObject.self].map { (type: AnyClass) in
      unsafeBitCast(type, to: UnsafeRawPointer.self).load(fromByteOffset: classSize, as: UInt32.self)
    }
    precondition(
      sizes == [UInt32(instanceSize), UInt32(sequenceSize), UInt32(sequenceSize)], "objects have other sizes")
    checkSuper()
    checkRange()
    NewArray.begin()
  }()

  private static func checkRange() {
    let iterator = RangeIterator(from: 7, step: 8, count: 9)
    let memory = Unmanaged.passUnretained(iterator).toOpaque()
    let fields = (0..<3).map { memory.load(fromByteOffset: rangeFields + 8 * $0, as: Int.self) }
    let isNone = Slot(memory + iteratorResult).isNone
    iterator.result = .int(5)
    let result = Slot(memory + iteratorResult)
    precondition(
      fields == [7, 8, 9] && isNone && result.isInt && result.int == 5, "iterators have another layout")
    withExtendedLifetime(iterator) {}
  }

  private static func checkSuper() {
    guard let object = try? SuperObject(Types.object, receiver: .int(7)) else { return }
    let memory = Unmanaged.passUnretained(object).toOpaque()
    let receiver = Slot(memory + superReceiver)
    precondition(
      memory.load(fromByteOffset: superStart, as: UnsafeRawPointer.self)
        == UnsafeRawPointer(Unmanaged.passUnretained(Types.object).toOpaque()) && receiver.isInt && receiver.int == 7
        && memory.load(fromByteOffset: superType, as: UnsafeRawPointer.self)
          == UnsafeRawPointer(Unmanaged.passUnretained(Types.int).toOpaque())
        && !memory.load(fromByteOffset: superFlag, as: Bool.self), "super() has another layout")
    withExtendedLifetime(object) {}
  }
}
