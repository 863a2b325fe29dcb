import Kernels

/// A node of a tree that grows.
final class HistogramNode {
  let depth: Int
  /// Where its samples stand in the order of all samples.
  let start: Int
  let end: Int
  let gradients: Double
  let hessians: Double
  var value: Double
  var lower = -Double.infinity
  var upper = Double.infinity
  var isLeaf = false
  var split = HistogramSplit()
  var left: HistogramNode?
  var right: HistogramNode?
  var histograms: Histograms?

  var count: Int { end - start }

  init(depth: Int, start: Int, end: Int, gradients: Double, hessians: Double, value: Double) {
    self.depth = depth
    self.start = start
    self.end = end
    self.gradients = gradients
    self.hessians = hessians
    self.value = value
  }
}

/// Grows one tree, the node with the largest gain first.
///
/// - SeeAlso: scikit-learn, `TreeGrower`.
struct HistogramGrowth {
  private let data: BinnedRows
  private let gradients: [Float]
  private let hessians: [Float]
  private let options: HistogramOptions
  private let splitter: HistogramSplitter
  /// The samples, those of a node beside each other.
  private(set) var order: [UInt32]
  private(set) var leaves: [HistogramNode] = []
  private var waiting = GainHeap()
  private let root: HistogramNode

  init(
    _ data: BinnedRows, _ gradients: [Float], _ hessians: [Float], _ splitter: HistogramSplitter, era: LearningEra
  ) {
    self.data = data
    self.gradients = gradients
    self.hessians = hessians
    self.splitter = splitter
    options = splitter.options
    order = (0..<UInt32(data.rows)).map { $0 }
    let histograms = Histograms(features: data.features, bins: data.binCount)
    histograms.add(data, order[...], gradients, hessians)
    let isConstant = splitter.hessiansAreConstant
    let first = (0..<data.binCount).map { histograms.sums[$0] }
    let gradientSum: Double
    let hessianSum: Double
    if era.binsAverageQuantiles {
      gradientSum = total(first.map(\.gradients))
      hessianSum = isConstant ? Double(data.rows) : total(first.map(\.hessians))
    } else {
      gradientSum = HistogramGrowth.sumOfHalves(gradients)
      hessianSum = isConstant ? Double(data.rows) : HistogramGrowth.sumOfHalves(hessians)
    }
    root = HistogramNode(
      depth: 0, start: 0, end: data.rows, gradients: gradientSum, hessians: hessianSum, value: 0)
    root.histograms = histograms
  }

  /// The sum of two halves, each from its first number on: what two threads of scikit-learn 1.2 give. The last bit of its
  /// sum depends on their number.
  private static func sumOfHalves(_ numbers: [Float]) -> Double {
    let middle = numbers.count / 2 + numbers.count % 2
    var (first, second) = (0.0, 0.0)
    for number in numbers[..<middle] { first += Double(number) }
    for number in numbers[middle...] { second += Double(number) }
    return first + second
  }

  mutating func grow() {
    if root.count < 2 * options.minSamplesLeaf || root.hessians < HistogramSplitter.leastHessian {
      finish(root)
    } else {
      search(root)
      while let node = waiting.pop() { part(node) }
    }
    for leaf in leaves { leaf.value *= options.learningRate }
  }

  private mutating func finish(_ node: HistogramNode) {
    node.isLeaf = true
    leaves.append(node)
  }

  private mutating func search(_ node: HistogramNode) {
    guard let histograms = node.histograms else { return finish(node) }
    node.split = splitter.best(
      HistogramSplitter.Node(
        histograms: histograms, count: node.count, gradients: node.gradients, hessians: node.hessians,
        value: node.value, lower: node.lower, upper: node.upper))
    if node.split.gain <= 0 { finish(node) } else { waiting.push(node) }
  }

  private mutating func part(_ node: HistogramNode) {
    let middle = partition(node)
    let leafCount = leaves.count + waiting.count + 2
    let split = node.split
    func child(_ start: Int, _ end: Int, _ side: HistogramSplit.Side) -> HistogramNode {
      HistogramNode(
        depth: node.depth + 1, start: start, end: end, gradients: side.gradients, hessians: side.hessians,
        value: side.value)
    }
    let left = child(node.start, middle, split.left)
    let right = child(middle, node.end, split.right)
    node.left = left
    node.right = right
    // Where the fit saw none missing, missing values go with the most samples.
    if !splitter.hasMissing[split.feature] { node.split.missingGoesLeft = left.count > right.count }
    if leafCount == options.maxLeafNodes {
      finish(left)
      finish(right)
      while let rest = waiting.takeLast() { finish(rest) }
      return
    }
    if node.depth + 1 == options.maxDepth {
      finish(left)
      finish(right)
      return
    }
    if left.count < options.minSamplesLeaf * 2 { finish(left) }
    if right.count < options.minSamplesLeaf * 2 { finish(right) }
    bound(node, left, right)
    handOn(node, left, right)
    if !left.isLeaf { search(left) }
    if !right.isLeaf { search(right) }
    if left.isLeaf { left.histograms = nil }
    if right.isLeaf { right.histograms = nil }
  }

  /// Puts the samples that go left first; both sides keep their order.
  private mutating func partition(_ node: HistogramNode) -> Int {
    let split = node.split
    let base = split.feature * data.rows
    let goesLeft = (0...255).map { bin in
      split.isCategorical
        ? split.leftBins.contains(bin)
        : split.missingGoesLeft && bin == Int(data.missing) || bin <= split.bin
    }
    var middle = node.start
    order.withUnsafeMutableBufferPointer { order in
      data.bins.withUnsafeBufferPointer { bins in
        goesLeft.withUnsafeBufferPointer { goesLeft in
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: node.count + 1) { right in
            var waiting = 0
            // Both places are written, and one of them is kept: no branch has to be guessed.
            for place in node.start..<node.end {
              let row = order[place]
              let isLeft = goesLeft[Int(bins[base + Int(row)])] ? 1 : 0
              order[middle] = row
              right[waiting] = row
              middle &+= isLeft
              waiting &+= 1 &- isLeft
            }
            for place in 0..<waiting { order[middle + place] = right[place] }
          }
        }
      }
    }
    return middle
  }

  /// What a split at a monotonic feature allows below it.
  private func bound(_ node: HistogramNode, _ left: HistogramNode, _ right: HistogramNode) {
    guard options.monotonic.contains(where: { $0 != 0 }) else { return }
    (left.lower, left.upper) = (node.lower, node.upper)
    (right.lower, right.upper) = (node.lower, node.upper)
    let sign = options.monotonic[node.split.feature]
    let middle = (left.value + right.value) / 2
    if sign > 0 {
      left.upper = middle
      right.lower = middle
    } else if sign < 0 {
      left.lower = middle
      right.upper = middle
    }
  }

  /// The smaller child is summed up, the larger one is what remains of the parent.
  private func handOn(_ node: HistogramNode, _ left: HistogramNode, _ right: HistogramNode) {
    defer { node.histograms = nil }
    if left.isLeaf && right.isLeaf { return }
    let (small, large) = left.count < right.count ? (left, right) : (right, left)
    let sums = Histograms(features: data.features, bins: data.binCount)
    sums.add(data, order[small.start..<small.end], gradients, hessians)
    small.histograms = sums
    large.histograms = node.histograms
    large.histograms?.subtract(sums)
  }

  /// The grown tree, nodes before their children.
  ///
  /// - Parameter bins: gives the thresholds and the categories.
  func tree(_ bins: [FeatureBins]) -> FittedHistogramTree {
    var nodes: [FittedHistogramTree.Node] = []
    var pending: [(node: HistogramNode, parent: Int?)] = [(root, nil)]
    while let (node, parent) = pending.popLast() {
      if let parent { nodes[parent].right = nodes.count }
      var made = FittedHistogramTree.Node()
      made.value = node.value
      if !node.isLeaf, let left = node.left, let right = node.right {
        describe(node.split, bins[node.split.feature], &made)
        made.left = nodes.count + 1
        pending.append((right, nodes.count))
        pending.append((left, nil))
      }
      nodes.append(made)
    }
    return FittedHistogramTree(nodes: nodes)
  }

  private func describe(_ split: HistogramSplit, _ bins: FeatureBins, _ node: inout FittedHistogramTree.Node) {
    node.isLeaf = false
    node.feature = split.feature
    node.bin = UInt8(truncatingIfNeeded: split.bin)
    node.missingGoesLeft = split.missingGoesLeft
    node.isCategorical = split.isCategorical
    if split.isCategorical {
      node.leftBins = split.leftBins
      for (bin, category) in bins.thresholds.enumerated() where split.leftBins.contains(bin) {
        node.leftCategories.insert(categoryCode(max(category, 0)))
      }
    } else {
      // After the last bin with values only missing ones go right.
      node.threshold = split.bin == bins.count - 1 ? .infinity : bins.thresholds[split.bin]
    }
  }
}

/// Nodes by their gain, in the order of Python's `heapq`, which decides between equals.
struct GainHeap {
  private var nodes: [HistogramNode] = []

  var count: Int { nodes.count }

  mutating func push(_ node: HistogramNode) {
    nodes.append(node)
    rise(from: nodes.count - 1)
  }

  mutating func pop() -> HistogramNode? {
    guard let last = nodes.popLast() else { return nil }
    guard let first = nodes.first else { return last }
    nodes[0] = last
    var place = 0
    var child = 1
    while child < nodes.count {
      if child + 1 < nodes.count, !comesFirst(nodes[child], nodes[child + 1]) { child += 1 }
      nodes[place] = nodes[child]
      place = child
      child = 2 * place + 1
    }
    nodes[place] = last
    rise(from: place)
    return first
  }

  mutating func takeLast() -> HistogramNode? { nodes.popLast() }

  private func comesFirst(_ a: HistogramNode, _ b: HistogramNode) -> Bool { a.split.gain > b.split.gain }

  private mutating func rise(from start: Int) {
    var place = start
    let node = nodes[place]
    while place > 0 {
      let parent = (place - 1) >> 1
      guard comesFirst(node, nodes[parent]) else { break }
      nodes[place] = nodes[parent]
      place = parent
    }
    nodes[place] = node
  }
}
