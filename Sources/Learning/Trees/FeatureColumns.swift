/// The features as scikit-learn's trees see them: `Float`, one column after the other; shared by all trees of a forest.
final class FeatureColumns: @unchecked Sendable {
  let rows: Int
  let count: Int
  /// Column `f` begins at `f * rows`.
  let values: UnsafeMutablePointer<Float>
  /// Whether a column holds NaN.
  let hasMissing: [Bool]
  /// For columns without NaN: the index of each value in `distinct`, laid out as `values`; filled by `rank()`.
  private(set) var ranks: UnsafeMutablePointer<UInt32>?
  /// For each column its different values, ascending.
  private(set) var distinct: [[Float]] = []

  init(_ matrix: Matrix) {
    rows = matrix.rows
    count = matrix.columns
    values = UnsafeMutablePointer<Float>.allocate(capacity: max(1, rows * count))
    var missing = [Bool](repeating: false, count: count)
    for column in 0..<count {
      for row in 0..<rows {
        let x = Float(matrix[row, column])
        (values + column * rows + row).initialize(to: x)
        if x.isNaN { missing[column] = true }
      }
    }
    hasMissing = missing
  }

  deinit {
    values.deallocate()
    ranks?.deallocate()
  }

  /// Computes `ranks` and `distinct`, once; to be called before the columns are shared between threads.
  func rank() {
    guard ranks == nil else { return }
    let ranks = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, rows * count))
    for column in 0..<count { distinct.append(rank(column, into: ranks + column * rows)) }
    self.ranks = ranks
  }

  private func rank(_ column: Int, into ranks: UnsafeMutablePointer<UInt32>) -> [Float] {
    let values = values + column * rows
    var keys = (0..<rows).map { UInt64(orderedBits(values[$0])) << 32 | UInt64($0) }
    keys.sort()
    var distinct: [Float] = []
    for key in keys {
      let row = Int(key & 0xffff_ffff)
      if distinct.last != values[row] { distinct.append(values[row]) }
      ranks[row] = UInt32(distinct.count - 1)
    }
    return distinct
  }
}

/// Bits that order as the numbers do; both zeros have the same.
private func orderedBits(_ x: Float) -> UInt32 {
  let bits = (x == 0 ? Float(0) : x).bitPattern
  return bits & 0x8000_0000 != 0 ? ~bits : bits | 0x8000_0000
}
