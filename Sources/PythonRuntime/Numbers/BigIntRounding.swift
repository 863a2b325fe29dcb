package import BigInt

extension Double {
  /// `magnitude · 2^exponent`, correctly rounded, ties to even; infinite beyond the range.
  ///
  /// `Double(BigUInt)` looks at one bit behind the last and takes every rest for a tie.
  package init(nearestTo magnitude: BigUInt, timesTwoTo exponent: Int = 0) {
    let width = magnitude.bitWidth
    let top = width - 1 + exponent
    guard width > 0, top <= 1023 else {
      self = width == 0 ? 0 : .infinity
      return
    }
    // Subnormal numbers have fewer bits.
    let precision = min(53, top + 1075)
    let dropped = width - precision
    if dropped <= 0 {
      self = Double(sign: .plus, exponent: exponent, significand: Double(UInt64(magnitude)))
    } else if precision < 0 {
      self = 0
    } else {
      var kept = UInt64(magnitude >> dropped)
      let half = (magnitude >> (dropped - 1)) & 1 == 1
      let isTie = half && magnitude.trailingZeroBitCount == dropped - 1
      if half, !isTie || kept & 1 == 1 { kept += 1 }
      self = Double(sign: .plus, exponent: exponent + dropped, significand: Double(kept))
    }
  }

  /// The float nearest to an integer, ties to even; infinite beyond the range.
  package init(nearestTo value: BigInt) {
    let magnitude = Double(nearestTo: value.magnitude)
    self = value.sign == .minus ? -magnitude : magnitude
  }
}
