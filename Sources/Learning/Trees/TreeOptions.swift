/// How pure a node is.
package enum TreeCriterion: Sendable {
  case gini
  /// Also called `log_loss`.
  case entropy
  case squaredError
  /// The mean squared error, whose splits are chosen by Friedman's improvement.
  case friedmanSquaredError
}

/// How a node's split is found.
package enum TreeSplitting: Sendable {
  /// The best of all thresholds of the examined features.
  case best
  /// The best of one random threshold a feature.
  case random
}

/// How many features a node examines.
package enum FeatureShare: Sendable {
  case all
  case squareRoot
  case log2
  case count(Int)
  case fraction(Double)

  /// The number of features of `total`.
  package func count(of total: Int) -> Int {
    switch self {
    case .all: total
    case .squareRoot: max(1, Int(Double(total).squareRoot()))
    case .log2: max(1, total > 0 ? Int.bitWidth - 1 - total.leadingZeroBitCount : 0)
    case .count(let count): count
    case .fraction(let fraction): fraction > 0 ? max(1, Int(fraction * Double(total))) : 0
    }
  }
}

/// The parameters of `DecisionTreeClassifier` and `DecisionTreeRegressor`, with their defaults.
package struct TreeOptions: Sendable {
  package var criterion: TreeCriterion
  package var maxDepth: Int?
  package var minSamplesSplit = PartSize.count(2)
  package var minSamplesLeaf = PartSize.count(1)
  package var minWeightFractionLeaf = 0.0
  package var maxFeatures = FeatureShare.all
  package var maxLeafNodes: Int?
  package var minImpurityDecrease = 0.0
  package var splitting = TreeSplitting.best
  /// `ccp_alpha`: branches that cost at most this a leaf are cut.
  package var pruning = 0.0

  package init(criterion: TreeCriterion) {
    self.criterion = criterion
  }
}

/// The limits of one growth, resolved for a number of rows and a total weight.
struct GrowthLimits {
  let maxDepth: Int
  let minSamplesSplit: Int
  let minSamplesLeaf: Int
  let minWeightLeaf: Double
  let maxFeatures: Int
  let minImpurityDecrease: Double

  init(_ options: TreeOptions, rows: Int, features: Int, totalWeight: Double) {
    maxDepth = options.maxDepth ?? Int(Int32.max)
    let leaf: Int
    switch options.minSamplesLeaf {
    case .count(let count): leaf = count
    case .fraction(let fraction): leaf = Int((fraction * Double(rows)).rounded(.up))
    }
    let split: Int
    switch options.minSamplesSplit {
    case .count(let count): split = count
    case .fraction(let fraction): split = max(2, Int((fraction * Double(rows)).rounded(.up)))
    }
    minSamplesLeaf = leaf
    minSamplesSplit = max(split, 2 * leaf)
    minWeightLeaf = options.minWeightFractionLeaf * totalWeight
    maxFeatures = options.maxFeatures.count(of: features)
    minImpurityDecrease = options.minImpurityDecrease
  }
}
