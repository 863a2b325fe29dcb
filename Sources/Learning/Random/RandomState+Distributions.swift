import Kernels

/// numpy's frozen distributions: the draws of `RandomState` in their order.
///
/// - SeeAlso: numpy 1.23 and 2.4, `legacy-distributions.c` and `distributions.c`.
extension RandomState {
  /// `standard_exponential()`.
  package func standardExponential() -> Double { -naturalLogarithm(1 - random()) }

  /// `standard_gamma(shape)`, for a shape that is not negative.
  package func standardGamma(_ shape: Double) -> Double {
    if shape == 1 { return standardExponential() }
    if shape == 0 { return 0 }
    return shape < 1 ? smallGamma(shape) : largeGamma(shape)
  }

  private func smallGamma(_ shape: Double) -> Double {
    while true {
      let u = random()
      let v = standardExponential()
      if u <= 1 - shape {
        let x = power(u, 1 / shape)
        if x <= v { return x }
      } else {
        let y = -naturalLogarithm((1 - u) / shape)
        let x = power(1 - shape + shape * y, 1 / shape)
        if x <= v + y { return x }
      }
    }
  }

  private func largeGamma(_ shape: Double) -> Double {
    let b = shape - 1.0 / 3
    let c = 1 / (9 * b).squareRoot()
    while true {
      var x: Double
      var v: Double
      repeat {
        x = standardNormal()
        v = 1 + c * x
      } while v <= 0
      v = v * v * v
      let u = random()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
      if naturalLogarithm(u) < 0.5 * x * x + b * (1 - v + naturalLogarithm(v)) { return b * v }
    }
  }

  /// `beta(a, b)`.
  package func beta(_ a: Double, _ b: Double) -> Double {
    guard a <= 1, b <= 1 else {
      let first = standardGamma(a)
      let second = standardGamma(b)
      return first / (first + second)
    }
    while true {
      let u = random()
      let v = random()
      let x = power(u, 1 / a)
      let y = power(v, 1 / b)
      let sum = x + y
      guard sum <= 1, u + v > 0 else { continue }
      if sum > 0 { return x / sum }
      var logX = naturalLogarithm(u) / a
      var logY = naturalLogarithm(v) / b
      let largest = max(logX, logY)
      logX -= largest
      logY -= largest
      return exponential(logX - naturalLogarithm(exponential(logX) + exponential(logY)))
    }
  }

  /// `chisquare(degrees)`.
  package func chiSquare(_ degrees: Double) -> Double { 2 * standardGamma(degrees / 2) }

  /// `laplace(location, scale)`.
  package func laplace(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = random()
      if u >= 0.5 { return location - scale * naturalLogarithm(2 - u - u) }
      if u > 0 { return location + scale * naturalLogarithm(u + u) }
    }
  }

  /// `gumbel(location, scale)`.
  package func gumbel(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = 1 - random()
      if u < 1 { return location - scale * naturalLogarithm(-naturalLogarithm(u)) }
    }
  }

  /// `logistic(location, scale)`.
  package func logistic(_ location: Double, _ scale: Double) -> Double {
    while true {
      let u = random()
      if u > 0 { return location + scale * naturalLogarithm(u / (1 - u)) }
    }
  }

  /// `triangular(left, mode, right)`.
  package func triangular(_ left: Double, _ mode: Double, _ right: Double) -> Double {
    let base = right - left
    let leftBase = mode - left
    let u = random()
    if u <= leftBase / base { return left + (u * (leftBase * base)).squareRoot() }
    return right - ((1 - u) * ((right - mode) * base)).squareRoot()
  }

  /// `standard_t(degrees)`.
  package func studentT(_ degrees: Double) -> Double {
    let numerator = standardNormal()
    let denominator = standardGamma(degrees / 2)
    return (degrees / 2).squareRoot() * numerator / denominator.squareRoot()
  }

  /// `wald(mean, scale)`.
  package func wald(_ mean: Double, _ scale: Double) -> Double {
    let factor = mean / (2 * scale)
    var y = standardNormal()
    y = mean * y * y
    let x = mean + factor * (y - (4 * scale * y + y * y).squareRoot())
    return random() <= mean / (mean + x) ? x : mean * mean / x
  }

  /// `poisson(rate)`.
  package func poisson(_ rate: Double) -> Int {
    if rate >= 10 { return largePoisson(rate) }
    if rate == 0 { return 0 }
    let limit = exponential(-rate)
    var count = 0
    var product = 1.0
    while true {
      product *= random()
      if product <= limit { return count }
      count += 1
    }
  }

  /// Transformed rejection with squeeze. What no integer holds is the least one, as the conversion of C makes it.
  private func largePoisson(_ rate: Double) -> Int {
    let root = rate.squareRoot()
    let logRate = naturalLogarithm(rate)
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let limit = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = random() - 0.5
      let v = random()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07, v <= limit { return Int(exactly: k) ?? .min }
      if k < 0 || us < 0.013 && v > us { continue }
      let left = naturalLogarithm(v) + naturalLogarithm(inverseAlpha) - naturalLogarithm(a / (us * us) + b)
      if left <= -rate + k * logRate - logGamma(k + 1) { return Int(exactly: k) ?? .min }
    }
  }

  /// `binomial(trials, probability)`.
  package func binomial(_ trials: Int, _ probability: Double) -> Int {
    if trials == 0 || probability == 0 { return 0 }
    if probability <= 0.5 {
      return probability * Double(trials) <= 30
        ? invertedBinomial(trials, probability) : rejectedBinomial(trials, probability)
    }
    let q = 1 - probability
    return trials - (q * Double(trials) <= 30 ? invertedBinomial(trials, q) : rejectedBinomial(trials, q))
  }

  private func invertedBinomial(_ trials: Int, _ p: Double) -> Int {
    let n = Double(trials)
    let q = 1 - p
    let start = exponential(n * naturalLogarithm(q))
    let mean = n * p
    let bound = min(n, mean + 10 * (mean * q + 1).squareRoot()).rounded(.towardZero)
    var x = 0.0
    var px = start
    var u = random()
    while u > px {
      x += 1
      if x > bound {
        x = 0
        px = start
        u = random()
      } else {
        u -= px
        px = ((n - x + 1) * p * px) / (x * q)
      }
    }
    return Int(x)
  }

  /// Kachitvichyanukul and Schmeiser's BTPE.
  private func rejectedBinomial(_ trials: Int, _ p: Double) -> Int {
    let n = Double(trials)
    let r = min(p, 1 - p)
    let q = 1 - r
    let fm = n * r + r
    let m = fm.rounded(.down)
    let p1 = (2.195 * (n * r * q).squareRoot() - 4.6 * q).rounded(.down) + 0.5
    let xm = m + 0.5
    let xl = xm - p1
    let xr = xm + p1
    let c = 0.134 + 20.5 / (15.3 + m)
    var a = (fm - xl) / (fm - xl * r)
    let lambdaLeft = a * (1 + a / 2)
    a = (xr - fm) / (xr * q)
    let lambdaRight = a * (1 + a / 2)
    let p2 = p1 * (1 + 2 * c)
    let p3 = p2 + c / lambdaLeft
    let p4 = p3 + c / lambdaRight
    let nrq = n * r * q
    while true {
      let u = random() * p4
      var v = random()
      var y: Double
      if u <= p1 {
        y = (xm - p1 * v + u).rounded(.down)
        return Int(p > 0.5 ? n - y : y)
      } else if u <= p2 {
        let x = xl + (u - p1) / c
        v = v * c + 1 - (m - x + 0.5).magnitude / p1
        if v > 1 { continue }
        y = x.rounded(.down)
      } else if u <= p3 {
        y = (xl + naturalLogarithm(v) / lambdaLeft).rounded(.down)
        if y < 0 || v == 0 { continue }
        v = v * (u - p2) * lambdaLeft
      } else {
        y = (xr - naturalLogarithm(v) / lambdaRight).rounded(.down)
        if y > n || v == 0 { continue }
        v = v * (u - p3) * lambdaRight
      }
      let k = (y - m).magnitude
      if k <= 20 || k >= nrq / 2 - 1 {
        if v <= binomialRatio(y, m, n, r / q) { return Int(p > 0.5 ? n - y : y) }
        continue
      }
      let rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5)
      let t = -k * k / (2 * nrq)
      let logV = naturalLogarithm(v)
      if logV < t - rho { return Int(p > 0.5 ? n - y : y) }
      if logV > t + rho { continue }
      let (x1, f1, z, w) = (y + 1, m + 1, n + 1 - m, n - y + 1)
      let bound =
        xm * naturalLogarithm(f1 / x1) + (n - m + 0.5) * naturalLogarithm(z / w)
        + (y - m) * naturalLogarithm(w * r / (x1 * q)) + stirling(f1) + stirling(z) + stirling(x1) + stirling(w)
      if logV <= bound { return Int(p > 0.5 ? n - y : y) }
    }
  }

  private func binomialRatio(_ y: Double, _ m: Double, _ n: Double, _ s: Double) -> Double {
    let a = s * (n + 1)
    var ratio = 1.0
    var i = min(m, y) + 1
    while i <= max(m, y) {
      if m < y { ratio *= a / i - s } else { ratio /= a / i - s }
      i += 1
    }
    return ratio
  }

  private func stirling(_ x: Double) -> Double {
    let x2 = x * x
    return (13680 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166320
  }

  /// `geometric(p)`.
  package func geometric(_ p: Double) -> Int {
    guard p >= 0.333333333333333333333333 else {
      let draw = (logarithmOfOnePlus(-random()) / naturalLogarithm(1 - p)).rounded(.up)
      return draw < 0x1p62 ? Int(draw) : Int.max
    }
    var count = 1
    var (sum, product) = (p, p)
    let u = random()
    while u > sum {
      product *= 1 - p
      sum += product
      count += 1
    }
    return count
  }

  /// `multinomial(trials, probabilities)`.
  package func multinomial(_ trials: Int, _ probabilities: [Double]) -> [Int] {
    var result = [Int](repeating: 0, count: probabilities.count)
    var rest = trials
    var total = 1.0
    for place in 0..<max(probabilities.count - 1, 0) {
      result[place] = binomial(rest, probabilities[place] / total)
      rest -= result[place]
      if rest <= 0 { return result }
      total -= probabilities[place]
    }
    if rest > 0, !result.isEmpty { result[result.count - 1] = rest }
    return result
  }
}

/// The logarithm of the gamma function, as numpy's draws need it.
private func logGamma(_ x: Double) -> Double {
  let a = [
    8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
    8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
    1.796443723688307e-01, -1.39243221690590e+00,
  ]
  if x == 1 || x == 2 { return 0 }
  let shift = x < 7 ? Int(7 - x) : 0
  var x0 = x + Double(shift)
  let x2 = (1 / x0) * (1 / x0)
  var series = a[9]
  for k in (0...8).reversed() {
    series *= x2
    series += a[k]
  }
  var result = series / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * naturalLogarithm(x0) - x0
  for _ in 0..<shift {
    result -= naturalLogarithm(x0 - 1)
    x0 -= 1
  }
  return result
}
