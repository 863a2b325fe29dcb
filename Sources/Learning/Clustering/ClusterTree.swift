/// How rows are joined step by step, the nearest first: `AgglomerativeClustering`, `linkage`.
package struct ClusterTree: Sendable {
  /// By what the distance of joined rows is told.
  package enum Linkage: Sendable {
    case ward, average, complete, single
  }

  /// The two parts of each step: a row, or the number of rows plus an earlier step.
  package private(set) var children: [(Int, Int)] = []
  /// The distance of the parts of each step.
  package private(set) var distances: [Double] = []
  /// The number of rows below each step.
  package private(set) var sizes: [Int] = []
  package let rows: Int

  /// - Parameter distances: of each pair of rows, row after row: [rows × rows].
  /// - SeeAlso: scipy, `nn_chain`, `mst_single_linkage`, `label` in `_hierarchy.pyx`.
  package init(rows: Int, distances: [Double], linkage: Linkage) {
    self.rows = rows
    let steps =
      linkage == .single
      ? ClusterTree.shortestSteps(rows, distances) : ClusterTree.chainedSteps(rows, distances, linkage)
    let order = steps.indices.sorted { (steps[$0].distance, $0) < (steps[$1].distance, $1) }
    var parents = Array(0..<max(2 * rows - 1, 0))
    var counts = [Int](repeating: 1, count: parents.count)
    func root(_ node: Int) -> Int {
      var node = node
      while parents[node] != node { node = parents[node] }
      return node
    }
    for (number, step) in order.map({ steps[$0] }).enumerated() {
      let (a, b) = (root(step.a), root(step.b))
      parents[a] = rows + number
      parents[b] = rows + number
      counts[rows + number] = counts[a] + counts[b]
      children.append(a < b ? (a, b) : (b, a))
      self.distances.append(step.distance)
      sizes.append(counts[rows + number])
    }
  }

  private typealias Step = (a: Int, b: Int, distance: Double)

  /// Chains of nearest neighbours, whose ends are joined.
  private static func chainedSteps(_ rows: Int, _ distances: [Double], _ linkage: Linkage) -> [Step] {
    var between = distances
    var sizes = [Int](repeating: 1, count: rows)
    var chain: [Int] = []
    var steps: [Step] = []
    while steps.count + 1 < rows {
      if chain.isEmpty, let first = sizes.firstIndex(where: { $0 > 0 }) { chain = [first] }
      var (x, y, least) = (0, 0, Double.infinity)
      while let last = chain.last {
        x = last
        least = .infinity
        if chain.count > 1 {
          y = chain[chain.count - 2]
          least = between[x * rows + y]
        }
        for other in 0..<rows where sizes[other] > 0 && other != x && between[x * rows + other] < least {
          (y, least) = (other, between[x * rows + other])
        }
        if chain.count > 1, y == chain[chain.count - 2] { break }
        // Where every distance is infinite or NaN there is no nearest.
        if y == x { y = (0..<rows).first { sizes[$0] > 0 && $0 != x } ?? x }
        chain.append(y)
        if chain.count > 2 * rows { break }
      }
      chain.removeLast(min(2, chain.count))
      if x > y { swap(&x, &y) }
      let (nx, ny) = (Double(sizes[x]), Double(sizes[y]))
      steps.append((x, y, least))
      sizes[y] += sizes[x]
      sizes[x] = 0
      for other in 0..<rows where sizes[other] > 0 && other != y {
        let joined = distance(
          linkage, between[other * rows + x], between[other * rows + y], least, nx, ny, Double(sizes[other]))
        between[other * rows + y] = joined
        between[y * rows + other] = joined
      }
    }
    return steps
  }

  /// Lance and Williams' distance of a part to two joined ones.
  private static func distance(
    _ linkage: Linkage, _ x: Double, _ y: Double, _ between: Double, _ nx: Double, _ ny: Double, _ n: Double
  ) -> Double {
    switch linkage {
    case .ward:
      let t = 1 / (nx + ny + n)
      return ((n + nx) * t * x * x + (n + ny) * t * y * y - n * t * between * between).squareRoot()
    case .average: return (nx * x + ny * y) / (nx + ny)
    case .complete: return max(x, y)
    case .single: return min(x, y)
    }
  }

  /// A spanning tree of the shortest distances.
  private static func shortestSteps(_ rows: Int, _ distances: [Double]) -> [Step] {
    var isMerged = [Bool](repeating: false, count: rows)
    var nearest = [Double](repeating: .infinity, count: rows)
    var steps: [Step] = []
    var x = 0
    for _ in 0..<max(rows - 1, 0) {
      isMerged[x] = true
      var (y, least) = (x, Double.infinity)
      for other in 0..<rows where !isMerged[other] {
        nearest[other] = min(nearest[other], distances[x * rows + other])
        if nearest[other] < least || y == x { (y, least) = (other, nearest[other]) }
      }
      steps.append((x, y, least))
      x = y
    }
    return steps
  }

  /// Each row's cluster where the last steps are undone until there are `count` clusters.
  ///
  /// - SeeAlso: scikit-learn, `_hc_cut`, whose numbers are the order of a heap.
  package func labels(count: Int) -> [Int] {
    var labels = [Int](repeating: 0, count: rows)
    guard let last = children.last, count > 1 else { return labels }
    var heap = [-(max(last.0, last.1) + 1)]
    for _ in 1..<count {
      let step = -heap[0] - rows
      guard children.indices.contains(step) else { break }
      heap.push(-children[step].0)
      heap.replaceFirst(-children[step].1)
    }
    for (label, node) in heap.enumerated() {
      var waiting = [-node]
      while let node = waiting.popLast() {
        if node < rows { labels[node] = label } else { waiting += [children[node - rows].0, children[node - rows].1] }
      }
    }
    return labels
  }
}

/// Python's `heapq` over a list: the order of the list is seen.
extension [Int] {
  fileprivate mutating func push(_ value: Int) {
    append(value)
    siftDown(0, count - 1)
  }

  /// `heappushpop`.
  fileprivate mutating func replaceFirst(_ value: Int) {
    guard let first, first < value else { return }
    self[0] = value
    var place = 0
    var child = 1
    while child < count {
      let right = child + 1
      if right < count, !(self[child] < self[right]) { child = right }
      self[place] = self[child]
      place = child
      child = 2 * place + 1
    }
    self[place] = value
    siftDown(0, place)
  }

  private mutating func siftDown(_ start: Int, _ end: Int) {
    let value = self[end]
    var place = end
    while place > start {
      let parent = (place - 1) / 2
      guard value < self[parent] else { break }
      self[place] = self[parent]
      place = parent
    }
    self[place] = value
  }
}
