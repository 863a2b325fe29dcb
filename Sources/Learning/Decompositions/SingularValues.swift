/// The thin singular value decomposition of a matrix given by its columns: X = U S Vᵀ.
///
/// The signs are LAPACK's, which change with the processor: who shows vectors has to turn them.
struct SingularValues {
  /// From the largest to the smallest, as many as the smaller side has.
  let values: [Double]
  /// The right vectors: one for each value, as long as there are columns.
  let right: [[Double]]
  private let columns: [[Double]]

  init(columns: [[Double]]) {
    self.columns = columns
    let rows = columns.first?.count ?? 0
    let width = columns.count
    let samples = Decompositions.transposed(columns.flatMap { $0 }, width, rows)
    do throws(Decompositions.Failure) {
      let parts = try Decompositions.singular(samples, rows: rows, columns: width, full: false)
      values = parts.s
      right = parts.s.indices.map { Array(parts.vt[$0 * width..<($0 + 1) * width]) }
    } catch {
      values = [Double](repeating: .nan, count: min(rows, width))
      right = [[Double]](repeating: [Double](repeating: .nan, count: width), count: min(rows, width))
    }
  }

  /// The values of a projection of `columns`, whose right vectors are those of the columns.
  init(_ projection: SingularValues, of columns: [[Double]]) {
    values = projection.values
    right = projection.right
    self.columns = columns
  }

  /// The values of a projection on a space of right vectors.
  ///
  /// - Parameter space: the space's coordinates of each column.
  init(_ projection: SingularValues, within space: [[Double]], of columns: [[Double]]) {
    values = projection.values
    right = projection.right.map { vector in space.map { dot($0, vector) } }
    self.columns = columns
  }

  /// The left vector of a value; zeros where the value is zero.
  func left(_ index: Int) -> [Double] {
    var result = [Double](repeating: 0, count: columns.first?.count ?? 0)
    guard values[index] > 0 else { return result }
    for (column, factor) in zip(columns, right[index]) {
      for row in result.indices { result[row] += column[row] * factor }
    }
    return result.map { $0 / values[index] }
  }
}
