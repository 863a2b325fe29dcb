/// Which power transform is computed, and by which formula: the libraries' formulas differ in their last places.
public enum PowerTransform: Sendable {
  /// Yeo and Johnson's by powers: scikit-learn up to 1.5.
  case yeoJohnson
  /// Yeo and Johnson's by `expm1` and `log1p`: scipy.
  case yeoJohnsonByLogarithm
  /// What undoes Yeo and Johnson's.
  case yeoJohnsonInverse
  /// Box and Cox's: scipy's `boxcox`.
  case boxCox
  /// What undoes Box and Cox's, by a power: scikit-learn up to 1.4.
  case boxCoxInverse
  /// What undoes Box and Cox's, by logarithms: scipy's `inv_boxcox`.
  case boxCoxInverseByLogarithm
}

/// A power transform of one number with the exponent `lambda`; NaN stays NaN.
///
/// - SeeAlso: Yeo and Johnson (2000); Box and Cox (1964); scikit-learn 1.2 and 1.9, `PowerTransformer`.
public func powerTransformed(_ x: Double, _ transform: PowerTransform, lambda: Double) -> Double {
  if x.isNaN { return x }
  switch transform {
  case .yeoJohnson: return yeoJohnson(x, lambda)
  case .yeoJohnsonByLogarithm: return yeoJohnsonByLogarithm(x, lambda)
  case .yeoJohnsonInverse: return yeoJohnsonInverse(x, lambda)
  case .boxCox: return boxCox(x, lambda)
  case .boxCoxInverse: return lambda == 0 ? exponential(x) : power(x * lambda + 1, 1 / lambda)
  case .boxCoxInverseByLogarithm:
    return lambda == 0 ? exponential(x) : exponential(logarithmOfOnePlus(lambda * x) / lambda)
  }
}

/// What numpy calls the spacing of one.
private let spacing = 0x1p-52

private func yeoJohnson(_ x: Double, _ lambda: Double) -> Double {
  if x >= 0 {
    return lambda.magnitude < spacing ? logarithmOfOnePlus(x) : (power(x + 1, lambda) - 1) / lambda
  }
  let other = 2 - lambda
  return (lambda - 2).magnitude > spacing ? -(power(-x + 1, other) - 1) / other : -logarithmOfOnePlus(-x)
}

private func yeoJohnsonByLogarithm(_ x: Double, _ lambda: Double) -> Double {
  if x >= 0 {
    let logarithm = logarithmOfOnePlus(x)
    return lambda.magnitude < spacing ? logarithm : exponentialMinusOne(lambda * logarithm) / lambda
  }
  let logarithm = logarithmOfOnePlus(-x)
  let other = 2 - lambda
  return (lambda - 2).magnitude > spacing ? -exponentialMinusOne(other * logarithm) / other : -logarithm
}

private func yeoJohnsonInverse(_ x: Double, _ lambda: Double) -> Double {
  if x >= 0 {
    return lambda.magnitude < spacing ? exponential(x) - 1 : power(x * lambda + 1, 1 / lambda) - 1
  }
  let other = 2 - lambda
  return (lambda - 2).magnitude > spacing ? 1 - power(-other * x + 1, 1 / other) : 1 - exponential(-x)
}

private func boxCox(_ x: Double, _ lambda: Double) -> Double {
  let logarithm = naturalLogarithm(x)
  return lambda.magnitude < 1e-19 ? logarithm : exponentialMinusOne(lambda * logarithm) / lambda
}
