/// `ln(1 + x)`, exact also near 0; bit-equal to glibc 2.36 on processors with FMA; -inf for -1, NaN below.
///
/// - SeeAlso: FreeBSD msun (fdlibm) `s_log1p.c`, with glibc's order of summation.
public func logarithmOfOnePlus(_ x: Double) -> Double {
  let signed = Int32(truncatingIfNeeded: Int64(bitPattern: x.bitPattern) >> 32)
  let high = signed & 0x7fff_ffff
  if signed < 0x3fda_827a {
    if high >= 0x3ff0_0000 { return x == -1 ? -.infinity : .nan }
    if high < 0x3e20_0000 {
      return high < 0x3c90_0000 ? x : fused(-(x * x), 0.5, x)
    }
    // Between 2^-29 and the range in which 1 + x needs no scaling.
    if signed > 0 || signed <= Int32(bitPattern: 0xbfd2_bec3) { return unscaled(x) }
  } else if signed >= 0x7ff0_0000 {
    return x + x
  }
  return scaled(x, whole: signed >= 0x4340_0000)
}

private let ln2High = 0x1.62e42fee00000p-1
private let ln2Low = 0x1.a39ef35793c76p-33

private func unscaled(_ f: Double) -> Double {
  let half = 0.5 * f * f
  return f - (half - series(f, half))
}

/// `1 + x = 2^k (1 + f)`, with the rounding error of `1 + x` made good.
private func scaled(_ x: Double, whole: Bool) -> Double {
  let u = whole ? x : 1 + x
  let upper = UInt32(truncatingIfNeeded: u.bitPattern >> 32)
  var k = Int32(bitPattern: upper >> 20) &- 1023
  var c = 0.0
  if !whole { c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u }
  let fraction = upper & 0xf_ffff
  let low = u.bitPattern & 0xffff_ffff
  let normalised: UInt64
  let distance: UInt32
  if fraction < 0x6a09e {
    normalised = UInt64(fraction | 0x3ff0_0000) << 32 | low
    distance = fraction
  } else {
    k &+= 1
    normalised = UInt64(fraction | 0x3fe0_0000) << 32 | low
    distance = (0x10_0000 &- fraction) >> 2
  }
  let f = Double(bitPattern: normalised) - 1
  let half = 0.5 * f * f
  let power = Double(k)
  if distance == 0 {
    if f == 0 { return k == 0 ? 0 : fused(power, ln2High, fused(power, ln2Low, c)) }
    let r = fused(-f, 0x1.5555555555555p-1, 1) * half
    return k == 0 ? f - r : fused(power, ln2High, -(r - fused(power, ln2Low, c) - f))
  }
  let r = series(f, half)
  if k == 0 { return f - (half - r) }
  return fused(power, ln2High, -(half - (fused(power, ln2Low, c) + r) - f))
}

private func series(_ f: Double, _ half: Double) -> Double {
  let s = f / (2 + f)
  let z = s * s
  let z2 = z * z
  let z4 = z2 * z2
  let second = fused(z, 0x1.2492494229359p-2, 0x1.999999997fa04p-2)
  let third = fused(z, 0x1.7466496cb03dep-3, 0x1.c71c51d8e78afp-3)
  let fourth = fused(z, 0x1.2f112df3e5244p-3, 0x1.39a09d078c69fp-3)
  var r = fused(z, 0x1.5555555555593p-1, z2 * second)
  r = fused(z4, third, r)
  r = fused(z2 * z4, fourth, r)
  return (r + half) * s
}
