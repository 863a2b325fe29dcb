import Kernels
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

  /// Each row's squared length, rounded as numpy rounds it.
  var squares: [Double] { map { row, _ in squaredLength(row, width) } }

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
    map { row, _ in
      var sum = 0.0
      for column in 0..<width { sum += row[column] * other[column] }
      return sum
    }
  }

  /// Each row's squared distance from the centre of its label.
  func distances(to centres: [[Double]], of labels: [Int]) -> [Double] {
    let centres = centres.flatMap { $0 }
    return map { row, index in
      let centre = labels[index] * width
      var sum = 0.0
      for column in 0..<width {
        let difference = row[column] - centres[centre + column]
        sum += difference * difference
      }
      return sum
    }
  }

  /// What `value` gives for each row.
  private func map<Value: Sendable>(_ value: @Sendable (UnsafePointer<Double>, Int) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialised in
      initialised = count
      guard let start = buffer.baseAddress else { return }
      let results = SharedMemory(start)
      inParts(of: count, size: Self.part) { part in
        values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress else { return }
          for row in part { (results.start + row).initialize(to: value(values + row * width, row)) }
        }
      }
    }
  }

  // MARK: Centres

  /// Each row's nearest centre, the first of equals.
  ///
  /// - Parameter squares: of the rows' lengths.
  func nearest(of centres: [[Double]], squares: [Double]) -> [Int] {
    let packed = PackedCentres(centres, width: width)
    return map { packed.nearest(to: $0, square: squares[$1]) }
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
  private let centres: [[Double]]
  private let width: Int
  /// For each four centres and each feature their numbers.
  private let values: [SIMD4<Double>]
  /// Squared lengths, rounded as numpy rounds them; infinite where there is no centre.
  private let lengths: [SIMD4<Double>]
  private let longest: Double

  init(_ centres: [[Double]], width: Int) {
    self.centres = centres
    self.width = width
    let blocks = (centres.count + 3) / 4
    var values = [SIMD4<Double>](repeating: .zero, count: blocks * width)
    var lengths = [SIMD4<Double>](repeating: SIMD4(repeating: .infinity), count: blocks)
    var longest = 0.0
    for (label, centre) in centres.enumerated() {
      for feature in 0..<width { values[label / 4 * width + feature][label % 4] = centre[feature] }
      let length = centre.withUnsafeBufferPointer { $0.baseAddress.map { squaredLength($0, width) } ?? 0 }
      lengths[label / 4][label % 4] = length
      longest = max(longest, length)
    }
    self.values = values
    self.lengths = lengths
    self.longest = longest
  }

  /// The nearest centre. Where another is as near but for rounding, products are fused as BLAS fuses them, which decides.
  func nearest(to row: UnsafePointer<Double>, square: Double) -> Int {
    var best = 0
    var (least, second) = (Double.infinity, Double.infinity)
    values.withUnsafeBufferPointer { values in
      for block in 0..<lengths.count {
        var products = SIMD4<Double>.zero
        for feature in 0..<width { products += values[block &* width &+ feature] * row[feature] }
        let distances = lengths[block] - 2 * products
        for lane in 0..<4 where distances[lane] < second {
          if distances[lane] < least {
            (best, second, least) = (block &* 4 &+ lane, least, distances[lane])
          } else {
            second = distances[lane]
          }
        }
      }
    }
    return second - least > Double(width &+ 2) * 0x1p-50 * (square + longest) ? best : nearestFused(to: row)
  }

  private func nearestFused(to row: UnsafePointer<Double>) -> Int {
    var best = 0
    var least = Double.infinity
    for (label, centre) in centres.enumerated() {
      var product = 0.0
      for feature in 0..<width { product.addProduct(centre[feature], row[feature]) }
      let distance = lengths[label / 4][label % 4] - 2 * product
      if distance < least { (best, least) = (label, distance) }
    }
    return best
  }
}
