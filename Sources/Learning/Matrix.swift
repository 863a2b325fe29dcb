import Processors

/// Numbers in rows and columns, in one of numpy's two memory layouts.
///
/// The layout matters: numpy sums a column pairwise where it is contiguous, row after row where it is not. The values of a
/// pandas frame are column-major; a literal array, and the result of most numpy functions, is row-major.
package struct Matrix: Equatable, Sendable {
  /// Which index runs fastest in memory.
  package enum Layout: Sendable {
    /// numpy's C order.
    case rowMajor
    /// numpy's F order.
    case columnMajor
  }

  package let rows: Int
  package let columns: Int
  package let layout: Layout
  package var values: [Double]

  /// A matrix over `values` in the given layout.
  package init(rows: Int, columns: Int, layout: Layout, values: [Double]) {
    precondition(values.count == rows * columns, "\(values.count) values for \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.layout = layout
    self.values = values
  }

  /// A matrix of columns of one length.
  package init(columns: [[Double]], layout: Layout = .columnMajor) {
    let (rows, width) = (columns.first?.count ?? 0, columns.count)
    precondition(columns.allSatisfy { $0.count == rows }, "columns of different lengths")
    let values = [Double](unsafeUninitializedCapacity: rows * width) { result, initialised in
      initialised = rows * width
      guard let start = result.baseAddress else { return }
      let result = SharedMemory(start)
      if layout == .columnMajor {
        inParts(of: width, size: 1) { part in
          for column in part {
            columns[column].withUnsafeBufferPointer { values in
              guard let values = values.baseAddress else { return }
              (result.start + column * rows).initialize(from: values, count: rows)
            }
          }
        }
        return
      }
      // Some rows at a time, so that what is written stays near.
      inParts(of: rows, size: 64) { part in
        for column in 0..<width {
          columns[column].withUnsafeBufferPointer { values in
            for row in part { (result.start + row * width + column).initialize(to: values[row]) }
          }
        }
      }
    }
    self.init(rows: rows, columns: width, layout: layout, values: values)
  }

  /// The value at a row and column.
  @inlinable
  package subscript(row: Int, column: Int) -> Double {
    get { values[offset(row, column)] }
    set { values[offset(row, column)] = newValue }
  }

  /// Elements between two neighbours in a column.
  @inlinable
  package var rowStride: Int { layout == .rowMajor ? columns : 1 }
  /// Elements between two neighbours in a row.
  @inlinable
  package var columnStride: Int { layout == .rowMajor ? 1 : rows }

  @inlinable
  func offset(_ row: Int, _ column: Int) -> Int {
    row * rowStride + column * columnStride
  }

  /// The same numbers in another layout.
  package func laidOut(_ layout: Layout) -> Matrix {
    if layout == self.layout { return self }
    // Numbers that neighbour each other before or after, and how far apart the others are.
    let (length, lines) = self.layout == .rowMajor ? (columns, rows) : (rows, columns)
    let given = values
    let values = [Double](unsafeUninitializedCapacity: given.count) { result, initialised in
      initialised = given.count
      guard let start = result.baseAddress else { return }
      let result = SharedMemory(start)
      // Blocks, so that what is read and what is written stay close.
      inParts(of: length, size: 1024) { part in
        given.withUnsafeBufferPointer { given in
          var first = 0
          while first < lines {
            let block = first..<min(lines, first + 8)
            for position in part {
              for line in block {
                (result.start + position * lines + line).initialize(to: given[line * length + position])
              }
            }
            first += 8
          }
        }
      }
    }
    return Matrix(rows: rows, columns: columns, layout: layout, values: values)
  }

  /// The rows at `indices`, in their order; the layout stays.
  package func selecting(rows indices: [Int]) -> Matrix {
    var result = Matrix(
      rows: indices.count, columns: columns, layout: layout,
      values: [Double](repeating: 0, count: indices.count * columns))
    for column in 0..<columns {
      for (new, old) in indices.enumerated() { result[new, column] = self[old, column] }
    }
    return result
  }

  /// One row's numbers.
  package func row(_ index: Int) -> [Double] {
    (0..<columns).map { self[index, $0] }
  }

  /// One column's numbers.
  package func column(_ index: Int) -> [Double] {
    (0..<rows).map { self[$0, index] }
  }
}
