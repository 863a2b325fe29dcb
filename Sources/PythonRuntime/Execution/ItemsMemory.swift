import CObjectCounts
import Kernels

/// The storage of a `[Value]`, seen as memory.
struct ItemsMemory {
  let memory: UnsafeMutableRawPointer

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  /// Takes over the storage of an array, which is empty then: Swift would be free to give it up as soon as it sees no use of
  /// the array.
  @inline(__always)
  init<T>(taking array: inout [T]) {
    var empty: [T] = []
    let none = withUnsafeBytes(of: &empty) { $0.load(as: UnsafeMutableRawPointer.self) }
    memory = withUnsafeMutableBytes(of: &array) { bytes in
      let taken = bytes.load(as: UnsafeMutableRawPointer.self)
      bytes.storeBytes(of: none, as: UnsafeMutableRawPointer.self)
      return taken
    }
  }

  @inline(__always)
  var count: Int { memory.load(fromByteOffset: 16, as: Int.self) }
  /// For how many items there is room.
  @inline(__always)
  var capacity: Int { memory.load(fromByteOffset: 24, as: Int.self) >> 1 }
  /// Notes how many items there are.
  @inline(__always)
  func setCount(_ count: Int) { memory.storeBytes(of: count, toByteOffset: 16, as: Int.self) }

  /// Gives up all items; nobody else may see them.
  @inline(__always)
  func giveUpItems() {
    for i in 0..<count { self[i].clear() }
    setCount(0)
  }

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

  /// Lets the processor fetch what an item refers to, if there is such an item: it will be asked for soon.
  @inline(__always)
  func expect(_ position: Int) {
    guard position < count else { return }
    let item = self[position]
    if item.isCounted { c_expect(item.reference) }
  }

  /// Whether nobody else sees it, so that it may be changed in place.
  @inline(__always)
  var isUnique: Bool { c_object_is_unique(memory) }
  @inline(__always)
  subscript(position: Int) -> Slot { Slot(memory + (32 &+ position &* Slot.stride)) }
}
