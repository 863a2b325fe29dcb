import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.isin`: values for all columns, by column, or cell by cell.
  static let isin = Method("isin(self, values)") { call in
    let frame = try call.frame
    let values = call["values"]
    if let dict = values.cast(to: DictObject.self) { return try call.isIn(frame, dict) }
    if let other = values.cast(to: FrameObject.self) {
      guard other.index.isUnique, other.header.isUnique else {
        throw Raised.valueError("cannot compute isin with a duplicate axis.")
      }
      return try call.equalCells(frame) { position in
        try other.positions(of: frame.label(position)).first.map { found in
          try call.context.reindexed(other.column(found), other.index, to: frame.index, domain: nil)
        }
      }
    }
    if let series = values.cast(to: SeriesObject.self) {
      guard series.index.isUnique else { throw Raised.valueError("cannot compute isin with a duplicate axis.") }
      return try call.equalCells(frame) { _ in
        try call.context.reindexed(series.column, series.index, to: frame.index, domain: nil)
      }
    }
    guard try call.context.sequenceColumn(values) != nil || call.context.keyColumn(values) != nil else {
      throw Raised.typeError(
        "only list-like or dict-like objects are allowed to be passed to DataFrame.isin(), you passed a '\(values.typeName)'"
      )
    }
    return try call.each { (context, column) throws(Raised) in try context.isIn(column, values) }
  }
}

extension Call {
  /// Each column among the values that a dictionary has for its label; other columns are not.
  fileprivate func isIn(_ frame: FrameObject, _ dict: DictObject) throws(Raised) -> Value {
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      let column = frame.column(position)
      guard let values = try dict.value(for: frame.label(position).pythonValue, in: context) else {
        columns.append(try context.constantColumn(.bool(false), count: column.count, domain: column.domain))
        continue
      }
      columns.append(try context.isIn(column, values))
    }
    return frame.replacing(columns)
  }

  /// Whether each cell equals the one at its labels.
  fileprivate func equalCells(
    _ frame: FrameObject, _ other: (Int) throws -> TracedColumn?
  ) throws -> Value {
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      let column = frame.column(position)
      guard let expected = try other(position) else {
        columns.append(try context.constantColumn(.bool(false), count: column.count, domain: column.domain))
        continue
      }
      columns.append(try context.compare(.equal, of: column, .column(expected)))
    }
    return frame.replacing(columns)
  }
}
