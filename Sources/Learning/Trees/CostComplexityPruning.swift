/// Which nodes become leaves as weak branches are cut, the weakest first.
///
/// - SeeAlso: scikit-learn, `_cost_complexity_prune`; Breiman et al., 1984.
private struct BranchCosts {
  private let tree: FittedTree
  private let nodeCost: [Double]
  private var branchCost: [Double]
  private var leaves: [Int]
  private var parent: [Int]
  private(set) var isLeaf: [Bool]
  private var isKept: [Bool]
  private var isCandidate: [Bool]

  /// The cost of the whole tree as it is cut.
  var total: Double { branchCost[0] }
  var canBeCut: Bool { isCandidate[0] }

  init(_ tree: FittedTree) {
    self.tree = tree
    let count = tree.nodeCount
    let weight = tree.weightedNodeSamples[0]
    nodeCost = (0..<count).map { tree.weightedNodeSamples[$0] * tree.impurity[$0] / weight }
    branchCost = [Double](repeating: 0, count: count)
    leaves = [Int](repeating: 0, count: count)
    parent = [Int](repeating: -1, count: count)
    isLeaf = tree.left.map { $0 < 0 }
    isKept = [Bool](repeating: true, count: count)
    isCandidate = isLeaf.map { !$0 }
    for node in 0..<count where tree.left[node] >= 0 {
      parent[Int(tree.left[node])] = node
      parent[Int(tree.right[node])] = node
    }
    for leaf in 0..<count where isLeaf[leaf] {
      branchCost[leaf] = nodeCost[leaf]
      var node = parent[leaf]
      while node >= 0 {
        branchCost[node] += nodeCost[leaf]
        leaves[node] += 1
        node = parent[node]
      }
    }
  }

  /// The weakest branch: the cost that a leaf fewer adds by cutting it.
  var weakest: (node: Int, alpha: Double) {
    var best = (node: 0, alpha: Double.greatestFiniteMagnitude)
    for node in nodeCost.indices where isCandidate[node] {
      let alpha = (nodeCost[node] - branchCost[node]) / Double(leaves[node] - 1)
      if alpha < best.alpha { best = (node, alpha) }
    }
    return best
  }

  mutating func cut(_ node: Int) {
    var stack = [node]
    while let next = stack.popLast() {
      guard isKept[next] else { continue }
      isCandidate[next] = false
      isLeaf[next] = false
      isKept[next] = false
      if tree.left[next] >= 0 { stack += [Int(tree.left[next]), Int(tree.right[next])] }
    }
    isLeaf[node] = true
    isKept[node] = true
    let fewer = leaves[node] - 1
    leaves[node] = 0
    let added = nodeCost[node] - branchCost[node]
    branchCost[node] = nodeCost[node]
    var ancestor = parent[node]
    while ancestor >= 0 {
      leaves[ancestor] -= fewer
      branchCost[ancestor] += added
      ancestor = parent[ancestor]
    }
  }
}

extension FittedTree {
  /// The tree without the branches whose cost a leaf is at most `alpha`.
  func pruned(_ alpha: Double) -> FittedTree {
    guard alpha > 0, nodeCount > 1 else { return self }
    var costs = BranchCosts(self)
    while costs.canBeCut {
      let weakest = costs.weakest
      if alpha < weakest.alpha { break }
      costs.cut(weakest.node)
    }
    return cut(atLeaves: costs.isLeaf)
  }

  /// The cost of a leaf at which each branch is cut, with the cost of what is left then.
  package var pruningPath: (alphas: [Double], costs: [Double]) {
    var costs = BranchCosts(self)
    var path = (alphas: [0.0], costs: [costs.total])
    while costs.canBeCut {
      let weakest = costs.weakest
      costs.cut(weakest.node)
      path.alphas.append(weakest.alpha)
      path.costs.append(costs.total)
    }
    return path
  }

  /// The nodes down to these leaves, numbered left before right.
  private func cut(atLeaves isLeaf: [Bool]) -> FittedTree {
    var result = FittedTree(outputs: outputs)
    var stack = [(node: 0, parent: -1, isLeft: false, depth: 0)]
    while let (node, parent, isLeft, depth) = stack.popLast() {
      var split: SplitRecord?
      if !isLeaf[node] {
        var record = SplitRecord(position: 0)
        record.feature = Int(feature[node])
        record.threshold = threshold[node]
        record.missingGoesLeft = missingGoesLeft[node]
        split = record
      }
      let id = result.addNode(
        parent: parent, isLeft: isLeft, split: split, impurity: impurity[node], samples: nodeSamples[node],
        weight: weightedNodeSamples[node])
      result.values += values[node * outputs..<(node + 1) * outputs]
      result.maxDepth = max(result.maxDepth, depth)
      if split != nil {
        stack.append((node: Int(right[node]), parent: id, isLeft: false, depth: depth + 1))
        stack.append((node: Int(left[node]), parent: id, isLeft: true, depth: depth + 1))
      }
    }
    return result
  }
}
