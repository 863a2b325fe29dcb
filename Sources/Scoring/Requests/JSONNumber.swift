import Glibc

/// A number as JSON writes it, in decimal: exact, whatever type it is wanted as.
struct JSONNumber {
  /// The first 19 significant digits.
  var mantissa: UInt64 = 0
  /// Power of ten for `mantissa`.
  var exponent = 0
  var isNegative = false
  /// Neither a fraction nor an exponent is written.
  var isInteger = true
  /// Digits other than 0 were left out of `mantissa`.
  var isTruncated = false

  /// The value as an integer; nil where it is none or does not fit.
  var int64: Int64? {
    if exponent == 0, !isTruncated, mantissa <= UInt64(Int64.max) {
      let magnitude = Int64(truncatingIfNeeded: mantissa)
      return isNegative ? 0 &- magnitude : magnitude
    }
    return unusualInt64
  }

  private var unusualInt64: Int64? {
    guard !isTruncated else { return nil }
    guard mantissa != 0 else { return 0 }
    var magnitude = mantissa
    var power = exponent
    while power < 0 {
      guard magnitude % 10 == 0 else { return nil }
      magnitude /= 10
      power &+= 1
    }
    while power > 0 {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      magnitude = product
      power &-= 1
    }
    guard isNegative else { return Int64(exactly: magnitude) }
    return magnitude == UInt64(Int64.max) + 1 ? .min : Int64(exactly: magnitude).map { 0 &- $0 }
  }

  /// The nearest double where two exact doubles give it in one rounding (Clinger 1990); nil where that does not suffice.
  @inline(__always)
  var quickDouble: Double? {
    guard !isTruncated, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
    // An integer has no negative zero in Python.
    if mantissa == 0 { return isNegative && !isInteger ? -0.0 : 0.0 }
    var value = Double(mantissa)
    if exponent < 0 {
      value /= Self.powersOfTen[-exponent]
    } else if exponent > 0 {
      value *= Self.powersOfTen[exponent]
    }
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}

extension JSONCursor {
  /// The number at the cursor.
  @inline(__always)
  mutating func number() throws(BadInput) -> JSONNumber {
    var number = JSONNumber()
    number.isNegative = take(UInt8(ascii: "-"))
    let first = position
    try digits(into: &number, pointAt: 0)
    if base[first] == UInt8(ascii: "0"), position &- first > 1 {
      throw .malformed("a number with a leading zero", at: first)
    }
    if take(UInt8(ascii: ".")) {
      number.isInteger = false
      try digits(into: &number, pointAt: 1)
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      number.isInteger = false
      try power(into: &number)
    }
    return number
  }

  /// The number at the cursor as the nearest double; beyond the largest it is infinite, as in Python.
  @inline(__always)
  mutating func double() throws(BadInput) -> Double {
    let start = position
    let number = try number()
    return number.quickDouble ?? slowDouble(from: start)
  }

  /// One digit at least; `pointAt` is 1 behind the decimal point.
  @inline(__always)
  private mutating func digits(into number: inout JSONNumber, pointAt fraction: Int) throws(BadInput) {
    let start = position
    while position < end {
      let digit = base[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if number.mantissa < 1_000_000_000_000_000_000 {
        number.mantissa = number.mantissa &* 10 &+ UInt64(digit)
        number.exponent &-= fraction
      } else {
        if digit != 0 { number.isTruncated = true }
        number.exponent &+= 1 &- fraction
      }
      position &+= 1
    }
    if position == start { throw unexpected("a digit") }
  }

  private mutating func power(into number: inout JSONNumber) throws(BadInput) {
    position &+= 1
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { position &+= 1 }
    let start = position
    var power = 0
    while position < end {
      let digit = base[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if power < 100_000_000 { power = power &* 10 &+ Int(digit) }
      position &+= 1
    }
    if position == start { throw unexpected("a digit") }
    number.exponent &+= isNegative ? 0 &- power : power
  }

  /// The C library rounds correctly, and wants an end mark.
  private func slowDouble(from start: Int) -> Double {
    let count = position &- start
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: count &+ 1) { text in
      for i in 0..<count { text[i] = CChar(bitPattern: base[start &+ i]) }
      text[count] = 0
      return text.baseAddress.map { strtod($0, nil) } ?? 0
    }
  }
}
