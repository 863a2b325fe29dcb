/// Whose code computes `exp`, `log` and their kin: they differ in the last bit of some results.
public enum ElementaryCode: UInt8, CaseIterable, Sendable {
  /// glibc's, bit for bit: Python's `math` everywhere, numpy on processors without AVX-512.
  case scalar
  /// Intel's SVML in its lower accuracy: numpy 1.22 to 1.26 on processors with AVX-512.
  case wideLow
  /// Intel's SVML in its higher accuracy: numpy 2 on processors with AVX-512.
  case wideHigh
}

/// The natural logarithm, as the code at hand has it.
///
/// SVML takes the argument apart into `2^k m`, looks up the logarithm of a reciprocal of `m` that is rounded to five binary
/// places, and sums a series for what is left; bit-equal to numpy 1.23.5 and 2.4.6 on Intel's processors.
///
/// - SeeAlso: the descriptions of the algorithms in `svml_z0_log_d_la.s` and `svml_z0_log_d_ha.s` of numpy/SVML.
public func naturalLogarithm(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x > 0, x < .infinity else { return naturalLogarithm(x) }
  let (mantissa, power) = normalised(x)
  let reciprocal = roundedReciprocal(mantissa)
  let rest = fused(reciprocal.value, mantissa, -1)
  return logarithm(of: reciprocal, power: power, rest, low: 0, isHigh: code == .wideHigh)
}

/// `ln(1 + x)`, as the code at hand has it.
///
/// - SeeAlso: `svml_z0_log1p_d_la.s` and `svml_z0_log1p_d_ha.s` of numpy/SVML.
public func logarithmOfOnePlus(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x > -1, x < .infinity else { return logarithmOfOnePlus(x) }
  // 1 + x, and what rounding took from it.
  let sum = 1 + x
  let lost = (x < 1 ? x : 1) - (sum - (x < 1 ? 1 : x))
  let (mantissa, power) = normalised(sum)
  let scaled = scaledByPowerOfTwo(lost, -power)
  let reciprocal = roundedReciprocal(mantissa)
  let rest = fused(reciprocal.value, mantissa, -1)
  let result: Double
  if code == .wideHigh {
    let correction = reciprocal.value * scaled
    let high = rest + correction
    let low = correction - (high - rest)
    result = logarithm(of: reciprocal, power: power, high, low: low, isHigh: true)
  } else {
    let high = fused(scaled, reciprocal.value, rest)
    result = logarithm(of: reciprocal, power: power, high, low: 0, isHigh: false)
  }
  return x.sign == .minus ? -result.magnitude : result
}

/// A reciprocal in 32nds.
struct RoundedReciprocal {
  /// 16 to 32.
  let parts: Int
  var value: Double { Double(parts) / 32 }
  /// Where the tables have its logarithm: 1 and ½ share a place, since those below ¾ count with the next power of two.
  var place: Int { parts & 15 }
}

/// `k ln 2 - ln(reciprocal) + ln(1 + rest)`.
private func logarithm(
  of reciprocal: RoundedReciprocal, power: Int, _ rest: Double, low: Double, isHigh: Bool
) -> Double {
  let power = Double(reciprocal.parts < 24 ? power + 1 : power)
  let square = rest * rest
  let series = logarithmSeries(rest, square)
  let place = reciprocal.place
  if !isHigh {
    return fused(0x1.62e42fefa39efp-1, power, reciprocalLogarithms[place] + fused(square, series, rest))
  }
  let table = fused(0x1.62e42fefa0000p-1, power, reciprocalLogarithmsHigh[place])
  let high = table + rest
  let tail = fused(square, series, rest - (high - table))
  return high + (tail + fused(0x1.cf79abc9e0000p-40, power, reciprocalLogarithmsLow[place] + low))
}

/// `(ln(1 + r) - r) / r²`.
private func logarithmSeries(_ r: Double, _ square: Double) -> Double {
  let a = fused(0x1.c81cd309d7c70p-4, r, -0x1.007357e93af62p-3)
  let b = fused(0x1.249229cee81efp-3, r, -0x1.55553fb28db06p-3)
  let c = fused(0x1.9999999cc9f5cp-3, r, -0x1.00000000c05bdp-2)
  let d = fused(0x1.5555555555466p-2, r, -0x1.fffffffffffc6p-2)
  return fused(square * square, fused(square, a, b), fused(square, c, d))
}

/// `x = mantissa 2^power`, with a mantissa from 1 up to 2, of a positive number.
func normalised(_ x: Double) -> (mantissa: Double, power: Int) {
  let isSmall = x < 0x1p-1022
  let bits = (isSmall ? x * 0x1p54 : x).bitPattern
  let power = Int(bits >> 52) - 1023 - (isSmall ? 54 : 0)
  return (Double(bitPattern: bits & 0xf_ffff_ffff_ffff | 0x3ff0_0000_0000_0000), power)
}

/// `x 2^power`, rounded once.
private func scaledByPowerOfTwo(_ x: Double, _ power: Int) -> Double {
  if power > 1000 { return x * 0x1p1000 * Double(bitPattern: UInt64(power - 1000 + 1023) << 52) }
  if power < -1000 { return x * 0x1p-1000 * Double(bitPattern: UInt64(power + 1000 + 1023) << 52) }
  return x * Double(bitPattern: UInt64(power + 1023) << 52)
}

/// The reciprocal of a mantissa in 32nds, as `vrcp14pd` and rounding to five binary places give it.
///
/// The instruction looks at 16 places of the mantissa; where its rounded result steps down was measured.
func roundedReciprocal(_ mantissa: Double) -> RoundedReciprocal {
  let leading = UInt16(truncatingIfNeeded: mantissa.bitPattern >> 36)
  var parts = 32
  for step in reciprocalSteps where leading >= step { parts &-= 1 }
  return RoundedReciprocal(parts: parts)
}

/// The leading 16 places of the mantissas from which on the reciprocal is one 32nd less.
private let reciprocalSteps: [UInt16] = [
  0x040f, 0x0c97, 0x15b4, 0x1f70, 0x29e6, 0x3523, 0x4143, 0x4e5f, 0x5c99, 0x6c15, 0x7d07, 0x8f9c, 0xa41a, 0xbad0,
  0xd41c, 0xf080,
]

/// `-ln(1 + i/16)`, from `i` = 8 on `ln 2 - ln(1 + i/16)`.
private let reciprocalLogarithms: [Double] = [
  0, -0x1.f0a30c01162a6p-5, -0x1.e27076e2af2e6p-4, -0x1.5ff3070a793d4p-3, -0x1.c8ff7c79a9a22p-3,
  -0x1.1675cababa60ep-2, -0x1.4618bc21c5ec2p-2, -0x1.739d7f6bbd007p-2, 0x1.269621134db92p-2, 0x1.f991c6cb3b379p-3,
  0x1.a93ed3c8ad9e3p-3, 0x1.5bf406b543db2p-3, 0x1.1178e8227e47cp-3, 0x1.9335e5d594989p-4, 0x1.08598b59e3a07p-4,
  0x1.0415d89e74444p-5,
]

/// The same with fewer bits, so that multiples of `ln 2` can be added without rounding.
private let reciprocalLogarithmsHigh: [Double] = [
  0, -0x1.f0a30c0120000p-5, -0x1.e27076e2b0000p-4, -0x1.5ff3070a78000p-3, -0x1.c8ff7c79a8000p-3,
  -0x1.1675cababc000p-2, -0x1.4618bc21c4000p-2, -0x1.739d7f6bbc000p-2, 0x1.269621134c000p-2, 0x1.f991c6cb38000p-3,
  0x1.a93ed3c8b0000p-3, 0x1.5bf406b540000p-3, 0x1.1178e82280000p-3, 0x1.9335e5d590000p-4, 0x1.08598b59e0000p-4,
  0x1.0415d89e80000p-5,
]

/// What those lack.
private let reciprocalLogarithmsLow: [Double] = [
  0, 0x1.3ab33d066d1d2p-42, 0x1.a342c2af0003cp-45, -0x1.3d3c873e20a07p-43, -0x1.a21ac25d81ef3p-43,
  0x1.9f1fc63382a8fp-42, -0x1.ec27d0b7b37b3p-42, -0x1.0069ce24c53fbp-42, 0x1.b92783beb7677p-42,
  0x1.9bcbecca0cdf3p-42, -0x1.30e486a0ac42dp-42, 0x1.ed8fdc149767ep-42, -0x1.b8421cc74be04p-43,
  0x1.2622b8757a8fbp-42, 0x1.d034451fecdfbp-43, -0x1.77771fd187145p-42,
]
