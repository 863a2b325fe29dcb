/// `log10 x`, bit-equal to glibc 2.36 on processors with FMA.
///
/// - SeeAlso: FreeBSD msun (fdlibm) `e_log10.c`.
public func decimalLogarithm(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return specialLogarithm(x) }
  let subnormal = x.bitPattern < 0x0010_0000_0000_0000
  let bits = subnormal ? (x * 0x1p54).bitPattern : x.bitPattern
  let k = Int(bits >> 52) &- 1023 &- (subnormal ? 54 : 0)
  let below: UInt64 = k < 0 ? 1 : 0
  let scaled = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff | (0x3ff &- below) << 52)
  let y = Double(k &+ Int(below))
  let z = y * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * naturalLogarithm(scaled)
  return z + y * 3.01029995663611771306e-01
}
