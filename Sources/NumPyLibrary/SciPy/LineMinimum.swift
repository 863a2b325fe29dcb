/// The minimum of a function of one number, as `scipy.optimize.brent` finds it from two starting points.
enum LineMinimum {
  static func found(from a: Double = -2, _ b: Double = 2, _ body: (Double) -> Double) -> Double {
    let bracket = bracketed(a, b, body)
    return brent(bracket, body)
  }

  /// Three points around a minimum, found by steps that grow.
  private static func bracketed(
    _ first: Double, _ second: Double, _ body: (Double) -> Double
  ) -> (Double, Double, Double) {
    let golden = 1.618034
    var (a, b) = (first, second)
    var (fa, fb) = (body(a), body(b))
    if fa < fb { (a, b, fa, fb) = (b, a, fb, fa) }
    var c = b + golden * (b - a)
    var fc = body(c)
    var steps = 0
    while fc < fb, steps < 1000 {
      steps += 1
      let tmp1 = (b - a) * (fb - fc)
      let tmp2 = (b - c) * (fb - fa)
      let gap = tmp2 - tmp1
      let bottom = gap.magnitude < 1e-21 ? 2 * 1e-21 : 2 * gap
      var w = b - ((b - c) * tmp2 - (b - a) * tmp1) / bottom
      let limit = b + 110 * (c - b)
      var fw: Double
      if (w - c) * (b - w) > 0 {
        fw = body(w)
        if fw < fc { return (b, w, c) }
        if fw > fb { return (a, b, w) }
        w = c + golden * (c - b)
        fw = body(w)
      } else if (w - limit) * (limit - c) >= 0 {
        w = limit
        fw = body(w)
      } else if (w - limit) * (c - w) > 0 {
        fw = body(w)
        if fw < fc {
          (b, c) = (c, w)
          w = c + golden * (c - b)
          (fb, fc) = (fc, fw)
          fw = body(w)
        }
      } else {
        w = c + golden * (c - b)
        fw = body(w)
      }
      (a, b, c) = (b, c, w)
      (fa, fb, fc) = (fb, fc, fw)
    }
    return (a, b, c)
  }

  /// Brent's method: parabolas where they help, golden sections elsewhere.
  private static func brent(_ bracket: (Double, Double, Double), _ body: (Double) -> Double) -> Double {
    let (tolerance, smallest, golden) = (1.48e-8, 1e-11, 0.3819660)
    var x = bracket.1
    var (w, v) = (x, x)
    var fx = body(x)
    var (fw, fv) = (fx, fx)
    var a = Swift.min(bracket.0, bracket.2)
    var b = Swift.max(bracket.0, bracket.2)
    var delta = 0.0
    var ratio = 0.0
    for _ in 0..<500 {
      let tol1 = tolerance * x.magnitude + smallest
      let tol2 = 2 * tol1
      let middle = 0.5 * (a + b)
      if (x - middle).magnitude < tol2 - 0.5 * (b - a) { break }
      if delta.magnitude <= tol1 {
        delta = x >= middle ? a - x : b - x
        ratio = golden * delta
      } else {
        var tmp1 = (x - w) * (fx - fv)
        var tmp2 = (x - v) * (fx - fw)
        var p = (x - v) * tmp2 - (x - w) * tmp1
        tmp2 = 2 * (tmp2 - tmp1)
        if tmp2 > 0 { p = -p }
        tmp2 = tmp2.magnitude
        tmp1 = delta
        delta = ratio
        if p > tmp2 * (a - x), p < tmp2 * (b - x), p.magnitude < (0.5 * tmp2 * tmp1).magnitude {
          ratio = p / tmp2
          let u = x + ratio
          if u - a < tol2 || b - u < tol2 { ratio = middle - x >= 0 ? tol1 : -tol1 }
        } else {
          delta = x >= middle ? a - x : b - x
          ratio = golden * delta
        }
      }
      let u = ratio.magnitude < tol1 ? (ratio >= 0 ? x + tol1 : x - tol1) : x + ratio
      let fu = body(u)
      if fu > fx {
        if u < x { a = u } else { b = u }
        if fu <= fw || w == x {
          (v, w, fv, fw) = (w, u, fw, fu)
        } else if fu <= fv || v == x || v == w {
          (v, fv) = (u, fu)
        }
      } else {
        if u >= x { a = x } else { b = x }
        (v, w, x) = (w, x, u)
        (fv, fw, fx) = (fw, fx, fu)
      }
    }
    return x
  }
}
