/// The room that `writeRepr` and `writeInteger` need.
public let longestNumberText = 32

/// Writes `x` as Python's `repr` and `str` do, and numpy's `str` of a float64; gives the number of bytes.
///
/// Shortest digits that round-trip; exponent form below 1e-4 and from 1e16; `inf`, `nan`, `-0.0`.
/// - Parameter out: room for `longestNumberText` bytes.
public func writeRepr(_ x: Double, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  guard x.isFinite else { return writeNonFinite(x, out) }
  let positional = x == 0 || (abs(x) >= 1e-4 && abs(x) < 1e16)
  return writeShortest(ShortestDigits(x), negative: x.sign == .minus, positional: positional, out)
}

/// Writes a float32 as numpy's `str` does: the digits that tell it from its neighbours of the same width.
///
/// - Parameter exponentFrom: where the exponent form begins: 1e16 up to numpy 1.26, 1e6 in numpy 2.4.
public func writeRepr(_ x: Float, exponentFrom: Float = 1e16, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  guard x.isFinite else { return writeNonFinite(Double(x), out) }
  // numpy compares the value, not its digits: the float32 that prints as 1e-04 lies below 1e-4.
  let magnitude = Double(abs(x))
  let positional = magnitude == 0 || (magnitude >= 1e-4 && magnitude < Double(exponentFrom))
  return writeShortest(ShortestDigits(x), negative: x.sign == .minus, positional: positional, out)
}

func writeNonFinite(_ x: Double, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  if x.isNaN { return write("nan", out) }
  return x < 0 ? write("-inf", out) : write("inf", out)
}

func write(_ literal: StaticString, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  for i in 0..<literal.utf8CodeUnitCount { out[i] = literal.utf8Start[i] }
  return literal.utf8CodeUnitCount
}

private func writeShortest(
  _ shortest: ShortestDigits, negative: Bool, positional: Bool, _ out: UnsafeMutablePointer<UInt8>
) -> Int {
  var n = 0
  if negative {
    out[0] = UInt8(ascii: "-")
    n = 1
  }
  // Digits behind the first one's place: the value is 0.ddd × 10^point.
  let length = digitCount(shortest.digits)
  let point = shortest.digits == 0 ? 1 : length &+ shortest.exponent
  if positional {
    return n &+ writePositional(shortest.digits, length, point, out + n)
  }
  _ = writeDigits(shortest.digits, length, out + (n &+ 1))
  out[n] = out[n &+ 1]
  if length > 1 { out[n &+ 1] = UInt8(ascii: ".") }
  n &+= length > 1 ? length &+ 1 : 1
  out[n] = UInt8(ascii: "e")
  return n &+ 1 &+ writeExponent(point &- 1, out + (n &+ 1))
}

private func writePositional(_ digits: UInt64, _ length: Int, _ point: Int, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  if point <= 0 {
    var n = write("0.", out)
    for _ in 0..<(-point) {
      out[n] = UInt8(ascii: "0")
      n &+= 1
    }
    return n &+ writeDigits(digits, length, out + n)
  }
  if point >= length {
    var n = writeDigits(digits, length, out)
    while n < point {
      out[n] = UInt8(ascii: "0")
      n &+= 1
    }
    return n &+ write(".0", out + n)
  }
  _ = writeDigits(digits, length, out + 1)
  for i in 0..<point { out[i] = out[i &+ 1] }
  out[point] = UInt8(ascii: ".")
  return length &+ 1
}

/// Writes an exponent as C does: sign, and at least two digits.
func writeExponent(_ exponent: Int, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  out[0] = exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
  let magnitude = UInt64(exponent.magnitude)
  guard magnitude < 10 else { return 1 &+ writeDigits(magnitude, digitCount(magnitude), out + 1) }
  out[1] = UInt8(ascii: "0")
  out[2] = UInt8(ascii: "0") &+ UInt8(magnitude)
  return 3
}
