import Kernels

/// The natural logarithm of 2.
let ln2 = 0x1.62e42fefa39efp-1

/// Gini impurity or entropy of weighted class counts, by scikit-learn's operations in its order.
@inline(__always)
func classImpurity(
  _ counts: UnsafePointer<Double>, classes: Int, weight: Double, entropy: Bool
) -> Double {
  if entropy { return entropyImpurity(counts, classes: classes, weight: weight) }
  var squares = 0.0
  var k = 0
  while k < classes {
    squares += counts[k] * counts[k]
    k &+= 1
  }
  return 1 - squares / (weight * weight)
}

/// Logarithms are divided by ln 2, as there.
private func entropyImpurity(_ counts: UnsafePointer<Double>, classes: Int, weight: Double) -> Double {
  var sum = 0.0
  for k in 0..<classes where counts[k] > 0 {
    let share = counts[k] / weight
    sum -= share * (naturalLogarithm(share) / ln2)
  }
  return sum
}
