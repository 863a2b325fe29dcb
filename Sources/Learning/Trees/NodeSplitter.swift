/// A split of a node, or the absence of one (`position` at the node's end).
struct SplitRecord {
  var feature = 0
  var position: Int
  var threshold = 0.0
  var improvement = -Double.infinity
  var impurityLeft = Double.infinity
  var impurityRight = Double.infinity
  var missingGoesLeft = false
}

/// What a node hands to its children besides its samples.
struct ParentRecord {
  var impurity: Double
  /// Features known to be constant in the node, which stand first among the features.
  var constantFeatures: Int
}

/// scikit-learn's smallest distance between two feature values that are told apart.
let featureThreshold: Float = 1e-7

/// The features in the order in which scikit-learn's splitter leaves them, and its 32-bit xorshift generator.
struct FeatureSampler {
  private let features: UnsafeMutablePointer<Int32>
  private let constants: UnsafeMutablePointer<Int32>
  private var draws: Xorshift
  let count: Int

  init(count: Int, seed: UInt32) {
    self.count = count
    draws = Xorshift(seed: seed)
    features = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
    constants = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
    for i in 0..<count { features[i] = Int32(i) }
    constants.initialize(repeating: 0, count: count)
  }

  func deallocate() {
    features.deallocate()
    constants.deallocate()
  }

  subscript(index: Int) -> Int { Int(features[index]) }

  mutating func draw(from low: Int, below high: Int) -> Int {
    low + draws.below(high - low)
  }

  /// A number from `low` to `high`, by the same generator.
  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    (high - low) * Double(draw(from: 0, below: 0x8000_0000)) / Double(0x7fff_ffff) + low
  }

  func exchange(_ i: Int, _ j: Int) {
    (features[i], features[j]) = (features[j], features[i])
  }

  /// Restores the order of the constants that the parent knew, and keeps those newly found for the children.
  func remember(known: Int, found: Int) {
    features.update(from: constants, count: known)
    (constants + known).update(from: features + known, count: found)
  }
}

/// Finds the best split of a node by examining features in scikit-learn's random order.
protocol NodeSplitter {
  var sampler: FeatureSampler { get set }
  var limits: GrowthLimits { get }
  var sampleCount: Int { get }

  /// Turns to the samples from `start` to `end`; returns their weight.
  mutating func turn(to start: Int, _ end: Int) -> Double
  func nodeImpurity() -> Double
  /// Appends the node's value.
  func appendValue(to values: inout [Double])
  /// Forgets the best split of the node before.
  mutating func beginSearch()
  /// Examines all splits of the node by one feature; false if the feature is constant there.
  mutating func search(_ feature: Int) -> Bool
  /// Divides the samples by the best split found, and completes its record.
  mutating func finishSearch(impurity: Double) -> SplitRecord
  func deallocate()
}

extension NodeSplitter {
  /// The best split of the current node.
  ///
  /// Features that an ancestor found constant are still drawn (they count as visited) but not examined.
  ///
  /// - SeeAlso: scikit-learn, `node_split_best`.
  mutating func split(_ parent: inout ParentRecord) -> SplitRecord {
    var undrawn = sampler.count
    var visited = 0
    var found = 0
    var drawn = 0
    let known = parent.constantFeatures
    var total = known
    beginSearch()
    while undrawn > total && (visited < limits.maxFeatures || visited <= found + drawn) {
      visited += 1
      var index = sampler.draw(from: drawn, below: undrawn - found)
      if index < known {
        sampler.exchange(drawn, index)
        drawn += 1
        continue
      }
      index += found
      if search(sampler[index]) {
        undrawn -= 1
        sampler.exchange(undrawn, index)
      } else {
        sampler.exchange(index, total)
        found += 1
        total += 1
      }
    }
    let record = finishSearch(impurity: parent.impurity)
    sampler.remember(known: known, found: found)
    parent.constantFeatures = total
    return record
  }
}

/// The decrease of impurity by a split, weighted by the node's share of all samples.
func impurityImprovement(
  _ impurity: Double, left: (weight: Double, impurity: Double), right: (weight: Double, impurity: Double),
  nodeWeight: Double, totalWeight: Double
) -> Double {
  (nodeWeight / totalWeight)
    * (impurity - (right.weight / nodeWeight * right.impurity) - (left.weight / nodeWeight * left.impurity))
}
