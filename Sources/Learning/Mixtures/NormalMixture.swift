import Kernels

/// What `GaussianMixture` learned: normal distributions, each with its weight.
package struct NormalMixture: Sendable {
  /// Which covariances the distributions may have.
  package enum Shape: Sendable {
    case full, tied, diagonal, spherical
  }

  package var weights: [Double]
  package var means: [[Double]]
  /// A matrix a component, row after row; those of one shape are all filled in.
  package var covariances: [[Double]]
  package var hasConverged = false
  package var steps = 0
  /// The mean log likelihood at the last step.
  package var bound = -Double.infinity
  /// Inverse triangular factors, row after row: a row is multiplied by them from the right.
  package private(set) var factors: [[Double]] = []

  var features: Int { means.first?.count ?? 0 }

  /// Factors the covariances.
  ///
  /// - Throws: ValueError where one is not positive definite.
  mutating func factor() throws(LearningError) {
    factors = []
    let size = features
    for covariance in covariances {
      let lower: [Double]
      do throws(Decompositions.Failure) {
        lower = try Decompositions.cholesky(covariance, size: size)
      } catch {
        throw .value(
          "Fitting the mixture model failed because some components have ill-defined empirical covariance (for instance "
            + "caused by singleton or collapsed samples). Try to decrease the number of components, increase reg_covar, or "
            + "scale the input data.")
      }
      factors.append(invertedTransposed(lower, size))
    }
  }

  /// The inverse of a lower triangular matrix, transposed.
  private func invertedTransposed(_ lower: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in column..<size {
        var sum = row == column ? 1.0 : 0
        for inner in column..<row { sum -= lower[row * size + inner] * result[column * size + inner] }
        result[column * size + row] = sum / lower[row * size + row]
      }
    }
    return result
  }

  /// For each component what `QuadraticScores` adds: its weight and the size of its factor.
  private func constant(_ component: Int) -> Double {
    var logarithms = 0.0
    for j in 0..<features { logarithms += naturalLogarithm(factors[component][j * features + j]) }
    return -0.5 * Double(features) * naturalLogarithm(2 * .pi) + logarithms
  }

  /// The table for `QuadraticScores`: the joint log likelihoods.
  package func parameterTable() -> [UInt8] {
    quadraticTable(
      means.indices.map { k in
        QuadraticPart(
          constant: constant(k) + naturalLogarithm(weights[k]), mean: means[k],
          axes: (0..<features).map { axis in (0..<features).map { factors[k][$0 * features + axis] } })
      })
  }

  /// The joint log likelihoods of a row.
  package func scores(_ row: [Double]) -> [Double] {
    means.indices.map { k in
      var square = 0.0
      for axis in 0..<features {
        var (own, mean) = (0.0, 0.0)
        for j in 0..<features {
          own += row[j] * factors[k][j * features + axis]
          mean += means[k][j] * factors[k][j * features + axis]
        }
        square += (own - mean) * (own - mean)
      }
      return constant(k) - 0.5 * square + naturalLogarithm(weights[k])
    }
  }

  /// The log likelihood of a row.
  package func likelihood(_ row: [Double]) -> Double { logarithmOfSum(scores(row)) }

  private func logarithmOfSum(_ scores: [Double]) -> Double {
    guard let most = scores.max(), most.isFinite else { return scores.max() ?? .nan }
    return naturalLogarithm(scores.reduce(0) { $0 + exponential($1 - most) }) + most
  }

  /// The probabilities of the components for each row, and the mean log likelihood.
  func expected(_ x: Matrix) -> (shares: [[Double]], bound: Double) {
    var sum: [Double] = []
    var shares: [[Double]] = []
    for row in 0..<x.rows {
      let scores = scores(x.row(row))
      let norm = logarithmOfSum(scores)
      sum.append(norm)
      shares.append(scores.map { exponential($0 - norm) })
    }
    return (shares, pairwiseSum(sum, count: sum.count) / Double(max(sum.count, 1)))
  }

  /// How many numbers are free, for the criteria of information.
  package func freedom(_ shape: Shape) -> Int {
    let (k, d) = (means.count, features)
    let covariance =
      switch shape {
      case .full: k * d * (d + 1) / 2
      case .tied: d * (d + 1) / 2
      case .diagonal: k * d
      case .spherical: k
      }
    return covariance + k * d + k - 1
  }
}

/// The parameters of `GaussianMixture`.
package struct MixtureOptions: Sendable {
  package var components = 1
  package var shape = NormalMixture.Shape.full
  package var tolerance = 1e-3
  package var ridge = 1e-6
  package var maxSteps = 100
  package var runs = 1
  /// Whether the start is drawn, not that of k-means.
  package var isDrawn = false

  package init() {}
}

/// Fits `GaussianMixture` by expectation and maximisation.
///
/// The start and the stopping rule are scikit-learn's; products are summed in another order than BLAS does, so that numbers agree to
/// about nine digits.
///
/// - SeeAlso: scikit-learn, `BaseMixture.fit_predict`, `_estimate_gaussian_parameters`.
package func fitNormalMixture(
  _ x: Matrix, options: MixtureOptions, random: RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> NormalMixture {
  try checkInput(x, estimator: estimator)
  if x.rows < options.components {
    throw .value(
      "Expected n_samples >= n_components but got n_components = \(options.components), n_samples = \(x.rows)")
  }
  var best: NormalMixture?
  for _ in 0..<options.runs {
    let shares = try startingShares(x, options, random, era, estimator)
    var mixture = maximised(x, shares, options, era)
    try mixture.factor()
    while mixture.steps < options.maxSteps {
      mixture.steps += 1
      let (shares, bound) = mixture.expected(x)
      let steps = mixture.steps
      let change = bound - mixture.bound
      mixture = maximised(x, shares, options, era)
      try mixture.factor()
      (mixture.steps, mixture.bound) = (steps, bound)
      if change.magnitude < options.tolerance {
        mixture.hasConverged = true
        break
      }
    }
    if let known = best, !(mixture.bound > known.bound) { continue }
    best = mixture
  }
  guard let best else { throw .value("n_init must be positive") }
  return best
}

private func startingShares(
  _ x: Matrix, _ options: MixtureOptions, _ random: RandomState, _ era: LearningEra, _ estimator: String
) throws(LearningError) -> [[Double]] {
  if options.isDrawn {
    let draws = random.random(count: x.rows * options.components)
    return (0..<x.rows).map { row in
      let part = draws[(row * options.components)..<((row + 1) * options.components)]
      let sum = part.reduce(0, +)
      return part.map { $0 / sum }
    }
  }
  var clusters = KMeansOptions()
  clusters.clusters = options.components
  clusters.runs = 1
  let fit = try fitKMeans(x, weights: nil, options: clusters, random: random, era: era, estimator: estimator)
  return fit.labels.map { label in (0..<options.components).map { $0 == label ? 1 : 0 } }
}

private func maximised(
  _ x: Matrix, _ shares: [[Double]], _ options: MixtureOptions, _ era: LearningEra
) -> NormalMixture {
  let (rows, width) = ((0..<x.rows).map { x.row($0) }, x.columns)
  let sizes = (0..<options.components).map { k in shares.reduce(0) { $0 + $1[k] } + 10 * 0x1p-52 }
  let means = sizes.indices.map { k in
    (0..<width).map { j in
      var sum = 0.0
      for row in rows.indices { sum += shares[row][k] * rows[row][j] }
      return sum / sizes[k]
    }
  }
  var covariances = sizes.indices.map { k in
    covariance(rows, means[k], { shares[$0][k] }, sizes[k], options)
  }
  if options.shape == .tied {
    var common = [Double](repeating: 0, count: width * width)
    for k in sizes.indices {
      for index in common.indices { common[index] += covariances[k][index] * sizes[k] }
    }
    let total = sizes.reduce(0, +)
    for index in common.indices { common[index] /= total }
    for j in 0..<width { common[j * width + j] += options.ridge }
    covariances = sizes.map { _ in common }
  }
  let total = era.powersByLogarithm ? sizes.reduce(0, +) : Double(x.rows)
  return NormalMixture(weights: sizes.map { $0 / total }, means: means, covariances: covariances)
}

private func covariance(
  _ rows: [[Double]], _ mean: [Double], _ share: (Int) -> Double, _ size: Double, _ options: MixtureOptions
) -> [Double] {
  let width = mean.count
  var result = [Double](repeating: 0, count: width * width)
  let isDiagonal = options.shape == .diagonal || options.shape == .spherical
  for row in rows.indices {
    let weight = share(row)
    if weight == 0 { continue }
    for i in 0..<width {
      let gap = weight * (rows[row][i] - mean[i])
      for j in isDiagonal ? i..<(i + 1) : 0..<width { result[i * width + j] += gap * (rows[row][j] - mean[j]) }
    }
  }
  for index in result.indices { result[index] /= size }
  if options.shape != .tied { for i in 0..<width { result[i * width + i] += options.ridge } }
  if options.shape == .spherical {
    let variance = (0..<width).reduce(0) { $0 + result[$1 * width + $1] } / Double(width)
    for i in 0..<width { result[i * width + i] = variance }
  }
  return result
}
