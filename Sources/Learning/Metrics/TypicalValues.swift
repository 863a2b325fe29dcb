import Kernels

/// What a dummy regressor answers with.
package enum TypicalValue: Sendable {
  case mean
  case median
  /// A share from 0 to 1.
  case quantile(Double)

  /// The value of some numbers, by weight.
  ///
  /// - SeeAlso: scikit-learn, `DummyRegressor.fit`.
  package func of(_ numbers: [Double], weights: [Double]?) -> Double {
    switch self {
    case .mean: return average(numbers, weights: weights)
    case .median:
      return weights.map { weightedPercentile(numbers, $0, 50) } ?? middle(of: numbers)
    case .quantile(let share):
      return weights.map { weightedPercentile(numbers, $0, share * 100) } ?? percentile(numbers, share * 100)
    }
  }
}

/// `numpy.median`: the mean of the two in the middle.
func middle(of values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
