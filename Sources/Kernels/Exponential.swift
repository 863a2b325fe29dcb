/// `a * b + c` rounded once; where the processor lacks the instruction, the C library computes the same bits.
@inline(__always)
func fused(_ a: Double, _ b: Double, _ c: Double) -> Double {
  c.addingProduct(a, b)
}

/// `e^x`, bit-equal to glibc 2.28 and later on processors with FMA.
///
/// Below 0.511 units in the last place. The order of the fused operations is that of glibc's build.
/// - SeeAlso: ARM optimized routines, `exp`: table of 2^(i/128), polynomial of degree 5.
public func exponential(_ x: Double) -> Double {
  let top = Int(x.bitPattern >> 52) & 0x7ff
  var large = false
  if top < 0x3c9 { return 1 + x }
  if top >= 0x408 {
    if top >= 0x409 {
      if x == -.infinity { return 0 }
      if top == 0x7ff { return 1 + x }
      return x < 0 ? 0 : .infinity
    }
    large = true
  }
  let (multiple, count) = nearestMultiple(x)
  var r = fused(multiple, -0x1.62e42fefa0000p-8, x)
  r = fused(multiple, -0x1.cf79abc9e3b3ap-47, r)
  let (scale, delta) = scaleAndDelta(r, count, sign: 0)
  guard large else {
    let s = Double(bitPattern: scale)
    return fused(s, delta, s)
  }
  return scaledAtTheEdge(delta, scale, count)
}

/// `x` in units of ln 2 / 128: the nearest whole number, as a double and in the low bits.
func nearestMultiple(_ x: Double) -> (Double, UInt64) {
  let shift = 0x1.8p52
  let shifted = fused(x, 0x1.71547652b82fep7, shift)
  return (shifted - shift, shifted.bitPattern)
}

/// The bits of 2^(count/128) and `e^r - 1`, for a small `r`.
func scaleAndDelta(_ r: Double, _ count: UInt64, sign: UInt64) -> (UInt64, Double) {
  let i = Int(truncatingIfNeeded: 2 &* (count & 127))
  let scale = exponentialTable[i &+ 1] &+ ((count &+ sign) << 45)
  let tail = Double(bitPattern: exponentialTable[i])
  let r2 = r * r
  let low = fused(fused(r, 0x1.555555555543cp-3, 0x1.ffffffffffdbdp-2), r2, r + tail)
  let high = fused(r, 0x1.1111167a4d017p-7, 0x1.55555cf172b91p-5)
  return (scale, fused(r2 * r2, high, low))
}

/// The result where the scale itself over- or underflows, rounded once.
func scaledAtTheEdge(_ delta: Double, _ scale: UInt64, _ count: UInt64) -> Double {
  if count & 0x8000_0000 == 0 {
    let s = Double(bitPattern: scale &- (1009 << 52))
    return 0x1p1009 * fused(s, delta, s)
  }
  let bits = scale &+ (1022 << 52)
  let s = Double(bitPattern: bits)
  let product = s * delta
  var y = s + product
  if abs(y) < 1 {
    // A subnormal result: round here to the bits that are left, so that the last product is exact.
    let one = y < 0 ? -1.0 : 1.0
    let low = s - y + product
    let high = one + y
    y = (one - high + y + low) + high - one
    if y == 0 { y = Double(bitPattern: bits & 1 << 63) }
  }
  return y * 0x1p-1022
}
