/// Where a notebook's kernel says that a warning was raised: the file that it takes a cell for.
enum WarningPlace {
  /// `/tmp/ipykernel_0/2180684395.py`; the number of the process is never the same twice.
  static func path(of source: [UInt8]) -> String { "/tmp/ipykernel_0/\(hash(source)).py" }

  /// A line of a cell, without its indentation; `nil` if it has no such line.
  static func line(_ number: Int, of source: [UInt8]) -> String? {
    let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard number > 0, number <= lines.count else { return nil }
    return String(decoding: lines[number - 1].drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }

  /// The MurmurHash2 by which ipykernel names the file of a cell.
  ///
  /// - SeeAlso: ipykernel 7, `ipykernel/compiler.py`.
  private static func hash(_ source: [UInt8]) -> UInt32 {
    let multiplier: UInt32 = 0x5BD1_E995
    var hash: UInt32 = 0xC70F_6907 ^ UInt32(truncatingIfNeeded: source.count)
    let whole = source.count & ~3
    for i in stride(from: 0, to: whole, by: 4) {
      var block = (0..<4).reduce(UInt32(0)) { $0 | UInt32(source[i + $1]) << (8 * UInt32($1)) }
      block &*= multiplier
      block ^= block >> 24
      block &*= multiplier
      hash = (hash &* multiplier) ^ block
    }
    if whole < source.count {
      for i in whole..<source.count { hash ^= UInt32(source[i]) << (8 * UInt32(i - whole)) }
      hash &*= multiplier
    }
    hash ^= hash >> 13
    hash &*= multiplier
    return hash ^ hash >> 15
  }
}
