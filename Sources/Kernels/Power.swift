/// `x^y`, bit-equal to glibc 2.28 and later on processors with FMA; NaN for a negative base with a broken exponent.
///
/// Below 0.52 units in the last place. The order of the fused operations is that of glibc's build.
/// - SeeAlso: ARM optimized routines, `pow`: `e^(y ln x)` with the logarithm to 68 bits.
public func power(_ x: Double, _ y: Double) -> Double {
  var bits = x.bitPattern
  let yTop = Int(y.bitPattern >> 52) & 0x7ff
  var sign: UInt64 = 0
  let xTop = Int(bits >> 52)
  if xTop < 1 || xTop >= 0x7ff || yTop < 0x3be || yTop >= 0x43e {
    if let value = specialPower(x, y) { return value }
    if bits >> 63 != 0 {
      guard let odd = parity(y) else { return .nan }
      if odd { sign = 0x800 << 7 }
      bits &= 0x7fff_ffff_ffff_ffff
    }
    let one = (1.0).bitPattern
    if yTop < 0x3be || yTop >= 0x43e {
      if bits == one { return 1 }
      if yTop < 0x3be { return bits > one ? 1 + y : 1 - y }
      return (bits > one) == (y > 0) ? .infinity : 0
    }
    if bits >> 52 == 0 {
      bits = ((x * 0x1p52).bitPattern & 0x7fff_ffff_ffff_ffff) &- (52 << 52)
    }
  }
  let (high, low) = preciseLogarithm(bits)
  let product = y * high
  return exponential(product, fused(y, low, fused(high, y, -product)), sign)
}

/// The value where an argument is zero, infinite or NaN.
private func specialPower(_ x: Double, _ y: Double) -> Double? {
  if y == 0 || x == 1 { return 1 }
  if x.isNaN || y.isNaN { return .nan }
  if y.isInfinite {
    if abs(x) == 1 { return 1 }
    return (abs(x) < 1) == (y > 0) ? 0 : .infinity
  }
  guard x == 0 || x.isInfinite else { return nil }
  let square = parity(y) == true ? x : abs(x)
  let result: Double = x == 0 ? 0 : .infinity
  let signed = square.sign == .minus ? -result : result
  return y < 0 ? 1 / signed : signed
}

/// Whether a whole finite `y` is odd; `nil` if it is broken.
private func parity(_ y: Double) -> Bool? {
  let exponent = Int(y.bitPattern >> 52) & 0x7ff
  if exponent < 0x3ff { return y == 0 ? false : nil }
  if exponent > 0x3ff &+ 52 { return false }
  let unit: UInt64 = 1 << UInt64(0x3ff &+ 52 &- exponent)
  if y.bitPattern & (unit &- 1) != 0 { return nil }
  return y.bitPattern & unit != 0
}

/// `ln` of the positive double of these bits, as a sum of two doubles.
private func preciseLogarithm(_ bits: UInt64) -> (Double, Double) {
  let offset = bits &- 0x3fe6_9555_0000_0000
  let i = 3 &* Int(truncatingIfNeeded: (offset >> 45) & 127)
  let k = Double(Int64(bitPattern: offset) >> 52)
  let z = Double(bitPattern: bits &- (offset & 0xfff << 52))
  let r = fused(z, powerTable[i], -1)
  let t1 = fused(k, 0x1.62e42fefa3800p-1, powerTable[i &+ 1])
  let t2 = t1 + r
  let low1 = fused(k, 0x1.ef35793c76730p-45, powerTable[i &+ 2])
  let low2 = t1 - t2 + r
  let half = -0.5 * r
  let half2 = r * half
  let half3 = r * half2
  let high = t2 + half2
  let low3 = fused(half, r, -half2)
  let low4 = t2 - high + half2
  let first = fused(r, 0x1.0000000000006p-1, -0x1.5555555555560p-1)
  let second = fused(r, -0x1.555555529a47ap-1, 0x1.999999959554ep-1)
  let third = fused(r, 0x1.0002b8b263fc3p+0, -0x1.2495b9b4845e9p+0)
  let p = fused(half2, fused(third, half2, second), first)
  let low = fused(half3, p, low1 + low2 + low3 + low4)
  let sum = high + low
  return (sum, high - sum + low)
}

/// `e^(x + tail)`, negated if `sign` says so.
private func exponential(_ x: Double, _ tail: Double, _ sign: UInt64) -> Double {
  let top = Int(x.bitPattern >> 52) & 0x7ff
  if top < 0x3c9 { return sign == 0 ? 1 + x : -(1 + x) }
  if top >= 0x409 {
    let limit: Double = x < 0 ? 0 : .infinity
    return sign == 0 ? limit : -limit
  }
  let (multiple, count) = nearestMultiple(x)
  var r = fused(multiple, -0x1.62e42fefa0000p-8, x)
  r = fused(multiple, -0x1.cf79abc9e3b3ap-47, r)
  r = tail + r
  let (scale, delta) = scaleAndDelta(r, count, sign: sign)
  guard top < 0x408 else { return scaledAtTheEdge(delta, scale, count) }
  let s = Double(bitPattern: scale)
  return fused(s, delta, s)
}
