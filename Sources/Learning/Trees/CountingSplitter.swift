/// The best splitter for weights that are whole numbers: the same splits as `ExactSplitter`, found several times faster.
///
/// Sums of whole numbers have no rounding errors, so the order of the samples does not show, and a node's samples need not be
/// sorted by value: they are counted by the rank of their value, or their ranks are sorted where the node is small.
struct CountingSplitter: NodeSplitter {
  var sampler: FeatureSampler
  let limits: GrowthLimits
  private(set) var sampleCount = 0
  private let columns: FeatureColumns
  private let ranks: UnsafeMutablePointer<UInt32>
  private let classes: Int
  private let isEntropy: Bool
  private let valuesAreFractions: Bool
  private let samples: UnsafeMutablePointer<Int32>
  /// Class of a row in the lower half, weight in the upper.
  private let labelled: UnsafeMutablePointer<UInt64>
  private let totalWeight: Double
  private let total: UnsafeMutablePointer<Double>
  private let left: UnsafeMutablePointer<Double>
  private let right: UnsafeMutablePointer<Double>
  private var groups: RankGroups
  private var start = 0
  private var end = 0
  private var nodeWeight = 0.0
  private var best = SplitRecord(position: 0)
  private var bestProxy = -Double.infinity

  init(_ task: GrowthTask) {
    columns = task.columns
    guard let ranks = columns.ranks else { preconditionFailure("columns are not ranked") }
    self.ranks = ranks
    limits = task.limits
    classes = task.outputs
    isEntropy = task.options.criterion == .entropy
    valuesAreFractions = task.era.treeValuesAreFractions
    sampler = FeatureSampler(count: columns.count, seed: task.seed)
    let rows = columns.rows
    samples = UnsafeMutablePointer<Int32>.allocate(capacity: rows + 1)
    labelled = UnsafeMutablePointer<UInt64>.allocate(capacity: rows + 1)
    var sum = 0.0
    for row in 0..<rows {
      let weight = task.weights?[row] ?? 1
      labelled[row] = UInt64(weight) << 32 | UInt64(task.labels[row])
      sum += weight
      if weight != 0 {
        samples[sampleCount] = Int32(row)
        sampleCount += 1
      }
    }
    totalWeight = sum
    total = UnsafeMutablePointer<Double>.allocate(capacity: 3 * classes)
    total.initialize(repeating: 0, count: 3 * classes)
    left = total + classes
    right = total + 2 * classes
    groups = RankGroups(rows: rows, classes: classes, ranks: columns.distinct.map(\.count).max() ?? 0)
  }

  func deallocate() {
    sampler.deallocate()
    samples.deallocate()
    labelled.deallocate()
    total.deallocate()
    groups.deallocate()
  }

  mutating func turn(to start: Int, _ end: Int) -> Double {
    self.start = start
    self.end = end
    total.update(repeating: 0, count: classes)
    nodeWeight = 0
    for p in start..<end {
      let row = labelled[Int(samples[p])]
      let weight = Double(row >> 32)
      total[Int(row & 0xffff_ffff)] += weight
      nodeWeight += weight
    }
    return nodeWeight
  }

  func nodeImpurity() -> Double {
    classImpurity(total, classes: classes, weight: nodeWeight, entropy: isEntropy)
  }

  func appendValue(to values: inout [Double]) {
    for k in 0..<classes { values.append(valuesAreFractions ? total[k] / nodeWeight : total[k]) }
  }

  mutating func beginSearch() {
    best = SplitRecord(position: end)
    bestProxy = -.infinity
  }

  mutating func search(_ feature: Int) -> Bool {
    let column = ranks + feature * columns.rows
    let found = groups.collect(UnsafePointer(samples + start), count: end - start, ranks: column, labelled: labelled)
    return columns.distinct[feature].withUnsafeBufferPointer { distinct in
      guard let values = distinct.baseAddress, found > 1 else { return false }
      if values[groups.rank(found - 1)] <= values[groups.rank(0)] + featureThreshold { return false }
      scan(feature, values, groups: found)
      return true
    }
  }

  /// Tries every position between two groups of equal values.
  private mutating func scan(_ feature: Int, _ values: UnsafePointer<Float>, groups found: Int) {
    left.update(repeating: 0, count: classes)
    var p = start
    var leftWeight = 0.0
    var group = 0
    var value = values[groups.rank(0)]
    while group < found - 1 {
      p += groups.add(group, to: left, weight: &leftWeight)
      group += 1
      let next = values[groups.rank(group)]
      let below = value
      value = next
      if next <= below + featureThreshold { continue }
      if p - start < limits.minSamplesLeaf { continue }
      if end - p < limits.minSamplesLeaf { return }
      consider(feature, p, leftWeight, below, next)
    }
  }

  @inline(__always)
  private mutating func consider(_ feature: Int, _ p: Int, _ leftWeight: Double, _ below: Float, _ above: Float) {
    let rightWeight = nodeWeight - leftWeight
    if leftWeight < limits.minWeightLeaf || rightWeight < limits.minWeightLeaf { return }
    for k in 0..<classes { right[k] = total[k] - left[k] }
    let l = classImpurity(left, classes: classes, weight: leftWeight, entropy: isEntropy)
    let r = classImpurity(right, classes: classes, weight: rightWeight, entropy: isEntropy)
    let proxy = -rightWeight * r - leftWeight * l
    guard proxy > bestProxy else { return }
    bestProxy = proxy
    best.feature = feature
    best.position = p
    best.threshold = splitThreshold(below, above)
    best.missingGoesLeft = p - start > end - p
  }

  mutating func finishSearch(impurity: Double) -> SplitRecord {
    guard best.position < end else { return best }
    let column = columns.values + best.feature * columns.rows
    left.update(repeating: 0, count: classes)
    var leftWeight = 0.0
    var p = start
    var last = end
    while p < last {
      let row = Int(samples[p])
      if Double(column[row]) <= best.threshold {
        let weight = Double(labelled[row] >> 32)
        left[Int(labelled[row] & 0xffff_ffff)] += weight
        leftWeight += weight
        p += 1
      } else {
        last -= 1
        (samples[p], samples[last]) = (samples[last], samples[p])
      }
    }
    let rightWeight = nodeWeight - leftWeight
    for k in 0..<classes { right[k] = total[k] - left[k] }
    best.impurityLeft = classImpurity(left, classes: classes, weight: leftWeight, entropy: isEntropy)
    best.impurityRight = classImpurity(right, classes: classes, weight: rightWeight, entropy: isEntropy)
    best.improvement = impurityImprovement(
      impurity, left: (leftWeight, best.impurityLeft), right: (rightWeight, best.impurityRight),
      nodeWeight: nodeWeight, totalWeight: totalWeight)
    return best
  }
}
