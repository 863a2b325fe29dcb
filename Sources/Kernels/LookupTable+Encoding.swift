/// A part of a key or a value, owning its text: what tables are written from.
public enum LookupCell: Hashable, Sendable {
  case missing
  case int64(Int64)
  case float64(Double)
  case text(PythonString)

  /// Runs `body` over the cell as a key. NaN is missing and -0.0 is 0.0.
  func withKey<Result>(_ body: (LookupKey) -> Result) -> Result {
    switch self {
    case .missing: body(.missing)
    case .int64(let number): body(key(number))
    case .float64(let number): body(key(number))
    case .text(let string): string.withText { body(.text($0)) }
    }
  }
}

extension LookupTable {
  /// The bytes of a table of these entries, in their order; of equal keys the first counts.
  ///
  /// - Parameters:
  ///   - keys: one to four for each entry, all of the same count.
  ///   - values: one for each entry.
  public static func encoded(keys: [[LookupCell]], values: [LookupCell]) -> [UInt8] {
    var capacity = 2
    while capacity < 2 * keys.count { capacity *= 2 }
    var slots = [UInt32](repeating: 0, count: capacity)
    for (entry, parts) in keys.enumerated() {
      var hash: UInt64 = 0
      for part in parts { hash = part.withKey { mixed(hash, $0) } }
      var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(entry + 1)
    }
    var texts: [UInt8] = []
    var cells: [UInt8] = []
    for (parts, value) in zip(keys, values) {
      for part in parts { part.append(to: &cells, &texts, asKey: true) }
      value.append(to: &cells, &texts, asKey: false)
    }
    var payload: [UInt8] = []
    payload.appendLittleEndian(UInt32(keys.first?.count ?? 1))
    payload.appendLittleEndian(UInt32(keys.count))
    payload.appendLittleEndian(UInt32(capacity))
    payload.appendLittleEndian(UInt32(texts.count))
    for slot in slots { payload.appendLittleEndian(slot) }
    return ParameterTable.encoded(kind: .lookupTable, payload: payload + cells + texts)
  }
}

extension LookupCell {
  fileprivate func append(to cells: inout [UInt8], _ texts: inout [UInt8], asKey: Bool) {
    let (tag, length, word): (UInt32, Int, UInt64) =
      switch self {
      case .missing: (0, 0, 0)
      case .int64(let number): (1, 0, UInt64(bitPattern: number))
      case .float64(let number):
        number != number ? (0, 0, 0) : (2, 0, (asKey && number == 0 ? 0 : number).bitPattern)
      case .text(let string): (3, string.bytes.count, UInt64(texts.count))
      }
    cells.appendLittleEndian(tag)
    cells.appendLittleEndian(UInt32(length))
    cells.appendLittleEndian(word)
    if case .text(let string) = self { texts += string.bytes }
  }
}
