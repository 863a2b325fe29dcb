/// The sums over a node's samples, left and right of a position, and the impurities that follow from them.
///
/// - SeeAlso: scikit-learn, `ClassificationCriterion` and `RegressionCriterion`.
struct NodeCriterion {
  private let samples: UnsafeMutablePointer<Int32>
  private let labels: UnsafeMutablePointer<Int32>
  private let targets: UnsafeMutablePointer<Double>
  private let weights: UnsafeMutablePointer<Double>
  private let isWeighted: Bool
  /// Of a regression, for each row its target times its weight.
  private let products: UnsafeMutablePointer<Double>
  /// The products, and weights, in the samples' order: side by side where the scan reads them.
  private let ordered: UnsafeMutablePointer<Double>
  private let orderedWeights: UnsafeMutablePointer<Double>
  private let isClassification: Bool
  private let isEntropy: Bool
  private let kind: TreeCriterion
  private let valuesAreFractions: Bool
  private let outputs: Int
  private let total: UnsafeMutablePointer<Double>
  private let left: UnsafeMutablePointer<Double>
  private let right: UnsafeMutablePointer<Double>
  private var squares = 0.0
  private var start = 0
  private var position = 0
  private var end = 0
  private(set) var nodeWeight = 0.0
  private(set) var leftWeight = 0.0
  private(set) var rightWeight = 0.0
  let totalWeight: Double

  init(_ task: GrowthTask, samples: UnsafeMutablePointer<Int32>) {
    self.samples = samples
    isClassification = task.isClassification
    isEntropy = task.options.criterion == .entropy
    kind = task.options.criterion
    valuesAreFractions = task.era.treeValuesAreFractions
    outputs = task.outputs
    let rows = task.columns.rows
    labels = UnsafeMutablePointer<Int32>.allocate(capacity: rows + 1)
    targets = UnsafeMutablePointer<Double>.allocate(capacity: rows + 1)
    weights = UnsafeMutablePointer<Double>.allocate(capacity: rows + 1)
    isWeighted = task.weights != nil
    products = UnsafeMutablePointer<Double>.allocate(capacity: isClassification ? 1 : rows + 1)
    ordered = UnsafeMutablePointer<Double>.allocate(capacity: isClassification ? 1 : rows + 1)
    orderedWeights = UnsafeMutablePointer<Double>.allocate(capacity: isClassification || !isWeighted ? 1 : rows + 1)
    var sum = 0.0
    for row in 0..<rows {
      labels[row] = isClassification ? task.labels[row] : 0
      targets[row] = isClassification ? 0 : task.targets[row]
      weights[row] = task.weights?[row] ?? 1
      sum += weights[row]
      if !isClassification { products[row] = weights[row] * targets[row] }
    }
    totalWeight = sum
    total = UnsafeMutablePointer<Double>.allocate(capacity: 3 * outputs)
    total.initialize(repeating: 0, count: 3 * outputs)
    left = total + outputs
    right = total + 2 * outputs
  }

  func deallocate() {
    labels.deallocate()
    targets.deallocate()
    weights.deallocate()
    products.deallocate()
    ordered.deallocate()
    orderedWeights.deallocate()
    total.deallocate()
  }

  mutating func turn(to start: Int, _ end: Int) {
    self.start = start
    self.end = end
    nodeWeight = 0
    squares = 0
    total.update(repeating: 0, count: outputs)
    for p in start..<end {
      let i = Int(samples[p])
      let w = weights[i]
      if isClassification {
        total[Int(labels[i])] += w
      } else {
        let y = targets[i]
        total[0] += w * y
        squares += w * y * y
      }
      nodeWeight += w
    }
    reset()
  }

  /// Takes note of the samples' order, which has changed.
  func follow() {
    if isClassification { return }
    for p in start..<end { ordered[p] = products[Int(samples[p])] }
    guard isWeighted else { return }
    for p in start..<end { orderedWeights[p] = weights[Int(samples[p])] }
  }

  /// Everything to the right.
  mutating func reset() {
    position = start
    leftWeight = 0
    rightWeight = nodeWeight
    left.update(repeating: 0, count: outputs)
    right.update(from: total, count: outputs)
  }

  private mutating func resetToEnd() {
    position = end
    leftWeight = nodeWeight
    rightWeight = 0
    left.update(from: total, count: outputs)
    right.update(repeating: 0, count: outputs)
  }

  /// Moves the samples before `new` to the left, counted from the current position or from the end, whichever is nearer.
  mutating func move(to new: Int) {
    let isForward = new - position <= end - new
    if !isForward { resetToEnd() }
    switch (isClassification, isForward) {
    case (true, true): for p in position..<new { addLabel(Int(samples[p]), sign: 1) }
    case (true, false): for p in (new..<end).reversed() { addLabel(Int(samples[p]), sign: -1) }
    case (false, true): addTargets(position, new)
    case (false, false): takeTargets(new)
    }
    rightWeight = nodeWeight - leftWeight
    for k in 0..<outputs { right[k] = total[k] - left[k] }
    position = new
  }

  @inline(__always)
  private mutating func addLabel(_ i: Int, sign: Double) {
    let w = sign * weights[i]
    left[Int(labels[i])] += w
    leftWeight += w
  }

  @inline(__always)
  private mutating func addTargets(_ from: Int, _ to: Int) {
    var sum = left[0]
    for p in from..<to { sum += ordered[p] }
    left[0] = sum
    // Weights of one add up exactly.
    guard isWeighted else { return leftWeight += Double(to - from) }
    for p in from..<to { leftWeight += orderedWeights[p] }
  }

  /// From the end down.
  @inline(__always)
  private mutating func takeTargets(_ to: Int) {
    var sum = left[0]
    var p = end
    while p > to {
      p &-= 1
      sum -= ordered[p]
    }
    left[0] = sum
    guard isWeighted else { return leftWeight -= Double(end - to) }
    p = end
    while p > to {
      p &-= 1
      leftWeight -= orderedWeights[p]
    }
  }

  func nodeImpurity() -> Double {
    if isClassification { return classImpurity(total, classes: outputs, weight: nodeWeight, entropy: isEntropy) }
    let mean = total[0] / nodeWeight
    return squares / nodeWeight - mean * mean
  }

  /// Grows with the improvement, but leaves out what is the same for all splits of a node.
  func proxyImprovement() -> Double {
    if isClassification {
      let (l, r) = childImpurities()
      return -rightWeight * r - leftWeight * l
    }
    if kind == .friedmanSquaredError {
      let difference = rightWeight * left[0] - leftWeight * right[0]
      return difference * difference / (leftWeight * rightWeight)
    }
    return left[0] * left[0] / leftWeight + right[0] * right[0] / rightWeight
  }

  /// The decrease of impurity by the split at the current position.
  func improvement(_ impurity: Double, left leftImpurity: Double, right rightImpurity: Double) -> Double {
    if kind == .friedmanSquaredError {
      let difference = rightWeight * left[0] - leftWeight * right[0]
      return difference * difference / (leftWeight * rightWeight * nodeWeight)
    }
    return impurityImprovement(
      impurity, left: (leftWeight, leftImpurity), right: (rightWeight, rightImpurity), nodeWeight: nodeWeight,
      totalWeight: totalWeight)
  }

  func childImpurities() -> (left: Double, right: Double) {
    if isClassification {
      return (
        classImpurity(left, classes: outputs, weight: leftWeight, entropy: isEntropy),
        classImpurity(right, classes: outputs, weight: rightWeight, entropy: isEntropy)
      )
    }
    var leftSquares = 0.0
    for p in start..<position {
      let i = Int(samples[p])
      leftSquares += weights[i] * targets[i] * targets[i]
    }
    let rightSquares = squares - leftSquares
    let leftMean = left[0] / leftWeight
    let rightMean = right[0] / rightWeight
    return (leftSquares / leftWeight - leftMean * leftMean, rightSquares / rightWeight - rightMean * rightMean)
  }

  func appendValue(to values: inout [Double]) {
    let divide = !isClassification || valuesAreFractions
    for k in 0..<outputs { values.append(divide ? total[k] / nodeWeight : total[k]) }
  }
}
