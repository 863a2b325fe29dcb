/// The parameters of stochastic gradient descent.
package struct StochasticOptions: Sendable {
  package enum Penalty: Sendable {
    case none, l1, l2, elasticNet
  }

  package enum Rate: Sendable {
    case constant, optimal, inverse, adaptive
  }

  package var loss = StochasticLoss.hinge(1)
  package var penalty = Penalty.l2
  package var alpha = 0.0001
  package var ratio = 0.15
  package var fitsIntercept = true
  package var maxEpochs = 1000
  /// `nil` never stops early.
  package var tolerance: Double? = 1e-3
  package var shuffles = true
  package var rate = Rate.optimal
  package var firstRate = 0.01
  package var power = 0.5
  /// Epochs without progress before the end.
  package var patience = 5

  package init() {}
}

/// Where a descent ended.
package struct StochasticFit: Sendable {
  package let coefficients: [Double]
  package let intercept: Double
  package let epochs: Int
}
