/// What histogram boosting descends: one raw prediction a row, or one a class.
package enum HistogramLossKind: Equatable, Sendable {
  case squaredError
  case absoluteError
  /// The share of values below.
  case quantile(Double)
  case poisson
  case gamma
  /// Two classes.
  case binomial
  case multinomial(Int)
}

/// The constructor's parameters of a histogram boosting.
package struct HistogramOptions: Sendable {
  package var loss: HistogramLossKind
  package var learningRate = 0.1
  package var iterations = 100
  /// `nil` for no bound.
  package var maxLeafNodes: Int? = 31
  package var maxDepth: Int?
  package var minSamplesLeaf = 20
  package var l2 = 0.0
  package var maxBins = 255
  /// A sign a feature, 0 for none; empty where no feature is constrained.
  package var monotonic: [Int] = []
  /// The known categories of each feature, `nil` of numeric ones; empty where all are numeric.
  package var categories: [[Double]?] = []
  /// `nil` for more than 10000 rows only.
  package var stopsEarly: Bool?
  /// `nil` to watch the loss on the training rows.
  package var validation: PartSize?
  package var patience = 10
  package var tolerance = 1e-7

  package init(loss: HistogramLossKind) {
    self.loss = loss
  }
}
