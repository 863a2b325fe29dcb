import Kernels

/// The parameters of `IsolationForest`.
package struct IsolationOptions: Sendable {
  package var trees = 100
  /// Rows that each tree sees.
  package var rows = 256
  /// Features that each tree sees.
  package var features = 1
  package var putsBack = false
  /// The share of outliers; `nil` to cut at -0.5.
  package var contamination: Double?

  package init() {}
}

/// A fitted isolation forest: its trees answer with the depth at which they isolate a row.
package struct FittedIsolation: Sendable {
  private let trees: [FittedTree]
  private let features: Int
  private let acceptsMissing: Bool
  /// What the sum of depths is divided by.
  package let norm: Double
  /// `offset_`.
  package internal(set) var offset = -0.5

  /// The sums of depths as a parameter table for `TreeEnsemble`.
  package func parameterTable() -> [UInt8] {
    treeTable(
      trees, features: features, outputs: 1, normalises: false, acceptsMissing: acceptsMissing,
      sum: TreeSum(scale: 1, initial: [0]))
  }

  fileprivate init(_ trees: [FittedTree], features: Int, rows: Int, acceptsMissing: Bool) {
    self.trees = trees
    self.features = features
    self.acceptsMissing = acceptsMissing
    norm = Double(trees.count) * averagePathLength(rows)
  }

  /// `score_samples`: the lower, the more unusual.
  func scores(_ x: Matrix) -> [Double] {
    let columns = FeatureColumns(x)
    var sums = [Double](repeating: 0, count: x.rows)
    for tree in trees {
      for (row, leaf) in tree.leaves(columns).enumerated() { sums[row] += tree.values[Int(leaf)] }
    }
    return sums.map { -power(2, norm == 0 ? -1 : -($0 / norm)) }
  }
}

/// The mean depth of an unsuccessful search among so many rows.
///
/// - SeeAlso: scikit-learn, `_average_path_length`.
func averagePathLength(_ rows: Int) -> Double {
  if rows <= 1 { return 0 }
  if rows == 2 { return 1 }
  let n = Double(rows)
  return 2 * (naturalLogarithm(n - 1) + 0.5772156649015329) - 2 * (n - 1) / n
}

/// Fits `IsolationForest`.
///
/// - Parameters:
///   - targets: draws the numbers that trees are grown to.
///   - random: `check_random_state(random_state)`; draws the trees' seeds.
/// - SeeAlso: scikit-learn, `IsolationForest.fit`, `BaseBagging._fit`.
package func fitIsolationForest(
  _ x: Matrix, options: IsolationOptions, targets: RandomState, random: () -> RandomState, era: LearningEra,
  estimator: String
) throws(LearningError) -> FittedIsolation {
  let y = targets.random(count: x.rows)
  try checkTreeInput(x, .numbers(y), era: era, estimator: estimator)
  var tree = TreeOptions(criterion: .squaredError)
  tree.splitting = .random
  tree.maxFeatures = .count(1)
  let most = Double(max(options.rows, 2))
  tree.maxDepth = max(Int(binaryLogarithm(most).rounded(.up)), 1)
  var trees: [FittedTree] = []
  for seed in random().integers(from: 0, below: Int(Int32.max), count: options.trees) {
    let seed = UInt32(seed)
    let own = RandomState(seed: seed).estimatorSeed()
    let draws = RandomState(seed: seed)
    let features = draws.sampleWithoutReplacement(options.features, of: x.columns)
    let rows =
      options.putsBack
      ? draws.integers(from: 0, below: x.rows, count: options.rows)
      : draws.sampleWithoutReplacement(options.rows, of: x.rows)
    var weights = [Double](repeating: 0, count: x.rows)
    for row in rows { weights[row] += 1 }
    let seen = options.features == x.columns ? x : Matrix(columns: features.map { x.column($0) })
    let fit = try fitTree(
      seen, .numbers(y), options: tree, sampleWeights: weights, random: RandomState(seed: own), era: era,
      estimator: estimator)
    trees.append(isolating(fit.trees[0], options.features == x.columns ? nil : features))
  }
  var fitted = FittedIsolation(
    trees, features: x.columns, rows: options.rows, acceptsMissing: era.treesAcceptMissing)
  if let share = options.contamination { fitted.offset = percentile(fitted.scores(x), 100 * share) }
  return fitted
}

/// The tree with the depth that isolates a row as a leaf's value, its features numbered as those of all.
private func isolating(_ tree: FittedTree, _ features: [Int]?) -> FittedTree {
  var tree = tree
  var depths = [Int](repeating: 1, count: tree.nodeCount)
  for node in 0..<tree.nodeCount where tree.left[node] >= 0 {
    depths[Int(tree.left[node])] = depths[node] + 1
    depths[Int(tree.right[node])] = depths[node] + 1
  }
  tree.values = tree.nodeSamples.indices.map { node in
    Double(depths[node]) + averagePathLength(tree.nodeSamples[node]) - 1
  }
  if let features {
    tree.feature = tree.feature.map { $0 >= 0 ? Int32(features[Int($0)]) : $0 }
  }
  return tree
}
