/// Minimises the logistic loss by Newton's steps, each found by conjugate gradients and searched along its line.
///
/// Steps that no line search accepts end the descent: scikit-learn then tries scipy's second search, which converging losses do
/// not come to.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `_newton_cg`; scipy, `line_search_wolfe1`.
func newtonConjugate(_ loss: LogisticLoss, tolerance: Double, maxIterations: Int) -> Minimum {
  var point = [Double](repeating: 0, count: loss.parameterCount)
  var gradient = point
  var value = loss.evaluate(point, &gradient)
  var before: Double?
  var iteration = 0
  while iteration < maxIterations {
    if gradient.allSatisfy({ $0.magnitude <= tolerance }) { break }
    let magnitude = gradient.reduce(0) { $0 + $1.magnitude }
    let limit = min(0.5, magnitude.squareRoot()) * magnitude
    let direction = conjugateDirection(loss.hessian(at: point), gradient, limit: limit)
    let slope = dot(gradient, direction)
    var first = 1.0
    if let before, slope != 0 {
      first = min(1, 1.01 * 2 * (value - before) / slope)
      if first < 0 { first = 1 }
    }
    guard
      let found = searchedStep(loss, from: point, along: direction, value: value, slope: slope, first: first)
    else { return Minimum(point: point, iterations: iteration, hasConverged: false) }
    before = value
    (point, value, gradient) = found
    iteration += 1
  }
  return Minimum(point: point, iterations: iteration, hasConverged: iteration < maxIterations)
}

private func searchedStep(
  _ loss: LogisticLoss, from point: [Double], along direction: [Double], value: Double, slope: Double, first: Double
) -> (point: [Double], value: Double, gradient: [Double])? {
  guard slope < 0 else { return nil }
  let tolerances = LineSearch.Tolerances(decrease: 1e-4, curvature: 0.9, width: 1e-14, smallest: 1e-8)
  var search = LineSearch(value: value, slope: slope, step: first, largest: 50, tolerances: tolerances)
  var gradient = [Double](repeating: 0, count: point.count)
  for _ in 0..<100 {
    let step = search.step
    let next = zip(point, direction).map { $0 + step * $1 }
    let reached = loss.evaluate(next, &gradient)
    let slope = dot(gradient, direction)
    let isMet = search.isMet(value: reached, slope: slope)
    if search.advance(value: reached, slope: slope) == .finished { return isMet ? (next, reached, gradient) : nil }
  }
  return nil
}

/// Minus the inverse of the second derivatives times the gradient, until the residual is small.
private func conjugateDirection(
  _ hessian: ([Double]) -> [Double], _ gradient: [Double], limit: Double
) -> [Double] {
  var result = [Double](repeating: 0, count: gradient.count)
  var residual = gradient
  var direction = residual.map { -$0 }
  var square = dot(residual, residual)
  for inner in 0...200 {
    if residual.reduce(0, { $0 + $1.magnitude }) <= limit { break }
    let product = hessian(direction)
    let curvature = dot(direction, product)
    if curvature >= 0, curvature <= 3 * 0x1p-52 { break }
    let step = square / curvature
    if curvature < 0 {
      if inner == 0 { for i in result.indices { result[i] += step * direction[i] } }
      break
    }
    for i in result.indices {
      result[i] += step * direction[i]
      residual[i] += step * product[i]
    }
    let next = dot(residual, residual)
    let factor = next / square
    for i in direction.indices { direction[i] = -residual[i] + factor * direction[i] }
    square = next
  }
  return result
}
