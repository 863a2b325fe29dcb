/// `log2 x`, bit-equal to glibc 2.28 and later on processors with FMA.
///
/// - SeeAlso: ARM optimized routines, `log2`: table of 64 subintervals, polynomials of degree 7 and, near 1, 11.
public func binaryLogarithm(_ x: Double) -> Double {
  if x.bitPattern &- 0x3fee_a4af_0000_0000 < 0x0002_10aa_0000_0000 { return logarithmNearOne(x) }
  guard let bits = bitsForLogarithm(x) else { return specialLogarithm(x) }
  let offset = bits &- 0x3fe6_0000_0000_0000
  let i = 2 &* Int(truncatingIfNeeded: (offset >> 46) & 63)
  let k = Double(Int64(bitPattern: offset) >> 52)
  let z = Double(bitPattern: bits &- (offset & 0xfff << 52))
  let r = fused(z, binaryLogarithmTable[i], -1)
  let t = k + binaryLogarithmTable[i &+ 1]
  let product = inverseLn2High * r
  let rest = fused(r, inverseLn2Low, fused(inverseLn2High, r, -product))
  let high = product + t
  let low = t - high + product + rest
  let r2 = r * r
  let first = fused(r, 0x1.ec709dc3a04bep-2, -0x1.71547652b8339p-1)
  let second = fused(r, 0x1.2776c50034c48p-2, -0x1.7154764702ffbp-2)
  let third = fused(r, 0x1.a6225e117f92ep-3, -0x1.ec7b328ea92bcp-3)
  return fused(r2, fused(third, r2 * r2, fused(second, r2, first)), low) + high
}

private let inverseLn2High = 0x1.7154765200000p+0
private let inverseLn2Low = 0x1.705fc2eefa200p-33

private func logarithmNearOne(_ x: Double) -> Double {
  if x == 1 { return 0 }
  let r = x - 1
  let r2 = r * r
  let r4 = r2 * r2
  let product = inverseLn2High * r
  let rest = fused(r, inverseLn2Low, fused(inverseLn2High, r, -product))
  let first = fused(r, 0x1.ec709dc3a03f7p-2, -0x1.71547652b82fep-1)
  let high = fused(first, r2, product)
  let low = fused(first, r2, product - high) + rest
  let second = fused(
    fused(r, 0x1.a61761ec4e736p-3, -0x1.ec709dd768fe5p-3), r2, fused(r, 0x1.2776c50f05be4p-2, -0x1.71547652b7c3fp-2))
  let third = fused(
    fused(r, 0x1.0b32f285aee66p-3, -0x1.289e4a72c383cp-3), r2, fused(r, 0x1.484d154f01b4ap-3, -0x1.7153fbc64a79bp-3))
  return high + fused(fused(third, r4, second), r4, low)
}
