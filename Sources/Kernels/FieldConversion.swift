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
    if let value = roundsOnce && thousands == 0 ? correctlyRounded(field) : preciseStepwise(field) { return value }
    // pandas' integers may have any number of separators in a row, its floats only one.
    if thousands != 0, let value = integer(field) { return Double(value) }
    let signed = field.bytes.first == UInt8(ascii: "-") || field.bytes.first == UInt8(ascii: "+")
    let word = field.slice((signed ? 1 : 0)..<field.count)
    guard isWord(word, "inf") || isWord(word, "infinity") else { return nil }
    return field.base[0] == UInt8(ascii: "-") ? -.infinity : .infinity
  }

  /// A field of an int64 column; `nil` if it is no whole number of 64 bits.
  public func integer(_ field: Text) -> Int64? {
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
  private func preciseStepwise(_ field: Text) -> Double? {
    var scan = StepwiseScan(text: field)
    while isASCIISpace(scan.byte) { scan.at &+= 1 }
    let negative = scan.takeSign()
    var number = 0.0
    var digits = 0
    var exponent = 0
    while isDigit(scan.byte) {
      if digits < 17 {
        number = number * 10 + Double(scan.byte &- UInt8(ascii: "0"))
        digits &+= 1
      } else {
        exponent &+= 1
      }
      scan.at &+= 1
      if thousands != 0 && scan.byte == thousands { scan.at &+= 1 }
    }
    if scan.byte == decimal {
      scan.at &+= 1
      while digits < 17 && isDigit(scan.byte) {
        number = number * 10 + Double(scan.byte &- UInt8(ascii: "0"))
        digits &+= 1
        exponent &-= 1
        scan.at &+= 1
      }
      while digits >= 17 && isDigit(scan.byte) { scan.at &+= 1 }
    }
    guard digits > 0 else { return nil }
    if negative { number = -number }
    if scan.byte | 32 == UInt8(ascii: "e") { exponent &+= scan.takeExponent() }
    guard let value = scaled(number, exponent), value.isFinite else { return nil }
    while isASCIISpace(scan.byte) { scan.at &+= 1 }
    return scan.byte == 0 ? value : nil
  }

  private func scaled(_ number: Double, _ exponent: Int) -> Double? {
    if exponent > 308 { return nil }
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
  var at = 0

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
