/// A node that may still be expanded.
private struct FrontierNode {
  let id: Int
  let start: Int
  let end: Int
  let depth: Int
  /// Nil where the node stays a leaf.
  let split: SplitRecord?

  var improvement: Double { split?.improvement ?? 0 }
}

/// Grows a tree by expanding the node with the largest improvement, up to `maxLeafNodes` leaves.
///
/// - SeeAlso: scikit-learn, `BestFirstTreeBuilder`.
func grownBestFirst<Splitter: NodeSplitter>(
  _ splitter: inout Splitter, maxLeafNodes: Int, outputs: Int
) -> FittedTree {
  var tree = FittedTree(outputs: outputs)
  var expansions = maxLeafNodes - 1
  let limits = splitter.limits

  func add(_ start: Int, _ end: Int, depth: Int, parent: Int, isLeft: Bool, impurity: Double?) -> FrontierNode {
    let weight = splitter.turn(to: start, end)
    var record = ParentRecord(impurity: impurity ?? splitter.nodeImpurity(), constantFeatures: 0)
    var split: SplitRecord?
    if !limits.isLeaf(depth: depth, samples: end - start, weight: weight, impurity: record.impurity) {
      let found = splitter.split(&record)
      if found.position < end && !(found.improvement + impurityEpsilon < limits.minImpurityDecrease) { split = found }
    }
    let id = tree.addNode(
      parent: parent, isLeft: isLeft, split: split, impurity: record.impurity, samples: end - start, weight: weight)
    splitter.appendValue(to: &tree.values)
    return FrontierNode(id: id, start: start, end: end, depth: depth, split: split)
  }

  var frontier = [add(0, splitter.sampleCount, depth: 0, parent: -1, isLeft: true, impurity: nil)]
  while let node = popHeap(&frontier) {
    tree.maxDepth = max(tree.maxDepth, node.depth)
    guard let split = node.split, expansions > 0 else {
      tree.feature[node.id] = -2
      tree.threshold[node.id] = -2
      continue
    }
    expansions -= 1
    let left = add(
      node.start, split.position, depth: node.depth + 1, parent: node.id, isLeft: true, impurity: split.impurityLeft)
    let right = add(
      split.position, node.end, depth: node.depth + 1, parent: node.id, isLeft: false, impurity: split.impurityRight)
    pushHeap(&frontier, left)
    pushHeap(&frontier, right)
  }
  return tree
}

/// libstdc++'s `push_heap`: which of equals comes first depends on its steps.
private func pushHeap(_ heap: inout [FrontierNode], _ node: FrontierNode) {
  heap.append(node)
  siftUp(&heap, from: heap.count - 1, to: 0, node)
}

private func siftUp(_ heap: inout [FrontierNode], from start: Int, to top: Int, _ node: FrontierNode) {
  var hole = start
  while hole > top {
    let parent = (hole - 1) / 2
    guard heap[parent].improvement < node.improvement else { break }
    heap[hole] = heap[parent]
    hole = parent
  }
  heap[hole] = node
}

/// libstdc++'s `pop_heap`: the hole sinks to the bottom, then the last element rises into it.
private func popHeap(_ heap: inout [FrontierNode]) -> FrontierNode? {
  guard let first = heap.first, let last = heap.popLast() else { return nil }
  let count = heap.count
  guard count > 0 else { return first }
  var hole = 0
  var child = 0
  while child < (count - 1) / 2 {
    child = 2 * (child + 1)
    if heap[child].improvement < heap[child - 1].improvement { child -= 1 }
    heap[hole] = heap[child]
    hole = child
  }
  if count % 2 == 0 && child == (count - 2) / 2 {
    child = 2 * (child + 1)
    heap[hole] = heap[child - 1]
    hole = child - 1
  }
  siftUp(&heap, from: hole, to: 0, last)
  return first
}
