/// The room that `writeFixed` needs for `x`.
public func fixedTextBound(_ x: Double, precision: Int) -> Int {
  let power = x.isFinite ? Int(x.exponent > 0 && x != 0 ? x.exponent : 0) : 0
  return power &* 3 / 10 &+ precision &+ 8
}

/// Writes `x` as C's and Python's `%.*f`: exact decimal value, rounded half to even; `inf`, `nan`.
///
/// - Parameters:
///   - precision: digits behind the point, not negative.
///   - alternate: keeps the point when no digit follows it (`#`).
///   - out: room for `fixedTextBound` bytes.
public func writeFixed(
  _ x: Double, precision: Int, alternate: Bool = false, _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  guard x.isFinite else { return writeNonFinite(x, out) }
  var decimal = ExactDecimal(x)
  decimal.round(toDigits: decimal.point &+ precision)
  return writeFixed(decimal, negative: x.sign == .minus, precision, alternate, out)
}

/// Writes `x` as C's and Python's `%.*e`: one digit, `precision` digits behind the point, at least two exponent digits.
///
/// - Parameter out: room for `precision + 10` bytes.
public func writeExponential(
  _ x: Double, precision: Int, alternate: Bool = false, _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  guard x.isFinite else { return writeNonFinite(x, out) }
  var decimal = ExactDecimal(x)
  decimal.round(toDigits: precision &+ 1)
  return writeExponential(decimal, negative: x.sign == .minus, precision, alternate, out)
}

/// Writes `x` as C's and Python's `%.*g`: `precision` significant digits in the shorter form, without trailing zeros
/// (with them, if `alternate`).
///
/// - Parameter out: room for `precision + 10` bytes.
public func writeGeneral(
  _ x: Double, precision: Int, alternate: Bool = false, _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  guard x.isFinite else { return writeNonFinite(x, out) }
  let wanted = precision < 1 ? 1 : precision
  var decimal = ExactDecimal(x)
  decimal.round(toDigits: wanted)
  let exponent = decimal.count == 0 ? 0 : decimal.point &- 1
  let significant = alternate ? wanted : (decimal.count == 0 ? 1 : decimal.count)
  let negative = x.sign == .minus
  guard exponent >= -4 && exponent < wanted else {
    return writeExponential(decimal, negative: negative, significant &- 1, alternate, out)
  }
  let behind = significant &- 1 &- exponent
  return writeFixed(decimal, negative: negative, behind < 0 ? 0 : behind, alternate, out)
}

private func writeFixed(
  _ decimal: borrowing ExactDecimal, negative: Bool, _ precision: Int, _ alternate: Bool,
  _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  var n = 0
  func put(_ byte: UInt8) {
    out[n] = byte
    n &+= 1
  }
  if negative { put(UInt8(ascii: "-")) }
  if decimal.point <= 0 || decimal.count == 0 {
    put(UInt8(ascii: "0"))
  } else {
    for i in 0..<decimal.point { put(UInt8(ascii: "0") &+ decimal.digit(at: i)) }
  }
  if precision > 0 || alternate { put(UInt8(ascii: ".")) }
  for i in 0..<precision { put(UInt8(ascii: "0") &+ decimal.digit(at: decimal.point &+ i)) }
  return n
}

private func writeExponential(
  _ decimal: borrowing ExactDecimal, negative: Bool, _ precision: Int, _ alternate: Bool,
  _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  var n = 0
  func put(_ byte: UInt8) {
    out[n] = byte
    n &+= 1
  }
  if negative { put(UInt8(ascii: "-")) }
  put(UInt8(ascii: "0") &+ decimal.digit(at: 0))
  if precision > 0 || alternate { put(UInt8(ascii: ".")) }
  for i in 0..<precision { put(UInt8(ascii: "0") &+ decimal.digit(at: i &+ 1)) }
  put(UInt8(ascii: "e"))
  return n &+ writeExponent(decimal.count == 0 ? 0 : decimal.point &- 1, out + n)
}
