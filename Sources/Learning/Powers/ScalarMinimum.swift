/// Where a function of one number is least, as scipy looks for it.
///
/// - SeeAlso: Brent (1973); scipy 1.10 and 1.17, `optimize.brent`, `optimize.fminbound`.
package enum ScalarMinimum {
  /// `brent` from a first step: brackets downhill, then parabolas and golden sections.
  ///
  /// - Parameter span: two different numbers.
  package static func brent(from span: (Double, Double), _ function: (Double) -> Double) -> Double {
    let bracket = Bracket(span, function)
    var search = BrentSearch(bracket)
    let (tolerance, least, section) = (1.48e-8, 1.0e-11, 0.3819660)
    var (last, step) = (0.0, 0.0)
    for _ in 0..<500 {
      let small = tolerance * search.x.magnitude + least
      let middle = 0.5 * (search.a + search.b)
      if (search.x - middle).magnitude < 2 * small - 0.5 * (search.b - search.a) { break }
      if last.magnitude <= small {
        last = search.x >= middle ? search.a - search.x : search.b - search.x
        step = section * last
      } else {
        let (p, q) = search.parabola
        let before = last
        last = step
        if p > q * (search.a - search.x), p < q * (search.b - search.x), p.magnitude < (0.5 * q * before).magnitude {
          step = p / q
          let u = search.x + step
          if u - search.a < 2 * small || search.b - u < 2 * small { step = middle - search.x >= 0 ? small : -small }
        } else {
          last = search.x >= middle ? search.a - search.x : search.b - search.x
          step = section * last
        }
      }
      let u = search.x + (step.magnitude < small ? (step >= 0 ? small : -small) : step)
      search.take(u, function(u))
    }
    return search.x
  }

  /// `fminbound`: between two numbers.
  static func bounded(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double {
    let section = 0.5 * (3 - (5.0).squareRoot())
    let root = (2.2e-16).squareRoot()
    var (a, b) = (low, high)
    var third = a + section * (b - a)
    var (second, best) = (third, third)
    var (step, last) = (0.0, 0.0)
    var leastValue = function(best)
    var (thirdValue, secondValue) = (leastValue, leastValue)
    var middle = 0.5 * (a + b)
    var small = root * best.magnitude + 1.48e-8 / 3
    var calls = 1
    while (best - middle).magnitude > 2 * small - 0.5 * (b - a), calls < 500 {
      var isGolden = true
      if last.magnitude > small {
        var r = (best - second) * (leastValue - thirdValue)
        var q = (best - third) * (leastValue - secondValue)
        var p = (best - third) * q - (best - second) * r
        q = 2 * (q - r)
        if q > 0 { p = -p }
        q = q.magnitude
        r = last
        last = step
        if p.magnitude < (0.5 * q * r).magnitude, p > q * (a - best), p < q * (b - best) {
          isGolden = false
          step = p / q
          let x = best + step
          if x - a < 2 * small || b - x < 2 * small { step = middle >= best ? small : -small }
        }
      }
      if isGolden {
        last = best >= middle ? a - best : b - best
        step = section * last
      }
      let x = best + (step >= 0 ? 1 : -1) * max(step.magnitude, small)
      let value = function(x)
      calls += 1
      if value <= leastValue {
        if x >= best { a = best } else { b = best }
        (third, thirdValue) = (second, secondValue)
        (second, secondValue) = (best, leastValue)
        (best, leastValue) = (x, value)
      } else {
        if x < best { a = x } else { b = x }
        if value <= secondValue || second == best {
          (third, thirdValue) = (second, secondValue)
          (second, secondValue) = (x, value)
        } else if value <= thirdValue || third == best || third == second {
          (third, thirdValue) = (x, value)
        }
      }
      middle = 0.5 * (a + b)
      small = root * best.magnitude + 1.48e-8 / 3
    }
    return best
  }
}

/// Three numbers of which the middle one has the least value.
private struct Bracket {
  var a: Double
  var b: Double
  var c: Double
  var valueOfB: Double

  init(_ span: (Double, Double), _ function: (Double) -> Double) {
    let golden = 1.618034
    (a, b) = span
    var valueOfA = function(a)
    valueOfB = function(b)
    if valueOfA < valueOfB {
      swap(&a, &b)
      swap(&valueOfA, &valueOfB)
    }
    c = b + golden * (b - a)
    var valueOfC = function(c)
    for _ in 0..<1000 where valueOfC < valueOfB {
      let first = (b - a) * (valueOfB - valueOfC)
      let second = (b - c) * (valueOfB - valueOfA)
      let difference = second - first
      let divisor = difference.magnitude < 1e-21 ? 2.0 * 1e-21 : 2 * difference
      var w = b - ((b - c) * second - (b - a) * first) / divisor
      let limit = b + 110 * (c - b)
      var value: Double
      if (w - c) * (b - w) > 0 {
        value = function(w)
        if value < valueOfC {
          (a, b, valueOfB) = (b, w, value)
          return
        }
        if value > valueOfB {
          c = w
          return
        }
        w = c + golden * (c - b)
        value = function(w)
      } else if (w - limit) * (limit - c) >= 0 {
        w = limit
        value = function(w)
      } else if (w - limit) * (c - w) > 0 {
        value = function(w)
        if value < valueOfC {
          (b, c) = (c, w)
          w = c + golden * (c - b)
          (valueOfB, valueOfC) = (valueOfC, value)
          value = function(w)
        }
      } else {
        w = c + golden * (c - b)
        value = function(w)
      }
      (a, b, c) = (b, c, w)
      (valueOfA, valueOfB, valueOfC) = (valueOfB, valueOfC, value)
    }
  }
}

/// The three best numbers that a search by parabolas has met, and between which it goes on.
private struct BrentSearch {
  var a: Double
  var b: Double
  var x: Double
  private var w: Double
  private var v: Double
  private var fx: Double
  private var fw: Double
  private var fv: Double

  init(_ bracket: Bracket) {
    (x, w, v) = (bracket.b, bracket.b, bracket.b)
    (fx, fw, fv) = (bracket.valueOfB, bracket.valueOfB, bracket.valueOfB)
    (a, b) = bracket.a < bracket.c ? (bracket.a, bracket.c) : (bracket.c, bracket.a)
  }

  /// The step to the parabola's least point, as a fraction.
  var parabola: (p: Double, q: Double) {
    let first = (x - w) * (fx - fv)
    let second = (x - v) * (fx - fw)
    let p = (x - v) * second - (x - w) * first
    let q = 2 * (second - first)
    return (q > 0 ? -p : p, q.magnitude)
  }

  mutating func take(_ u: Double, _ fu: Double) {
    if fu > fx {
      if u < x { a = u } else { b = u }
      if fu <= fw || w == x {
        (v, fv, w, fw) = (w, fw, u, fu)
      } else if fu <= fv || v == x || v == w {
        (v, fv) = (u, fu)
      }
    } else {
      if u >= x { a = x } else { b = x }
      (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
    }
  }
}
