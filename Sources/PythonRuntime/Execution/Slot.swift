import CObjectCounts
import Kernels

/// A place that holds a `Value?`, seen as memory: a register, a constant, an item of a list.
///
/// The machine's inner loop looks at the kind of a value, and moves values, without the copies and the atomic reference
/// counts that Swift would make. What it knows of the layout is stated in `Layout` and checked when a context is made.
struct Slot {
  let memory: UnsafeMutableRawPointer

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  /// How many bytes apart registers, constants and items are.
  static let stride = 16

  // MARK: Kinds

  @inline(__always)
  var tag: UInt8 { memory.load(fromByteOffset: 8, as: UInt8.self) }
  @inline(__always)
  var isInt: Bool { tag == Layout.int }
  @inline(__always)
  var isFloat: Bool { tag == Layout.float }
  @inline(__always)
  var isBool: Bool { tag == Layout.bool }
  @inline(__always)
  var isString: Bool { tag == Layout.string }
  @inline(__always)
  var isObject: Bool { tag == Layout.object }
  @inline(__always)
  var isNone: Bool { tag == Layout.none }
  @inline(__always)
  var isUnbound: Bool { tag == Layout.unbound }
  /// Whether it holds a reference.
  @inline(__always)
  var isCounted: Bool { tag == Layout.string || tag == Layout.object }

  // MARK: Reading

  @inline(__always)
  var int: Int { memory.load(as: Int.self) }
  @inline(__always)
  var float: Double { memory.load(as: Double.self) }
  @inline(__always)
  var bool: Bool { memory.load(as: UInt8.self) & 1 == 1 }
  /// The object or the storage of the string.
  @inline(__always)
  var reference: UnsafeMutableRawPointer { memory.load(as: UnsafeMutableRawPointer.self) }
  /// The object, if it is one and not poisoned.
  @inline(__always)
  var soundObject: ObjectMemory? {
    guard isObject else { return nil }
    let object = ObjectMemory(reference)
    return object.isSound ? object : nil
  }
  /// The object, which it must be.
  @inline(__always)
  var object: Object { Unmanaged<Object>.fromOpaque(reference).takeUnretainedValue() }
  /// A copy; an unbound slot gives None.
  @inline(__always)
  var value: Value { memory.assumingMemoryBound(to: Value?.self).pointee ?? .none }
  /// A copy, `nil` if it is unbound.
  @inline(__always)
  var optional: Value? { memory.assumingMemoryBound(to: Value?.self).pointee }

  // MARK: Writing

  /// Gives up what it holds, without saying what it holds now.
  @inline(__always)
  private func drop() {
    if isCounted { Counting.release(reference) }
  }

  @inline(__always)
  func set(_ value: Int) {
    drop()
    memory.storeBytes(of: value, as: Int.self)
    memory.storeBytes(of: Layout.int, toByteOffset: 8, as: UInt8.self)
  }

  @inline(__always)
  func set(_ value: Double) {
    drop()
    memory.storeBytes(of: value, as: Double.self)
    memory.storeBytes(of: Layout.float, toByteOffset: 8, as: UInt8.self)
  }

  @inline(__always)
  func set(_ value: Bool) {
    drop()
    memory.storeBytes(of: value ? 1 : 0, as: Int.self)
    memory.storeBytes(of: Layout.bool, toByteOffset: 8, as: UInt8.self)
  }

  @inline(__always)
  func setNone() {
    drop()
    memory.storeBytes(of: 0, as: Int.self)
    memory.storeBytes(of: Layout.none, toByteOffset: 8, as: UInt8.self)
  }

  /// Unbinds it.
  @inline(__always)
  func clear() {
    if isCounted { Counting.release(reference) }
    memory.storeBytes(of: 0, as: Int.self)
    memory.storeBytes(of: Layout.unbound, toByteOffset: 8, as: UInt8.self)
  }

  /// Says that it holds nothing: what it held was taken over.
  @inline(__always)
  func forget() {
    memory.storeBytes(of: 0, as: Int.self)
    memory.storeBytes(of: Layout.unbound, toByteOffset: 8, as: UInt8.self)
  }

  /// Makes it hold None, whatever the memory held.
  @inline(__always)
  func begin() {
    memory.storeBytes(of: 0, as: Int.self)
    memory.storeBytes(of: Layout.none, toByteOffset: 8, as: UInt8.self)
  }

  /// Takes over a value.
  @inline(__always)
  func store(_ value: consuming Value) {
    drop()
    memory.initializeMemory(as: Value?.self, to: value)
  }

  /// Takes over an object, with its reference.
  @inline(__always)
  func store(reference: UnsafeMutableRawPointer) {
    drop()
    memory.storeBytes(of: reference, as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: Layout.object, toByteOffset: 8, as: UInt8.self)
  }

  /// Takes over the storage of a tuple's items.
  @inline(__always)
  func store(tuple items: ItemsMemory) {
    if let memory = Recycling.sequence(Recycling.tuple, items) {
      store(reference: memory)
    } else {
      store(.tuple(items.array(of: Value.self)))
    }
  }

  /// Takes over the storage of a list's items.
  @inline(__always)
  func store(list items: ItemsMemory) {
    if let memory = Recycling.sequence(Recycling.list, items) {
      store(reference: memory)
    } else {
      store(.list(items.array(of: Value.self)))
    }
  }

  /// Takes over the storage of a string.
  @inline(__always)
  func store(string bytes: ItemsMemory) {
    drop()
    memory.storeBytes(of: bytes.memory, as: UnsafeMutableRawPointer.self)
    memory.storeBytes(of: Layout.string, toByteOffset: 8, as: UInt8.self)
  }

  /// Holds what another place holds, too.
  @inline(__always)
  func copy(_ other: Slot) {
    let (bits, tag) = (other.int, other.tag)
    if tag == Layout.string || tag == Layout.object { Counting.retain(other.reference) }
    let (oldTag, old) = (self.tag, memory.load(as: UnsafeMutableRawPointer?.self))
    memory.storeBytes(of: bits, as: Int.self)
    memory.storeBytes(of: tag, toByteOffset: 8, as: UInt8.self)
    if oldTag == Layout.string || oldTag == Layout.object, let old { Counting.release(old) }
  }

  /// Holds what another place holds, into memory that holds nothing yet.
  @inline(__always)
  func initialize(_ other: Slot) {
    let (bits, tag) = (other.int, other.tag)
    if tag == Layout.string || tag == Layout.object { Counting.retain(other.reference) }
    memory.storeBytes(of: bits, as: Int.self)
    memory.storeBytes(of: tag, toByteOffset: 8, as: UInt8.self)
  }

  /// Takes what another place holds, which is unbound then.
  @inline(__always)
  func take(_ other: Slot) {
    let (bits, tag) = (other.int, other.tag)
    other.memory.storeBytes(of: 0, as: Int.self)
    other.memory.storeBytes(of: Layout.unbound, toByteOffset: 8, as: UInt8.self)
    let (oldTag, old) = (self.tag, memory.load(as: UnsafeMutableRawPointer?.self))
    memory.storeBytes(of: bits, as: Int.self)
    memory.storeBytes(of: tag, toByteOffset: 8, as: UInt8.self)
    if oldTag == Layout.string || oldTag == Layout.object, let old { Counting.release(old) }
  }
}

/// Counts references of objects that belong to the interpreter's thread.
enum Counting {
  @inline(__always)
  static func retain(_ object: UnsafeMutableRawPointer) {
    if !c_object_retained(object) { retainSlowly(object) }
  }

  @inline(__always)
  static func release(_ object: UnsafeMutableRawPointer) {
    if !c_object_released(object) { releaseSlowly(object) }
  }

  @inline(never)
  private static func retainSlowly(_ object: UnsafeMutableRawPointer) {
    _ = Unmanaged<AnyObject>.fromOpaque(object).retain()
  }

  @inline(never)
  private static func releaseSlowly(_ object: UnsafeMutableRawPointer) {
    if !Recycling.keep(object) { giveUp(object) }
  }

  /// Gives up a reference as Swift does.
  static func giveUp(_ object: UnsafeMutableRawPointer) { Unmanaged<AnyObject>.fromOpaque(object).release() }

  /// Lets an object that every context shares live for ever, so that threads need not agree on its count.
  static func immortalize(_ object: AnyObject) {
    _swift_stdlib_immortalize(Unmanaged.passUnretained(object).toOpaque())
  }
}

/// An `Object`, seen as memory.
struct ObjectMemory {
  let memory: UnsafeMutableRawPointer

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  /// The Swift class.
  @inline(__always)
  var swiftClass: UnsafeRawPointer { memory.load(as: UnsafeRawPointer.self) }
  /// The Python class.
  @inline(__always)
  var type: UnsafeRawPointer? { memory.load(fromByteOffset: Layout.typeOffset, as: UnsafeRawPointer?.self) }
  /// Whether it is not poisoned.
  @inline(__always)
  var isSound: Bool { memory.load(fromByteOffset: Layout.poisonOffset, as: UInt.self) == 0 }

  /// The object, borrowed.
  @inline(__always)
  func with<T: AnyObject, R>(_ type: T.Type, _ body: (T) -> R) -> R {
    Unmanaged<T>.fromOpaque(memory)._withUnsafeGuaranteedRef(body)
  }

  /// Whether the class of a class is `type` itself.
  @inline(__always)
  func hasPlainMetatype(_ known: KnownClasses) -> Bool { type == nil || type == known.metatype }

  // Instances of the notebook's classes.

  /// The shape of an instance; `nil` if it has a dictionary.
  @inline(__always)
  var shape: UnsafeRawPointer? { memory.load(fromByteOffset: Layout.shapeOffset, as: UnsafeRawPointer?.self) }
  /// The shape, if the class is that of the instances for which it was asked; something else otherwise.
  @inline(__always)
  func shapeIfInstance(of type: UnsafeRawPointer?) -> UnsafeRawPointer? { self.type == type ? shape : nil }
  /// Where the attribute at a position of the shape is.
  @inline(__always)
  func attribute(_ position: Int) -> Slot {
    if position < Layout.nearCount { return Slot(memory + (Layout.nearOffset &+ position &* Slot.stride)) }
    let far = memory.load(fromByteOffset: Layout.farOffset, as: UnsafeMutableRawPointer.self)
    return Slot(far + (position &- Layout.nearCount) &* Slot.stride)
  }

  /// Appends to a list.
  @inline(__always)
  func append(_ value: Slot) {
    let items = items
    let count = items.count
    if items.isUnique, count < items.capacity {
      items[count].initialize(value)
      if value.isUnbound { items[count].begin() }
      items.setCount(count &+ 1)
    } else {
      with(ListObject.self) { $0.items.append(value.value) }
    }
  }

  /// The array in the first field of a list or tuple.
  @inline(__always)
  var items: ItemsMemory {
    ItemsMemory(memory.load(fromByteOffset: Layout.firstField, as: UnsafeMutableRawPointer.self))
  }
}

/// The storage of a `[Value]`, seen as memory.
struct ItemsMemory {
  let memory: UnsafeMutableRawPointer

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  @inline(__always)
  var count: Int { memory.load(fromByteOffset: 16, as: Int.self) }
  /// For how many items there is room.
  @inline(__always)
  var capacity: Int { memory.load(fromByteOffset: 24, as: Int.self) >> 1 }
  /// Notes how many items there are.
  @inline(__always)
  func setCount(_ count: Int) { memory.storeBytes(of: count, toByteOffset: 16, as: Int.self) }

  /// The storage of an array of some of the values.
  func copy(_ range: Range<Int>) -> ItemsMemory {
    let result = NewArray.ofValues(range.count)
    for i in 0..<range.count { result[i].initialize(self[range.lowerBound &+ i]) }
    return result
  }

  /// Whether the storage of a string holds a byte.
  func contains(_ byte: UInt8) -> Bool {
    for i in 0..<count where memory.load(fromByteOffset: 32 &+ i, as: UInt8.self) == byte { return true }
    return false
  }

  /// Whether the storage of two strings holds the same.
  @inline(__always)
  func hasSameBytes(as other: ItemsMemory) -> Bool {
    if memory == other.memory { return true }
    let count = count
    guard count == other.count else { return false }
    var (a, b) = (memory + 32, other.memory + 32)
    var rest = count
    while rest >= 8 {
      if a.loadUnaligned(as: UInt64.self) != b.loadUnaligned(as: UInt64.self) { return false }
      a += 8
      b += 8
      rest &-= 8
    }
    while rest > 0 {
      if a.load(as: UInt8.self) != b.load(as: UInt8.self) { return false }
      a += 1
      b += 1
      rest &-= 1
    }
    return true
  }

  /// Reverses the items, unless somebody else sees them; gives None.
  func reverse(into target: Slot) -> Bool {
    guard isUnique else { return false }
    var (i, j) = (0, count &- 1)
    while i < j {
      let (a, b) = (self[i].memory, self[j].memory)
      let (first, second) = (a.load(as: (Int, Int).self), b.load(as: (Int, Int).self))
      a.storeBytes(of: second, as: (Int, Int).self)
      b.storeBytes(of: first, as: (Int, Int).self)
      i &+= 1
      j &-= 1
    }
    target.setNone()
    return true
  }

  /// Where the first item is that equals a string or integer; `nil` if there is none, or if an item must be asked.
  func position(ofPlain value: Slot) -> Int? {
    guard value.isInt || value.isString else { return nil }
    for i in 0..<count {
      let item = self[i]
      if item.isInt, value.isInt {
        if item.int == value.int { return i }
      } else if item.isString, value.isString {
        if ItemsMemory(item.reference).hasSameBytes(as: ItemsMemory(value.reference)) { return i }
      } else if !item.isInt, !item.isString, !item.isNone {
        return nil
      }
    }
    return nil
  }

  /// Whether the bytes of one string come before those of another.
  func precedes(_ other: ItemsMemory) -> Bool {
    let common = min(count, other.count)
    let (a, b) = (memory + Layout.firstItem, other.memory + Layout.firstItem)
    var i = 0
    while i &+ 8 <= common {
      let (x, y) = (
        UInt64(bigEndian: a.loadUnaligned(fromByteOffset: i, as: UInt64.self)),
        UInt64(bigEndian: b.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      )
      if x != y { return x < y }
      i &+= 8
    }
    while i < common {
      let (x, y) = (a.load(fromByteOffset: i, as: UInt8.self), b.load(fromByteOffset: i, as: UInt8.self))
      if x != y { return x < y }
      i &+= 1
    }
    return count < other.count
  }

  /// Whether nobody else sees it, so that it may be changed in place.
  @inline(__always)
  var isUnique: Bool { c_object_is_unique(memory) }
  @inline(__always)
  subscript(position: Int) -> Slot { Slot(memory + (32 &+ position &* Slot.stride)) }
}

/// New arrays, made as the standard library makes them but for looking up their class each time: `Array.init` is not
/// specialised here, and the look-up costs more than the memory.
enum NewArray {
  nonisolated(unsafe) private static let values = storageClass(of: Value.self)
  nonisolated(unsafe) private static let bytes = storageClass(of: UInt8.self)

  /// The class of the storage that arrays allocate; literals have another.
  private static func storageClass<T>(of type: T.Type) -> UnsafeRawPointer {
    var array: [T] = []
    array.reserveCapacity(Int.random(in: 8...16))
    return withUnsafeBytes(of: &array) { $0.load(as: UnsafeRawPointer.self) }.load(as: UnsafeRawPointer.self)
  }

  /// Storage for a number of values, which hold nothing yet.
  @inline(__always)
  static func ofValues(_ count: Int) -> ItemsMemory {
    if let known = Recycling.values(count) { return known }
    let capacity = count <= 2 ? 2 : count <= 4 ? 4 : count
    return storage(values, count, capacity: capacity, size: capacity &* Slot.stride)
  }

  /// Storage for a number of bytes.
  @inline(__always)
  static func ofBytes(_ count: Int) -> ItemsMemory {
    if let known = Recycling.bytes(count) { return known }
    let capacity = count <= 16 ? 16 : count <= 32 ? 32 : count
    return storage(bytes, count, capacity: capacity, size: capacity)
  }

  @inline(never)
  private static func storage(_ type: UnsafeRawPointer, _ count: Int, capacity: Int, size: Int) -> ItemsMemory {
    let memory = swift_allocObject(type, Layout.firstItem + size, 7)
    memory.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    // A bit besides, which says nothing here.
    memory.storeBytes(of: capacity << 1, toByteOffset: 24, as: Int.self)
    return ItemsMemory(memory)
  }

  /// Storage that holds a copy of bytes, at least one.
  static func copy(_ source: UnsafeRawPointer, _ count: Int) -> ItemsMemory {
    let result = ofBytes(count)
    (result.memory + Layout.firstItem).copyMemory(from: source, byteCount: count)
    return result
  }

  /// Lets small objects be used again from now on.
  static func begin() { Recycling.begin(values: values, bytes: bytes) }
}

extension ItemsMemory {
  /// The array whose storage this is, with the only reference.
  @inline(__always)
  func array<T>(of type: T.Type) -> [T] {
    var result: [T] = []
    withUnsafeMutableBytes(of: &result) { $0.storeBytes(of: memory, as: UnsafeMutableRawPointer.self) }
    return result
  }
}

extension [Value] {
  /// An array of this size whose items `fill` puts into places that hold None.
  @inline(__always)
  static func filled(_ count: Int, _ fill: (Int, Slot) -> Void) -> [Value] {
    if count == 0 { return [] }
    let items = NewArray.ofValues(count)
    for i in 0..<count {
      let place = items[i]
      place.begin()
      fill(i, place)
    }
    return items.array(of: Value.self)
  }
}

extension [UInt8] {
  /// A copy of bytes in memory.
  @inline(__always)
  static func copy(_ source: UnsafeRawPointer, _ count: Int) -> [UInt8] {
    if count == 0 { return [] }
    let items = NewArray.ofBytes(count)
    (items.memory + Layout.firstItem).copyMemory(from: source, byteCount: count)
    return items.array(of: UInt8.self)
  }

  /// A part of the bytes.
  @inline(__always)
  func part(_ range: Range<Int>) -> [UInt8] {
    withUnsafeBytes { memory in
      guard let base = memory.baseAddress, range.lowerBound >= 0, range.upperBound <= memory.count else { return [] }
      return .copy(base + range.lowerBound, range.count)
    }
  }

  /// The bytes of several strings, one after the other; `count` of them in all.
  static func joined(count: Int, _ append: (_ copy: ([UInt8]) -> Void) -> Void) -> [UInt8] {
    if count == 0 { return [] }
    let items = NewArray.ofBytes(count)
    var end = Layout.firstItem
    append { part in
      part.withUnsafeBytes { source in
        precondition(end + source.count <= Layout.firstItem + count, "more bytes than announced")
        if let base = source.baseAddress { (items.memory + end).copyMemory(from: base, byteCount: source.count) }
      }
      end += part.count
    }
    return items.array(of: UInt8.self)
  }
}

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
    NewArray.begin()
  }()
}
