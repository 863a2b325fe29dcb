import CObjectCounts

/// Small objects that are used again instead of being freed and allocated anew, which costs more than most instructions.
///
/// A kept object has its class and its one reference; an object that anybody else knows of (weakly, or by another thread)
/// is freed as usual. What the machine itself gives up comes here; what Swift code releases need not. Where enough of a
/// kind are kept, an object that holds nothing any more is freed at once.
enum Recycling {
  // The kinds of what is kept.
  /// Storage of up to 16 bytes, and of up to 32.
  static let bytes16: Int32 = 0
  static let bytes32: Int32 = 1
  /// Storage of up to two values, and of up to four.
  static let values2: Int32 = 2
  static let values4: Int32 = 3
  static let tuple: Int32 = 4
  static let list: Int32 = 5
  static let instance: Int32 = 6
  static let superObject: Int32 = 7
  /// Storage of up to 8, 16 and 32 values.
  static let values8: Int32 = 8
  static let values16: Int32 = 9
  static let values32: Int32 = 10
  static let rangeIterator: Int32 = 11
  /// What is not kept.
  private static let none: Int32 = -1

  // The classes of what is kept, by number.
  static let bytesClass: Int32 = 0
  static let valuesClass: Int32 = 1
  static let tupleClass: Int32 = 2
  static let listClass: Int32 = 3
  static let instanceClass: Int32 = 4
  /// What an instance without `__slots__` has for them.
  static let noSlots: Int32 = 5
  /// The Python classes.
  static let tupleType: Int32 = 6
  static let listType: Int32 = 7
  static let superClass: Int32 = 8
  static let superType: Int32 = 9
  static let rangeIteratorClass: Int32 = 10
  /// An instance as it is made, but for its class.
  static let instanceModel: Int32 = 11

  /// Keeps or frees an object whose last reference is given up; false if it must be freed as usual.
  static func keep(_ memory: UnsafeMutableRawPointer) -> Bool {
    guard c_object_is_as_made(memory) else { return false }
    let type = UnsafeRawPointer(memory.load(as: UnsafeRawPointer.self))
    if type == c_known_class(bytesClass) {
      let capacity = ItemsMemory(memory).capacity
      keep(memory, as: capacity == 16 ? bytes16 : capacity == 32 ? bytes32 : none, size: Layout.firstItem &+ capacity)
      return true
    }
    let object = ObjectMemory(memory)
    if type == c_known_class(rangeIteratorClass) {
      return object.isSound && Slot(memory + Layout.iteratorResult).isNone && c_recycled_give(rangeIterator, memory)
    }
    // What is nested too deeply to be given up here is freed as any object, which postpones it.
    guard Releasing.begin() else { return false }
    defer { Releasing.end() }
    if type == c_known_class(tupleClass) { return keep(object, tuple, c_known_class(tupleType)) }
    if type == c_known_class(listClass) { return keep(object, list, c_known_class(listType)) }
    if type == c_known_class(instanceClass) { return keep(instance: object) }
    return type == c_known_class(superClass) && keep(superObject: object)
  }

  /// A list or tuple: the items are given up.
  private static func keep(_ object: ObjectMemory, _ kind: Int32, _ type: UnsafeRawPointer?) -> Bool {
    guard object.type == type, object.isSound else { return false }
    let items = object.items
    keep(object.memory, as: kind, size: Layout.sequenceSize)
    giveUp(items)
    return true
  }

  /// Keeps an object that holds nothing, or frees it.
  @inline(__always)
  private static func keep(_ memory: UnsafeMutableRawPointer, as kind: Int32, size: Int) {
    if kind == none || !c_recycled_give(kind, memory) { swift_deallocUninitializedObject(memory, size, 7) }
  }

  /// Gives up a reference to the storage of values, and what they hold if it is the last.
  static func giveUp(_ items: ItemsMemory) {
    if !c_object_is_as_made(items.memory) || !keep(items: items) { Counting.giveUp(items.memory) }
  }

  private static func keep(items: ItemsMemory) -> Bool {
    guard UnsafeRawPointer(items.memory.load(as: UnsafeRawPointer.self)) == c_known_class(valuesClass) else {
      return false
    }
    items.giveUpItems()
    let kind =
      switch items.capacity {
      case 2: values2
      case 4: values4
      case 8: values8
      case 16: values16
      case 32: values32
      default: none
      }
    keep(items.memory, as: kind, size: Layout.firstItem &+ items.capacity &* Slot.stride)
    return true
  }

  /// An instance that has only attributes, and only near ones.
  private static func keep(instance object: ObjectMemory) -> Bool {
    let memory = object.memory
    guard object.isSound, memory.load(fromByteOffset: Layout.nativeTag, as: UInt8.self) == Layout.unbound,
      memory.load(fromByteOffset: Layout.farOffset, as: UInt.self) == 0,
      memory.load(fromByteOffset: Layout.dictionaryOffset, as: UInt.self) == 0,
      memory.load(fromByteOffset: Layout.slotsOffset, as: UnsafeRawPointer?.self) == c_known_class(noSlots)
    else { return false }
    // The attributes first: giving them up may give up other instances in turn.
    for i in 0..<Layout.nearCount { object.attribute(i).clear() }
    keep(memory, as: instance, size: Layout.instanceSize)
    return true
  }

  /// What `super()` gave.
  private static func keep(superObject object: ObjectMemory) -> Bool {
    guard object.isSound, c_recycled_give(superObject, object.memory) else { return false }
    Slot(object.memory + Layout.superReceiver).clear()
    for offset in [Layout.superStart, Layout.superType] {
      Counting.release(object.memory.load(fromByteOffset: offset, as: UnsafeMutableRawPointer.self))
    }
    return true
  }

  // MARK: Using again

  /// What `super()` gives for an instance, with a reference to it.
  @inline(__always)
  static func superObject(
    after start: UnsafeMutableRawPointer, of receiver: Slot, type: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer? {
    guard let memory = c_recycled_take(superObject) else { return nil }
    memory.storeBytes(
      of: c_known_class(superType), toByteOffset: Layout.typeOffset, as: UnsafeRawPointer?.self)
    Counting.retain(start)
    Counting.retain(type)
    memory.storeBytes(of: start, toByteOffset: Layout.superStart, as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: type, toByteOffset: Layout.superType, as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: false, toByteOffset: Layout.superFlag, as: Bool.self)
    Slot(memory + Layout.superReceiver).initialize(receiver)
    return memory
  }

  /// Storage for a number of bytes, of which nothing is known.
  @inline(__always)
  static func bytes(_ count: Int) -> ItemsMemory? {
    guard count <= 32, let memory = c_recycled_take(count <= 16 ? bytes16 : bytes32) else { return nil }
    memory.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    return ItemsMemory(memory)
  }

  /// Storage for a number of values, which hold nothing yet.
  @inline(__always)
  static func values(_ count: Int) -> ItemsMemory? {
    guard count <= 32 else { return nil }
    let kind = count <= 4 ? (count <= 2 ? values2 : values4) : count <= 8 ? values8 : count <= 16 ? values16 : values32
    guard let memory = c_recycled_take(kind) else { return nil }
    memory.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    return ItemsMemory(memory)
  }

  /// A list or tuple of these items, with a reference to it.
  @inline(__always)
  static func sequence(_ kind: Int32, _ items: ItemsMemory) -> UnsafeMutableRawPointer? {
    guard let memory = c_recycled_take(kind) else { return nil }
    memory.storeBytes(
      of: c_known_class(kind == tuple ? tupleType : listType), toByteOffset: Layout.typeOffset,
      as: UnsafeRawPointer?.self)
    memory.storeBytes(of: items.memory, toByteOffset: Layout.firstField, as: UnsafeMutableRawPointer.self)
    return memory
  }

  /// The iterator of a range, with a reference to it.
  static func rangeIterator(from start: Int, step: Int, count: Int) -> UnsafeMutableRawPointer? {
    guard let memory = c_recycled_take(rangeIterator) else { return nil }
    memory.storeBytes(
      of: Unmanaged.passUnretained(NamedIterators.range).toOpaque(), toByteOffset: Layout.typeOffset,
      as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: start, toByteOffset: Layout.rangeFields, as: Int.self)
    memory.storeBytes(of: step, toByteOffset: Layout.rangeFields + 8, as: Int.self)
    memory.storeBytes(of: count, toByteOffset: Layout.rangeFields + 16, as: Int.self)
    return memory
  }

  /// An instance of a class of the notebook without attributes, with a reference to it.
  static func instance(of type: TypeObject) -> UnsafeMutableRawPointer {
    guard let memory = c_recycled_take(instance) ?? newInstance() else {
      return Unmanaged.passRetained(InstanceObject(of: type)).toOpaque()
    }
    let shape = Unmanaged.passUnretained(type.rootShape).toOpaque()
    memory.storeBytes(
      of: Unmanaged.passUnretained(type).toOpaque(), toByteOffset: Layout.typeOffset, as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: shape, toByteOffset: Layout.shapeOffset, as: UnsafeMutableRawPointer.self)
    return memory
  }

  /// Memory for an instance, in which everything but its class and shape is as it is made.
  private static func newInstance() -> UnsafeMutableRawPointer? {
    guard let swiftClass = c_known_class(instanceClass), let model = c_known_class(instanceModel) else { return nil }
    let memory = swift_allocObject(swiftClass, Layout.instanceSize, 7)
    (memory + Layout.typeOffset).copyMemory(
      from: model + Layout.typeOffset, byteCount: Layout.instanceSize - Layout.typeOffset)
    return memory
  }

  /// Tells the classes.
  static func begin(values: UnsafeRawPointer, bytes: UnsafeRawPointer) {
    c_set_known_class(bytesClass, bytes)
    c_set_known_class(valuesClass, values)
    c_set_known_class(tupleClass, unsafeBitCast(TupleObject.self as AnyClass, to: UnsafeRawPointer.self))
    c_set_known_class(listClass, unsafeBitCast(ListObject.self as AnyClass, to: UnsafeRawPointer.self))
    c_set_known_class(tupleType, Unmanaged.passUnretained(TupleObject.type).toOpaque())
    c_set_known_class(listType, Unmanaged.passUnretained(ListObject.type).toOpaque())
    c_set_known_class(
      rangeIteratorClass, unsafeBitCast(RangeIterator.self as AnyClass, to: UnsafeRawPointer.self))
    c_set_known_class(superClass, unsafeBitCast(SuperObject.self as AnyClass, to: UnsafeRawPointer.self))
    c_set_known_class(superType, Unmanaged.passUnretained(Types.superType).toOpaque())
    // Read from an instance, whose other fields must be as they are expected.
    let instance = Unmanaged.passRetained(InstanceObject(of: Types.object)).toOpaque()
    guard instance.load(fromByteOffset: Layout.nativeTag, as: UInt8.self) == Layout.unbound,
      let slots = instance.load(fromByteOffset: Layout.slotsOffset, as: UnsafeRawPointer?.self)
    else { return }
    c_set_known_class(noSlots, slots)
    c_set_known_class(instanceModel, instance)
    c_set_known_class(instanceClass, unsafeBitCast(InstanceObject.self as AnyClass, to: UnsafeRawPointer.self))
  }
}
