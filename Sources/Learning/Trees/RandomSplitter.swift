/// scikit-learn's random splitter step by step: one random threshold between the smallest and the largest value of each
/// examined feature; the best of them is taken. The samples stay as each trial left them, as there.
///
/// - SeeAlso: scikit-learn, `node_split_random`.
struct RandomSplitter: NodeSplitter {
  var sampler: FeatureSampler
  let limits: GrowthLimits
  private(set) var sampleCount = 0
  private let columns: FeatureColumns
  private let samples: UnsafeMutablePointer<Int32>
  private let values: UnsafeMutablePointer<Float>
  private var criterion: NodeCriterion
  private var start = 0
  private var end = 0
  private var best = SplitRecord(position: 0)
  private var bestProxy = -Double.infinity
  /// The feature by which the samples are divided now.
  private var dividing = -1

  init(_ task: GrowthTask) {
    columns = task.columns
    limits = task.limits
    sampler = FeatureSampler(count: columns.count, seed: task.seed)
    let rows = columns.rows
    samples = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, rows))
    values = UnsafeMutablePointer<Float>.allocate(capacity: max(1, rows))
    values.initialize(repeating: 0, count: rows)
    criterion = NodeCriterion(task, samples: samples)
    for row in 0..<rows where task.weights.map({ $0[row] != 0 }) ?? true {
      samples[sampleCount] = Int32(row)
      sampleCount += 1
    }
  }

  func deallocate() {
    sampler.deallocate()
    samples.deallocate()
    values.deallocate()
    criterion.deallocate()
  }

  mutating func turn(to start: Int, _ end: Int) -> Double {
    self.start = start
    self.end = end
    criterion.turn(to: start, end)
    return criterion.nodeWeight
  }

  func nodeImpurity() -> Double { criterion.nodeImpurity() }

  func appendValue(to values: inout [Double]) { criterion.appendValue(to: &values) }

  mutating func beginSearch() {
    best = SplitRecord(position: end)
    bestProxy = -.infinity
    dividing = -1
  }

  mutating func search(_ feature: Int) -> Bool {
    dividing = feature
    let (low, high, missing) = range(of: feature)
    if missing == end - start || missing == 0 && high <= low + featureThreshold { return false }
    var threshold = sampler.uniform(Double(low), Double(high))
    let missingLeft = missing > 0 && sampler.draw(from: 0, below: 2) == 1
    if threshold == Double(high) { threshold = Double(low) }
    let position = divide(at: threshold, missingLeft: missingLeft)
    let (left, right) = (position - start, end - position)
    if left < limits.minSamplesLeaf || right < limits.minSamplesLeaf { return true }
    criterion.follow()
    criterion.reset()
    criterion.move(to: position)
    if criterion.leftWeight < limits.minWeightLeaf || criterion.rightWeight < limits.minWeightLeaf { return true }
    let proxy = criterion.proxyImprovement()
    guard proxy > bestProxy else { return true }
    bestProxy = proxy
    best.feature = feature
    best.position = position
    best.threshold = threshold
    best.missingGoesLeft = missing > 0 ? missingLeft : left > right
    return true
  }

  /// The smallest and the largest value of the node's samples, and how many are missing; keeps the values.
  private func range(of feature: Int) -> (low: Float, high: Float, missing: Int) {
    let column = columns.values + feature * columns.rows
    var low = Float.infinity
    var high = -Float.infinity
    var missing = 0
    for p in start..<end {
      let x = column[Int(samples[p])]
      values[p] = x
      if x.isNaN { missing += 1 }
      if x < low { low = x }
      if x > high { high = x }
    }
    return (low, high, missing)
  }

  /// Moves the samples up to the threshold to the front; returns how far they reach.
  private func divide(at threshold: Double, missingLeft: Bool) -> Int {
    var p = start
    var last = end
    while p < last {
      let x = values[p]
      if x.isNaN ? missingLeft : Double(x) <= threshold {
        p += 1
      } else {
        last -= 1
        (samples[p], samples[last]) = (samples[last], samples[p])
        values[p] = values[last]
        values[last] = x
      }
    }
    return last
  }

  mutating func finishSearch(impurity: Double) -> SplitRecord {
    guard best.position < end else { return best }
    if dividing != best.feature {
      _ = range(of: best.feature)
      _ = divide(at: best.threshold, missingLeft: best.missingGoesLeft)
    }
    criterion.follow()
    criterion.reset()
    criterion.move(to: best.position)
    (best.impurityLeft, best.impurityRight) = criterion.childImpurities()
    best.improvement = criterion.improvement(impurity, left: best.impurityLeft, right: best.impurityRight)
    return best
  }
}
