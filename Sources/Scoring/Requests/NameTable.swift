import Glibc
import Kernels
import ModelInterface

/// Finds the field that a JSON name stands for, by its bytes.
///
/// Records of one client list their fields in one order, so the name that followed the last one before is tried first:
/// one comparison a field. Otherwise a hash table answers.
struct NameTable {
  /// What is known by name: `fields.count` fields first, then the ignored columns.
  private let names: [[UInt8]]
  private let storage: UnsafeMutableBufferPointer<UInt8>
  private let texts: UnsafeMutableBufferPointer<Text>
  private let slots: UnsafeMutableBufferPointer<Int32>
  private let followers: UnsafeMutableBufferPointer<Int32>

  /// How many names there are.
  var count: Int { texts.count }

  /// The names of the fields, then those of the ignored columns.
  init(_ description: ModelDescription) {
    names = (description.fields.map(\.name) + description.ignored).map { Array($0.utf8) }
    storage = .allocate(capacity: names.reduce(1) { $0 + $1.count })
    texts = .allocate(capacity: names.count)
    var used = 0
    for (index, name) in names.enumerated() {
      for (i, byte) in name.enumerated() { storage[used + i] = byte }
      let start = UnsafePointer(storage.baseAddress.map { $0 + used }) ?? Text("").base
      (texts.baseAddress.map { $0 + index })?.initialize(to: Text(base: start, count: name.count))
      used += name.count
    }
    var capacity = 8
    while capacity < names.count * 2 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: -1)
    // The name after the last is the first: a follower of -1 stands at the end.
    followers = .allocate(capacity: names.count + 1)
    for index in 0...names.count { (followers.baseAddress.map { $0 + index })?.initialize(to: Int32(index)) }
    for index in names.indices where find(texts[index]) == nil { insert(index) }
  }

  func deallocate() {
    storage.deallocate()
    texts.deallocate()
    slots.deallocate()
    followers.deallocate()
  }

  /// The number of the name `text`, which came after the name of number `previous` (-1: at the start).
  @inline(__always)
  func index(of text: Text, after previous: Int) -> Int? {
    let guess = Int(followers[previous &+ 1])
    if guess < texts.count, equal(texts[guess], text) { return guess }
    guard let index = find(text) else { return nil }
    followers[previous &+ 1] = Int32(truncatingIfNeeded: index)
    return index
  }

  /// The name of number `index`, for messages.
  func name(_ index: Int) -> String { String(decoding: names[index], as: UTF8.self) }

  private func find(_ text: Text) -> Int? {
    let mask = slots.count &- 1
    var slot = hash(text) & mask
    while slots[slot] >= 0 {
      if equal(texts[Int(slots[slot])], text) { return Int(slots[slot]) }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  private func insert(_ index: Int) {
    let mask = slots.count - 1
    var slot = hash(texts[index]) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(index)
  }

  @inline(__always)
  private func equal(_ a: Text, _ b: Text) -> Bool { a.count == b.count && memcmp(a.base, b.base, a.count) == 0 }

  /// FNV-1a. The table is fixed and the guesses are few, so nobody gains by colliding names.
  private func hash(_ text: Text) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
