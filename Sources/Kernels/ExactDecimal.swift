/// All decimal digits of `mantissa * 2^exponent`: every binary float is a finite decimal, of at most 767 digits.
///
/// Works in limbs of nine digits, as C libraries' printf does.
struct ExactDecimal: ~Copyable {
  /// The digits, each 0 to 9, first one not zero; empty for zero.
  private(set) var digits: UnsafeMutableBufferPointer<UInt8>
  /// How many of the digits count.
  private(set) var count = 0
  /// Where the decimal point is: the value is 0.d1d2d3… × 10^point.
  private(set) var point = 0

  /// The expansion of a value, |exponent| ≤ 1100.
  init(mantissa: UInt64, exponent: Int) {
    // 1100 bits of fraction are 1100 digits, the whole part has at most 350.
    digits = UnsafeMutableBufferPointer.allocate(capacity: 1520)
    guard mantissa != 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 180) { limbs in
      if exponent >= 0 { fillWhole(mantissa, exponent, limbs) } else { fillFraction(mantissa, -exponent, limbs) }
    }
  }

  deinit { digits.deallocate() }

  private mutating func fillWhole(_ mantissa: UInt64, _ exponent: Int, _ limbs: UnsafeMutableBufferPointer<UInt32>) {
    var used = 0
    var rest = mantissa
    while rest != 0 {
      limbs[used] = UInt32(truncatingIfNeeded: rest % 1_000_000_000)
      rest /= 1_000_000_000
      used &+= 1
    }
    var shift = exponent
    while shift > 0 {
      let step = shift < 29 ? shift : 29
      var carry: UInt64 = 0
      for i in 0..<used {
        let value = (UInt64(limbs[i]) << UInt64(step)) &+ carry
        limbs[i] = UInt32(truncatingIfNeeded: value % 1_000_000_000)
        carry = value / 1_000_000_000
      }
      if carry != 0 {
        limbs[used] = UInt32(truncatingIfNeeded: carry)
        used &+= 1
      }
      shift &-= step
    }
    for i in 0..<used { appendLimb(limbs[used &- 1 &- i]) }
    point = used &* 9
    trim()
  }

  /// The limbs stand most significant first: three of whole digits, then the fraction.
  private mutating func fillFraction(_ mantissa: UInt64, _ bits: Int, _ limbs: UnsafeMutableBufferPointer<UInt32>) {
    var rest = mantissa
    for i in 0..<3 {
      limbs[2 &- i] = UInt32(truncatingIfNeeded: rest % 1_000_000_000)
      rest /= 1_000_000_000
    }
    var first = 0
    var end = 3
    var shift = bits
    while shift > 0 {
      let step = UInt32(truncatingIfNeeded: shift < 9 ? shift : 9)
      let unit = UInt32(1_000_000_000) >> step
      var carry: UInt32 = 0
      for i in first..<end {
        let limb = limbs[i]
        limbs[i] = (limb >> step) &+ carry
        carry = unit &* (limb & ((UInt32(1) << step) &- 1))
      }
      if carry != 0 {
        limbs[end] = carry
        end &+= 1
      }
      while first < end && limbs[first] == 0 { first &+= 1 }
      shift &-= Int(step)
    }
    for i in first..<end { appendLimb(limbs[i]) }
    point = (3 &- first) &* 9
    trim()
  }

  private mutating func appendLimb(_ limb: UInt32) {
    var rest = limb
    var i = 8
    while i >= 0 {
      digits[count &+ i] = UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      i &-= 1
    }
    count &+= 9
  }

  /// Drops leading and trailing zeros.
  private mutating func trim() {
    while count > 0 && digits[count &- 1] == 0 { count &-= 1 }
    var zeros = 0
    while zeros < count && digits[zeros] == 0 { zeros &+= 1 }
    guard zeros > 0 else { return }
    for i in zeros..<count { digits[i &- zeros] = digits[i] }
    count &-= zeros
    point &-= zeros
  }

  /// Keeps `wanted` digits (none, if negative), rounding half to even on the exact value.
  mutating func round(toDigits wanted: Int) {
    guard wanted < count else { return }
    guard wanted >= 0 else {
      count = 0
      return
    }
    let next = digits[wanted]
    let tie = next == 5 && wanted &+ 1 == count
    let up = tie ? wanted > 0 && digits[wanted &- 1] & 1 == 1 : next >= 5
    count = wanted
    if up { increment() }
    while count > 0 && digits[count &- 1] == 0 { count &-= 1 }
  }

  private mutating func increment() {
    var i = count
    while i > 0 {
      i &-= 1
      if digits[i] != 9 {
        digits[i] &+= 1
        return
      }
      digits[i] = 0
    }
    digits[0] = 1
    count = 1
    point &+= 1
  }

  /// The digit at a place, zero beyond both ends.
  func digit(at i: Int) -> UInt8 { i >= 0 && i < count ? digits[i] : 0 }
}

extension ExactDecimal {
  /// The expansion of `|x|`, which is finite.
  init(_ x: Double) {
    let fraction = x.significandBitPattern
    let biased = Int(x.exponentBitPattern)
    self.init(mantissa: biased == 0 ? fraction : fraction | 1 << 52, exponent: biased == 0 ? -1074 : biased &- 1075)
  }
}
