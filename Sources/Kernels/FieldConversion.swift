/// How pandas' C reader turns the text of a field into a value; frozen in the plan, as serving never infers.
public struct FieldConversion: Sendable {
  /// The decimal point.
  public var decimal: UInt8
  /// The separator of thousands; 0 for none.
  public var thousands: UInt8
  /// Whether digits are rounded once (pandas 3, unless there are thousands) or at each step (pandas 1.2 to 2,
  /// `precise_xstrtod`).
  public var roundsOnce: Bool

  /// pandas' defaults.
  public init(decimal: UInt8 = UInt8(ascii: "."), thousands: UInt8 = 0, roundsOnce: Bool) {
    self.decimal = decimal
    self.thousands = thousands
    self.roundsOnce = roundsOnce
  }

  /// A field of a float64 column that is no NA word; `nil` if it is no number.
  public func float(_ field: Text) -> Double? {
    if roundsOnce && thousands == 0, let value = shortDecimal(field) { return value }
    if let value = roundsOnce && thousands == 0 ? correctlyRounded(field) : stepwise(field) { return value }
    // pandas' integers may have any number of separators in a row, its floats only one.
    if thousands != 0, let value = integer(field) { return Double(value) }
    let signed = field.bytes.first == UInt8(ascii: "-") || field.bytes.first == UInt8(ascii: "+")
    let word = field.slice((signed ? 1 : 0)..<field.count)
    guard isWord(word, "inf") || isWord(word, "infinity") else { return nil }
    return field.base[0] == UInt8(ascii: "-") ? -.infinity : .infinity
  }

  /// What most fields are: a sign, at most 18 digits that a double holds exactly, a point among them; `nil` for others.
  ///
  /// Digits and power of ten are exact, hence one rounding.
  private func shortDecimal(_ field: Text) -> Double? {
    guard field.count > 0, field.count <= 20 else { return nil }
    let negative = field.base[0] == UInt8(ascii: "-")
    var at = negative ? 1 : 0
    var digits: UInt64 = 0
    var count = 0
    var point = -1
    while at < field.count {
      let byte = field.base[at]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        digits = digits &* 10 &+ UInt64(digit)
        count &+= 1
      } else {
        guard byte == decimal, point < 0 else { return nil }
        point = at
      }
      at &+= 1
    }
    guard count > 0, count <= 18, digits <= 1 << 53 else { return nil }
    let magnitude = point < 0 ? Double(digits) : Double(digits) / exactPowersOfTen[field.count &- 1 &- point]
    return negative ? -magnitude : magnitude
  }

  /// What most fields are: at most 18 digits; `nil` for others.
  private func shortInteger(_ field: Text) -> Int64? {
    guard field.count > 0, field.count <= 18 else { return nil }
    var value: Int64 = 0
    var at = 0
    while at < field.count {
      let digit = field.base[at] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
      at &+= 1
    }
    return value
  }

  /// A field of an int64 column; `nil` if it is no whole number of 64 bits.
  public func integer(_ field: Text) -> Int64? {
    if let value = shortInteger(field) { return value }
    let text = withoutASCIISpace(field)
    var i = 0
    let negative = text.bytes.first == UInt8(ascii: "-")
    if negative || text.bytes.first == UInt8(ascii: "+") { i = 1 }
    guard i < text.count, isDigit(text.base[i]) else { return nil }
    var value: Int64 = 0
    while i < text.count {
      let byte = text.base[i]
      i &+= 1
      if thousands != 0 && byte == thousands { continue }
      guard isDigit(byte) else { return nil }
      let (ten, over) = value.multipliedReportingOverflow(by: 10)
      let (next, under) = ten.subtractingReportingOverflow(Int64(byte &- UInt8(ascii: "0")))
      if over || under { return nil }
      value = next
    }
    if negative { return value }
    return value == .min ? nil : -value
  }

  /// A field of a boolean column: `true` and `false` in any case.
  public static func bool(_ field: Text) -> Bool? {
    if isWord(field, "true") { return true }
    return isWord(field, "false") ? false : nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// pandas 3: rounded correctly, and infinite beyond the largest double.
  private func correctlyRounded(_ field: Text) -> Double? {
    let text = withoutASCIISpace(field)
    if decimal == UInt8(ascii: ".") { return plainDouble(text) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count &+ 1) { buffer in
      for i in 0..<text.count {
        let byte = text.base[i]
        if byte == UInt8(ascii: ".") { return nil }
        buffer[i] = byte == decimal ? UInt8(ascii: ".") : byte
      }
      guard let base = buffer.baseAddress else { return nil }
      return plainDouble(Text(base: base, count: text.count))
    }
  }

  /// pandas' `precise_xstrtod`: at most 17 digits, one power of ten; often one unit in the last place off.
  ///
  /// pandas 3 gathers the digits as an integer, does not count leading zeros, and overflows to infinity.
  private func stepwise(_ field: Text) -> Double? {
    var scan = StepwiseScan(text: field, countsZeros: !roundsOnce)
    while isASCIISpace(scan.byte) { scan.at &+= 1 }
    let negative = scan.takeSign()
    while isDigit(scan.byte) {
      if !scan.append() { scan.exponent &+= 1 }
      if thousands != 0 && scan.byte == thousands { scan.at &+= 1 }
    }
    if scan.byte == decimal {
      scan.at &+= 1
      while isDigit(scan.byte) {
        if scan.append() { scan.exponent &-= 1 }
      }
    }
    guard scan.some else { return nil }
    if scan.byte | 32 == UInt8(ascii: "e") { scan.exponent &+= scan.takeExponent() }
    let number = roundsOnce ? Double(scan.mantissa) : scan.number
    let value = scaled(negative ? -number : number, scan.exponent)
    guard roundsOnce || value.isFinite else { return nil }
    while isASCIISpace(scan.byte) { scan.at &+= 1 }
    return scan.byte == 0 ? value : nil
  }

  private func scaled(_ number: Double, _ exponent: Int) -> Double {
    if exponent > 308 { return roundsOnce && number == 0 ? 0 : number < 0 ? -.infinity : .infinity }
    if exponent > 0 { return number * powerOfTen(exponent) }
    if exponent >= -308 { return number / powerOfTen(-exponent) }
    return exponent < -616 ? 0 : number / powerOfTen(-308 &- exponent) / 1e308
  }

  private func powerOfTen(_ n: Int) -> Double {
    n <= 22 ? exactPowersOfTen[n] : eiselLemire(1, n)
  }
}

/// A place in a field whose end reads as 0, as C's strings do.
private struct StepwiseScan {
  let text: Text
  let countsZeros: Bool
  var at = 0
  /// Whether there was a digit.
  var some = false
  /// The digits, each step rounded.
  var number = 0.0
  /// The digits, exactly.
  var mantissa: UInt64 = 0
  var digits = 0
  var exponent = 0

  init(text: Text, countsZeros: Bool) {
    self.text = text
    self.countsZeros = countsZeros
  }

  /// Takes a digit; says whether it still counts.
  mutating func append() -> Bool {
    let digit = byte &- UInt8(ascii: "0")
    at &+= 1
    some = true
    guard digits < 17 else { return false }
    number = number * 10 + Double(digit)
    mantissa = mantissa &* 10 &+ UInt64(digit)
    if countsZeros || mantissa != 0 { digits &+= 1 }
    return true
  }

  var byte: UInt8 { at < text.count ? text.base[at] : 0 }

  mutating func takeSign() -> Bool {
    if byte == UInt8(ascii: "-") {
      at &+= 1
      return true
    }
    if byte == UInt8(ascii: "+") { at &+= 1 }
    return false
  }

  /// The power behind `e`; without digits the sign or, lacking that, the `e` is given back.
  mutating func takeExponent() -> Int {
    at &+= 1
    let negative = takeSign()
    var power = 0
    var digits = 0
    while digits < 17 && byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
      power = min(power &* 10 &+ Int(byte &- UInt8(ascii: "0")), 100_000)
      digits &+= 1
      at &+= 1
    }
    if digits == 0 { at &-= 1 }
    return negative ? -power : power
  }
}
