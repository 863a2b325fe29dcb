import Kernels

/// What one tree is grown from: shared features, targets as class indices or numbers, weights or none.
struct GrowthTask {
  let columns: FeatureColumns
  /// Class indices of a classification, else empty.
  let labels: [Int32]
  /// Targets of a regression, else empty.
  let targets: [Double]
  let outputs: Int
  let weights: [Double]?
  let options: TreeOptions
  let era: LearningEra
  /// The splitter's seed: `random_state.randint(0, RAND_R_MAX)`.
  let seed: UInt32
  /// Whether this is the only tree that grows now.
  var usesProcessors = false

  var isClassification: Bool { !labels.isEmpty }

  var limits: GrowthLimits {
    let weight = weights.map { pairwiseSum($0, count: $0.count) } ?? Double(columns.rows)
    return GrowthLimits(options, rows: columns.rows, features: columns.count, totalWeight: weight)
  }

  /// Whether all sums of weights are exact in any order, so that the order of equal values does not show.
  var sumsAreExact: Bool {
    guard isClassification, !columns.hasMissing.contains(true) else { return false }
    guard let weights else { return true }
    var sum = 0.0
    for weight in weights {
      guard weight >= 0, weight == weight.rounded(.towardZero) else { return false }
      sum += weight
    }
    return sum < 0x1p31
  }

  /// Grows the tree, and prunes it.
  func grown() -> FittedTree { unpruned().pruned(options.pruning) }

  private func unpruned() -> FittedTree {
    if options.splitting == .random {
      var splitter = RandomSplitter(self)
      defer { splitter.deallocate() }
      return grow(&splitter)
    }
    if sumsAreExact && columns.ranks != nil {
      var splitter = CountingSplitter(self)
      defer { splitter.deallocate() }
      return grow(&splitter)
    }
    var splitter = ExactSplitter(self)
    defer { splitter.deallocate() }
    return grow(&splitter)
  }

  private func grow<Splitter: NodeSplitter>(_ splitter: inout Splitter) -> FittedTree {
    if let leaves = options.maxLeafNodes {
      return grownBestFirst(&splitter, maxLeafNodes: leaves, outputs: outputs)
    }
    return grownDepthFirst(&splitter, outputs: outputs)
  }
}
