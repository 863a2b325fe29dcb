import Kernels

/// A set of up to 256 categories or bins.
struct CategorySet: Equatable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  static func == (a: CategorySet, b: CategorySet) -> Bool { a.words == b.words }

  func contains(_ member: Int) -> Bool {
    let word =
      switch member >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(member & 63) & 1 == 1
  }

  mutating func insert(_ member: Int) {
    let bit = UInt64(1) << UInt64(member & 63)
    switch member >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Eight words of 32 bits.
  var halves: [Int] {
    [words.0, words.1, words.2, words.3].flatMap { [Int($0 & 0xffff_ffff), Int($0 >> 32)] }
  }
}

/// A tree of histogram boosting, its nodes before their children.
package struct FittedHistogramTree: Sendable {
  struct Node: Sendable {
    var isLeaf = true
    /// A leaf's answer, the learning rate in it.
    var value = 0.0
    var feature = 0
    var threshold = 0.0
    var bin: UInt8 = 0
    var missingGoesLeft = false
    var isCategorical = false
    /// The bins, and the categories, that go left.
    var leftBins = CategorySet()
    var leftCategories = CategorySet()
    var left = 0
    var right = 0
  }

  let nodes: [Node]

  /// The answer for a row of bins.
  func answer(_ bins: (Int) -> UInt8, missing: UInt8) -> Double {
    var index = 0
    while !nodes[index].isLeaf {
      let node = nodes[index]
      let bin = bins(node.feature)
      let goesLeft =
        bin == missing
        ? node.missingGoesLeft : node.isCategorical ? node.leftBins.contains(Int(bin)) : bin <= node.bin
      index = goesLeft ? node.left : node.right
    }
    return nodes[index].value
  }
}

/// Fitted histogram boosting.
package struct FittedHistogramBoosting: Sendable {
  /// Stage by stage, a tree an output.
  package let trees: [FittedHistogramTree]
  package let features: Int
  package let outputs: Int
  /// What raw predictions begin at.
  package let initial: [Double]
  /// `train_score_`, `validation_score_`: empty where the fit does not watch itself.
  package let trainScores: [Double]
  package let validationScores: [Double]
  /// `do_early_stopping_`.
  package let stopsEarly: Bool
  /// Known categories of each feature; `nil` where it is numeric.
  let categories: [[Double]?]

  /// `n_iter_`.
  package var iterations: Int { trees.count / max(outputs, 1) }

  /// The trees as a parameter table for `HistogramTrees`.
  package func parameterTable() -> [UInt8] { table(trees[...], initial) }

  /// Raw predictions after each iteration, a column an output.
  package func stages(_ x: Matrix) -> [[[Double]]] {
    var raw = initial.map { [Double](repeating: $0, count: x.rows) }
    var result: [[[Double]]] = []
    var row = [Double](repeating: 0, count: max(features, 1))
    var answer = [Double](repeating: 0, count: outputs)
    for stage in 0..<iterations {
      let bytes = table(
        trees[stage * outputs..<(stage + 1) * outputs], [Double](repeating: 0, count: outputs))
      bytes.withUnsafeBytes { bytes in
        guard let kernel = try? HistogramTrees(validating: bytes) else { return }
        for index in 0..<x.rows {
          for feature in 0..<features { row[feature] = x[index, feature] }
          _ = kernel.evaluate(row, into: &answer)
          for k in 0..<outputs { raw[k][index] += answer[k] }
        }
      }
      result.append(raw)
    }
    return result
  }

  private func table(_ trees: ArraySlice<FittedHistogramTree>, _ initial: [Double]) -> [UInt8] {
    var roots: [Int] = []
    var nodes: [UInt8] = []
    var sets: [Int] = []
    var count = 0
    for tree in trees {
      let root = count
      roots.append(root)
      for node in tree.nodes { append(node, root, to: &nodes, &sets) }
      count += tree.nodes.count
    }
    var payload: [UInt8] = []
    payload.append(words: [features, outputs, trees.count, count, sets.count / 8])
    payload.append(words: roots)
    payload += nodes
    payload.append(numbers: initial)
    payload.append(words: sets)
    if !sets.isEmpty {
      for feature in 0..<features {
        var known = CategorySet()
        for category in categories.indices.contains(feature) ? categories[feature] ?? [] : [] {
          known.insert(categoryCode(category))
        }
        payload.append(words: known.halves)
      }
    }
    return ParameterTable.encoded(kind: .histogramTrees, payload: payload)
  }

  private func append(
    _ node: FittedHistogramTree.Node, _ root: Int, to bytes: inout [UInt8], _ sets: inout [Int]
  ) {
    bytes.append(numbers: [node.isLeaf ? node.value : node.threshold])
    let flags =
      (node.missingGoesLeft ? 0x8000_0000 : 0) | (node.isCategorical ? 0x4000_0000 : 0)
      | (node.isLeaf ? 0x2000_0000 : 0)
    bytes.append(words: [
      node.feature | flags, node.isLeaf ? 0 : root + node.left, node.isLeaf ? 0 : root + node.right, sets.count / 8,
    ])
    if node.isCategorical { sets += node.leftCategories.halves }
  }
}
