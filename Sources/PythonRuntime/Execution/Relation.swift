/// Comparing without a branch for each operator.
enum Relation {
  /// For each operator the relations under which it holds: less 1, equal 2, greater 4, unordered 8.
  private static let table: UInt32 = 0x64_31D2

  @inline(__always)
  private static func accepted(_ extra: UInt8) -> UInt32 { table >> (UInt32(extra & 7) * 4) & 0xF }

  /// Strings, seen as the storage of their bytes.
  static func holds(_ extra: UInt8, _ a: ItemsMemory, _ b: ItemsMemory) -> Bool {
    if a.count == 1, b.count == 1 {
      // ASCII.
      let (x, y) = (
        a.memory.load(fromByteOffset: Layout.firstItem, as: UInt8.self),
        b.memory.load(fromByteOffset: Layout.firstItem, as: UInt8.self)
      )
      return holds(extra, Int(x), Int(y))
    }
    if extra & 7 < 2 { return a.hasSameBytes(as: b) == (extra & 7 == 0) }
    let relation: UInt32 = a.precedes(b) ? 1 : b.precedes(a) ? 4 : 2
    return accepted(extra) & relation != 0
  }

  @inline(__always)
  static func operation(_ extra: UInt8) -> ComparisonOperator { ComparisonOperator(rawValue: extra & 7) ?? .equal }

  @inline(__always)
  static func holds(_ extra: UInt8, _ a: Int, _ b: Int) -> Bool {
    let relation: UInt32 = a < b ? 1 : a == b ? 2 : 4
    return accepted(extra) & relation != 0
  }

  @inline(__always)
  static func holds(_ extra: UInt8, _ a: Double, _ b: Double) -> Bool {
    let relation: UInt32 = a < b ? 1 : a == b ? 2 : a > b ? 4 : 8
    return accepted(extra) & relation != 0
  }
}
