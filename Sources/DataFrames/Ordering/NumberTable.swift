import Columns
import Kernels

/// Numbers given to 64-bit keys: a hash table with open addressing, keys beside their numbers.
struct NumberTable {
  private struct Slot: NumberedSlot {
    var key: UInt64 = 0
    var number = -1

    /// Fibonacci hashing, folded: keys that differ in high bits alone (doubles that are whole numbers) spread too.
    @inline(__always)
    var hash: UInt64 {
      let product = (key ^ (key >> 32)) &* 0x9e37_79b9_7f4a_7c15
      return product >> 32 ^ product >> 12
    }
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var count = 0

  /// The number of `key`, which gets `next`, greater than all before, if it has none.
  @inline(__always)
  mutating func number(of key: UInt64, next: Int) -> Int {
    let number = slots.number(of: Slot(key: key, number: next)) { $0.key == key }
    if number == next { slots.makeRoom(after: &count) }
    return number
  }
}

/// Numbers given to the texts of a column, which are hashed and compared where they lie.
struct TextTable {
  private let texts: StringColumn
  private struct Slot: NumberedSlot {
    var hash: UInt64 = 0
    var number = -1
    /// The row where the text is first.
    var row = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 8)
  private var count = 0

  init(_ texts: StringColumn) { self.texts = texts }

  /// The number of the text in `row`, which gets `next`, greater than all before, if it has none.
  @inline(__always)
  mutating func number(ofRow row: Int, next: Int) -> Int {
    let number = texts.bytes.withUnsafeBufferPointer { bytes in
      func text(_ row: Int) -> Text {
        let start = texts.offsets[row]
        return bytes.baseAddress.map { Text(base: $0 + start, count: texts.offsets[row &+ 1] &- start) } ?? Text("")
      }
      let own = text(row)
      let hash = ByteHash.of(own.base, own.count)
      return slots.number(of: Slot(hash: hash, number: next, row: row)) { $0.hash == hash && text($0.row) == own }
    }
    if number == next { slots.makeRoom(after: &count) }
    return number
  }
}

/// A place of a table with open addressing.
private protocol NumberedSlot {
  /// An empty one.
  init()
  var hash: UInt64 { get }
  /// -1 for an empty slot.
  var number: Int { get }
}

extension Array where Element: NumberedSlot {
  /// The number of the slot that is the same; `new` is put where it belongs if there is none.
  @inline(__always)
  fileprivate mutating func number(of new: Element, _ isSame: (Element) -> Bool) -> Int {
    let mask = count &- 1
    return withUnsafeMutableBufferPointer { slots in
      var place = Int(truncatingIfNeeded: new.hash) & mask
      while slots[place].number >= 0 {
        if isSame(slots[place]) { return slots[place].number }
        place = (place &+ 1) & mask
      }
      slots[place] = new
      return new.number
    }
  }

  /// Counts a slot that was put in, and keeps half of the places free.
  @inline(__always)
  fileprivate mutating func makeRoom(after used: inout Int) {
    used &+= 1
    if 2 &* used > count { grow() }
  }

  private mutating func grow() {
    let old = self
    self = Array(repeating: Element(), count: old.count * 4)
    for slot in old where slot.number >= 0 { _ = number(of: slot) { _ in false } }
  }
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
