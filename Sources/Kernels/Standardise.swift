/// Centres and scales one number: `(x - mean) / scale`; NaN stays NaN.
///
/// - SeeAlso: scikit-learn, `StandardScaler.transform`.
@inlinable
public func standardised(_ x: Double, mean: Double, scale: Double) -> Double {
  (x - mean) / scale
}
