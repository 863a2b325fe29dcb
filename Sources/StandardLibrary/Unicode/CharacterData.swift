/// What `unicodedata` knows of one character, from tables of Unicode 14.
enum CharacterData {
  /// The value of the run in which a character lies; runs have a start and a value.
  private static func value(_ runs: [Int32], _ c: UInt32) -> Int {
    record(runs, 2, c).map { Int(runs[$0 + 1]) } ?? 0
  }

  /// Where the last record begins whose first number is not above the character.
  private static func record<Number: FixedWidthInteger>(_ table: [Number], _ stride: Int, _ c: UInt32) -> Int? {
    var (low, high) = (0, table.count / stride)
    while low < high {
      let middle = (low + high) / 2
      if table[middle * stride] <= Number(c) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : (low - 1) * stride
  }

  static func category(_ c: UInt32) -> String { unicodeCategories[value(categoryRuns, c)] }
  static func direction(_ c: UInt32) -> String { unicodeDirections[value(directionRuns, c)] }
  static func width(_ c: UInt32) -> String { unicodeWidths[value(widthRuns, c)] }
  static func combiningClass(_ c: UInt32) -> Int { value(combiningRuns, c) }
  static func isMirrored(_ c: UInt32) -> Bool { value(mirroredRuns, c) == 1 }

  /// The value as a number, fractions included.
  static func number(_ c: UInt32) -> Double? {
    guard let i = record(numericRuns, 4, c), Int(c) <= numericRuns[i + 1] else { return nil }
    return Double(numericRuns[i + 2] + Int(c) - numericRuns[i]) / Double(numericRuns[i + 3])
  }

  /// The value as a digit.
  static func digit(_ c: UInt32) -> Int? {
    guard let i = record(unicodeDigits, 2, c), unicodeDigits[i] == Int32(c) else { return nil }
    return Int(unicodeDigits[i + 1])
  }

  /// The name, if Unicode 14 has the character and it has one.
  static func name(_ c: UInt32) -> String? {
    let category = category(c)
    guard category != "Cn", category != "Co", category != "Cs" else { return nil }
    return Unicode.Scalar(c)?.properties.name
  }

  /// What a character is made of.
  struct Decomposition {
    /// `<compat>`; empty for canonical ones.
    let tag: String
    let isComposed: Bool
    let parts: [UInt32]
  }

  static func decomposition(_ c: UInt32) -> Decomposition? {
    guard let i = positions[Int32(c)] else { return nil }
    let tag = unicodeDecompositions[i + 1]
    let first = i + 3
    return Decomposition(
      tag: decompositionTags[max(0, Int(tag))], isComposed: tag == 0,
      parts: unicodeDecompositions[first..<(first + Int(unicodeDecompositions[i + 2]))].map(UInt32.init))
  }

  /// Where the decomposition of a character stands in the table.
  private static let positions: [Int32: Int] = {
    var result: [Int32: Int] = [:]
    var i = 0
    while i < unicodeDecompositions.count {
      result[unicodeDecompositions[i]] = i
      i += 3 + Int(unicodeDecompositions[i + 2])
    }
    return result
  }()

  /// The character that two others compose.
  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    compositions[UInt64(first) << 32 | UInt64(second)]
  }

  private static let compositions: [UInt64: UInt32] = {
    var result: [UInt64: UInt32] = [:]
    for c in positions.keys {
      guard let decomposition = decomposition(UInt32(c)), decomposition.tag.isEmpty, decomposition.isComposed,
        decomposition.parts.count == 2
      else { continue }
      result[UInt64(decomposition.parts[0]) << 32 | UInt64(decomposition.parts[1])] = UInt32(c)
    }
    return result
  }()
}
