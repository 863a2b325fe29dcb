import Columns
import Kernels

/// Numbers given to 64-bit keys: a hash table with open addressing, keys beside their numbers.
struct NumberTable {
  private struct Slot {
    var key: UInt64
    /// -1 for an empty slot.
    var number: Int
  }

  private var slots = [Slot](repeating: Slot(key: 0, number: -1), count: 1 << 10)
  private var count = 0

  /// The number of `key`, which gets `next` if it has none.
  @inline(__always)
  mutating func number(of key: UInt64, next: Int) -> Int {
    let mask = slots.count &- 1
    let known = slots.withUnsafeMutableBufferPointer { slots in
      var slot = place(key, mask)
      while slots[slot].number >= 0 {
        if slots[slot].key == key { return slots[slot].number }
        slot = (slot &+ 1) & mask
      }
      slots[slot] = Slot(key: key, number: next)
      return -1
    }
    if known >= 0 { return known }
    count &+= 1
    if 2 &* count > slots.count { grow() }
    return next
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, number: -1), count: old.count * 4)
    let mask = slots.count - 1
    for entry in old where entry.number >= 0 {
      var slot = place(entry.key, mask)
      while slots[slot].number >= 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}

/// Fibonacci hashing, folded: keys that differ in high bits alone (doubles that are whole numbers) spread too.
@inline(__always)
private func place(_ key: UInt64, _ mask: Int) -> Int {
  let product = (key ^ (key >> 32)) &* 0x9e37_79b9_7f4a_7c15
  return Int(truncatingIfNeeded: product >> 32 ^ product >> 12) & mask
}

/// Numbers given to the texts of a column, which are hashed and compared where they lie.
struct TextTable {
  private let texts: StringColumn
  private struct Slot {
    var hash: UInt64
    /// -1 for an empty slot.
    var number: Int
    /// The row where the text is first.
    var row: Int
  }

  private var slots = [Slot](repeating: Slot(hash: 0, number: -1, row: 0), count: 1 << 8)
  private var count = 0

  init(_ texts: StringColumn) { self.texts = texts }

  /// The number of the text in `row`, which gets `next` if it has none.
  @inline(__always)
  mutating func number(ofRow row: Int, next: Int) -> Int {
    let mask = slots.count &- 1
    let known = texts.bytes.withUnsafeBufferPointer { bytes in
      let start = texts.offsets[row]
      let size = texts.offsets[row &+ 1] &- start
      let text = UnsafeRawPointer(bytes.baseAddress.map { $0 + start } ?? Text("").base)
      let hash = hashed(text, size)
      return slots.withUnsafeMutableBufferPointer { slots in
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].number >= 0 {
          if slots[slot].hash == hash {
            let other = texts.offsets[slots[slot].row]
            if texts.offsets[slots[slot].row &+ 1] &- other == size,
              bytes.baseAddress.map({ sameBytes(text, UnsafeRawPointer($0 + other), size) }) ?? true
            {
              return slots[slot].number
            }
          }
          slot = (slot &+ 1) & mask
        }
        slots[slot] = Slot(hash: hash, number: next, row: row)
        return -1
      }
    }
    if known >= 0 { return known }
    count &+= 1
    if 2 &* count > slots.count { grow() }
    return next
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, number: -1, row: 0), count: old.count * 4)
    let mask = slots.count - 1
    for entry in old where entry.number >= 0 {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot].number >= 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}

/// Eight bytes at a time, multiplied and folded.
@inline(__always)
private func hashed(_ text: UnsafeRawPointer, _ size: Int) -> UInt64 {
  var hash = UInt64(truncatingIfNeeded: size) &* 0x9e37_79b9_7f4a_7c15
  var at = 0
  while size &- at >= 8 {
    hash = mixed(hash, text.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    at &+= 8
  }
  return mixed(hash, tail(text, at, size))
}

@inline(__always)
private func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ word).multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
  return product.high ^ product.low
}

/// The bytes behind the last whole word.
@inline(__always)
private func tail(_ text: UnsafeRawPointer, _ start: Int, _ size: Int) -> UInt64 {
  let rest = size &- start
  if rest >= 4 {
    let low = UInt64(text.loadUnaligned(fromByteOffset: start, as: UInt32.self))
    return low | UInt64(text.loadUnaligned(fromByteOffset: size &- 4, as: UInt32.self)) << 32
  }
  if rest == 0 { return 0 }
  let first = UInt64(text.load(fromByteOffset: start, as: UInt8.self))
  let middle = UInt64(text.load(fromByteOffset: start &+ rest / 2, as: UInt8.self))
  let last = UInt64(text.load(fromByteOffset: size &- 1, as: UInt8.self))
  return first | middle << 8 | last << 16
}

@inline(__always)
private func sameBytes(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ size: Int) -> Bool {
  var at = 0
  while size &- at >= 8 {
    let x = a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    if x != b.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
    at &+= 8
  }
  return tail(a, at, size) == tail(b, at, size)
}

extension StringColumn {
  /// The positions in `rows`, which hold different texts, in the order of these.
  func sortedDistinct(_ rows: [Int]) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      // The first eight bytes decide nearly always.
      let heads = rows.map { row in
        var head: UInt64 = 0
        for i in 0..<8 {
          let at = offsets[row] + i
          head = head << 8 | (at < offsets[row + 1] ? UInt64(bytes[at]) : 0)
        }
        return head
      }
      return rows.indices.sorted { a, b in
        heads[a] != heads[b] ? heads[a] < heads[b] : precedes(bytes, offsets, rows[a], rows[b])
      }
    }
  }
}
