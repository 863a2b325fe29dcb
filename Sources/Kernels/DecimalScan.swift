/// A decimal number as it is written: `[+-]digits[.digits][e[+-]digits]`.
struct DecimalScan {
  var negative = false
  /// The first 19 significant digits.
  var significand: UInt64 = 0
  /// The value is `significand * 10^exponent`, but for the digits dropped.
  var exponent = 0
  /// Whether a digit other than 0 was dropped.
  var truncated = false
  /// Whether there is a point or an exponent.
  var fractional = false
  /// Where the digits begin and end, point included.
  var digits = 0..<0
  /// The power of ten given by `e`.
  var written = 0
  /// The byte behind the number.
  var end = 0

  /// The number at `start`; `nil` if there is none.
  ///
  /// - Parameter underscores: whether `_` may stand between two digits, as Python allows.
  init?(_ text: Text, from start: Int, underscores: Bool = false) {
    var cursor = Cursor(text: text, at: start, underscores: underscores)
    negative = cursor.takeSign()
    let first = cursor.at
    var count = 0
    var places = 0
    while let digit = cursor.takeDigit() {
      append(digit, whole: true)
      count &+= 1
    }
    if cursor.take(UInt8(ascii: ".")) {
      fractional = true
      while let digit = cursor.takeDigit() {
        append(digit, whole: false)
        places &+= 1
      }
    }
    guard count &+ places > 0, !cursor.broken else { return nil }
    digits = first..<cursor.at
    let behind = cursor
    if cursor.take(UInt8(ascii: "e")) || cursor.take(UInt8(ascii: "E")) {
      if let power = cursor.takeExponent() {
        written = power
        exponent &+= power
        fractional = true
      } else {
        cursor = behind
      }
    }
    guard !cursor.broken else { return nil }
    end = cursor.at
  }

  private mutating func append(_ digit: UInt8, whole: Bool) {
    if significand < 1_000_000_000_000_000_000 {
      significand = significand &* 10 &+ UInt64(digit)
      if !whole { exponent &-= 1 }
    } else {
      if digit != 0 { truncated = true }
      if whole { exponent &+= 1 }
    }
  }

  /// The nearest double, ties to even.
  func value(in text: Text) -> Double {
    let magnitude = nearestDouble(significand, exponent, truncated: truncated) ?? comparedWithHalfway(text)
    return negative ? -magnitude : magnitude
  }

  /// Decides between two neighbours by all digits.
  private func comparedWithHalfway(_ text: Text) -> Double {
    let below = eiselLemire(significand, exponent)
    let fraction = below.significandBitPattern
    let biased = Int(below.exponentBitPattern)
    let mantissa = biased == 0 ? fraction : fraction | 1 << 52
    let halfway = ExactDecimal(mantissa: 2 &* mantissa &+ 1, exponent: (biased == 0 ? -1074 : biased &- 1075) &- 1)
    let order = compare(text, halfway)
    if order < 0 || (order == 0 && mantissa & 1 == 0) { return below }
    return below.nextUp
  }

  /// -1, 0 or 1 as the number written is below, at or above `other`.
  private func compare(_ text: Text, _ other: borrowing ExactDecimal) -> Int {
    var seen = 0
    var point: Int?
    var wholeDigits = 0
    var zeros = 0
    for i in digits {
      let byte = text.base[i]
      if byte == UInt8(ascii: ".") {
        point = wholeDigits &- zeros
        continue
      }
      guard byte != UInt8(ascii: "_") else { continue }
      if seen == 0 && byte == UInt8(ascii: "0") {
        zeros &+= 1
        if point != nil { point = point.map { $0 &- 1 } } else { wholeDigits &+= 1 }
        continue
      }
      if point == nil { wholeDigits &+= 1 }
      seen &+= 1
    }
    let magnitude = (point ?? wholeDigits &- zeros) &+ written
    if magnitude != other.point { return magnitude < other.point ? -1 : 1 }
    var place = 0
    for i in digits {
      let byte = text.base[i]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
      if place == 0 && byte == UInt8(ascii: "0") { continue }
      let ours = byte &- UInt8(ascii: "0")
      let theirs = other.digit(at: place)
      if ours != theirs { return ours < theirs ? -1 : 1 }
      place &+= 1
    }
    return place < other.count ? -1 : 0
  }
}

/// A place in the text of a number.
private struct Cursor {
  let text: Text
  var at: Int
  let underscores: Bool
  /// An underscore that is not between two digits.
  var broken = false

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < text.count, text.base[at] == byte else { return false }
    at &+= 1
    return true
  }

  mutating func takeSign() -> Bool {
    if take(UInt8(ascii: "-")) { return true }
    _ = take(UInt8(ascii: "+"))
    return false
  }

  mutating func takeDigit() -> UInt8? {
    if let digit = digit(at) {
      at &+= 1
      return digit
    }
    guard underscores, at < text.count, text.base[at] == UInt8(ascii: "_") else { return nil }
    guard at > 0, digit(at &- 1) != nil, let digit = digit(at &+ 1) else {
      broken = true
      return nil
    }
    at &+= 2
    return digit
  }

  /// The power behind `e`, kept within ±100,000; `nil` without digits.
  mutating func takeExponent() -> Int? {
    let negative = takeSign()
    guard digit(at) != nil else { return nil }
    var power = 0
    while let digit = takeDigit() { power = min(power &* 10 &+ Int(digit), 100_000) }
    return negative ? -power : power
  }

  private func digit(_ i: Int) -> UInt8? {
    guard i < text.count, text.base[i] >= UInt8(ascii: "0"), text.base[i] <= UInt8(ascii: "9") else { return nil }
    return text.base[i] &- UInt8(ascii: "0")
  }
}
