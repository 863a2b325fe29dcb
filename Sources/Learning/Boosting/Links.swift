import Kernels

/// scipy's `logit`.
///
/// - Parameter partsMiddle: whether probabilities near a half go another way, as in scipy since 1.12; before, it divides and
///   takes the logarithm everywhere.
func logOdds(_ p: Double, partsMiddle: Bool) -> Double {
  if !partsMiddle || p < 0.3 || p > 0.65 { return naturalLogarithm(p / (1 - p)) }
  let s = 2 * (p - 0.5)
  return logarithmOfOnePlus(s) - logarithmOfOnePlus(-s)
}

/// Logarithms of probabilities over their geometric mean.
///
/// - SeeAlso: scikit-learn, `MultinomialLogit.link`.
func symmetricLogits(_ priors: [Double]) -> [Double] {
  let logarithms = priors.map { naturalLogarithm($0) }
  let mean = exponential(total(logarithms) / Double(priors.count))
  return priors.map { naturalLogarithm($0 / mean) }
}

/// `log(1 + exp(x))` by parts, each exact enough in its range.
func logarithmOfOnePlusExponential(_ x: Double) -> Double {
  if x <= -37 { return exponential(x) }
  if x <= -2 { return logarithmOfOnePlus(exponential(x)) }
  if x <= 18 { return naturalLogarithm(1 + exponential(x)) }
  if x <= 33.3 { return x + exponential(-x) }
  return x
}
