import Processors

/// The rows of a clustering, less their means: what its steps compute over all of them, on all processors.
///
/// Each sum runs over features, or over rows, in their order, whatever the number of processors.
struct CentredRows: Sendable {
  let count: Int
  private let width: Int
  /// Row after row.
  private let values: [Double]

  /// Rows that one worker takes at a time.
  private static var part: Int { 4096 }

  /// - Parameter x: row-major.
  init(_ x: Matrix, _ means: [Double]) {
    count = x.rows
    width = x.columns
    var values = x.values
    for row in 0..<x.rows {
      for column in means.indices { values[row * means.count + column] -= means[column] }
    }
    self.values = values
  }

  subscript(row: Int) -> [Double] { Array(values[row * width..<(row + 1) * width]) }

  /// Each row's squared length.
  var squares: [Double] {
    numbers { row in
      var sum = 0.0
      for column in 0..<width { sum += row[column] * row[column] }
      return sum
    }
  }

  /// Each column's sum of squares.
  var columnSquares: [Double] {
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for column in 0..<width { sums[column] += values[row * width + column] * values[row * width + column] }
    }
    return sums
  }

  /// Each row's product with another one.
  func products(with other: [Double]) -> [Double] {
    numbers { row in
      var sum = 0.0
      for column in 0..<width { sum += row[column] * other[column] }
      return sum
    }
  }

  /// Each row's squared distance from the centre of its label.
  func distances(to centres: [[Double]], of labels: [Int]) -> [Double] {
    let centres = centres.flatMap { $0 }
    return numbers { row, index in
      let centre = labels[index] * width
      var sum = 0.0
      for column in 0..<width {
        let difference = row[column] - centres[centre + column]
        sum += difference * difference
      }
      return sum
    }
  }

  private func numbers(_ number: @Sendable (UnsafePointer<Double>) -> Double) -> [Double] {
    numbers { row, _ in number(row) }
  }

  /// A number for each row.
  private func numbers(_ number: @Sendable (UnsafePointer<Double>, Int) -> Double) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
      initialised = count
      guard let start = buffer.baseAddress else { return }
      let results = SharedMemory(start)
      inParts(of: count, size: Self.part) { part in
        values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress else { return }
          for row in part { (results.start + row).initialize(to: number(values + row * width, row)) }
        }
      }
    }
  }

  // MARK: Centres

  /// Each row's nearest centre, the first of equals.
  func nearest(of centres: [[Double]]) -> [Int] {
    let packed = PackedCentres(centres, width: width)
    return [Int](unsafeUninitializedCapacity: count) { buffer, initialised in
      initialised = count
      guard let start = buffer.baseAddress else { return }
      let results = SharedMemory(start)
      inParts(of: count, size: Self.part) { part in
        values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress else { return }
          for row in part { (results.start + row).initialize(to: packed.nearest(to: values + row * width)) }
        }
      }
    }
  }

  /// The weighted sum of each label's rows; workers share the columns, so that each sum runs over the rows in order.
  func weightedSums(by labels: [Int], count clusters: Int, _ weights: [Double]) -> [[Double]] {
    let size = max(4, (width + processorCount - 1) / processorCount)
    let parts = inParallel(count: (width + size - 1) / size) { part -> [[Double]] in
      let columns = part * size..<min(width, (part + 1) * size)
      var sums = [Double](repeating: 0, count: clusters * columns.count)
      values.withUnsafeBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let from = values.baseAddress, let to = sums.baseAddress else { return }
          for row in 0..<count {
            let (own, sum) = (from + row * width + columns.lowerBound, to + labels[row] * columns.count)
            let weight = weights[row]
            for column in 0..<columns.count { sum[column] += own[column] * weight }
          }
        }
      }
      return (0..<clusters).map { Array(sums[$0 * columns.count..<($0 + 1) * columns.count]) }
    }
    return (0..<clusters).map { label in parts.flatMap { $0[label] } }
  }
}

/// Centres four side by side, whose products with a row are summed up together.
private struct PackedCentres: Sendable {
  private let count: Int
  private let width: Int
  /// For each four centres and each feature their numbers.
  private let values: [SIMD4<Double>]
  /// Squared lengths; infinite where there is no centre.
  private let lengths: [SIMD4<Double>]

  init(_ centres: [[Double]], width: Int) {
    count = centres.count
    self.width = width
    let blocks = (centres.count + 3) / 4
    var values = [SIMD4<Double>](repeating: .zero, count: blocks * width)
    var lengths = [SIMD4<Double>](repeating: SIMD4(repeating: .infinity), count: blocks)
    for (label, centre) in centres.enumerated() {
      for feature in 0..<width { values[label / 4 * width + feature][label % 4] = centre[feature] }
      lengths[label / 4][label % 4] = dot(centre, centre)
    }
    self.values = values
    self.lengths = lengths
  }

  func nearest(to row: UnsafePointer<Double>) -> Int {
    var best = 0
    var least = Double.infinity
    values.withUnsafeBufferPointer { values in
      for block in 0..<lengths.count {
        var products = SIMD4<Double>.zero
        for feature in 0..<width { products += values[block &* width &+ feature] * row[feature] }
        let distances = lengths[block] - 2 * products
        for lane in 0..<4 where distances[lane] < least { (best, least) = (block &* 4 &+ lane, distances[lane]) }
      }
    }
    return best
  }
}
