/// scikit-learn's tolerance for an impurity of zero: `np.finfo("double").eps`.
let impurityEpsilon = 0x1p-52

/// A node that is still to be added.
private struct Pending {
  let start: Int
  let end: Int
  let depth: Int
  let parent: Int
  let isLeft: Bool
  let record: ParentRecord
}

/// Grows a tree node by node, left before right.
///
/// - SeeAlso: scikit-learn, `DepthFirstTreeBuilder`.
func grownDepthFirst<Splitter: NodeSplitter>(_ splitter: inout Splitter, outputs: Int) -> FittedTree {
  let limits = splitter.limits
  var tree = FittedTree(outputs: outputs)
  var stack = [
    Pending(
      start: 0, end: splitter.sampleCount, depth: 0, parent: -1, isLeft: false,
      record: ParentRecord(impurity: .infinity, constantFeatures: 0))
  ]
  while let node = stack.popLast() {
    var record = node.record
    let samples = node.end - node.start
    let weight = splitter.turn(to: node.start, node.end)
    if tree.nodeCount == 0 { record.impurity = splitter.nodeImpurity() }
    var split: SplitRecord?
    if !limits.isLeaf(depth: node.depth, samples: samples, weight: weight, impurity: record.impurity) {
      let found = splitter.split(&record)
      if found.position < node.end && !(found.improvement + impurityEpsilon < limits.minImpurityDecrease) {
        split = found
      }
    }
    let id = tree.addNode(
      parent: node.parent, isLeft: node.isLeft, split: split, impurity: record.impurity, samples: samples,
      weight: weight)
    splitter.appendValue(to: &tree.values)
    tree.maxDepth = max(tree.maxDepth, node.depth)
    guard let split else { continue }
    let constants = record.constantFeatures
    stack.append(
      Pending(
        start: split.position, end: node.end, depth: node.depth + 1, parent: id, isLeft: false,
        record: ParentRecord(impurity: split.impurityRight, constantFeatures: constants)))
    stack.append(
      Pending(
        start: node.start, end: split.position, depth: node.depth + 1, parent: id, isLeft: true,
        record: ParentRecord(impurity: split.impurityLeft, constantFeatures: constants)))
  }
  return tree
}

extension GrowthLimits {
  func isLeaf(depth: Int, samples: Int, weight: Double, impurity: Double) -> Bool {
    depth >= maxDepth || samples < minSamplesSplit || samples < 2 * minSamplesLeaf || weight < 2 * minWeightLeaf
      || impurity <= impurityEpsilon
  }
}
