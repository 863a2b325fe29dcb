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

  /// Holds a new empty list.
  @inline(__always)
  func storeEmptyList() {
    var items: [Value] = []
    store(list: ItemsMemory(taking: &items))
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

  /// Takes what another place holds, which is unbound then, into a place that is unbound itself.
  @inline(__always)
  func begin(taking other: Slot) {
    let (bits, tag) = (other.int, other.tag)
    other.forget()
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
