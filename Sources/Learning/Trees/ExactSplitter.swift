/// scikit-learn's best splitter step by step: the samples are sorted by each examined feature and stay in that order, and
/// sums are updated from the nearer end. So sums that are not exact have the same rounding errors.
///
/// - SeeAlso: scikit-learn, `_splitter.pyx`, `_partitioner.pyx`, `_criterion.pyx`.
struct ExactSplitter: NodeSplitter {
  var sampler: FeatureSampler
  let limits: GrowthLimits
  private(set) var sampleCount = 0
  private let columns: FeatureColumns
  private let sorting: SimultaneousSort
  private let samples: UnsafeMutablePointer<Int32>
  private let values: UnsafeMutablePointer<Float>
  private var criterion: NodeCriterion
  private var start = 0
  private var end = 0
  private var missing = 0
  private var best = SplitRecord(position: 0)
  private var bestProxy = -Double.infinity

  init(_ task: GrowthTask) {
    columns = task.columns
    limits = task.limits
    sampler = FeatureSampler(count: columns.count, seed: task.seed)
    let rows = columns.rows
    sorting = SimultaneousSort(
      capacity: rows, insertion: task.era.treeSortEndsWithInsertion, usesProcessors: task.usesProcessors)
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
    sorting.deallocate()
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
  }

  mutating func search(_ feature: Int) -> Bool {
    sort(by: feature)
    let present = end - missing
    if present == start { return false }
    if missing == 0 && values[present - 1] <= values[start] + featureThreshold { return false }
    scan(feature, missingLeft: false)
    if missing > 0 {
      moveMissingLeft()
      scan(feature, missingLeft: true)
    }
    return true
  }

  /// Sorts the node's samples; NaN goes to the end, unsorted.
  private mutating func sort(by feature: Int) {
    let column = columns.values + feature * columns.rows
    missing = 0
    if columns.hasMissing[feature] {
      var i = start
      var last = end - 1
      while i <= last {
        if column[Int(samples[last])].isNaN {
          missing += 1
          last -= 1
          continue
        }
        if column[Int(samples[i])].isNaN {
          (samples[i], samples[last]) = (samples[last], samples[i])
          missing += 1
          last -= 1
        }
        values[i] = column[Int(samples[i])]
        i += 1
      }
    } else {
      for i in start..<end { values[i] = column[Int(samples[i])] }
    }
    sorting.sort(values + start, samples + start, count: end - start - missing)
    criterion.follow()
  }

  /// Exchanges the blocks of present and missing values, the order within them kept.
  private mutating func moveMissingLeft() {
    let present = end - start - missing
    let kept = Array(UnsafeBufferPointer(start: samples + start + present, count: missing))
    let keptValues = Array(UnsafeBufferPointer(start: values + start + present, count: missing))
    for i in stride(from: present - 1, through: 0, by: -1) {
      samples[start + missing + i] = samples[start + i]
      values[start + missing + i] = values[start + i]
    }
    for i in 0..<missing {
      samples[start + i] = kept[i]
      values[start + i] = keptValues[i]
    }
    criterion.follow()
  }

  /// Tries every position between two values that differ; with missing values on one side.
  private mutating func scan(_ feature: Int, missingLeft: Bool) {
    let presentEnd = missingLeft ? end : end - missing
    criterion.reset()
    var p = start
    while p < end {
      if p == presentEnd && !missingLeft { break }
      if missingLeft && p == start { p = start + missing }
      p += 1
      while p < presentEnd && values[p] <= values[p - 1] + featureThreshold { p += 1 }
      if p == end { break }
      consider(feature, p, presentEnd, missingLeft)
    }
  }

  private mutating func consider(_ feature: Int, _ p: Int, _ presentEnd: Int, _ missingLeft: Bool) {
    let left = p - start
    let right = end - p
    if left < limits.minSamplesLeaf || right < limits.minSamplesLeaf { return }
    criterion.move(to: p)
    if criterion.leftWeight < limits.minWeightLeaf || criterion.rightWeight < limits.minWeightLeaf { return }
    let proxy = criterion.proxyImprovement()
    guard proxy > bestProxy else { return }
    bestProxy = proxy
    best.feature = feature
    best.position = p
    if p == presentEnd && !missingLeft {
      best.threshold = .infinity
    } else {
      best.threshold = splitThreshold(values[p - 1], values[p])
    }
    best.missingGoesLeft = missing == 0 ? left > right : missingLeft
  }

  mutating func finishSearch(impurity: Double) -> SplitRecord {
    guard best.position < end else { return best }
    let column = columns.values + best.feature * columns.rows
    var p = start
    var last = end
    while p < last {
      let x = column[Int(samples[p])]
      if x.isNaN ? best.missingGoesLeft : Double(x) <= best.threshold {
        p += 1
      } else {
        last -= 1
        (samples[p], samples[last]) = (samples[last], samples[p])
      }
    }
    criterion.follow()
    criterion.reset()
    criterion.move(to: best.position)
    (best.impurityLeft, best.impurityRight) = criterion.childImpurities()
    best.improvement = criterion.improvement(impurity, left: best.impurityLeft, right: best.impurityRight)
    return best
  }
}

/// The middle between two neighbouring values, as the sum of their halves; the lower one where that is not between them.
@inline(__always)
func splitThreshold(_ below: Float, _ above: Float) -> Double {
  let middle = Double(below) / 2 + Double(above) / 2
  return middle == Double(above) || middle.magnitude == .infinity ? Double(below) : middle
}
