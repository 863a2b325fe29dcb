package import Kernels

/// The table behind `dict`: entries in the order of insertion, found by open addressing.
package struct HashTable {
  struct Entry {
    var hash: Int
    var key: Value
    /// `nil` marks a removed entry.
    var value: Value?
  }

  private(set) var entries: [Entry] = []
  /// Positions in `entries`, -1 free, -2 removed; a power of two long.
  private var slots: [Int32] = []
  /// Number of entries.
  package private(set) var count = 0

  package init() {}

  package var keys: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in entries where entry.value != nil { result.append(entry.key) }
    return result
  }

  package var values: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in entries { if let value = entry.value { result.append(value) } }
    return result
  }

  package var items: [(key: Value, value: Value)] {
    var result: [(key: Value, value: Value)] = []
    result.reserveCapacity(count)
    for entry in entries { if let value = entry.value { result.append((entry.key, value)) } }
    return result
  }

  /// The entry at or after `position`, which moves behind it.
  func entry(after position: inout Int) -> (key: Value, value: Value)? {
    while position < entries.count {
      let entry = entries[position]
      position += 1
      if let value = entry.value { return (entry.key, value) }
    }
    return nil
  }

  // MARK: String keys

  /// The value of a string key.
  package func value(forString name: PythonString) -> Value? {
    count > 0 ? value(forString: name, hash: name.pythonHash) : nil
  }

  /// The value of a string key whose hash is known.
  func value(forString name: PythonString, hash: Int) -> Value? {
    guard count > 0, let position = position(ofString: name, hash: hash) else { return nil }
    return entries[position].value
  }

  /// Stores the value of a string key.
  package mutating func set(string name: PythonString, to value: Value) {
    let hash = name.pythonHash
    if let position = position(ofString: name, hash: hash) {
      entries[position].value = value
    } else {
      append(Entry(hash: hash, key: .string(name), value: value))
    }
  }

  /// Removes a string key.
  package mutating func remove(string name: PythonString) {
    if let position = position(ofString: name, hash: name.pythonHash) { erase(position) }
  }

  private func position(ofString name: PythonString, hash: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = HashTable.scrambled(hash) & mask
    while true {
      let position = slots[slot]
      if position == -1 { return nil }
      if position >= 0, entries[Int(position)].hash == hash, case .string(let key) = entries[Int(position)].key,
        key == name
      {
        return Int(position)
      }
      slot = (slot + 1) & mask
    }
  }

  // MARK: Any key

  /// The value of a key.
  package func value(for key: Value, in context: Context) throws(Raised) -> Value? {
    let hash = try context.hash(key)
    guard count > 0, let position = try position(of: key, hash: hash, in: context) else { return nil }
    return entries[position].value
  }

  /// The key as it is stored, if an equal one is there.
  package func storedKey(_ key: Value, in context: Context) throws(Raised) -> Value? {
    let hash = try context.hash(key)
    guard let position = try position(of: key, hash: hash, in: context) else { return nil }
    return entries[position].key
  }

  /// Stores a value; an equal key that is there stays.
  package mutating func set(_ key: Value, to value: Value, in context: Context) throws(Raised) {
    let hash = try context.hash(key)
    if let position = try position(of: key, hash: hash, in: context) {
      entries[position].value = value
    } else {
      append(Entry(hash: hash, key: key, value: value))
    }
  }

  /// Removes a key and gives its value.
  package mutating func remove(_ key: Value, in context: Context) throws(Raised) -> Value? {
    let hash = try context.hash(key)
    guard let position = try position(of: key, hash: hash, in: context) else { return nil }
    let value = entries[position].value
    erase(position)
    return value
  }

  /// Removes everything.
  package mutating func removeAll() {
    self = HashTable()
  }

  private func position(of key: Value, hash: Int, in context: Context) throws(Raised) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = HashTable.scrambled(hash) & mask
    while true {
      let position = slots[slot]
      if position == -1 { return nil }
      if position >= 0, entries[Int(position)].hash == hash,
        try context.sameKey(entries[Int(position)].key, key)
      {
        return Int(position)
      }
      slot = (slot + 1) & mask
    }
  }

  // MARK: Storage

  private mutating func append(_ entry: Entry) {
    // Rebuild when two thirds are taken, counting removed entries.
    if (entries.count + 1) * 3 > slots.count * 2 { rebuild() }
    let mask = slots.count - 1
    var slot = HashTable.scrambled(entry.hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    entries.append(entry)
    count += 1
  }

  private mutating func erase(_ position: Int) {
    let mask = slots.count - 1
    var slot = HashTable.scrambled(entries[position].hash) & mask
    while slots[slot] != Int32(truncatingIfNeeded: position) { slot = (slot + 1) & mask }
    slots[slot] = -2
    entries[position].value = nil
    entries[position].key = .none
    count -= 1
    if count == 0 { self = HashTable() }
  }

  private mutating func rebuild() {
    if count < entries.count { entries.removeAll { $0.value == nil } }
    var capacity = 8
    while (count + 1) * 3 > capacity { capacity *= 2 }
    slots = [Int32](repeating: -1, count: capacity)
    let mask = capacity - 1
    for (position, entry) in entries.enumerated() {
      var slot = HashTable.scrambled(entry.hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: position)
    }
  }

  /// Spreads hashes that differ in high bits only (multiples, floats) over the low bits.
  @inline(__always)
  private static func scrambled(_ hash: Int) -> Int {
    let mixed = UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15
    return Int(bitPattern: mixed >> 20)
  }
}
