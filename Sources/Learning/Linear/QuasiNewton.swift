/// Where a minimisation ended.
struct Minimum {
  var point: [Double]
  var iterations: Int
  /// Whether a tolerance was met, rather than a limit.
  var hasConverged: Bool
}

/// The limits and tolerances of a minimisation by L-BFGS-B.
struct QuasiNewtonOptions {
  var maxIterations: Int
  /// On the largest component of the gradient.
  var gradientTolerance: Double
  /// On the relative decrease of the function: `ftol`.
  var decreaseTolerance: Double
  var maxLineSearchSteps: Int
  var maxEvaluations = 15_000
}

/// Minimises a function without bounds by the steps of L-BFGS-B with ten corrections.
///
/// scipy 1.10 runs the Fortran, scipy 1.17 a translation to C: the same algorithm. Sums have an order of our own, so iterates
/// differ from theirs in the last places.
///
/// - Parameter evaluate: stores the gradient at a point, returns the value.
/// - SeeAlso: L-BFGS-B 3.0, `mainlb` and `lnsrlb`; scipy, `_minimize_lbfgsb`.
func minimised(
  from start: [Double], _ options: QuasiNewtonOptions, evaluate: ([Double], inout [Double]) -> Double
) -> Minimum {
  var x = start
  var gradient = [Double](repeating: 0, count: start.count)
  var value = evaluate(x, &gradient)
  var evaluations = 1
  var iterations = 0
  var memory = QuasiNewtonMemory(capacity: 10)
  if largestMagnitude(gradient) <= options.gradientTolerance {
    return Minimum(point: x, iterations: 0, hasConverged: true)
  }
  while true {
    var target: [Double]
    if memory.isEmpty {
      target = zip(x, gradient).map { $0 - $1 }
    } else if let direction = memory.direction(gradient) {
      target = zip(x, direction).map { $0 + $1 }
    } else {
      memory.clear()
      continue
    }
    var d = zip(target, x).map { $0 - $1 }
    let (oldX, oldGradient, oldValue) = (x, gradient, value)
    let stepSquared = dot(d, d)
    let largest = 1e10
    var slope = dot(gradient, d)
    let oldSlope = slope
    let first = iterations == 0 ? min(1 / stepSquared.squareRoot(), largest) : 1
    var search = LineSearch(value: value, slope: slope, step: first, largest: largest)
    var trials = 0
    var hasFailed = oldSlope >= 0
    while !hasFailed {
      trials += 1
      if trials - 1 >= options.maxLineSearchSteps {
        hasFailed = true
        break
      }
      if search.step == 1 {
        x = target
      } else {
        for i in x.indices { x[i] = search.step * d[i] + oldX[i] }
      }
      value = evaluate(x, &gradient)
      evaluations += 1
      slope = dot(gradient, d)
      if search.advance(value: value, slope: slope) == .finished { break }
    }
    if hasFailed {
      (x, gradient, value) = (oldX, oldGradient, oldValue)
      if memory.isEmpty { return Minimum(point: x, iterations: iterations, hasConverged: false) }
      memory.clear()
      continue
    }
    iterations += 1
    if iterations >= options.maxIterations || evaluations > options.maxEvaluations {
      return Minimum(point: x, iterations: iterations, hasConverged: false)
    }
    if largestMagnitude(gradient) <= options.gradientTolerance
      || oldValue - value <= options.decreaseTolerance * max(oldValue.magnitude, value.magnitude, 1)
    {
      return Minimum(point: x, iterations: iterations, hasConverged: true)
    }
    let change = zip(gradient, oldGradient).map { $0 - $1 }
    let step = search.step
    if step != 1 {
      for i in d.indices { d[i] *= step }
    }
    let product = step == 1 ? slope - oldSlope : (slope - oldSlope) * step
    if product <= 0x1p-52 * (step == 1 ? -oldSlope : -oldSlope * step) { continue }
    let isPositive = memory.add(
      step: d, change: change, changeSquared: dot(change, change), product: product,
      stepSquared: step == 1 ? stepSquared : step * step * stepSquared)
    if !isPositive { memory.clear() }
  }
}

/// The largest magnitude; NaN if there is one.
private func largestMagnitude(_ values: [Double]) -> Double {
  var result = 0.0
  for value in values {
    if value.isNaN { return value }
    result = max(result, value.magnitude)
  }
  return result
}
