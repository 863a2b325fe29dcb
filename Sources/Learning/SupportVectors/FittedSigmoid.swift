import Kernels

/// The sigmoid 1 / (1 + exp(A·d + B)) that makes probabilities of decisions: Newton's method with backtracking.
///
/// - Parameters:
///   - decisions: those of the first class, then those of the second.
///   - positives: how many are of the first class.
/// - SeeAlso: libsvm, `sigmoid_train`; Lin, Lin and Weng (2007).
func fittedSigmoid(_ decisions: [Double], positives: Int) -> (slope: Double, offset: Double) {
  let negatives = decisions.count - positives
  let high = (Double(positives) + 1) / (Double(positives) + 2)
  let low = 1 / (Double(negatives) + 2)
  let targets = decisions.indices.map { $0 < positives ? high : low }
  func loss(_ a: Double, _ b: Double) -> Double {
    var sum = 0.0
    for (d, t) in zip(decisions, targets) {
      let x = d * a + b
      sum +=
        x >= 0
        ? t * x + naturalLogarithm(1 + exponential(-x)) : (t - 1) * x + naturalLogarithm(1 + exponential(x))
    }
    return sum
  }
  var a = 0.0
  var b = naturalLogarithm((Double(negatives) + 1) / (Double(positives) + 1))
  var value = loss(a, b)
  for _ in 0..<100 {
    var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
    for (d, t) in zip(decisions, targets) {
      let x = d * a + b
      let power = exponential(-x.magnitude)
      let p = x >= 0 ? power / (1 + power) : 1 / (1 + power)
      let q = x >= 0 ? 1 / (1 + power) : power / (1 + power)
      h11 += d * d * (p * q)
      h22 += p * q
      h21 += d * (p * q)
      g1 += d * (t - p)
      g2 += t - p
    }
    if g1.magnitude < 1e-5 && g2.magnitude < 1e-5 { break }
    let determinant = h11 * h22 - h21 * h21
    let stepA = -(h22 * g1 - h21 * g2) / determinant
    let stepB = -(-h21 * g1 + h11 * g2) / determinant
    let slope = g1 * stepA + g2 * stepB
    var size = 1.0
    while size >= 1e-10 {
      let next = loss(a + size * stepA, b + size * stepB)
      if next < value + 0.0001 * size * slope {
        (a, b, value) = (a + size * stepA, b + size * stepB, next)
        break
      }
      size /= 2
    }
    if size < 1e-10 { break }
  }
  return (a, b)
}
