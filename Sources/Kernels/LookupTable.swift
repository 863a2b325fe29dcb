/// Values by one to four keys over a mapped parameter table: a dictionary, an encoder's classes, a group's statistic.
///
/// Payload of the table (little-endian, see `ParameterTable` for the header):
///
/// | offset | type | |
/// |---|---|---|
/// | 0 | u32 | keys `K`, 1 to 4 |
/// | 4 | u32 | entries `N` |
/// | 8 | u32 | slots `S`, a power of two |
/// | 12 | u32 | bytes of text `B` |
/// | 16 | u32 × S | entries by hash, open addressing: the entry's number + 1, or 0 |
/// | | 16 × N × (K+1) | cells: an entry's keys, then its value. u32 tag (0 missing, 1 int64, 2 float64, 3 text), u32 bytes of a text, u64 the number or the text's offset |
/// | | B | text |
public struct LookupTable: @unchecked Sendable {
  /// Keys of an entry.
  public let keyCount: Int
  /// Entries of the table.
  public let count: Int

  private let slots: UnsafeRawPointer
  private let mask: Int
  private let cells: UnsafeRawPointer
  private let texts: UnsafeRawPointer

  /// A view of the table's bytes, which must stay where they are; sizes and offsets are checked here, once.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    let payload = try ParameterTable(validating: bytes, kind: .lookupTable).payload
    guard payload.count >= 16, let base = payload.baseAddress else { throw .truncated }
    func word(_ index: Int) -> Int {
      Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    keyCount = word(0)
    count = word(1)
    let capacity = word(2)
    let size = word(3)
    guard (1...4).contains(keyCount), capacity > count, capacity & (capacity - 1) == 0, count < 1 << 28,
      payload.count == 16 + 4 * capacity + 16 * count * (keyCount + 1) + size
    else { throw .malformed }
    mask = capacity - 1
    slots = base + 16
    cells = slots + 4 * capacity
    texts = cells + 16 * count * (keyCount + 1)
    for slot in 0..<capacity where entry(inSlot: slot) >= count { throw .malformed }
    for index in 0..<count * (keyCount + 1) {
      let (tag, length, word) = cell(index)
      guard tag <= 3, tag != 3 || (word <= UInt64(size) && UInt64(length) <= UInt64(size) - word) else {
        throw .malformed
      }
    }
  }

  /// The number of the entry with these keys.
  public func entry(
    _ a: LookupKey, _ b: LookupKey = .unused, _ c: LookupKey = .unused, _ d: LookupKey = .unused
  ) -> Int? {
    let hash = mixed(mixed(mixed(mixed(0, a), b), c), d)
    var slot = Int(truncatingIfNeeded: hash) & mask
    var steps = 0
    while steps <= mask {
      let entry = entry(inSlot: slot)
      if entry < 0 { return nil }
      if holds(entry, 0, a) && holds(entry, 1, b) && holds(entry, 2, c) && holds(entry, 3, d) { return entry }
      slot = (slot &+ 1) & mask
      steps &+= 1
    }
    return nil
  }

  /// The value of an entry.
  public func value(at entry: Int) -> LookupKey { content(entry &* (keyCount &+ 1) &+ keyCount) }

  private func holds(_ entry: Int, _ part: Int, _ key: LookupKey) -> Bool {
    if part >= keyCount { return key == .unused }
    return content(entry &* (keyCount &+ 1) &+ part) == key
  }

  /// -1 for an empty slot.
  private func entry(inSlot slot: Int) -> Int {
    Int(UInt32(littleEndian: slots.loadUnaligned(fromByteOffset: slot &* 4, as: UInt32.self))) &- 1
  }

  private func cell(_ index: Int) -> (tag: UInt32, length: UInt32, word: UInt64) {
    let start = cells + index &* 16
    return (
      UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)),
      UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 4, as: UInt32.self)),
      UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }

  private func content(_ index: Int) -> LookupKey {
    let (tag, length, word) = cell(index)
    switch tag {
    case 1: return .int64(Int64(bitPattern: word))
    case 2: return .float64(Double(bitPattern: word))
    case 3:
      let start = (texts + Int(word)).assumingMemoryBound(to: UInt8.self)
      return .text(Text(base: start, count: Int(length)))
    default: return .missing
    }
  }
}
