import Kernels
import Processors

/// The rows of a clustering, less their means: what its steps compute over all of them, on all processors.
///
/// Each sum runs over features in their order, whatever the number of processors.
struct CentredRows: Sendable {
  let count: Int
  let width: Int
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
      forEachPart(of: Self.part) { values, part in
        for row in part { (results.start + row).initialize(to: value(values + row * width, row)) }
      }
    }
  }

  /// Runs `work` over parts of the rows, which it is given with all numbers, row after row.
  func forEachPart(of size: Int, _ work: @Sendable (UnsafePointer<Double>, Range<Int>) -> Void) {
    inParts(of: count, size: size) { part in
      values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        work(values, part)
      }
    }
  }
}
