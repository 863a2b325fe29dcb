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
  /// Whether every key is a string or an integer, so that keys are compared without asking them.
  private(set) var isPlain = true

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

  /// Where the parts of the entry at or after `position` are, which moves behind it.
  func places(after position: inout Int) -> (key: Slot, value: Slot)? {
    while position < entries.count {
      let entry = entry(position)
      position &+= 1
      if !entry.value.isUnbound { return (entry.key, entry.value) }
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
    return entry(position).value.optional
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
    withUnsafePointer(to: name) { name in
      position(ofString: UnsafeRawPointer(name).load(as: UnsafeMutableRawPointer.self), hash: hash)
    }
  }

  // MARK: Strings and integers, seen as memory

  /// Where the value of a string or integer is; `nil` if it is not there, or if `isPlain` is false perhaps.
  @inline(__always)
  func place(ofPlain key: Slot) -> Slot? {
    guard count > 0 else { return nil }
    let position =
      key.isInt
      ? position(ofInt: key.int, hash: NumberHash.of(key.int))
      : position(ofString: key.reference, hash: HashTable.hash(ofString: key))
    return position.map { entry($0).value }
  }

  /// Stores the value of a string or integer; all keys must be plain.
  mutating func set(plain key: Slot, to value: Slot) {
    let hash = key.isInt ? NumberHash.of(key.int) : HashTable.hash(ofString: key)
    let position =
      key.isInt ? position(ofInt: key.int, hash: hash) : position(ofString: key.reference, hash: hash)
    if let position {
      entries.withUnsafeMutableBytes { memory in
        if let base = memory.baseAddress { HashTable.entry(position, in: base).value.copy(value) }
      }
    } else {
      append(Entry(hash: hash, key: key.value, value: value.value))
    }
  }

  @inline(__always)
  private static func hash(ofString key: Slot) -> Int {
    key.memory.assumingMemoryBound(to: PythonString.self).pointee.pythonHash
  }

  /// The parts of an entry.
  @inline(__always)
  private func entry(_ position: Int) -> (hash: Int, key: Slot, value: Slot) {
    entries.withUnsafeBytes { memory in
      HashTable.entry(position, in: UnsafeMutableRawPointer(mutating: memory.baseAddress.unsafelyUnwrapped))
    }
  }

  @inline(__always)
  private static func entry(_ position: Int, in base: UnsafeMutableRawPointer) -> (hash: Int, key: Slot, value: Slot) {
    let memory = base + position &* MemoryLayout<Entry>.stride
    return (memory.load(as: Int.self), Slot(memory + Layout.entryKey), Slot(memory + Layout.entryValue))
  }

  private func position(ofString storage: UnsafeMutableRawPointer, hash: Int) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      guard !slots.isEmpty else { return nil }
      let mask = slots.count - 1
      let wanted = ItemsMemory(storage)
      var probe = Probe(hash, mask: mask)
      while true {
        let position = Int(slots[probe.slot])
        if position == -1 { return nil }
        if position >= 0 {
          let entry = entry(position)
          if entry.hash == hash, entry.key.isString, wanted.hasSameBytes(as: ItemsMemory(entry.key.reference)) {
            return position
          }
        }
        probe.advance()
      }
    }
  }

  private func position(ofInt number: Int, hash: Int) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      guard !slots.isEmpty else { return nil }
      let mask = slots.count - 1
      var probe = Probe(hash, mask: mask)
      while true {
        let position = Int(slots[probe.slot])
        if position == -1 { return nil }
        if position >= 0 {
          let entry = entry(position)
          if entry.hash == hash, entry.key.isInt, entry.key.int == number { return position }
        }
        probe.advance()
      }
    }
  }

  // MARK: Keys that need not be asked

  /// Where a key is whose hash is known.
  func find(plain key: Slot, hash: Int) -> PlainKey.Place {
    if slots.isEmpty { return .absent(0) }
    return slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var probe = Probe(hash, mask: mask)
      while true {
        let position = Int(slots[probe.slot])
        if position == -1 { return .absent(probe.slot) }
        if position >= 0 {
          let entry = entry(position)
          if entry.hash == hash {
            guard let isSame = PlainKey.areSame(entry.key, key) else { return .unknown }
            if isSame { return .found(position) }
          }
        }
        probe.advance()
      }
    }
  }

  /// Where the value of an entry is.
  @inline(__always)
  func value(at position: Int) -> Slot { entry(position).value }

  /// Stores the value of a key that need not be asked; false if another one must be.
  mutating func set(plain key: Slot, hash: Int, to value: Slot) -> Bool {
    switch find(plain: key, hash: hash) {
    case .found(let position):
      entries.withUnsafeMutableBytes { memory in
        if let base = memory.baseAddress { HashTable.entry(position, in: base).value.copy(value) }
      }
      return true
    case .absent:
      append(Entry(hash: hash, key: key.value, value: value.value))
      return true
    case .unknown: return false
    }
  }

  // MARK: Any key

  /// The value of a key.
  package func value(for key: Value, in context: Context) throws(Raised) -> Value? {
    let hash = try context.hash(key)
    guard count > 0, let position = try position(of: key, hash: hash, in: context) else { return nil }
    return entry(position).value.optional
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
    switch key {
    case .string(let text): if isPlain { return position(ofString: text, hash: hash) }
    case .int(let number): if isPlain { return position(ofInt: number, hash: hash) }
    default: break
    }
    var probe = Probe(hash, mask: slots.count - 1)
    while true {
      let position = slots[probe.slot]
      if position == -1 { return nil }
      if position >= 0, entries[Int(position)].hash == hash,
        try context.sameKey(entries[Int(position)].key, key)
      {
        return Int(position)
      }
      probe.advance()
    }
  }

  // MARK: Storage

  private mutating func append(_ entry: Entry) {
    switch entry.key {
    case .string, .int: break
    default: isPlain = false
    }
    // Rebuild when two thirds are taken, counting removed entries.
    if (entries.count + 1) * 3 > slots.count * 2 { rebuild() }
    var probe = Probe(entry.hash, mask: slots.count - 1)
    while slots[probe.slot] >= 0 { probe.advance() }
    slots[probe.slot] = Int32(truncatingIfNeeded: entries.count)
    entries.append(entry)
    count += 1
  }

  private mutating func erase(_ position: Int) {
    var probe = Probe(entries[position].hash, mask: slots.count - 1)
    while slots[probe.slot] != Int32(truncatingIfNeeded: position) { probe.advance() }
    slots[probe.slot] = -2
    entries[position].value = nil
    entries[position].key = .none
    count -= 1
    if count == 0 { self = HashTable() }
    // So that `popitem` finds the last one at the end.
    while let last = entries.last, last.value == nil { entries.removeLast() }
  }

  private mutating func rebuild() {
    if count < entries.count { entries.removeAll { $0.value == nil } }
    var capacity = 8
    while (count + 1) * 3 > capacity { capacity *= 2 }
    slots = [Int32](repeating: -1, count: capacity)
    let count = entries.count
    entries.withUnsafeBytes { entries in
      slots.withUnsafeMutableBufferPointer { slots in
        for position in 0..<count {
          let hash = entries.load(fromByteOffset: position &* MemoryLayout<Entry>.stride, as: Int.self)
          var probe = Probe(hash, mask: capacity - 1)
          while slots[probe.slot] >= 0 { probe.advance() }
          slots[probe.slot] = Int32(truncatingIfNeeded: position)
        }
      }
    }
  }

  /// Gives up the entries; the table is gone then.
  mutating func giveUp() {
    let taken = ItemsMemory(taking: &entries)
    if taken.isUnique {
      for position in 0..<taken.count {
        let entry = HashTable.entry(position, in: taken.memory + Layout.firstItem)
        entry.key.clear()
        entry.value.clear()
      }
      taken.setCount(0)
    }
    Counting.release(taken.memory)
  }

  /// Whether entries lie in memory as `Layout` says.
  static var hasExpectedLayout: Bool {
    MemoryLayout<Entry>.offset(of: \.hash) == 0 && MemoryLayout<Entry>.offset(of: \.key) == Layout.entryKey
      && MemoryLayout<Entry>.offset(of: \.value) == Layout.entryValue
  }
}

/// The order in which the places of a table are tried for a hash: CPython's, by which numbers in a row have places in a
/// row.
struct Probe {
  private(set) var slot: Int
  private var rest: UInt
  private let mask: Int

  /// - Parameter mask: the size of the table, a power of two, less one.
  @inline(__always)
  init(_ hash: Int, mask: Int) {
    slot = hash & mask
    rest = UInt(bitPattern: hash)
    self.mask = mask
  }

  @inline(__always)
  mutating func advance() {
    rest >>= 5
    slot = Int(truncatingIfNeeded: UInt(bitPattern: slot) &* 5 &+ rest &+ 1) & mask
  }
}
