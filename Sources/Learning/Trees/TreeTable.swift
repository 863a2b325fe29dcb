import Kernels

/// The parameter table of these trees for `TreeEnsemble`, which describes the layout.
///
/// - Parameters:
///   - normalises: whether leaf values become fractions of their sum here, so that both eras average the same way.
///   - sum: for trees that are added up in turn over the outputs, instead of averaged.
func treeTable(
  _ trees: [FittedTree], features: Int, outputs: Int, normalises: Bool, acceptsMissing: Bool, sum: TreeSum? = nil
) -> [UInt8] {
  let inner = trees.reduce(0) { $0 + $1.left.count(where: { $0 >= 0 }) }
  var layout = TableLayout(inner: inner)
  for tree in trees { layout.add(tree, outputs: outputs, normalises: normalises, scale: sum?.scale) }
  var payload: [UInt8] = []
  payload.reserveCapacity(24 + 5 * trees.count + 16 * (inner + layout.leafNodes.count) + 8 * layout.values.count)
  payload.appendLittleEndian(UInt32(features))
  payload.appendLittleEndian(UInt32(outputs))
  payload.appendLittleEndian(UInt32(trees.count))
  payload.appendLittleEndian(UInt32(acceptsMissing ? 1 : 0) | UInt32(sum == nil ? 0 : 2))
  payload.appendLittleEndian(UInt32(inner))
  payload.appendLittleEndian(UInt32(layout.leafNodes.count))
  for root in layout.roots { payload.appendLittleEndian(root) }
  for start in stride(from: 0, to: trees.count, by: 8) {
    payload.appendLittleEndian(UInt32(layout.depths[start..<min(start + 8, trees.count)].max() ?? 0))
  }
  for node in layout.innerNodes { node.append(to: &payload) }
  for node in layout.leafNodes { node.append(to: &payload) }
  for value in layout.values { payload.appendLittleEndian(value.bitPattern) }
  for value in sum?.initial ?? [] { payload.appendLittleEndian(value.bitPattern) }
  return ParameterTable.encoded(kind: .treeEnsemble, payload: payload)
}

/// How trees are added up: tree `t` adds `scale` times its answer to output `t % outputs`.
struct TreeSum {
  let scale: Double
  /// What the outputs begin at.
  let initial: [Double]
}

private struct TableNode {
  var threshold: Float
  var feature: UInt32
  var left: UInt32
  var right: UInt32

  func append(to payload: inout [UInt8]) {
    payload.appendLittleEndian(threshold.bitPattern)
    payload.appendLittleEndian(feature)
    payload.appendLittleEndian(left)
    payload.appendLittleEndian(right)
  }
}

/// Numbers the nodes of all trees: inner nodes from 0, leaves from `inner`.
private struct TableLayout {
  let inner: Int
  var roots: [UInt32] = []
  var depths: [Int] = []
  var innerNodes: [TableNode] = []
  var leafNodes: [TableNode] = []
  var values: [Double] = []

  init(inner: Int) {
    self.inner = inner
  }

  mutating func add(_ tree: FittedTree, outputs: Int, normalises: Bool, scale: Double?) {
    var number = [UInt32](repeating: 0, count: tree.nodeCount)
    var nextInner = innerNodes.count
    var nextLeaf = inner + leafNodes.count
    for node in 0..<tree.nodeCount {
      if tree.left[node] >= 0 {
        number[node] = UInt32(nextInner)
        nextInner += 1
      } else {
        number[node] = UInt32(nextLeaf)
        nextLeaf += 1
      }
    }
    roots.append(number[0])
    depths.append(tree.depth)
    for node in 0..<tree.nodeCount {
      guard tree.left[node] >= 0 else {
        // Every number, NaN included, leads back to the leaf itself.
        leafNodes.append(
          TableNode(threshold: .infinity, feature: 0x8000_0000, left: number[node], right: number[node]))
        if let scale {
          values.append(scale * tree.values[node])
        } else {
          values += leafValues(tree, node, outputs: outputs, normalises: normalises)
        }
        continue
      }
      let feature = UInt32(tree.feature[node]) | (tree.missingGoesLeft[node] ? 0x8000_0000 : 0)
      innerNodes.append(
        TableNode(
          threshold: roundedDown(tree.threshold[node]), feature: feature, left: number[Int(tree.left[node])],
          right: number[Int(tree.right[node])]))
    }
  }

  /// scikit-learn 1.2 divides a leaf's counts by their sum, or by one where that is zero.
  private func leafValues(_ tree: FittedTree, _ node: Int, outputs: Int, normalises: Bool) -> [Double] {
    let values = Array(tree.values[node * outputs..<(node + 1) * outputs])
    if !normalises { return values }
    let sum = pairwiseSum(values, count: outputs)
    return values.map { $0 / (sum == 0 ? 1 : sum) }
  }
}

/// The largest `Float` that is not above `threshold`: for a `Float`, `x <= threshold` and `x <= roundedDown(threshold)` agree.
private func roundedDown(_ threshold: Double) -> Float {
  let nearest = Float(threshold)
  return Double(nearest) > threshold ? nearest.nextDown : nearest
}
