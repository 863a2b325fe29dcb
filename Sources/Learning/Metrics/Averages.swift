import Kernels

/// `numpy.average(values, weights=weights)`, in numpy's order of summation.
func average(_ values: [Double], weights: [Double]?) -> Double {
  guard let weights else { return pairwiseSum(values, count: values.count) / Double(values.count) }
  let products = zip(values, weights).map { $0 * $1 }
  return pairwiseSum(products, count: products.count) / pairwiseSum(weights, count: weights.count)
}

/// `numpy.sum(values)` of contiguous numbers.
func total(_ values: [Double]) -> Double {
  pairwiseSum(values, count: values.count)
}
