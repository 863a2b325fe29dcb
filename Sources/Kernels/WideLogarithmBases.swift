/// The logarithm to the base 2, as the code at hand has it.
///
/// - SeeAlso: `svml_z0_log2_d_la.s` and `svml_z0_log2_d_ha.s` of numpy/SVML.
public func binaryLogarithm(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x > 0, x < .infinity else { return binaryLogarithm(x) }
  let parts = LogarithmParts(x)
  let (r, square) = (parts.rest, parts.square)
  if code == .wideHigh {
    let a = fused(-0x1.283074b6385edp-3, r, 0x1.48f3d7961ddc4p-3)
    let b = fused(-0x1.715442d67f111p-3, r, 0x1.a6173d9393468p-3)
    let c = fused(-0x1.ec709dc9f7735p-3, r, 0x1.2776c510a3422p-2)
    let d = fused(-0x1.71547652b8064p-2, r, 0x1.ec709dc3a0328p-2)
    let e = fused(-0x1.71547652b82fep-1, r, 0x1.7bc726bb4732ep-56)
    let series = fused(square, fused(square * square, fused(square, a, b), fused(square, c, d)), e)
    let table = (high: parts.power + binaryHigh[parts.place], low: binaryLow[parts.place])
    return parts.summed(series, factor: 0x1.71547652b82fep+0, table)
  }
  let a = fused(0x1.4904bda0e1d12p-3, r, -0x1.71fb84deb5ccep-3)
  let b = fused(0x1.a617351818613p-3, r, -0x1.ec707e4e3144cp-3)
  let c = fused(0x1.2776c5114d91ap-2, r, -0x1.71547653d0f8dp-2)
  let d = fused(0x1.ec709dc3a029fp-2, r, -0x1.71547652b82d4p-1)
  let series = fused(square * square, fused(square, a, b), fused(square, c, d))
  return parts.power + fused(fused(r, series, 0x1.71547652b82fep+0), r, binaryTable[parts.place])
}

/// The logarithm to the base 10, as the code at hand has it.
///
/// - SeeAlso: `svml_z0_log10_d_la.s` and `svml_z0_log10_d_ha.s` of numpy/SVML.
public func decimalLogarithm(_ x: Double, by code: ElementaryCode) -> Double {
  guard code != .scalar, x > 0, x < .infinity else { return decimalLogarithm(x) }
  let parts = LogarithmParts(x)
  let (r, square) = (parts.rest, parts.square)
  let a = fused(0x1.8c2d828480370p-5, r, -0x1.bd80d96029814p-5)
  let b = fused(0x1.fc3f6f38b58a2p-5, r, -0x1.287a63464dc80p-4)
  let c = fused(0x1.63c62777f27d9p-4, r, -0x1.bcb7b153c06a3p-4)
  let d = fused(0x1.287a7636f428cp-3, r, -0x1.bcb7b1526e4dbp-3)
  let series = fused(square * square, fused(square, a, b), fused(square, c, d))
  if code == .wideHigh {
    let high = fused(0x1.34413509f0000p-2, parts.power, decimalHigh[parts.place])
    let low = fused(0x1.e7fbcc47c4acdp-40, parts.power, decimalLow[parts.place])
    return parts.summed(fused(r, series, 0x1.9a5fdaaf11825p-57), factor: 0x1.bcb7b1526e50ep-2, (high, low))
  }
  let rest = fused(fused(r, series, 0x1.bcb7b1526e50ep-2), r, decimalTable[parts.place])
  return fused(0x1.34413509f79ffp-2, parts.power, rest)
}

/// A positive number as `2^power (1 + rest) / reciprocal`.
private struct LogarithmParts {
  let power: Double
  let rest: Double
  /// Where the tables have the reciprocal's logarithm.
  let place: Int
  var square: Double { rest * rest }

  init(_ x: Double) {
    let (mantissa, exponent) = normalised(x)
    let reciprocal = roundedReciprocal(mantissa)
    power = Double(reciprocal.parts < 24 ? exponent + 1 : exponent)
    rest = fused(reciprocal.value, mantissa, -1)
    place = reciprocal.place
  }

  /// `table + factor rest + series rest`, with what rounding takes from the first sum.
  func summed(_ series: Double, factor: Double, _ table: (high: Double, low: Double)) -> Double {
    let high = fused(rest, factor, table.high)
    let low = table.low + fused(rest, factor, -(high - table.high))
    return high + fused(rest, series, low)
  }
}

/// `-log2(1 + i/16)`, from `i` = 8 on plus 1.
private let binaryTable: [Double] = [
  0, -0x1.663f6fac91316p-4, -0x1.5c01a39fbd688p-3, -0x1.fbc16b902680ap-3, -0x1.49a784bcd1b8bp-2,
  -0x1.91bba891f1709p-2, -0x1.d6753e032ea0fp-2, -0x1.0c10500d63aa6p-1, 0x1.a8ff971810a5ep-2, 0x1.6cb0f6865c8eap-2,
  0x1.32bfee370ee68p-2, 0x1.f5fd8a9063e35p-3, 0x1.8a8980abfbd32p-3, 0x1.22dadc2ab3497p-3, 0x1.7d60496cfbb4cp-4,
  0x1.77394c9d958d5p-5,
]

/// The same with fewer bits.
private let binaryHigh: [Double] = [
  0, -0x1.663f6fac90000p-4, -0x1.5c01a39fc0000p-3, -0x1.fbc16b9028000p-3, -0x1.49a784bcd0000p-2,
  -0x1.91bba891f0000p-2, -0x1.d6753e0330000p-2, -0x1.0c10500d64000p-1, 0x1.a8ff971810000p-2, 0x1.6cb0f6865c000p-2,
  0x1.32bfee3710000p-2, 0x1.f5fd8a9060000p-3, 0x1.8a8980abf8000p-3, 0x1.22dadc2ab0000p-3, 0x1.7d60496d00000p-4,
  0x1.77394c9da0000p-5,
]

/// What those lack.
private let binaryLow: [Double] = [
  0, -0x1.3167ccc538261p-44, 0x1.4bc302ffa76fbp-42, 0x1.7f5dc57266758p-43, -0x1.b8afe492bf6ffp-42,
  -0x1.708b4b2b5056cp-42, 0x1.5f101c141e670p-42, 0x1.5669df6a2b592p-43, 0x1.4bc302ffa76fbp-43, 0x1.1d406db502403p-43,
  -0x1.1979a5db68722p-42, 0x1.f1a4847f7b278p-42, 0x1.e9933354dbf17p-42, 0x1.a4b69691d7994p-42,
  -0x1.12ce6312ebb82p-42, -0x1.4e55443478fe0p-42,
]

/// `-log10(1 + i/16)`, from `i` = 8 on plus `log10(2)`.
private let decimalTable: [Double] = [
  0, -0x1.af5f92b00e610p-6, -0x1.a30a9d609efeap-5, -0x1.31b3055c47118p-4, -0x1.8cf183886480dp-4,
  -0x1.e3bc1ab0e19fep-4, -0x1.1b3e71ec94f7bp-3, -0x1.42c7e7fe3fc02p-3, 0x1.ffbfc2bbc7803p-4, 0x1.b721cd17157e3p-4,
  0x1.715d0ce367afcp-4, 0x1.2e3a740b7800fp-4, 0x1.db11ed766abf4p-5, 0x1.5e3966b7e9295p-5, 0x1.cb38fccd8bfdbp-6,
  0x1.c3d0837784c41p-7,
]

/// The same with fewer bits.
private let decimalHigh: [Double] = [
  0, -0x1.af5f92b000000p-6, -0x1.a30a9d60a0000p-5, -0x1.31b3055c40000p-4, -0x1.8cf1838860000p-4,
  -0x1.e3bc1ab0e0000p-4, -0x1.1b3e71ec98000p-3, -0x1.42c7e7fe40000p-3, 0x1.ffbfc2bbc0000p-4, 0x1.b721cd1710000p-4,
  0x1.715d0ce360000p-4, 0x1.2e3a740b80000p-4, 0x1.db11ed7660000p-5, 0x1.5e3966b7e0000p-5, 0x1.cb38fccd80000p-6,
  0x1.c3d0837780000p-7,
]

/// What those lack.
private let decimalLow: [Double] = [
  0, -0x1.cc1f4dbc14db5p-43, 0x1.0163d7e67d282p-45, -0x1.c46006d082e6dp-42, -0x1.20326ca2c7e5fp-42,
  -0x1.9fe3d562a53f0p-44, 0x1.842a222666db0p-42, 0x1.ff1d22abd8abep-46, 0x1.e00dd60df12c3p-42, 0x1.5f8a57d982e77p-42,
  0x1.ebeeb67bf155ap-42, -0x1.ffc5aef53f2edp-42, 0x1.57e865b878377p-42, 0x1.252a37739a5f7p-42, 0x1.7fb6d2d6528c7p-43,
  0x1.310272fe17537p-45,
]
