import Kernels

/// scikit-learn's tree of rows: each node holds half of its parent's, split in the middle of the feature that spreads most.
///
/// - SeeAlso: scikit-learn, `_binary_tree.pxi`, `_kd_tree.pyx`, `_ball_tree.pyx`.
struct NeighbourTree {
  enum Shape {
    case boxes, balls
  }

  let shape: Shape
  /// Row numbers, node after node.
  private(set) var order: [Int]
  /// Which part of `order` each node holds.
  private(set) var spans: [Range<Int>]
  /// For each node 2F numbers: the least and the greatest of each feature, or the centre and the radius.
  private(set) var bounds: [Double]

  private let rows: Matrix
  private let metric: NeighbourOptions.Metric

  /// - Parameter rows: at least one, row-major.
  init(_ rows: Matrix, leafSize: Int, shape: Shape, metric: NeighbourOptions.Metric) {
    self.rows = rows
    self.shape = shape
    self.metric = metric
    order = Array(0..<rows.rows)
    let parts = max(1, Double(rows.rows - 1) / Double(max(leafSize, 1)))
    let levels = Int(binaryLogarithm(parts) + 1)
    let nodes = (1 << levels) - 1
    spans = Array(repeating: 0..<0, count: nodes)
    bounds = [Double](repeating: 0, count: nodes * 2 * rows.columns)
    build(0, 0..<rows.rows)
  }

  private mutating func build(_ node: Int, _ span: Range<Int>) {
    spans[node] = span
    switch shape {
    case .boxes: fitBox(node)
    case .balls: fitBall(node)
    }
    guard 2 * node + 1 < spans.count, span.count >= 2 else { return }
    let feature = widestFeature(span)
    let middle = span.count / 2
    selectNth(&order, span, middle) { [rows] a, b in
      let (x, y) = (rows[a, feature], rows[b, feature])
      return x == y ? a < b : x < y
    }
    build(2 * node + 1, span.lowerBound..<(span.lowerBound + middle))
    build(2 * node + 2, (span.lowerBound + middle)..<span.upperBound)
  }

  private func widestFeature(_ span: Range<Int>) -> Int {
    var widest = 0
    var most = 0.0
    for feature in 0..<rows.columns {
      var least = Double.infinity
      var greatest = -Double.infinity
      for position in span {
        least = min(least, rows[order[position], feature])
        greatest = max(greatest, rows[order[position], feature])
      }
      if greatest - least > most {
        most = greatest - least
        widest = feature
      }
    }
    return widest
  }

  private mutating func fitBox(_ node: Int) {
    let start = node * 2 * rows.columns
    for feature in 0..<rows.columns {
      var least = Double.infinity
      var greatest = -Double.infinity
      for position in spans[node] {
        least = min(least, rows[order[position], feature])
        greatest = max(greatest, rows[order[position], feature])
      }
      bounds[start + feature] = least
      bounds[start + rows.columns + feature] = greatest
    }
  }

  private mutating func fitBall(_ node: Int) {
    let start = node * 2 * rows.columns
    var centre = [Double](repeating: 0, count: rows.columns)
    for position in spans[node] {
      for feature in 0..<rows.columns { centre[feature] += rows[order[position], feature] }
    }
    for feature in centre.indices { centre[feature] /= Double(max(spans[node].count, 1)) }
    var radius = 0.0
    for position in spans[node] { radius = max(radius, distance(centre, order[position])) }
    bounds.replaceSubrange(start..<(start + rows.columns), with: centre)
    bounds[start + rows.columns] = radius
  }

  private func distance(_ centre: [Double], _ row: Int) -> Double {
    var sum = 0.0
    for feature in centre.indices {
      let difference = (centre[feature] - rows[row, feature]).magnitude
      switch metric {
      case .euclidean: sum += difference * difference
      case .manhattan: sum += difference
      case .chebyshev: sum = max(sum, difference)
      case .minkowski(let exponent): sum += power(difference, exponent)
      }
    }
    return NeighbourMetric(code: metric.code, power: metric.power)?.distance(sum) ?? sum
  }
}

/// Exchanges elements of `span` until the one at `nth` stands where sorting would put it, smaller ones before it: by the very
/// steps of libstdc++'s `nth_element`, which decide the order of the others.
func selectNth(_ elements: inout [Int], _ span: Range<Int>, _ nth: Int, _ isLess: (Int, Int) -> Bool) {
  var first = span.lowerBound
  var last = span.upperBound
  let target = span.lowerBound + nth
  guard first < last, target < last else { return }
  var depth = 2 * (Int.bitWidth - 1 - span.count.leadingZeroBitCount)
  while last - first > 3 {
    if depth == 0 {
      heapSelect(&elements, first, target + 1, last, isLess)
      elements.swapAt(first, target)
      return
    }
    depth -= 1
    let cut = partitioned(&elements, first, last, isLess)
    if cut <= target { first = cut } else { last = cut }
  }
  sortByInsertion(&elements, first, last, isLess)
}

private func partitioned(
  _ elements: inout [Int], _ first: Int, _ last: Int, _ isLess: (Int, Int) -> Bool
) -> Int {
  let middle = first + (last - first) / 2
  let (a, b, c) = (first + 1, middle, last - 1)
  let median: Int
  if isLess(elements[a], elements[b]) {
    median = isLess(elements[b], elements[c]) ? b : isLess(elements[a], elements[c]) ? c : a
  } else {
    median = isLess(elements[a], elements[c]) ? a : isLess(elements[b], elements[c]) ? c : b
  }
  elements.swapAt(first, median)
  let pivot = elements[first]
  var low = first + 1
  var high = last
  while true {
    while isLess(elements[low], pivot) { low += 1 }
    high -= 1
    while isLess(pivot, elements[high]) { high -= 1 }
    if low >= high { return low }
    elements.swapAt(low, high)
    low += 1
  }
}

private func sortByInsertion(_ elements: inout [Int], _ first: Int, _ last: Int, _ isLess: (Int, Int) -> Bool) {
  guard first < last else { return }
  for position in (first + 1)..<max(last, first + 1) {
    let element = elements[position]
    var hole = position
    while hole > first && isLess(element, elements[hole - 1]) {
      elements[hole] = elements[hole - 1]
      hole -= 1
    }
    elements[hole] = element
  }
}

/// The smallest elements as a heap at the front: where partitioning takes too long.
private func heapSelect(
  _ elements: inout [Int], _ first: Int, _ middle: Int, _ last: Int, _ isLess: (Int, Int) -> Bool
) {
  let count = middle - first
  func adjust(_ start: Int, _ value: Int) {
    var hole = start
    var child = hole
    while child < (count - 1) / 2 {
      child = 2 * (child + 1)
      if isLess(elements[first + child], elements[first + child - 1]) { child -= 1 }
      elements[first + hole] = elements[first + child]
      hole = child
    }
    if count & 1 == 0, child == (count - 2) / 2 {
      child = 2 * (child + 1)
      elements[first + hole] = elements[first + child - 1]
      hole = child - 1
    }
    var parent = (hole - 1) / 2
    while hole > start && isLess(elements[first + parent], value) {
      elements[first + hole] = elements[first + parent]
      hole = parent
      parent = (hole - 1) / 2
    }
    elements[first + hole] = value
  }
  if count >= 2 {
    for parent in stride(from: (count - 2) / 2, through: 0, by: -1) { adjust(parent, elements[first + parent]) }
  }
  for position in middle..<max(last, middle) where isLess(elements[position], elements[first]) {
    let value = elements[position]
    elements[position] = elements[first]
    adjust(0, value)
  }
}
