/// What Python's `str` knows of one character.
public enum CharacterClass {
  /// `isspace`.
  public static func isSpace(_ c: UInt32) -> Bool {
    if c < 0x80 { return c == 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31) }
    return isIn(spaceRanges, c)
  }

  /// `isalpha`.
  public static func isAlphabetic(_ c: UInt32) -> Bool {
    if c < 0x80 { return c | 32 >= 97 && c | 32 <= 122 }
    return isIn(alphabeticRanges, c)
  }

  /// The value of a decimal digit of any script.
  public static func decimalValue(_ c: UInt32) -> Int? {
    if c < 0x80 { return c >= 48 && c <= 57 ? Int(c &- 48) : nil }
    guard let i = last(decimalZeros, stride: 1, notAbove: c) else { return nil }
    let value = Int(c) &- Int(decimalZeros[i])
    return value < 10 ? value : nil
  }

  /// `isdecimal`.
  public static func isDecimal(_ c: UInt32) -> Bool { decimalValue(c) != nil }

  /// `isdigit`: decimal digits, and superscripts and the like.
  public static func isDigit(_ c: UInt32) -> Bool { isDecimal(c) || (c >= 0x80 && isIn(otherDigitRanges, c)) }

  /// `isnumeric`: digits, and fractions and the like.
  public static func isNumeric(_ c: UInt32) -> Bool { isDigit(c) || (c >= 0x80 && isIn(otherNumericRanges, c)) }

  /// `isalnum`.
  public static func isAlphanumeric(_ c: UInt32) -> Bool { isAlphabetic(c) || isNumeric(c) }

  /// `islower`.
  public static func isLowercase(_ c: UInt32) -> Bool {
    c < 0x80 ? c >= 97 && c <= 122 : isInRun(lowercaseRuns, c)
  }

  /// `isupper`.
  public static func isUppercase(_ c: UInt32) -> Bool {
    c < 0x80 ? c >= 65 && c <= 90 : isInRun(uppercaseRuns, c)
  }

  /// Whether the character is in title case, as `ǅ` is.
  public static func isTitlecase(_ c: UInt32) -> Bool { c >= 0x80 && isInRun(titlecaseRuns, c) }

  /// Whether the character has a case.
  public static func isCased(_ c: UInt32) -> Bool { isLowercase(c) || isUppercase(c) || isTitlecase(c) }

  /// Whether the rule of the final sigma skips the character.
  static func isCaseIgnorable(_ c: UInt32) -> Bool { isIn(caseIgnorableRanges, c) }

  /// `isprintable`: whether `repr` shows the character as it is.
  public static func isPrintable(_ c: UInt32) -> Bool {
    c < 0x80 ? c >= 32 && c < 127 : !isIn(unprintableRanges, c)
  }
}

/// The last record of `table` that begins at or below `c`; records have `stride` numbers, of which the first counts.
func last(_ table: [Int32], stride: Int, notAbove c: UInt32) -> Int? {
  let c = Int32(truncatingIfNeeded: c)
  var low = 0
  var high = table.count / stride
  while low < high {
    let middle = (low &+ high) / 2
    if table[middle &* stride] <= c { low = middle &+ 1 } else { high = middle }
  }
  return low == 0 ? nil : (low &- 1) &* stride
}

private func isIn(_ ranges: [Int32], _ c: UInt32) -> Bool {
  guard let i = last(ranges, stride: 2, notAbove: c) else { return false }
  return Int32(truncatingIfNeeded: c) <= ranges[i &+ 1]
}

private func isInRun(_ runs: [Int32], _ c: UInt32) -> Bool {
  guard let i = last(runs, stride: 3, notAbove: c) else { return false }
  let c = Int32(truncatingIfNeeded: c)
  return c <= runs[i &+ 1] && (c &- runs[i]) % runs[i &+ 2] == 0
}
