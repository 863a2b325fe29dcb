import Columns
import DataFrames

extension Column {
  /// The elements of a layout, in C order.
  func selecting(_ layout: ElementLayout) -> Column {
    guard layout.rank == 1, missing == nil, case .float64(let values) = storage else {
      return selecting(layout.positions)
    }
    let (count, start, stride) = (layout.shape[0], layout.offset, layout.strides[0])
    return .floats(
      [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
        values.withUnsafeBufferPointer { values in
          for index in 0..<count { buffer.initializeElement(at: index, to: values[start + index * stride]) }
        }
        initialised = count
      })
  }

  /// Columns of floats as the rows of a matrix, one after the other; `nil` for columns of other kinds.
  init?(interleaving columns: [Column], rows: Int, _ dtype: DType) {
    guard dtype == .float64, !columns.isEmpty else { return nil }
    var parts: [[Double]] = []
    for column in columns {
      guard case .float64(let values) = column.storage, values.count == rows else { return nil }
      parts.append(values)
    }
    let width = parts.count
    self = .floats(
      [Double](unsafeUninitializedCapacity: rows * width) { buffer, initialised in
        // Some rows at a time, so that what is written stays near.
        for start in stride(from: 0, to: rows, by: 64) {
          let end = min(start + 64, rows)
          for (index, values) in parts.enumerated() {
            values.withUnsafeBufferPointer { values in
              for row in start..<end { buffer.initializeElement(at: row * width + index, to: values[row]) }
            }
          }
        }
        initialised = rows * width
      })
  }
}

/// Columns of floats that are to be a matrix.
struct UnjoinedColumns {
  let columns: [Column]
  /// Where their elements will lie.
  let layout: ElementLayout
  private let isColumnMajor: Bool

  /// `nil` for columns of other kinds.
  init?(_ columns: [Column], rows: Int, _ dtype: DType, isColumnMajor: Bool) {
    guard dtype == .float64, !columns.isEmpty else { return nil }
    for column in columns {
      guard case .float64(let values) = column.storage, values.count == rows, column.missing == nil else { return nil }
    }
    self.columns = columns
    self.isColumnMajor = isColumnMajor
    let shape = [rows, columns.count]
    layout = isColumnMajor ? ElementLayout(shape: shape, strides: [1, rows]) : ElementLayout(shape: shape)
  }

  /// The elements as they lie in memory.
  var joined: Column {
    let dtype = DType.float64
    let interleaved = isColumnMajor ? nil : Column(interleaving: columns, rows: layout.shape[0], dtype)
    return interleaved ?? Column(joining: columns, dtype)
  }
}
