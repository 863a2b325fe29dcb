/// Writes `n` as Python's `str` does; gives the number of bytes, at most 20.
public func writeInteger(_ n: Int64, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  guard n < 0 else { return writeDigits(n.magnitude, digitCount(n.magnitude), out) }
  out[0] = UInt8(ascii: "-")
  return 1 &+ writeDigits(n.magnitude, digitCount(n.magnitude), out + 1)
}

/// Number of decimal digits, one for zero.
func digitCount(_ n: UInt64) -> Int {
  var count = 1
  var rest = n
  while rest >= 10 {
    rest /= 10
    count &+= 1
  }
  return count
}

/// Writes the digits of `n`, which are `count`.
func writeDigits(_ n: UInt64, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) -> Int {
  var rest = n
  var i = count
  while i > 0 {
    i &-= 1
    out[i] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
    rest /= 10
  }
  return count
}
