/// `e^x - 1`, exact also near 0; bit-equal to glibc 2.36 on processors with FMA.
///
/// - SeeAlso: FreeBSD msun (fdlibm) `s_expm1.c`, with glibc's order of summation.
public func exponentialMinusOne(_ x: Double) -> Double {
  let high = x.bitPattern >> 32 & 0x7fff_ffff
  let negative = x.sign == .minus
  if high >= 0x4043_687a {
    if high >= 0x7ff0_0000 { return x == -.infinity ? -1 : x + x }
    if x > 0x1.62e42fefa39efp+9 { return .infinity }
    if negative { return -1 }
  }
  if high > 0x3fd6_2e42 { return reduced(x, high, negative) }
  if high < 0x3c90_0000 { return x }
  let (e, square) = correction(x)
  return x - fused(e, x, -square)
}

private let ln2High = 0x1.62e42fee00000p-1
private let ln2Low = 0x1.a39ef35793c76p-33

/// `x = k ln 2 + r`, then `2^k (e^r - 1) + 2^k - 1`.
private func reduced(_ x: Double, _ high: UInt64, _ negative: Bool) -> Double {
  let k: Int
  let upper: Double
  let lower: Double
  if high < 0x3ff0_a2b2 {
    k = negative ? -1 : 1
    upper = negative ? x + ln2High : x - ln2High
    lower = negative ? -ln2Low : ln2Low
  } else {
    let multiple = (x * 0x1.71547652b82fep+0 + (negative ? -0.5 : 0.5)).rounded(.towardZero)
    // |x| < 710 here, hence within range.
    k = Int(multiple)
    upper = fused(-multiple, ln2High, x)
    lower = multiple * ln2Low
  }
  let r = upper - lower
  let c = upper - r - lower
  var (e, square) = correction(r)
  e = fused(e - c, r, -c) - square
  if k == -1 { return fused(r - e, 0.5, -0.5) }
  if k == 1 { return r < -0.25 ? -2 * (e - (r + 0.5)) : fused(r - e, 2, 1) }
  if k < -1 || k > 56 { return timesTwoTo(k, 1 - (e - r)) - 1 }
  if k < 20 { return timesTwoTo(k, 1 - Double(sign: .plus, exponent: -k, significand: 1) - (e - r)) }
  return timesTwoTo(k, r - (e + Double(sign: .plus, exponent: -k, significand: 1)) + 1)
}

/// The rational part of the approximation, and `x² / 2`.
private func correction(_ x: Double) -> (Double, Double) {
  let half = 0.5 * x
  let h = x * half
  let h2 = h * h
  let first = fused(h, -0x1.11111111110f4p-5, 1)
  let second = fused(h, -0x1.4ce199eaadbb7p-14, 0x1.a01a019fe5585p-10)
  let third = fused(h, -0x1.afdb76e09c32dp-23, 0x1.0cfca86e65239p-18)
  let r = fused(h2 * h2, third, fused(h2, second, first))
  let t = fused(-r, half, 3)
  return ((r - t) / fused(-x, t, 6) * h, h)
}

private func timesTwoTo(_ k: Int, _ x: Double) -> Double {
  Double(bitPattern: x.bitPattern &+ UInt64(truncatingIfNeeded: k) << 52)
}
