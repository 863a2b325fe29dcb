/// `sin x`, bit-equal to glibc 2.28 and later on processors with FMA. Beyond 10^8 the argument is reduced in another way
/// than glibc's; no difference is known.
///
/// - SeeAlso: IBM Accurate Mathematical Library, `usin`, with glibc's order of summation.
public func sine(_ x: Double) -> Double {
  let high = x.bitPattern >> 32 & 0x7fff_ffff
  if high < 0x3e50_0000 { return x }
  if high < 0x3feb_6000 { return sine(x, 0) }
  if high < 0x4003_68fd {
    let value = cosine(halfPiHigh - abs(x), halfPiLow)
    return x < 0 ? -value : value
  }
  guard high < 0x7ff0_0000 else { return .nan }
  let (a, da, quadrant) = high < 0x4199_21fb ? reduced(x) : reducedLarge(x)
  return sineInQuadrant(a, da, quadrant)
}

/// `cos x`, bit-equal as `sine` is.
public func cosine(_ x: Double) -> Double {
  let high = x.bitPattern >> 32 & 0x7fff_ffff
  if high < 0x3e40_0000 { return 1 }
  if high < 0x3feb_6000 { return cosine(x, 0) }
  if high < 0x4003_68fd {
    let y = halfPiHigh - abs(x)
    let a = y + halfPiLow
    return sine(a, y - a + halfPiLow)
  }
  guard high < 0x7ff0_0000 else { return .nan }
  let (a, da, quadrant) = high < 0x4199_21fb ? reduced(x) : reducedLarge(x)
  return sineInQuadrant(a, da, quadrant &+ 1)
}

private let halfPiHigh = 0x1.921fb54442d18p+0
private let halfPiLow = 0x1.1a62633145c07p-54

private func sineInQuadrant(_ a: Double, _ da: Double, _ quadrant: Int) -> Double {
  let value = quadrant & 1 == 0 ? sine(a, da) : cosine(a, da)
  return quadrant & 2 == 0 ? value : -value
}

/// `sin(x + dx)` for |x| below 0.856.
private func sine(_ x: Double, _ dx: Double) -> Double {
  let magnitude = abs(x)
  if magnitude < 0.126 {
    let xx = x * x
    var p = fused(xx, -0x1.addffc2fcdf59p-26, 0x1.71de27b9a7ed9p-19)
    p = fused(p, xx, -0x1.a01a019db08b8p-13)
    p = fused(p, xx, 0x1.1111111110ecep-7)
    p = fused(p, xx, -0x1.5555555555555p-3)
    return x + fused(xx, fused(p, x, -(0.5 * dx)), dx)
  }
  let signed = x <= 0 ? -dx : dx
  let shifted = 0x1.8p45 + magnitude
  let r = magnitude - (shifted - 0x1.8p45)
  let entry = tableEntry(shifted)
  let rr = r * r
  let s = r + fused(r * rr, fused(rr, sine5, sine3), signed)
  let c = fused(r, signed, rr * fused(rr, fused(rr, cosine6, cosine4), 0.5))
  let correction = fused(s, entry.cosine, fused(-c, entry.sine, fused(s, entry.cosineLow, entry.sineLow)))
  let value = entry.sine + correction
  return x.sign == .minus ? -value : value
}

/// `cos(x + dx)` for |x| below 0.856.
private func cosine(_ x: Double, _ dx: Double) -> Double {
  let magnitude = abs(x)
  let shifted = 0x1.8p45 + magnitude
  let r = magnitude - (shifted - 0x1.8p45) + (x < 0 ? -dx : dx)
  let entry = tableEntry(shifted)
  let rr = r * r
  let s = fused(r * rr, fused(rr, sine5, sine3), r)
  let c = rr * fused(rr, fused(rr, cosine6, cosine4), 0.5)
  let correction = fused(-s, entry.sine, fused(-c, entry.cosine, fused(-s, entry.sineLow, entry.cosineLow)))
  return entry.cosine + correction
}

private let sine3 = -0x1.5555555555515p-3
private let sine5 = 0x1.11110e829872fp-7
private let cosine4 = -0x1.5555555555535p-5
private let cosine6 = 0x1.6c16bedd9e239p-10

private func tableEntry(_ shifted: Double) -> (sine: Double, sineLow: Double, cosine: Double, cosineLow: Double) {
  let i = min(Int(truncatingIfNeeded: shifted.bitPattern & 0xff), 109) &* 4
  return (sineTable[i], sineTable[i &+ 1], sineTable[i &+ 2], sineTable[i &+ 3])
}

/// `x` less a multiple of π/2, as a sum, and that multiple's last bits.
private func reduced(_ x: Double) -> (Double, Double, Int) {
  let t = fused(x, 0x1.45f306dc9c883p-1, 0x1.8p52)
  let n = t - 0x1.8p52
  var y = fused(-n, 0x1.921fb58000000p+0, x)
  y = fused(-n, -0x1.dde973c000000p-27, y)
  let t2 = fused(-n, -0x1.cb3b398000000p-55, y)
  let first = fused(-n, -0x1.cb3b398000000p-55, y - t2)
  let a = fused(-n, -0x1.d747f23e32ed7p-83, t2)
  let second = fused(-n, -0x1.d747f23e32ed7p-83, t2 - a)
  return (a, first + second, Int(truncatingIfNeeded: t.bitPattern & 3))
}

/// The same for any finite `x` above 2^26: its product with the bits of 2/π that matter (Payne and Hanek).
private func reducedLarge(_ x: Double) -> (Double, Double, Int) {
  let mantissa = x.significandBitPattern | 1 << 52
  // x = mantissa · 2^shift. The bits of 2/π before the first taken give multiples of 4.
  let shift = Int(x.exponentBitPattern) &- 1075
  let first = max(0, shift &- 2)
  let high = window(first)
  let middle = window(first &+ 64)
  let low = window(first &+ 128)
  let p2 = mantissa.multipliedFullWidth(by: low)
  let p1 = mantissa.multipliedFullWidth(by: middle)
  let p0 = mantissa.multipliedFullWidth(by: high)
  let (w1, c1) = p1.low.addingReportingOverflow(p2.high)
  let (sum1, c0) = p0.low.addingReportingOverflow(p1.high)
  let (w0, c2) = sum1.addingReportingOverflow(c1 ? 1 : 0)
  let overflow = p0.high &+ (c0 ? 1 : 0) &+ (c2 ? 1 : 0)
  // The four words hold the product modulo a multiple of 4; its point lies `shift - first` bits behind w0's first.
  let words = (overflow, w0, w1, p2.low)
  let point = 64 &+ shift &- first
  var quadrant = Int(truncatingIfNeeded: bits(words, from: point &- 2) >> 62)
  var f0 = bits(words, from: point)
  var f1 = bits(words, from: point &+ 64)
  // To the nearest multiple: a fraction of one half or more belongs to the next.
  let negative = f0 >> 63 == 1
  if negative {
    quadrant &+= 1
    f1 = 0 &- f1
    f0 = ~f0 &+ (f1 == 0 ? 1 : 0)
  }
  // Two exact parts: 53 bits, and the rest.
  let upper = Double(f0 & ~0x7ff) * 0x1p-64
  let lower = Double(f0 & 0x7ff) * 0x1p-64 + Double(f1) * 0x1p-128
  var a = upper * halfPiHigh
  var da = fused(upper, halfPiHigh, -a) + (upper * halfPiLow + lower * halfPiHigh)
  let total = a + da
  da = a - total + da
  a = total
  if negative { (a, da) = (-a, -da) }
  if x < 0 { (a, da, quadrant) = (-a, -da, -quadrant) }
  return (a, da, quadrant & 3)
}

/// 64 bits of four words from the bit `start` on, which is between 0 and 191.
private func bits(_ words: (UInt64, UInt64, UInt64, UInt64), from start: Int) -> UInt64 {
  let offset = UInt64(start & 63)
  let (a, b) =
    switch start >> 6 {
    case 0: (words.0, words.1)
    case 1: (words.1, words.2)
    default: (words.2, words.3)
    }
  return offset == 0 ? a : a << offset | b >> (64 &- offset)
}

/// 64 bits of 2/π from the bit `start` behind the point on.
private func window(_ start: Int) -> UInt64 {
  let word = start / 64
  let offset = UInt64(start % 64)
  guard word &+ 1 < twoOverPi.count else { return 0 }
  return offset == 0 ? twoOverPi[word] : twoOverPi[word] << offset | twoOverPi[word &+ 1] >> (64 &- offset)
}
