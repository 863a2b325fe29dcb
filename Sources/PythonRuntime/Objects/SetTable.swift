import Kernels

/// The table behind `set`: CPython's own probing, so that sets of numbers come out in CPython's order.
package struct SetTable {
  private struct Entry {
    var hash: Int
    /// `nil` is free or removed.
    var key: Value?
    var isRemoved = false
  }

  private var table = [Entry](repeating: Entry(hash: 0, key: nil), count: 8)
  private var fill = 0
  /// Number of elements.
  package private(set) var count = 0

  private static let linearProbes = 9

  package init() {}

  /// The elements in the table's order.
  package var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in table { if let key = entry.key { result.append(key) } }
    return result
  }

  /// Whether an equal element is there.
  package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool {
    try find(value, hash: context.hash(value), in: context).isFound
  }

  /// Adds an element unless an equal one is there; tells whether it was added.
  @discardableResult
  package mutating func insert(_ value: Value, in context: Context) throws(Raised) -> Bool {
    let hash = try context.hash(value)
    let (slot, isFound) = try find(value, hash: hash, in: context)
    if isFound { return false }
    add(Entry(hash: hash, key: value), at: slot)
    return true
  }

  private mutating func add(_ entry: Entry, at slot: Int) {
    table[slot] = entry
    fill += 1
    count += 1
    if fill * 5 >= (table.count - 1) * 3 { resize(count > 50000 ? count * 2 : count * 4) }
  }

  /// Adds an element that need not be asked, whose hash is known.
  mutating func insert(plain key: Slot, hash: Int, in context: Context) throws(Raised) {
    switch find(plain: key, hash: hash) {
    case .found: break
    case .absent(let slot): add(Entry(hash: hash, key: key.value), at: slot)
    case .unknown: try insert(key.value, in: context)
    }
  }

  /// Removes an element; tells whether it was there.
  @discardableResult
  package mutating func remove(_ value: Value, in context: Context) throws(Raised) -> Bool {
    let (slot, isFound) = try find(value, hash: context.hash(value), in: context)
    guard isFound else { return false }
    table[slot] = Entry(hash: -1, key: nil, isRemoved: true)
    count -= 1
    return true
  }

  /// Removes the first element in the table's order.
  package mutating func popFirst() -> Value? {
    guard let slot = table.firstIndex(where: { $0.key != nil }) else { return nil }
    let key = table[slot].key
    table[slot] = Entry(hash: -1, key: nil, isRemoved: true)
    count -= 1
    return key
  }

  /// Adds the elements of another set, making room for all of them first, as CPython does.
  package mutating func formUnion(_ other: SetTable, in context: Context) throws(Raised) {
    if other.count == 0 { return }
    if (fill + other.count) * 5 >= (table.count - 1) * 3 { resize((count + other.count) * 2) }
    if fill == 0, table.count == other.table.count, other.fill == other.count {
      self = other
      return
    }
    for element in other.elements { try insert(element, in: context) }
  }

  /// The slot that holds the value, or the free one where it belongs.
  private func find(_ value: Value, hash: Int, in context: Context) throws(Raised) -> (slot: Int, isFound: Bool) {
    let mask = table.count - 1
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while true {
      var probes = i + SetTable.linearProbes <= mask ? SetTable.linearProbes : 0
      var slot = i
      while true {
        if let key = table[slot].key {
          if table[slot].hash == hash, try context.sameKey(key, value) { return (slot, true) }
        } else if !table[slot].isRemoved {
          return (slot, false)
        }
        if probes == 0 { break }
        probes -= 1
        slot += 1
      }
      perturb >>= 5
      i = Int(bitPattern: UInt(bitPattern: i) &* 5 &+ 1 &+ perturb) & mask
    }
  }

  /// The same for an element that need not be asked.
  func find(plain key: Slot, hash: Int) -> PlainKey.Place {
    table.withUnsafeBytes { memory in
      let base = UnsafeMutableRawPointer(mutating: memory.baseAddress.unsafelyUnwrapped)
      let mask = memory.count / MemoryLayout<Entry>.stride - 1
      var perturb = UInt(bitPattern: hash)
      var i = hash & mask
      while true {
        var probes = i + SetTable.linearProbes <= mask ? SetTable.linearProbes : 0
        var slot = i
        while true {
          let entry = base + slot &* MemoryLayout<Entry>.stride
          let known = Slot(entry + SetTable.keyOffset)
          if known.isUnbound {
            if !entry.load(fromByteOffset: SetTable.removedOffset, as: Bool.self) { return .absent(slot) }
          } else if entry.load(as: Int.self) == hash {
            guard let isSame = PlainKey.areSame(known, key) else { return .unknown }
            if isSame { return .found(slot) }
          }
          if probes == 0 { break }
          probes -= 1
          slot += 1
        }
        perturb >>= 5
        i = Int(bitPattern: UInt(bitPattern: i) &* 5 &+ 1 &+ perturb) & mask
      }
    }
  }

  // Where an entry has its key and its mark.
  private static let keyOffset = 8
  private static let removedOffset = 17

  /// Whether entries lie in memory as it is read here.
  static var hasExpectedLayout: Bool {
    MemoryLayout<Entry>.offset(of: \.hash) == 0 && MemoryLayout<Entry>.offset(of: \.key) == keyOffset
      && MemoryLayout<Entry>.offset(of: \.isRemoved) == removedOffset
  }

  private mutating func resize(_ minimum: Int) {
    var size = 8
    while size <= minimum { size *= 2 }
    var old = [Entry](repeating: Entry(hash: 0, key: nil), count: size)
    swap(&old, &table)
    fill = count
    let stride = MemoryLayout<Entry>.stride
    table.withUnsafeMutableBytes { new in
      old.withUnsafeMutableBytes { old in
        guard let new = new.baseAddress, let first = old.baseAddress else { return }
        for i in 0..<old.count / stride {
          let entry = first + i &* stride
          if !Slot(entry + SetTable.keyOffset).isUnbound { SetTable.move(entry, to: new, mask: size - 1) }
        }
      }
    }
  }

  /// Moves an entry to the first free place of another table, which holds nothing equal.
  private static func move(_ entry: UnsafeMutableRawPointer, to base: UnsafeMutableRawPointer, mask: Int) {
    let (hash, stride) = (entry.load(as: Int.self), MemoryLayout<Entry>.stride)
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while true {
      let probes = i + SetTable.linearProbes <= mask ? SetTable.linearProbes : 0
      for slot in i...(i + probes) {
        let place = base + slot &* stride
        guard Slot(place + SetTable.keyOffset).isUnbound else { continue }
        place.copyMemory(from: entry, byteCount: stride)
        return Slot(entry + SetTable.keyOffset).forget()
      }
      perturb >>= 5
      i = Int(bitPattern: UInt(bitPattern: i) &* 5 &+ 1 &+ perturb) & mask
    }
  }

  /// Gives up the elements; the table is gone then.
  mutating func giveUp() {
    let taken = ItemsMemory(taking: &table)
    if taken.isUnique {
      let first = taken.memory + Layout.firstItem
      for i in 0..<taken.count { Slot(first + i &* MemoryLayout<Entry>.stride + SetTable.keyOffset).clear() }
      taken.setCount(0)
    }
    Counting.release(taken.memory)
  }
}
