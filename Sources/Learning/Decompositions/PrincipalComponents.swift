import Kernels

/// What `PCA` learned.
package struct PrincipalComponents: Sendable {
  package let mean: [Double]
  /// A row a component.
  package let components: [[Double]]
  package let variances: [Double]
  /// Each component's share of all variance.
  package let shares: [Double]
  package let singularValues: [Double]
  package let noise: Double
}

/// The parameters of `PCA`.
package struct ComponentOptions: Sendable {
  package enum Count: Sendable {
    /// As many as the smaller side of the table.
    case all
    case number(Int)
    /// Enough for this share of the variance.
    case share(Double)
  }

  package enum Solver: Sendable {
    case automatic, full, drawn
  }

  package var count = Count.all
  package var solver = Solver.automatic
  package var oversamples = 10
  /// Rounds of the drawn solver; `nil` for seven or four.
  package var rounds: Int?

  package init() {}
}

/// Fits `PCA`.
///
/// Components agree with scikit-learn's to about ten digits, signs included: LAPACK decomposes in another order. The drawn solver
/// starts from the same numbers and iterates over the same spaces.
///
/// - Throws: what scikit-learn raises for NaN, infinities and more components than there can be.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `PCA._fit`, `randomized_svd`.
package func fitPrincipalComponents(
  _ x: Matrix, options: ComponentOptions, random: () throws(LearningError) -> RandomState, era: LearningEra,
  estimator: String
) throws(LearningError) -> PrincipalComponents {
  try checkInput(x, estimator: estimator)
  let mean = columnSums(x).map { $0 / Double(x.rows) }
  let columns = (0..<x.columns).map { j in x.column(j).map { $0 - mean[j] } }
  let smaller = min(x.rows, x.columns)
  let draws = try drawsComponents(x, options, smaller, era)
  let decomposition: SingularValues
  if draws, case .number(let count) = options.count {
    decomposition = drawnValues(
      columns, x.rows, count, oversamples: options.oversamples, rounds: options.rounds, try random())
  } else {
    decomposition = SingularValues(columns: columns)
  }
  let squares = decomposition.values.map { $0 * $0 / Double(x.rows - 1) }
  let total =
    draws
    ? columns.reduce(0) { $0 + dot($1, $1) / Double(x.rows - 1) } : pairwiseSum(squares, count: squares.count)
  let count = componentCount(options.count, squares.map { $0 / total }, smaller)
  let components = (0..<count).map { k in turned(decomposition, k, byLeft: !era.componentsTurnByThemselves) }
  let rest = Array(squares.dropFirst(count))
  let noise: Double
  if count >= smaller {
    noise = 0
  } else if draws {
    noise = (total - squares.prefix(count).reduce(0, +)) / Double(smaller - count)
  } else {
    noise = pairwiseSum(rest, count: rest.count) / Double(max(rest.count, 1))
  }
  return PrincipalComponents(
    mean: mean, components: components, variances: Array(squares.prefix(count)),
    shares: squares.prefix(count).map { $0 / total }, singularValues: Array(decomposition.values.prefix(count)),
    noise: noise)
}

/// Whether the solver draws, as scikit-learn chooses.
private func drawsComponents(
  _ x: Matrix, _ options: ComponentOptions, _ smaller: Int, _ era: LearningEra
) throws(LearningError) -> Bool {
  guard case .number(let count) = options.count else { return false }
  let isDrawn: Bool
  switch options.solver {
  case .drawn: isDrawn = true
  case .full: isDrawn = false
  case .automatic:
    let isTall = era.componentsTurnByThemselves && x.columns <= 1000 && x.rows >= 10 * x.columns
    isDrawn = !isTall && max(x.rows, x.columns) > 500 && count >= 1 && Double(count) < 0.8 * Double(smaller)
  }
  let least = isDrawn ? 1 : 0
  let solver =
    isDrawn
    ? "randomized"
    : options.solver == .automatic && era.componentsTurnByThemselves && x.columns <= 1000
      && x.rows >= 10 * x.columns ? "covariance_eigh" : "full"
  if count < least || count > smaller {
    throw .value(
      "n_components=\(count) must be between \(least) and min(n_samples, n_features)=\(smaller) with "
        + "svd_solver='\(solver)'")
  }
  return isDrawn
}

private func componentCount(_ count: ComponentOptions.Count, _ shares: [Double], _ smaller: Int) -> Int {
  switch count {
  case .all: return smaller
  case .number(let count): return count
  case .share(let share):
    var sum = 0.0
    for (index, part) in shares.enumerated() {
      sum += part
      if sum > share { return index + 1 }
    }
    return shares.count
  }
}

/// A right vector with the sign that makes the largest number of its left vector (or of itself) positive.
func turned(_ decomposition: SingularValues, _ index: Int, byLeft: Bool) -> [Double] {
  let right = decomposition.right[index]
  let deciding = byLeft ? decomposition.left(index) : right
  var largest = 0.0
  for value in deciding where value.magnitude > largest.magnitude { largest = value }
  return largest < 0 ? right.map { -$0 } : right
}

/// The largest singular values of a matrix, from a space that a drawn one is turned into.
///
/// - Parameter rounds: how often the space is turned; `nil` for seven or four times.
/// - SeeAlso: Halko, Martinsson and Tropp (2009); scikit-learn, `randomized_svd`.
func drawnValues(
  _ columns: [[Double]], _ rows: Int, _ count: Int, oversamples: Int, rounds: Int?, _ random: RandomState
) -> SingularValues {
  let width = count + oversamples
  let isWide = rows < columns.count
  let inner = isWide ? rows : columns.count
  let draws = random.normal(0, 1, count: inner * width)
  // A space that holds all columns decides nothing.
  if width >= min(rows, columns.count) { return SingularValues(columns: columns) }
  var space = (0..<width).map { k in (0..<inner).map { draws[$0 * width + k] } }
  let transposed = (0..<rows).map { row in columns.map { $0[row] } }
  func forward(_ vectors: [[Double]]) -> [[Double]] { (isWide ? transposed : columns).combined(vectors) }
  func back(_ vectors: [[Double]]) -> [[Double]] { (isWide ? columns : transposed).combined(vectors) }
  let share = Double(count) < 0.1 * Double(min(rows, columns.count))
  for _ in 0..<(rounds ?? (share ? 7 : 4)) {
    space = orthonormal(forward(space))
    space = orthonormal(back(space))
  }
  let basis = orthonormal(forward(space))
  if isWide {
    // The space is one of features: what lies in it is decomposed there.
    let inside = columns.indices.map { j in basis.map { $0[j] } }
    let projected = transposed.map { row in basis.map { dot(row, $0) } }
    let part = SingularValues(columns: basis.indices.map { k in projected.map { $0[k] } })
    return SingularValues(part, within: inside, of: columns)
  }
  let small = columns.map { column in basis.map { dot($0, column) } }
  return SingularValues(SingularValues(columns: small), of: columns)
}

extension [[Double]] {
  /// For each vector of factors the sum of the columns by them.
  fileprivate func combined(_ vectors: [[Double]]) -> [[Double]] {
    vectors.map { factors in
      var sum = [Double](repeating: 0, count: first?.count ?? 0)
      for (column, factor) in zip(self, factors) {
        for row in sum.indices { sum[row] += column[row] * factor }
      }
      return sum
    }
  }
}

/// The vectors made orthogonal to each other and of length one, twice, so that rounding does not matter.
private func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
  var result: [[Double]] = []
  for vector in vectors {
    var rest = vector
    for _ in 0..<2 {
      for known in result {
        let product = dot(known, rest)
        for i in rest.indices { rest[i] -= product * known[i] }
      }
    }
    let length = dot(rest, rest).squareRoot()
    result.append(length > 0 ? rest.map { $0 / length } : rest)
  }
  return result
}
