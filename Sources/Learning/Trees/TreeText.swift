import Kernels

/// The text of `sklearn.tree.export_text`.
package struct TreeText {
  package var featureNames: [String]
  /// Names of the classes; empty for a tree for numbers.
  package var classNames: [String]
  package var maxDepth: Int
  package var spacing: Int
  package var decimals: Int
  package var showsWeights: Bool
  /// Whether leaves hold fractions, which weights multiply back.
  package var valuesAreFractions: Bool

  package init(
    featureNames: [String], classNames: [String], maxDepth: Int, spacing: Int, decimals: Int, showsWeights: Bool,
    valuesAreFractions: Bool
  ) {
    self.featureNames = featureNames
    self.classNames = classNames
    self.maxDepth = maxDepth
    self.spacing = spacing
    self.decimals = decimals
    self.showsWeights = showsWeights
    self.valuesAreFractions = valuesAreFractions
  }

  /// A line a node, in the order of the branches.
  package func rendered(_ tree: FittedTree) -> String {
    var lines = ""
    var stack = [(node: 0, depth: 1, isRight: false)]
    // A right branch is announced when its left one is done.
    while let (node, depth, isRight) = stack.popLast() {
      if isRight {
        lines += splitLine(tree, node, depth, ">  ")
        stack.append((node: Int(tree.right[node]), depth: depth + 1, isRight: false))
        continue
      }
      if depth > maxDepth + 1 {
        let below = tree.depth(below: node)
        lines += below == 1 ? leafLine(tree, node, depth) : "\(indent(depth)) truncated branch of depth \(below)\n"
      } else if tree.left[node] >= 0 {
        lines += splitLine(tree, node, depth, "<= ")
        stack.append((node: node, depth: depth, isRight: true))
        stack.append((node: Int(tree.left[node]), depth: depth + 1, isRight: false))
      } else {
        lines += leafLine(tree, node, depth)
      }
    }
    return lines
  }

  private func indent(_ depth: Int) -> String {
    let blank = String(repeating: " ", count: spacing)
    return String(repeating: "|" + blank, count: depth - 1) + "|" + String(repeating: "-", count: spacing)
  }

  private func splitLine(_ tree: FittedTree, _ node: Int, _ depth: Int, _ sign: String) -> String {
    let name = featureNames[Int(tree.feature[node])]
    return "\(indent(depth)) \(name) \(sign)\(fixedDigits(tree.threshold[node], decimals))\n"
  }

  private func leafLine(_ tree: FittedTree, _ node: Int, _ depth: Int) -> String {
    let values = Array(tree.values[node * tree.outputs..<(node + 1) * tree.outputs])
    let scale = showsWeights && valuesAreFractions && !classNames.isEmpty ? tree.weightedNodeSamples[node] : 1
    let numbers = values.map { fixedDigits($0 * scale, decimals) }.joined(separator: ", ")
    guard !classNames.isEmpty else { return "\(indent(depth)) value: [\(numbers)]\n" }
    let best = values.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { argmax($0, count: buffer.count) } }
    let label = classNames.indices.contains(best ?? 0) ? classNames[best ?? 0] : ""
    return "\(indent(depth))\(showsWeights ? " weights: [\(numbers)]" : "") class: \(label)\n"
  }
}

extension FittedTree {
  /// Levels of nodes from this one down; 1 of a leaf.
  fileprivate func depth(below node: Int) -> Int {
    var deepest = 0
    var stack = [(node: node, depth: 1)]
    while let (node, depth) = stack.popLast() {
      deepest = max(deepest, depth)
      guard left[node] >= 0 else { continue }
      stack += [(Int(left[node]), depth + 1), (Int(right[node]), depth + 1)]
    }
    return deepest
  }
}
