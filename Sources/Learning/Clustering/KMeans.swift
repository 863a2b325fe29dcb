import Kernels
import Processors

/// Fits `KMeans`, by Lloyd's steps.
///
/// The same draws, the same order of sums and the same stopping rule as scikit-learn. `algorithm='elkan'` reaches the same centres by fewer distances.
///
/// - Throws: what scikit-learn raises for NaN, infinities and fewer rows than clusters.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `KMeans.fit`, `_kmeans_single_lloyd`.
package func fitKMeans(
  _ x: Matrix, weights: [Double]?, options: KMeansOptions, random: RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> KMeansFit {
  try checkInput(x, estimator: estimator)
  if x.rows < options.clusters {
    throw .value("n_samples=\(x.rows) should be >= n_clusters=\(options.clusters).")
  }
  let problem = ClusterProblem(x, weights, options, era)
  var best: (labels: [Int], centres: [[Double]], inertia: Double, iterations: Int)?
  for _ in 0..<options.runs {
    let run = problem.run(from: try problem.start(random))
    if let known = best, !(run.inertia < known.inertia && !isSameClustering(run.labels, known.labels)) { continue }
    best = run
  }
  guard let best else { throw .value("n_init should be > 0, got 0 instead.") }
  let centres = best.centres.map { centre in zip(centre, problem.means).map { $0 + $1 } }
  return KMeansFit(centres: centres, labels: best.labels, inertia: best.inertia, iterations: best.iterations)
}

/// Whether two labellings part the rows alike.
private func isSameClustering(_ a: [Int], _ b: [Int]) -> Bool {
  var names: [Int: Int] = [:]
  for (label, other) in zip(a, b) {
    if let known = names[label] {
      if known != other { return false }
    } else {
      names[label] = other
    }
  }
  return true
}

/// The rows, less their means, and how they are parted.
private struct ClusterProblem: Sendable {
  let means: [Double]
  private let rows: CentredRows
  private let squares: [Double]
  private let weights: [Double]
  private let options: KMeansOptions
  private let era: LearningEra
  private let tolerance: Double

  init(_ x: Matrix, _ weights: [Double]?, _ options: KMeansOptions, _ era: LearningEra) {
    let x = x.laidOut(.rowMajor)
    let means = columnSums(x).map { $0 / Double(x.rows) }
    let rows = CentredRows(x, means)
    self.means = means
    self.rows = rows
    squares = rows.squares
    self.weights = weights ?? [Double](repeating: 1, count: x.rows)
    self.options = options
    self.era = era
    let variances = rows.columnSquares.map { $0 / Double(rows.count) }
    tolerance = options.tolerance * variances.reduce(0, +) / Double(max(variances.count, 1))
  }

  // MARK: The start

  func start(_ random: RandomState) throws(LearningError) -> [[Double]] {
    switch options.start {
    case .given(let points): return points.map { zip($0, means).map { $0 - $1 } }
    case .drawn:
      if !era.clustersDrawByWeight {
        return random.permutation(rows.count).prefix(options.clusters).map { rows[$0] }
      }
      let total = pairwiseSum(weights, count: weights.count)
      return try random.choice(
        probabilities: weights.map { $0 / total }, count: options.clusters, replacing: false
      ).map { rows[$0] }
    case .spread: return try spread(random)
    }
  }

  /// `k-means++`: rows far from those drawn before are likelier.
  private func spread(_ random: RandomState) throws(LearningError) -> [[Double]] {
    let weights = era.clustersDrawByWeight ? self.weights : [Double](repeating: 1, count: rows.count)
    let trials = 2 + Int(naturalLogarithm(Double(options.clusters)))
    let total = pairwiseSum(weights, count: weights.count)
    let first =
      era.clustersDrawByWeight
      ? try random.choice(probabilities: weights.map { $0 / total }, count: 1, replacing: true)[0]
      : random.integer(from: 0, below: rows.count)
    var centres = [rows[first]]
    var nearest = distances(to: first)
    var potential = zip(nearest, weights).reduce(0) { $0 + $1.0 * $1.1 }
    while centres.count < options.clusters {
      let draws = random.random(count: trials).map { $0 * potential }
      let candidates = positions(of: draws, in: zip(nearest, weights).map { $0 * $1 })
      var best: (row: Int, potential: Double, nearest: [Double])?
      for candidate in candidates {
        let distances = zip(nearest, distances(to: candidate)).map { min($0, $1) }
        let sum = zip(distances, weights).reduce(0) { $0 + $1.0 * $1.1 }
        if best.map({ sum < $0.potential }) ?? true { best = (candidate, sum, distances) }
      }
      guard let best else { break }
      centres.append(rows[best.row])
      nearest = best.nearest
      potential = best.potential
    }
    return centres
  }

  private func distances(to row: Int) -> [Double] {
    let products = rows.products(with: rows[row])
    return products.indices.map { max(0, squares[row] - 2 * products[$0] + squares[$0]) }
  }

  /// `searchsorted(cumsum(shares), draws)`.
  private func positions(of draws: [Double], in shares: [Double]) -> [Int] {
    var sum = 0.0
    let limits = shares.map { share in
      sum += share
      return sum
    }
    return draws.map { min(lowerBound(limits, $0), limits.count - 1) }
  }

  // MARK: The steps

  func run(
    from start: [[Double]]
  ) -> (labels: [Int], centres: [[Double]], inertia: Double, iterations: Int) {
    var centres = start
    var nearest = NearestCentres(rows, squares: squares, weights: weights, clusters: start.count)
    var iterations = 0
    var isSettled = false
    while iterations < options.maxIterations {
      iterations += 1
      let isChanged = nearest.move(to: centres)
      let moved = self.centres(of: nearest, from: centres)
      let shift = zip(moved, centres).reduce(0) { sum, pair in
        sum + zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      centres = moved
      if !isChanged {
        isSettled = true
        break
      }
      if shift <= tolerance { break }
    }
    if !isSettled { _ = nearest.move(to: centres) }
    let labels = nearest.labels
    var inertia = 0.0
    for (row, distance) in rows.distances(to: centres, of: labels).enumerated() { inertia += distance * weights[row] }
    return (labels, centres, inertia, iterations)
  }

  private func centres(of nearest: NearestCentres, from old: [[Double]]) -> [[Double]] {
    var (sums, sizes) = nearest.sums
    relocate(&sums, &sizes, nearest.labels, old)
    let largest = sizes.indices.reduce(0) { sizes[$1] > sizes[$0] ? $1 : $0 }
    for label in sums.indices where sizes[label] > 0 {
      let factor = 1 / sizes[label]
      sums[label] = sums[label].map { $0 * factor }
    }
    for label in sums.indices where sizes[label] <= 0 { sums[label] = sums[largest] }
    return sums
  }

  /// Puts clusters without rows to the rows that are farthest from their centres.
  private func relocate(_ sums: inout [[Double]], _ sizes: inout [Double], _ labels: [Int], _ old: [[Double]]) {
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    if empty.isEmpty { return }
    let distances = rows.distances(to: old, of: labels)
    guard distances.contains(where: { $0 > 0 }) else { return }
    let farthest = distances.indices.sorted { distances[$0] > distances[$1] }
    for (label, row) in zip(empty, farthest) {
      let values = rows[row]
      for column in sums[label].indices {
        sums[labels[row]][column] -= values[column] * weights[row]
        sums[label][column] = values[column] * weights[row]
      }
      sizes[label] = weights[row]
      sizes[labels[row]] -= weights[row]
    }
  }
}
