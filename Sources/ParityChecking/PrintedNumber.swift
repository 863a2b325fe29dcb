import Kernels

/// A number as it was printed: an interval of half a unit of its last digit to either side.
///
/// Kept in decimal: two neighbouring 17-digit texts may be one `Double`, and still one of them is wrong.
struct PrintedNumber: Equatable {
  let isNegative: Bool
  /// Decimal digits without leading zeros; empty for zero.
  let digits: [UInt8]
  /// The value is `digits` × 10^`exponent`: the place of the last printed digit.
  let exponent: Int
  /// Printed without point and exponent: stands for itself alone.
  let isInteger: Bool

  /// The number that `text` prints in full: `-12`, `0.35`, `1e-05`, `1.000000e+00`, `5.`; `nil` for other text.
  init?(_ text: Substring.UTF8View) {
    var rest = text[...]
    var negative = false
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      negative = rest.removeFirst() == UInt8(ascii: "-")
    }
    var digits: [UInt8] = []
    var fraction = 0
    var sawDigit = false
    var sawPoint = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        sawDigit = true
        if !(digits.isEmpty && byte == UInt8(ascii: "0")) { digits.append(byte - UInt8(ascii: "0")) }
        if sawPoint { fraction += 1 }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard sawDigit else { return nil }
    var power = 0
    var sawExponent = false
    if let byte = rest.first, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      guard let value = Int(String(Substring(rest.dropFirst()))), abs(value) < 10_000 else { return nil }
      power = value
      sawExponent = true
      rest = rest[rest.endIndex...]
    }
    guard rest.isEmpty else { return nil }
    isNegative = negative
    self.digits = digits
    exponent = power - fraction
    isInteger = !sawPoint && !sawExponent
  }

  /// The number as a double, and half a unit of its last printed place.
  var approximation: (value: Double, halfUnit: Double) {
    let text = digits.isEmpty ? "0" : String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let value = Double("\(text)e\(exponent)") ?? .infinity
    return (isNegative ? -value : value, isInteger ? 0 : Double("5e\(exponent - 1)") ?? 0)
  }

  /// Whether `other` lies in the interval that this number's digits mean; integers mean themselves alone.
  func contains(_ other: PrintedNumber) -> Bool {
    if isInteger && other.isInteger { return isNegative == other.isNegative && digits == other.digits }
    if digits.isEmpty && other.digits.isEmpty { return isNegative == other.isNegative }
    if hasAllDigits(of: other) { return true }
    // In units of half of this number's last place: |2·other − 2·self| ≤ 1, scaled to the finer exponent.
    let finest = min(exponent, other.exponent)
    guard abs(exponent - finest) < 400, abs(other.exponent - finest) < 400 else { return false }
    let mine = scaled(digits, by: exponent - finest)
    let theirs = scaled(other.digits, by: other.exponent - finest)
    let distance = isNegative == other.isNegative ? difference(mine, theirs) : sum(mine, theirs)
    let unit: [UInt8] = isInteger ? [] : scaled([1], by: exponent - finest)
    return !isLess(unit, sum(distance, distance))
  }

  /// Whether these are the 17 digits of the double that `other` prints with fewer: Python 2 and numpy until 1.13 print all
  /// of them, later ones no more than tell it from its neighbours.
  private func hasAllDigits(of other: PrintedNumber) -> Bool {
    guard digits.count == 17, other.digits.count < 17, !other.isInteger, isNegative == other.isNegative else {
      return false
    }
    let magnitude = other.approximation.value.magnitude
    let text = [UInt8](unsafeUninitializedCapacity: 40) { buffer, count in
      count = buffer.baseAddress.map { writeExponential(magnitude, precision: 16, $0) } ?? 0
    }
    let all = PrintedNumber(Substring(String(decoding: text, as: UTF8.self)).utf8)
    return all?.digits == digits && all?.exponent == exponent
  }
}

// Little decimal arithmetic: most significant digit first, no leading zeros.

private func scaled(_ digits: [UInt8], by zeros: Int) -> [UInt8] {
  digits.isEmpty ? [] : digits + [UInt8](repeating: 0, count: zeros)
}

private func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
}

private func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var carry: UInt8 = 0
  for place in 0..<max(a.count, b.count) {
    let x = place < a.count ? a[a.count - 1 - place] : 0
    let y = place < b.count ? b[b.count - 1 - place] : 0
    let digit = x + y + carry
    result.append(digit % 10)
    carry = digit / 10
  }
  if carry > 0 { result.append(carry) }
  return result.reversed()
}

private func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
  let (large, small) = isLess(a, b) ? (b, a) : (a, b)
  var result: [UInt8] = []
  var borrow: Int8 = 0
  for place in 0..<large.count {
    let x = Int8(large[large.count - 1 - place])
    let y = place < small.count ? Int8(small[small.count - 1 - place]) : 0
    var digit = x - y - borrow
    borrow = digit < 0 ? 1 : 0
    if digit < 0 { digit += 10 }
    result.append(UInt8(digit))
  }
  while result.last == 0 { result.removeLast() }
  return result.reversed()
}
