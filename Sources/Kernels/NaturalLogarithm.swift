/// `ln x`, bit-equal to glibc 2.28 and later on processors with FMA; -inf for 0, NaN below.
///
/// Below 0.519 units in the last place. The order of the fused operations is that of glibc's build.
/// - SeeAlso: ARM optimized routines, `log`: table of 128 subintervals, polynomials of degree 6 and, near 1, 12.
public func naturalLogarithm(_ x: Double) -> Double {
  var bits = x.bitPattern
  if bits &- 0x3fee_0000_0000_0000 < 0x0003_0900_0000_0000 { return logarithmNearOne(x) }
  guard let normal = bitsForLogarithm(x) else { return specialLogarithm(x) }
  bits = normal
  let offset = bits &- 0x3fe6_0000_0000_0000
  let i = 2 &* Int(truncatingIfNeeded: (offset >> 45) & 127)
  let k = Double(Int64(bitPattern: offset) >> 52)
  let z = Double(bitPattern: bits &- (offset & 0xfff << 52))
  let r = fused(z, logarithmTable[i], -1)
  let w = fused(k, 0x1.62e42fefa3800p-1, logarithmTable[i &+ 1])
  let high = w + r
  var low = fused(k, 0x1.ef35793c76730p-45, w - high + r)
  let r2 = r * r
  low = fused(r2, -0x1.0000000000001p-1, low)
  let first = fused(r, -0x1.fffffffeb4590p-3, 0x1.555555551305bp-2)
  let second = fused(r, -0x1.55575e506c89fp-3, 0x1.999b324f10111p-3)
  return fused(r * r2, fused(second, r2, first), low) + high
}

private func logarithmNearOne(_ x: Double) -> Double {
  if x == 1 { return 0 }
  let r = x - 1
  let r2 = r * r
  let r3 = r * r2
  let first = fused(r2, 0x1.999999995dd0cp-3, fused(r, -0x1.ffffffffffdcbp-3, 0x1.5555555555577p-2))
  let second = fused(r2, -0x1.fffffa4423d65p-4, fused(r, 0x1.24924a344de30p-3, -0x1.55555556745a7p-3))
  var p = fused(r, -0x1.999eb43b068ffp-4, 0x1.c7184282ad6cap-4)
  p = fused(r2, 0x1.78182f7afd085p-4, p)
  p = fused(r3, -0x1.5521375d145cdp-4, p)
  p = fused(fused(p, r3, second), r3, first)
  let rHigh = fused(-0x1p27, r, fused(r, 0x1p27, r))
  let square = rHigh * rHigh
  let high = fused(square, -0.5, r)
  let low = fused(-0.5 * (r - rHigh), r + rHigh, fused(square, -0.5, r - high))
  return high + fused(p, r3, low)
}

/// The bits of a positive finite `x`, a subnormal one scaled by 2^52 with its exponent told; otherwise `nil`.
func bitsForLogarithm(_ x: Double) -> UInt64? {
  let bits = x.bitPattern
  if bits &- 0x0010_0000_0000_0000 < 0x7fe0_0000_0000_0000 { return bits }
  guard x > 0, x.isFinite else { return nil }
  return (x * 0x1p52).bitPattern &- (52 << 52)
}

/// A logarithm's value at 0, below, and of what is not finite.
func specialLogarithm(_ x: Double) -> Double {
  if x == 0 { return -.infinity }
  return x == .infinity ? .infinity : .nan
}
