import Kernels

/// A grown tree as parallel arrays, node 0 the root, as scikit-learn's `tree_` shows it.
package struct FittedTree: Equatable, Sendable {
  /// Children of a node; -1 at a leaf.
  package var left: [Int32] = []
  package var right: [Int32] = []
  /// The feature of a split; -2 at a leaf.
  package var feature: [Int32] = []
  /// Values up to this go left; -2 at a leaf.
  package var threshold: [Double] = []
  package var impurity: [Double] = []
  package var nodeSamples: [Int] = []
  package var weightedNodeSamples: [Double] = []
  /// Whether NaN goes left.
  package var missingGoesLeft: [Bool] = []
  /// `outputs` numbers a node.
  package var values: [Double] = []
  package var maxDepth = 0
  package let outputs: Int

  init(outputs: Int) {
    self.outputs = outputs
  }

  /// Nodes of the tree, leaves included.
  package var nodeCount: Int { left.count }

  /// Adds a node and tells its parent; a leaf where `split` is nil.
  mutating func addNode(
    parent: Int, isLeft: Bool, split: SplitRecord?, impurity: Double, samples: Int, weight: Double
  ) -> Int {
    let id = left.count
    if parent >= 0 {
      if isLeft { left[parent] = Int32(id) } else { right[parent] = Int32(id) }
    }
    left.append(-1)
    right.append(-1)
    feature.append(split.map { Int32($0.feature) } ?? -2)
    threshold.append(split?.threshold ?? -2)
    missingGoesLeft.append(split?.missingGoesLeft ?? false)
    self.impurity.append(impurity)
    nodeSamples.append(samples)
    weightedNodeSamples.append(weight)
    return id
  }

  /// The weighted decrease of impurity by each feature, summed over the splits; normalised, as fractions of their sum.
  ///
  /// - SeeAlso: scikit-learn, `Tree.compute_feature_importances`.
  package func featureImportances(features: Int, normalised: Bool = true) -> [Double] {
    var result = [Double](repeating: 0, count: features)
    for node in 0..<nodeCount where left[node] >= 0 {
      let (l, r) = (Int(left[node]), Int(right[node]))
      result[Int(feature[node])] +=
        weightedNodeSamples[node] * impurity[node] - weightedNodeSamples[l] * impurity[l] - weightedNodeSamples[r]
        * impurity[r]
    }
    for i in result.indices { result[i] /= weightedNodeSamples[0] }
    guard normalised else { return result }
    let sum = pairwiseSum(result, count: features)
    if sum > 0 {
      for i in result.indices { result[i] /= sum }
    }
    return result
  }

  /// How many steps lead to the deepest leaf.
  var depth: Int {
    var depths = [Int](repeating: 0, count: nodeCount)
    var deepest = 0
    for node in 0..<nodeCount where left[node] >= 0 {
      depths[Int(left[node])] = depths[node] + 1
      depths[Int(right[node])] = depths[node] + 1
      deepest = max(deepest, depths[node] + 1)
    }
    return deepest
  }
}
