extension Neighbours {
  /// Four rows at a time are held against a part of the training rows after the other.
  public func evaluate(
    _ rows: UnsafePointer<Double>, count: Int, into results: UnsafeMutablePointer<Double>,
    faults: UnsafeMutablePointer<InputFault?>
  ) {
    for row in 0..<count { faults[row] = inputFault(rows + row &* features, count: features) }
    guard search == .products, count >= 16, features <= 4096 else {
      for row in 0..<count where faults[row] == nil {
        faults[row] = evaluate(rows + row &* features, into: results + row &* outputs)
      }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: (count &+ 1) &* neighbours) { distances in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count &* neighbours) { found in
        guard let distances = distances.baseAddress, let found = found.baseAddress else { return }
        func heap(_ row: Int) -> NeighbourHeap {
          NeighbourHeap(
            distances: distances + row &* neighbours, rows: found + row &* neighbours, count: neighbours)
        }
        for row in 0..<count { heap(row).clear() }
        searchTogether(rows, count, heap)
        for row in 0..<count where faults[row] == nil {
          let nearest = heap(row)
          nearest.refill()
          finish(nearest, rows + row &* features)
          answer(
            nearest.distances, nearest.rows, weights: distances + count &* neighbours, into: results + row &* outputs)
        }
      }
    }
  }

  /// Fills the heaps of some rows.
  ///
  /// Whether a training row may be near enough is estimated in `Float`, with room for its errors; the few that may be are
  /// held against the heap by the very sum that decides alone. So the answers are those of one row alone.
  private func searchTogether(_ rows: UnsafePointer<Double>, _ count: Int, _ heap: (Int) -> NeighbourHeap) {
    let blocks = (count &+ 3) / 4
    let width = max(8, min(512, 1 << 17 / features) & ~7)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: blocks &* 4 &* features) { queries in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: width &* (features &+ 5)) { part in
        guard let queries = queries.baseAddress, let part = part.baseAddress else { return }
        for slot in 0..<blocks &* 4 {
          for j in 0..<features {
            queries[(slot / 4 &* features &+ j) &* 4 &+ slot % 4] =
              slot < count ? Float(rows[slot &* features &+ j]) : 0
          }
        }
        var start = 0
        while start < samples {
          let points = NeighbourPart(self, from: start, width: width, storage: part)
          for block in 0..<blocks {
            points.estimate(queries + block &* 4 &* features)
            for row in block &* 4..<min(block &* 4 &+ 4, count) {
              push(rows + row &* features, lane: row & 3, points, heap(row))
            }
          }
          start &+= width
        }
      }
    }
  }

  /// Takes those rows of a part in that are near enough.
  private func push(_ row: UnsafePointer<Double>, lane: Int, _ part: NeighbourPart, _ heap: NeighbourHeap) {
    let square = square(row)
    // Where a `Float` might overflow, nothing is estimated.
    let isHuge = part.isHuge || !(square < 1e30)
    var limit = isHuge ? 0 : part.limit(heap.distances[0], square)
    let estimates = part.estimates + lane &* part.width
    for index in 0..<part.count where isHuge || estimates[index] < limit {
      pushProduct(row, square: square, part.start &+ index, heap)
      if !isHuge { limit = part.limit(heap.distances[0], square) }
    }
  }
}

/// Some training rows as `Float`, eight side by side, and estimates of their distances from four other rows.
private struct NeighbourPart {
  let start: Int
  /// Training rows of the part.
  let count: Int
  /// Room for rows: a multiple of eight.
  let width: Int
  /// Whether a row is too long for an estimate.
  private(set) var isHuge = false
  /// Four times `width` numbers: |x|² less its error, − 2xy, for each of four rows y.
  let estimates: UnsafeMutablePointer<Float>
  private let features: Int
  private let values: UnsafeMutablePointer<Float>
  private let squares: UnsafeMutablePointer<Float>
  /// Twice the relative error of an estimate, by |x|² + |y|²: each of `features` products and sums is off by 2⁻²⁴ at most,
  /// and so are the numbers that are multiplied. Sixteen times that leaves room for all else that is rounded.
  private let error: Double

  init(_ model: Neighbours, from start: Int, width: Int, storage: UnsafeMutablePointer<Float>) {
    self.start = start
    self.width = width
    count = min(width, model.samples &- start)
    features = model.features
    values = storage
    squares = storage + width &* features
    estimates = squares + width
    error = Double(features &+ 16) * 0x1p-20
    for index in 0..<width {
      let from = model.points.from((start &+ min(index, count &- 1)) &* features)
      let to = values + index / 8 &* 8 &* features + index % 8
      for j in 0..<features { to[j &* 8] = Float(from[j]) }
      let square = model.bounds[start &+ min(index, count &- 1)]
      squares[index] = Float(square * (1 - error))
      if !(square < 1e30) { isHuge = true }
    }
  }

  /// What an estimate must fall below for a distance below `farthest` to be possible.
  func limit(_ farthest: Double, _ square: Double) -> Float {
    // The last term stands for numbers that are too small for `Float`.
    Float(farthest - square * (1 - error) + Double(features) * 0x1p-60)
  }

  /// - Parameter block: four rows, side by side.
  func estimate(_ block: UnsafePointer<Float>) {
    for group in 0..<width / 8 {
      let part = UnsafeRawPointer(values + group &* 8 &* features)
      var (a, b, c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
      for j in 0..<features {
        let x = part.loadUnaligned(fromByteOffset: j &* 32, as: SIMD8<Float>.self)
        let y = block + j &* 4
        a += x * y[0]
        b += x * y[1]
        c += x * y[2]
        d += x * y[3]
      }
      let square = UnsafeRawPointer(squares + group &* 8).loadUnaligned(as: SIMD8<Float>.self)
      let to = UnsafeMutableRawPointer(estimates + group &* 8)
      to.storeBytes(of: square - 2 * a, as: SIMD8<Float>.self)
      to.storeBytes(of: square - 2 * b, toByteOffset: 4 &* width, as: SIMD8<Float>.self)
      to.storeBytes(of: square - 2 * c, toByteOffset: 8 &* width, as: SIMD8<Float>.self)
      to.storeBytes(of: square - 2 * d, toByteOffset: 12 &* width, as: SIMD8<Float>.self)
    }
  }
}
