import Processors

/// A way to part a node's samples by a feature's bins.
struct HistogramSplit: Sendable {
  /// The gain in loss; not above zero where there is no split.
  var gain = -1.0
  var feature = 0
  var bin = 0
  var missingGoesLeft = false
  var isCategorical = false
  /// The bins that go left at a categorical split.
  var leftBins = CategorySet()
  var left = Side()
  var right = Side()

  /// The sums over one side's samples, and its answer.
  struct Side: Sendable {
    var gradients = 0.0
    var hessians = 0.0
    var count = 0
    var value = 0.0
  }
}

/// Looks for the best split of a node: the largest gain, of equals the first feature and the first bin in its scan.
///
/// - SeeAlso: scikit-learn, `splitting.pyx`.
struct HistogramSplitter: Sendable {
  let options: HistogramOptions
  /// Bins with values of each feature.
  let binCounts: [Int]
  let hasMissing: [Bool]
  let isCategorical: [Bool]
  let missing: Int
  let hessiansAreConstant: Bool

  /// What the search knows of a node.
  struct Node: Sendable {
    let histograms: Histograms
    let count: Int
    let gradients: Double
    let hessians: Double
    let value: Double
    /// What monotonic features allow the children's answers.
    let lower: Double
    let upper: Double
  }

  static var leastHessian: Double { 1e-3 }

  /// The best split, whose gain is -1 where the bounds allow none.
  func best(_ node: Node) -> HistogramSplit {
    var best = HistogramSplit()
    let isLarge = binCounts.reduce(0, +) > 2000
    let splits = isLarge ? inParallel(count: binCounts.count) { split($0, node) } : []
    for feature in binCounts.indices {
      let split = isLarge ? splits[feature] : split(feature, node)
      if feature == 0 || split.gain > best.gain { best = split }
    }
    return best
  }

  /// The best split by one feature.
  private func split(_ feature: Int, _ node: Node) -> HistogramSplit {
    var split = HistogramSplit()
    split.feature = feature
    split.isCategorical = isCategorical[feature]
    if split.isCategorical {
      scanCategories(&split, node)
    } else {
      scanUp(&split, node)
      if hasMissing[feature] { scanDown(&split, node) }
    }
    return split
  }

  /// A leaf's answer within its bounds.
  func value(_ gradients: Double, _ hessians: Double, _ lower: Double, _ upper: Double) -> Double {
    let value = -gradients / (hessians + options.l2 + 1e-15)
    return value < lower ? lower : value > upper ? upper : value
  }

  private func hessian(_ bin: Bin) -> Double { hessiansAreConstant ? Double(bin.count) : bin.hessians }

  private func gain(
    _ node: Node, _ sign: Int, _ leftGradients: Double, _ leftHessians: Double, _ rightGradients: Double,
    _ rightHessians: Double
  ) -> Double {
    let left = value(leftGradients, leftHessians, node.lower, node.upper)
    let right = value(rightGradients, rightHessians, node.lower, node.upper)
    if sign > 0 && left > right || sign < 0 && left < right { return -1 }
    var gain = node.gradients * node.value
    gain -= leftGradients * left
    gain -= rightGradients * right
    return gain
  }

  private func sign(_ feature: Int) -> Int {
    options.monotonic.indices.contains(feature) ? options.monotonic[feature] : 0
  }

  private func finish(
    _ split: inout HistogramSplit, _ node: Node, _ gradients: Double, _ hessians: Double, _ count: Int
  ) {
    func side(_ gradients: Double, _ hessians: Double, _ count: Int) -> HistogramSplit.Side {
      HistogramSplit.Side(
        gradients: gradients, hessians: hessians, count: count,
        value: value(gradients, hessians, node.lower, node.upper))
    }
    split.left = side(gradients, hessians, count)
    split.right = side(node.gradients - gradients, node.hessians - hessians, node.count - count)
  }

  /// From the first bin on; missing values stay right.
  private func scanUp(_ split: inout HistogramSplit, _ node: Node) {
    let sums = node.histograms.feature(split.feature)
    let end = binCounts[split.feature] - 1 + (hasMissing[split.feature] ? 1 : 0)
    var (gradients, hessians, count) = (0.0, 0.0, 0)
    var best = -1.0
    var found: (gradients: Double, hessians: Double, count: Int)?
    for index in 0..<max(end, 0) {
      count += Int(sums[index].count)
      hessians += hessian(sums[index])
      gradients += sums[index].gradients
      if count < options.minSamplesLeaf { continue }
      if node.count - count < options.minSamplesLeaf { break }
      if hessians < Self.leastHessian { continue }
      if node.hessians - hessians < Self.leastHessian { break }
      let gain = gain(
        node, sign(split.feature), gradients, hessians, node.gradients - gradients, node.hessians - hessians)
      if gain > best && gain > 0 {
        best = gain
        split.bin = index
        found = (gradients, hessians, count)
      }
    }
    guard let found else { return }
    split.gain = best
    split.missingGoesLeft = false
    finish(&split, node, found.gradients, found.hessians, found.count)
  }

  /// From the last bin down; missing values go left. Only what is better than the other scan counts.
  private func scanDown(_ split: inout HistogramSplit, _ node: Node) {
    let sums = node.histograms.feature(split.feature)
    var (gradients, hessians, count) = (0.0, 0.0, 0)
    var best = split.gain
    var found: (bin: Int, gradients: Double, hessians: Double, count: Int)?
    for index in stride(from: binCounts[split.feature] - 2, to: -1, by: -1) {
      count += Int(sums[index + 1].count)
      hessians += hessian(sums[index + 1])
      gradients += sums[index + 1].gradients
      if count < options.minSamplesLeaf { continue }
      if node.count - count < options.minSamplesLeaf { break }
      if hessians < Self.leastHessian { continue }
      let (leftGradients, leftHessians) = (node.gradients - gradients, node.hessians - hessians)
      if leftHessians < Self.leastHessian { break }
      let gain = gain(node, sign(split.feature), leftGradients, leftHessians, gradients, hessians)
      if gain > best && gain > 0 {
        best = gain
        found = (index, leftGradients, leftHessians, node.count - count)
      }
    }
    guard let found else { return }
    split.gain = best
    split.bin = found.bin
    split.missingGoesLeft = true
    finish(&split, node, found.gradients, found.hessians, found.count)
  }

  /// Categories in the order of their mean gradient, from both ends to the middle; rare ones stay right.
  private func scanCategories(_ split: inout HistogramSplit, _ node: Node) {
    let sums = node.histograms.feature(split.feature)
    let support = 10.0
    let factor = Double(node.count) / node.hessians
    var bins = Array(0..<binCounts[split.feature])
    if hasMissing[split.feature] { bins.append(missing) }
    var used: [(bin: Int, value: Double)] = []
    for bin in bins where hessian(sums[bin]) * factor >= support {
      used.append((bin, sums[bin].gradients / (hessian(sums[bin]) + support)))
    }
    if used.count <= 1 { return }
    used.sort { $0.value < $1.value || $0.value == $1.value && $0.bin < $1.bin }
    var best = -1.0
    var found: (place: Int, isUp: Bool, gradients: Double, hessians: Double, count: Int)?
    for isUp in [true, false] {
      let middle = isUp ? (used.count + 1) / 2 : (used.count + 1) / 2 - 1
      var (gradients, hessians, count) = (0.0, 0.0, 0)
      for step in 0..<middle {
        let place = isUp ? step : used.count - 1 - step
        let sum = sums[used[place].bin]
        count += Int(sum.count)
        hessians += hessian(sum)
        gradients += sum.gradients
        let rest = node.hessians - hessians
        if count < options.minSamplesLeaf || hessians < Self.leastHessian { continue }
        if node.count - count < options.minSamplesLeaf || rest < Self.leastHessian { break }
        let gain = gain(node, sign(split.feature), gradients, hessians, node.gradients - gradients, rest)
        if gain > best && gain > 0 {
          best = gain
          found = (place, isUp, gradients, hessians, count)
        }
      }
    }
    guard let found else { return }
    split.gain = best
    split.bin = 0
    finish(&split, node, found.gradients, found.hessians, found.count)
    let places = found.isUp ? 0...found.place : found.place...used.count - 1
    for place in places { split.leftBins.insert(used[place].bin) }
    if hasMissing[split.feature] { split.missingGoesLeft = split.leftBins.contains(missing) }
  }
}
