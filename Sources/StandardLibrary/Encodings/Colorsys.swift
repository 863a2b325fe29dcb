import Kernels
import PythonRuntime

/// `colorsys`: the arithmetic of CPython's module, in its order.
extension Standard.Colorsys {
  static let rgbToYiq = Function("rgb_to_yiq(r, g, b)") { call in
    let (r, g, b) = try numbers(call)
    let y = 0.30 * r + 0.59 * g + 0.11 * b
    return tuple(y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y))
  }

  static let yiqToRgb = Function("yiq_to_rgb(y, i, q)") { call in
    let (y, i, q) = try numbers(call)
    func bounded(_ x: Double) -> Double { x < 0 ? 0 : x > 1 ? 1 : x }
    return tuple(
      bounded(y + 0.9468822170900693 * i + 0.6235565819861433 * q),
      bounded(y - 0.27478764629897834 * i - 0.6356910791873801 * q),
      bounded(y - 1.1085450346420322 * i + 1.7090069284064666 * q))
  }

  static let rgbToHls = Function("rgb_to_hls(r, g, b)") { call in
    let (r, g, b) = try numbers(call)
    let (most, least) = (max(r, g, b), min(r, g, b))
    let sum = most + least
    let range = most - least
    let l = sum / 2
    if least == most { return tuple(0, l, 0) }
    let s = l <= 0.5 ? range / sum : range / (2 - most - least)
    return tuple(hue(r, g, b, most, range), l, s)
  }

  static let hlsToRgb = Function("hls_to_rgb(h, l, s)") { call in
    let (h, l, s) = try numbers(call)
    if s == 0 { return .tuple([call[1], call[1], call[1]]) }
    if call[1].bigInt != nil, call[2].bigInt != nil { throw call.unsupported("'colorsys.hls_to_rgb' of integers") }
    let high = l <= 0.5 ? l * (1 + s) : l + s - (l * s)
    let low = 2 * l - high
    func component(_ hue: Double) -> Double {
      let hue = FloatArithmetic.floorDivided(hue, 1).rest
      if hue < 1.0 / 6 { return low + (high - low) * hue * 6 }
      if hue < 0.5 { return high }
      if hue < 2.0 / 3 { return low + (high - low) * (2.0 / 3 - hue) * 6 }
      return low
    }
    return tuple(component(h + 1.0 / 3), component(h), component(h - 1.0 / 3))
  }

  static let rgbToHsv = Function("rgb_to_hsv(r, g, b)") { call in
    let (r, g, b) = try numbers(call)
    let (most, least) = (max(r, g, b), min(r, g, b))
    let range = most - least
    let value = try argument(call, most)
    if least == most { return .tuple([0.0, 0.0, value]) }
    return .tuple([.float(hue(r, g, b, most, range)), .float(range / most), value])
  }

  static let hsvToRgb = Function("hsv_to_rgb(h, s, v)") { call in
    let (h, s, v) = try numbers(call)
    let value = call[2]
    if s == 0 { return .tuple([value, value, value]) }
    let sector = (h * 6).rounded(.towardZero)
    let f = h * 6 - sector
    let (p, q, t) = (v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f)))
    guard let i = Int(exactly: sector) else { throw Raised.overflowError("cannot convert float infinity to integer") }
    let (low, falling, rising) = (Value.float(p), Value.float(q), Value.float(t))
    switch ((i % 6) + 6) % 6 {
    case 0: return .tuple([value, rising, low])
    case 1: return .tuple([falling, value, low])
    case 2: return .tuple([low, value, rising])
    case 3: return .tuple([low, falling, value])
    case 4: return .tuple([rising, low, value])
    default: return .tuple([value, low, falling])
    }
  }

  private static func hue(_ r: Double, _ g: Double, _ b: Double, _ most: Double, _ range: Double) -> Double {
    let (rc, gc, bc) = ((most - r) / range, (most - g) / range, (most - b) / range)
    let h = r == most ? bc - gc : g == most ? 2 + rc - bc : 4 + gc - rc
    return FloatArithmetic.floorDivided(h / 6, 1).rest
  }

  private static func numbers(_ call: Call) throws(Raised) -> (Double, Double, Double) {
    (
      try Standard.Math.number(call[0], call), try Standard.Math.number(call[1], call),
      try Standard.Math.number(call[2], call)
    )
  }

  /// The first argument of this value: integers stay integers.
  private static func argument(_ call: Call, _ number: Double) throws(Raised) -> Value {
    for i in 0..<3 { if try Standard.Math.number(call[i], call) == number { return call[i] } }
    return .float(number)
  }

  private static func tuple(_ a: Double, _ b: Double, _ c: Double) -> Value {
    .tuple([.float(a), .float(b), .float(c)])
  }
}
