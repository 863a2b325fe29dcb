/// The double nearest to `digits * 10^exponent`, ties to even, where `digits` are the first 19 significant digits.
///
/// `nil` when digits were dropped (`truncated`) and what remains does not decide the rounding.
///
/// - SeeAlso: Lemire, "Number parsing at a gigabyte per second", 2021; Mushtak and Lemire, 2023, for the proof that no
///   second fallback is needed.
func nearestDouble(_ digits: UInt64, _ exponent: Int, truncated: Bool) -> Double? {
  if !truncated {
    if let exact = clinger(digits, exponent) { return exact }
    return eiselLemire(digits, exponent)
  }
  let below = eiselLemire(digits, exponent)
  return below == eiselLemire(digits &+ 1, exponent) ? below : nil
}

/// Both numbers exact, hence one rounding: at most 53 bits and a power of ten up to 10^22.
private func clinger(_ digits: UInt64, _ exponent: Int) -> Double? {
  guard digits <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
  return exponent < 0
    ? Double(digits) / exactPowersOfTen[-exponent]
    : Double(digits) * exactPowersOfTen[exponent]
}

let exactPowersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

func eiselLemire(_ digits: UInt64, _ exponent: Int) -> Double {
  if digits == 0 || exponent < firstPowerOfTen { return 0 }
  if exponent > 308 { return .infinity }
  let zeros = digits.leadingZeroBitCount
  let w = digits << UInt64(zeros)
  let i = 2 &* (exponent &- firstPowerOfTen)
  var (high, low) = w.multipliedFullWidth(by: powersOfTen[i])
  if high & 0x1ff == 0x1ff {
    let (sum, carry) = low.addingReportingOverflow(w.multipliedFullWidth(by: powersOfTen[i &+ 1]).high)
    low = sum
    if carry { high &+= 1 }
  }
  let upper = Int(high >> 63)
  let shift = UInt64(upper &+ 9)
  var mantissa = high >> shift
  var power = ((217_706 &* exponent) >> 16) &+ 63 &+ upper &- zeros &+ 1023
  if power <= 0 {
    let drop = 1 &- power
    if drop >= 64 { return 0 }
    mantissa >>= UInt64(drop)
    mantissa = (mantissa &+ (mantissa & 1)) >> 1
    return Double(bitPattern: mantissa)
  }
  // A tie, which only small powers of ten can give, is not to be rounded up if it is even.
  if low <= 1 && exponent >= -4 && exponent <= 23 && mantissa & 3 == 1 && mantissa << shift == high {
    mantissa &-= 1
  }
  mantissa = (mantissa &+ (mantissa & 1)) >> 1
  if mantissa >= 1 << 53 {
    mantissa = 1 << 52
    power &+= 1
  }
  if power >= 0x7ff { return .infinity }
  return Double(bitPattern: UInt64(power) << 52 | mantissa & (1 << 52 &- 1))
}
