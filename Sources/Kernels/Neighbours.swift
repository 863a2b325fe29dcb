/// The nearest training rows, and what they say: shares of classes, or the mean of a target.
///
/// Rows are searched in scikit-learn's order, by its tree or one after the other, so that of equal distances the same rows are
/// chosen. `products` stands for its brute force with the Euclidean distance, |x|² − 2xy + |y|²: BLAS computes the products, and
/// ours are fused from first to last feature, as its kernels do; where they differ, near ties may fall another way.
///
/// Payload of the table (little-endian): u32 features `F`, rows `N`, neighbours, outputs (0: a target), search, metric, weights,
/// sort, nodes `M`, 0; f64 power; f64 × N × F rows; f64 × N answers; then for trees u32 × N order, u32 × M × 2 from and to,
/// f64 × M × 2F bounds, for `products` f64 × N squares.
public struct Neighbours: RowModel, @unchecked Sendable {
  /// How rows are searched.
  enum Search: Int {
    case boxes, balls, scan, products
  }

  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  /// Training rows.
  public let samples: Int
  /// How many neighbours answer.
  public let neighbours: Int
  /// The distance.
  public let metric: NeighbourMetric

  let search: Search
  let nodes: Int
  let points: TableNumbers
  let order: TableWords
  let spans: TableWords
  /// Bounds of the nodes, or the squares of the rows.
  let bounds: TableNumbers
  private let answers: TableNumbers
  private let classes: Int
  private let isWeighted: Bool
  private let sortsByIntrosort: Bool

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .neighbours))
    let head = try cursor.words(10)
    let power = try cursor.numbers(1)[0]
    features = head[0]
    samples = head[1]
    neighbours = head[2]
    classes = head[3]
    outputs = classes == 0 ? 1 : classes
    guard let search = Search(rawValue: head[4]), let metric = NeighbourMetric(code: head[5], power: power) else {
      throw .malformed
    }
    self.search = search
    self.metric = metric
    isWeighted = head[6] == 1
    sortsByIntrosort = head[7] == 1
    nodes = head[8]
    let isTree = search == .boxes || search == .balls
    guard features > 0, samples > 0, neighbours > 0, neighbours <= samples, isTree == (nodes > 0), classes < 1 << 24,
      features < 1 << 24
    else { throw .malformed }
    points = try cursor.numbers(samples * features)
    answers = try cursor.numbers(samples)
    order = try cursor.words(isTree ? samples : 0)
    spans = try cursor.words(nodes * 2)
    bounds = try cursor.numbers(isTree ? nodes * 2 * features : search == .products ? samples : 0)
    try cursor.finish()
    for index in 0..<(isTree ? samples : 0) where order[index] >= samples { throw .malformed }
    for node in 0..<nodes where spans[2 * node] > spans[2 * node + 1] || spans[2 * node + 1] > samples {
      throw .malformed
    }
    guard classes > 0 else { return }
    for row in 0..<samples where !(answers[row] >= 0 && answers[row] < Double(classes)) { throw .malformed }
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 &* neighbours) { numbers in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: neighbours) { found in
        guard let distances = numbers.baseAddress, let rows = found.baseAddress else { return }
        nearest(row, count: neighbours, distances: distances, rows: rows)
        answer(distances, rows, weights: distances + neighbours, into: result)
      }
    }
    return nil
  }

  /// The `count` nearest rows, the nearest first, with their distances.
  public func nearest(
    _ row: UnsafePointer<Double>, count: Int, distances: UnsafeMutablePointer<Double>,
    rows: UnsafeMutablePointer<UInt32>
  ) {
    let heap = NeighbourHeap(distances: distances, rows: rows, count: count)
    heap.clear()
    switch search {
    case .boxes, .balls: descend(0, lowerBound(0, row), row, heap)
    case .scan:
      for index in 0..<samples { heap.push(reduced(row, index), UInt32(truncatingIfNeeded: index)) }
      heap.refill()
    case .products:
      scanProducts(row, heap)
      heap.refill()
    }
    finish(heap, row)
  }

  /// Sorts what was found and turns reduced distances into distances.
  func finish(_ heap: NeighbourHeap, _ row: UnsafePointer<Double>) {
    heap.sort(byIntrosort: sortsByIntrosort)
    for k in 0..<heap.count {
      // Distances from products are rounded: what is told are exact ones.
      let exact = search == .products ? reduced(row, Int(heap.rows[k])) : heap.distances[k]
      heap.distances[k] = metric.distance(exact)
    }
  }

  /// What the neighbours say, weighted by the inverse of their distances; where some are at no distance, these alone.
  func answer(
    _ distances: UnsafeMutablePointer<Double>, _ rows: UnsafeMutablePointer<UInt32>,
    weights: UnsafeMutablePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    var hasEqual = false
    for k in 0..<neighbours {
      weights[k] = isWeighted ? 1 / distances[k] : 1
      hasEqual = hasEqual || weights[k] == .infinity
    }
    if hasEqual {
      for k in 0..<neighbours { weights[k] = weights[k] == .infinity ? 1 : 0 }
    }
    if classes == 0 {
      for k in 0..<neighbours {
        let answer = answers[Int(rows[k])]
        distances[k] = isWeighted ? answer * weights[k] : answer
      }
      let total = isWeighted ? pairwiseSum(weights, count: neighbours) : Double(neighbours)
      result[0] = pairwiseSum(distances, count: neighbours) / total
      return
    }
    result.update(repeating: 0, count: classes)
    for k in 0..<neighbours { result[Int(answers[Int(rows[k])])] += weights[k] }
    let total = pairwiseSum(result, count: classes)
    for k in 0..<classes { result[k] /= total }
  }
}
