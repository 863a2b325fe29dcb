/// A loss with two derivatives that a trust region method minimises.
protocol CurvedLoss {
  /// How many weights there are.
  var count: Int { get }
  mutating func value(_ w: [Double]) -> Double
  /// The gradient where `value` was computed last.
  mutating func gradient(_ w: [Double]) -> [Double]
  func hessianProduct(_ v: [Double]) -> [Double]
}

/// Minimises liblinear's L2-regularised losses by its trust region Newton method.
///
/// - Returns: weights and the number of Newton iterations.
/// - SeeAlso: liblinear as bundled with scikit-learn, `tron.cpp`.
func trustRegionNewton(_ start: some CurvedLoss, tolerance: Double, maxIterations: Int) -> Minimum {
  var loss = start
  var w = [Double](repeating: 0, count: loss.count)
  var f = loss.value(w)
  var g = loss.gradient(w)
  var radius = norm(g)
  let firstNorm = radius
  var iteration = 1
  if firstNorm <= tolerance * firstNorm { return Minimum(point: w, iterations: 0, hasConverged: true) }
  while iteration <= maxIterations {
    let (s, r) = conjugateGradient(loss, g, radius)
    let candidate = zip(w, s).map { $0 + $1 }
    let gs = dot(g, s)
    let predicted = -0.5 * (gs - dot(s, r))
    let value = loss.value(candidate)
    let actual = f - value
    let length = norm(s)
    if iteration == 1 { radius = min(radius, length) }
    let alpha = value - f - gs <= 0 ? 4 : max(0.25, -0.5 * (gs / (value - f - gs)))
    radius = updatedRadius(radius, alpha: alpha, length: length, actual: actual, predicted: predicted)
    if actual > 1e-4 * predicted {
      iteration += 1
      w = candidate
      f = value
      g = loss.gradient(w)
      if norm(g) <= tolerance * firstNorm { break }
    }
    if f < -1e32 || (actual.magnitude <= 0 && predicted <= 0) { break }
    if actual.magnitude <= 1e-12 * f.magnitude && predicted.magnitude <= 1e-12 * f.magnitude { break }
  }
  return Minimum(point: w, iterations: iteration - 1, hasConverged: iteration <= maxIterations)
}

private func norm(_ v: [Double]) -> Double { dot(v, v).squareRoot() }

private func updatedRadius(
  _ radius: Double, alpha: Double, length: Double, actual: Double, predicted: Double
) -> Double {
  if actual < 1e-4 * predicted { return min(max(alpha, 0.25) * length, 0.5 * radius) }
  if actual < 0.25 * predicted { return max(0.25 * radius, min(alpha * length, 0.5 * radius)) }
  if actual < 0.75 * predicted { return max(0.25 * radius, min(alpha * length, 4 * radius)) }
  return max(radius, min(alpha * length, 4 * radius))
}

/// An approximate Newton step within the trust region, and the residual it leaves.
private func conjugateGradient(_ loss: some CurvedLoss, _ g: [Double], _ radius: Double) -> (s: [Double], r: [Double]) {
  var s = [Double](repeating: 0, count: g.count)
  var r = g.map { -$0 }
  var d = r
  let tolerance = 0.1 * norm(g)
  var rr = dot(r, r)
  while norm(r) > tolerance {
    let hd = loss.hessianProduct(d)
    var alpha = rr / dot(d, hd)
    add(alpha, d, to: &s)
    if norm(s) > radius {
      add(-alpha, d, to: &s)
      alpha = boundaryStep(s, d, radius)
      add(alpha, d, to: &s)
      add(-alpha, hd, to: &r)
      break
    }
    add(-alpha, hd, to: &r)
    let next = dot(r, r)
    let beta = next / rr
    for i in d.indices { d[i] = beta * d[i] + r[i] }
    rr = next
  }
  return (s, r)
}

/// How far along `d` the boundary of the trust region lies.
private func boundaryStep(_ s: [Double], _ d: [Double], _ radius: Double) -> Double {
  let sd = dot(s, d)
  let ss = dot(s, s)
  let dd = dot(d, d)
  let square = radius * radius
  let root = (sd * sd + dd * (square - ss)).squareRoot()
  return sd >= 0 ? (square - ss) / (sd + root) : (root - sd) / dd
}

private func add(_ factor: Double, _ v: [Double], to result: inout [Double]) {
  for i in v.indices { result[i] += factor * v[i] }
}
