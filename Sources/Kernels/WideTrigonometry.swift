/// The sine of an angle, as the code at hand has it. numpy 2 computes it in the same way on all processors.
///
/// SVML takes the nearest multiple of π away and sums a series for what is left; bit-equal to numpy 1.23.5. Beyond 2²⁴ it
/// reduces the angle in another way, and so do we: as glibc.
///
/// - SeeAlso: `svml_z0_sin_d_la.s` of numpy/SVML.
public func sine(_ x: Double, by code: ElementaryCode) -> Double {
  guard code == .wideLow, x.magnitude <= 0x1p+24, x != 0 else { return sine(x) }
  let turns = fused(x, reciprocalOfPi, 0x1.8p+52)
  let count = turns - 0x1.8p+52
  let nearby = fused(-piMiddle, count, fused(-count, piHigh, x))
  let square = nearby * nearby
  let r = fused(-piLow, count, nearby)
  var series = fused(-0x1.9f1517e9f65f0p-41, square, 0x1.60e6bee01d83ep-33)
  series = fused(square, series, -0x1.ae6355aaa4a53p-26)
  series = fused(square, series, 0x1.71de3806add1ap-19)
  series = fused(square, series, -0x1.a01a019a659ddp-13)
  series = fused(square, series, 0x1.111111110a573p-7)
  series = fused(square, series, -0x1.55555555554a8p-3)
  return negated(fused(square * r, series, r), whereOdd: turns)
}

/// The cosine of an angle, as the code at hand has it: in the classic year up to 2.6 · 10⁷ as SVML.
///
/// - SeeAlso: `svml_z0_cos_d_la.s` of numpy/SVML.
public func cosine(_ x: Double, by code: ElementaryCode) -> Double {
  guard code == .wideLow, x.magnitude < 2.6e7 else { return cosine(x) }
  let angle = x.magnitude
  if angle < 0x1p-27 { return 1 }
  // Whole multiples of π below the angle; the remainder is taken from the middle between two of them.
  let nearest = fused(reciprocalOfPi, angle, 0x1p+52)
  let turns = fused(reciprocalOfPi, angle, 0x1p+52 - nearest) < 0 ? nearest - 1 : nearest
  let count = turns - 0x1.fffffffffffffp+51
  let nearby = fused(piMiddle, count, fused(count, piHigh, -angle))
  let square = nearby * nearby
  let r = negated(fused(piLow, count, nearby), whereOdd: turns)
  var series = fused(-0x1.9f0d60811aac8p-41, square, 0x1.60e6857a2f220p-33)
  series = fused(square, series, -0x1.ae63546002231p-26)
  series = fused(square, series, 0x1.71de38030fea0p-19)
  series = fused(square, series, -0x1.a01a019a5b87bp-13)
  series = fused(square, series, 0x1.111111110a4a8p-7)
  series = fused(square, series, -0x1.55555555554a7p-3)
  return fused(r * square, series, r)
}

private let reciprocalOfPi = 0x1.45f306dc9c883p-2
private let piHigh = 0x1.921fb54442d18p+1
private let piMiddle = 0x1.1a62633145c06p-53
private let piLow = 0x1.c1cd129024e09p-106

/// `x` with the other sign where the last bit of `turns` is set.
private func negated(_ x: Double, whereOdd turns: Double) -> Double {
  Double(bitPattern: x.bitPattern ^ turns.bitPattern << 63)
}
