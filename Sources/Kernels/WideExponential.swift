/// `e^x`, as the code at hand has it.
///
/// SVML takes the nearest lower 16th of a power of two from a table and sums a series for what is left; bit-equal to numpy
/// 1.23.5 and 2.4.6. Beyond ±707 it computes in another way, and so do we: as glibc.
///
/// - SeeAlso: the descriptions of the algorithms in `svml_z0_exp_d_la.s` and `svml_z0_exp_d_ha.s` of numpy/SVML.
public func exponential(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x.magnitude < 0x1.61da04cbafe44p+9 else { return exponential(x) }
  let power = lowerSixteenths(x)
  let r = reduced(x, power)
  let place = Int(power * 16) & 15
  let root = sixteenthRoots[place]
  let square = r * r
  let sum: Double
  if code == .wideHigh {
    let a = fused(0x1.7411836940c04p-10, r, 0x1.1101cbbc265c0p-7)
    let b = fused(0x1.55557242d68fep-5, r, 0x1.5555553939732p-3)
    let c = fused(0x1.000000000d008p-1, r, 0x1.fffffffffff70p-1)
    sum = fused(fused(square, fused(square, a, b), c), r, sixteenthRootTails[place])
  } else {
    let a = fused(0x1.72eb5ef0d213dp-10, r, 0x1.1106603d97c00p-7)
    let b = fused(0x1.555564bb4f5f0p-5, r, 0x1.5555554b508a2p-3)
    sum = fused(square * r, fused(square, a, b), fused(square, 0x1.0000000002622p-1, r))
  }
  return scaled(fused(root, sum, root), power)
}

/// `e^x - 1`, as the code at hand has it.
///
/// - SeeAlso: `svml_z0_expm1_d_la.s` and `svml_z0_expm1_d_ha.s` of numpy/SVML.
public func exponentialMinusOne(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x < 0x1.61da04cbafe44p+9 else { return exponentialMinusOne(x) }
  // Below this the result is -1 on either way.
  guard x > -600 else { return -1 }
  let power = fused(x, log2e, magic) - magic
  let place = Int(power * 16) & 15
  let root = scaled(sixteenthRoots[place], power < -128 ? -128 : power)
  let tail = sixteenthRootTails[place]
  let result =
    code == .wideHigh ? minusOneHigh(x, power, root, tail) : minusOneLow(reduced(x, power), root, tail)
  return x.sign == .minus ? -result.magnitude : result
}

private func minusOneLow(_ r: Double, _ root: Double, _ tail: Double) -> Double {
  let a = fused(0x1.a020410303d8ap-13, r, 0x1.6c1c38e164a2fp-10)
  let b = fused(0x1.1111110865214p-7, r, 0x1.5555554ad3d06p-5)
  let c = fused(0x1.5555555555656p-3, r, 0x1.00000000000a2p-1)
  let square = r * r
  let series = fused(square, fused(square, fused(square, a, b), c), tail) + r
  return fused(series, root, root - 1)
}

private func minusOneHigh(_ x: Double, _ power: Double, _ root: Double, _ tail: Double) -> Double {
  let first = fused(-power, ln2High, x)
  let r = fused(-power, ln2Low, first)
  let lost = fused(-ln2Low, power, first - r)
  let square = r * r
  let a = fused(0x1.a01f8f4be0bb2p-16, r, 0x1.a01f8f4b129c3p-13)
  let b = fused(0x1.6c16c16304601p-10, r, 0x1.1111110a65711p-7)
  let c = fused(0x1.555555555560ap-5, r, 0x1.55555555555f9p-3)
  let series = fused(r, fused(square, fused(square, a, b), c), 0.5)
  let small = fused(square, series, fused(r, tail, lost + tail))
  // root - 1 in two parts, plus r · root in two parts.
  let whole = root - 1
  let rest = root < 1 ? (-1 - whole) + root : (root - whole) - 1
  let high = fused(r, root, whole)
  let low = fused(r, root, -(high - whole))
  return high + (fused(small, root, rest) + low)
}

private let log2e = 0x1.71547652b82fep+0
private let ln2High = 0x1.62e42fefa39efp-1
private let ln2Low = 0x1.abc9e3b39803fp-56
/// Numbers of this size have four binary places.
private let magic = 0x1.8p+48

/// `x log2(e)`, rounded down to a 16th.
private func lowerSixteenths(_ x: Double) -> Double {
  let nearest = fused(x, log2e, magic)
  let rest = fused(x, log2e, magic - nearest)
  return (rest < 0 ? nearest - 0.0625 : nearest) - magic
}

/// `x - power ln 2`.
private func reduced(_ x: Double, _ power: Double) -> Double {
  fused(-ln2Low, power, fused(-power, ln2High, x))
}

/// `x` times the whole power of two that is not above `power`.
private func scaled(_ x: Double, _ power: Double) -> Double {
  x * Double(bitPattern: UInt64(Int(power.rounded(.down)) + 1023) << 52)
}

/// `2^(i/16)`.
private let sixteenthRoots: [Double] = [
  1, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0, 0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0,
  0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0, 0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0,
  0x1.9c49182a3f090p+0, 0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0,
]

/// What those lack, in parts of them.
private let sixteenthRootTails: [Double] = [
  0, 0x1.79aa65d837b6dp-54, -0x1.01b15eaa59348p-55, 0x1.68efde3a8a894p-54, 0x1.34d754db0abb6p-55,
  0x1.59f48a72a4c6dp-55, 0x1.690cebb7aafb0p-56, 0x1.063e1e21c5409p-54, -0x1.3b3efbf5e2228p-54,
  -0x1.b32dcb94da51dp-56, 0x1.db72fc1f0eab4p-55, 0x1.1affc2b91ce27p-56, 0x1.c1a7792cb3387p-55,
  0x1.36eae30af0cb3p-56, 0x1.4a385a63d07a7p-56, -0x1.ff7128fd391f0p-55,
]
