/// The parameters of `KMeans`.
package struct KMeansOptions: Sendable {
  package enum Start: Sendable {
    /// `k-means++`.
    case spread
    /// Rows drawn at random.
    case drawn
    /// These points.
    case given([[Double]])
  }

  package var clusters = 8
  package var start = Start.spread
  package var runs = 1
  package var maxIterations = 300
  package var tolerance = 1e-4

  package init() {}
}

/// What `KMeans` learned.
package struct KMeansFit: Sendable {
  package let centres: [[Double]]
  package let labels: [Int]
  /// The sum of squared distances to the centres.
  package let inertia: Double
  package let iterations: Int
}
