/// The shortest decimal digits that read back as the same float, and of these the nearest: `digits * 10^exponent`.
///
/// `digits` has no trailing zero, unless the value is zero. Infinities and NaN are the caller's to exclude.
///
/// - SeeAlso: Giulietti, "The Schubfach way to render doubles", 2020. Python's `repr` gives the same digits (dtoa, mode 0).
public struct ShortestDigits: Sendable, Equatable {
  /// The digits as a number.
  public let digits: UInt64
  /// The power of ten that they are multiples of.
  public let exponent: Int

  /// The digits of `|x|`.
  public init(_ x: Double) {
    let fraction = x.significandBitPattern
    let biased = Int(x.exponentBitPattern)
    let c = biased == 0 ? fraction : fraction | 1 << 52
    let q = biased == 0 ? -1074 : biased &- 1075
    self.init(c, q, lowerBoundaryIsCloser: fraction == 0 && biased > 1) { g, cp in
      let x = g.low.multipliedFullWidth(by: cp)
      let y = g.high.multipliedFullWidth(by: cp)
      let (low, carry) = y.low.addingReportingOverflow(x.high)
      let high = carry ? y.high &+ 1 : y.high
      return low > 1 ? high | 1 : high
    }
  }

  /// The digits of `|x|`: fewer than those of the same value as a `Double`.
  public init(_ x: Float) {
    let fraction = UInt64(x.significandBitPattern)
    let biased = Int(x.exponentBitPattern)
    let c = biased == 0 ? fraction : fraction | 1 << 23
    let q = biased == 0 ? -149 : biased &- 150
    self.init(c, q, lowerBoundaryIsCloser: fraction == 0 && biased > 1) { g, cp in
      let ceiling = g.low == 0 ? g.high : g.high &+ 1
      let p = ceiling.multipliedFullWidth(by: cp)
      let high = (p.high << 32) | (p.low >> 32)
      // The product has 96 bits: the upper 32 are the result, the middle 32 say whether it was inexact.
      let result = high >> 32
      return high & 0xffff_ffff > 1 ? result | 1 : result
    }
  }

  private init(
    _ c: UInt64, _ q: Int, lowerBoundaryIsCloser: Bool,
    multiplied: ((high: UInt64, low: UInt64), UInt64) -> UInt64
  ) {
    guard c != 0 else {
      digits = 0
      exponent = 0
      return
    }
    let even = c & 1 == 0
    let k = (q &* 1_262_611 &- (lowerBoundaryIsCloser ? 524_031 : 0)) >> 22
    let h = UInt64(truncatingIfNeeded: q &+ ((-k &* 1_741_647) >> 19) &+ 1)
    let g = roundedUpPowerOfTen(-k)
    let left = multiplied(g, (4 &* c &- (lowerBoundaryIsCloser ? 1 : 2)) << h)
    let middle = multiplied(g, (4 &* c) << h)
    let right = multiplied(g, (4 &* c &+ 2) << h)
    let lower = even ? left : left &+ 1
    let upper = even ? right : right &- 1
    (digits, exponent) = withoutTrailingZeros(chosen(lower, middle, upper), k)
  }
}

/// The candidate within [lower, upper] with fewest digits, else the nearest to `middle`; all are four times the value.
private func chosen(_ lower: UInt64, _ middle: UInt64, _ upper: UInt64) -> UInt64 {
  let s = middle / 4
  if s >= 10 {
    let tens = s / 10
    let downInside = lower <= 40 &* tens
    let upInside = 40 &* tens &+ 40 <= upper
    if downInside != upInside { return 10 &* (upInside ? tens &+ 1 : tens) }
  }
  let downInside = lower <= 4 &* s
  let upInside = 4 &* s &+ 4 <= upper
  if downInside != upInside { return upInside ? s &+ 1 : s }
  let half = 4 &* s &+ 2
  return middle > half || (middle == half && s & 1 != 0) ? s &+ 1 : s
}

private func withoutTrailingZeros(_ digits: UInt64, _ exponent: Int) -> (UInt64, Int) {
  var digits = digits
  var exponent = exponent
  while digits != 0 && digits % 10 == 0 {
    digits /= 10
    exponent &+= 1
  }
  return (digits, exponent)
}

/// The 128 leading bits of 10^q, rounded up unless exact.
private func roundedUpPowerOfTen(_ q: Int) -> (high: UInt64, low: UInt64) {
  let i = 2 &* (q &- firstPowerOfTen)
  let high = powersOfTen[i]
  let low = powersOfTen[i &+ 1]
  // The table is exact from 0 to 55 and already rounded up from -27 to -1.
  return q >= -27 && q <= 55 ? (high, low) : (high, low &+ 1)
}
