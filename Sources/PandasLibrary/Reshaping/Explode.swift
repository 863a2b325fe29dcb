import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.explode`: a row for each element of a list.
  static let explode = Method("explode(self, ignore_index=False)") { call in
    let series = try call.series
    let parts = try call.exploded(series.column)
    let index = try call.bool("ignore_index") ? Index(count: parts.rows.count) : series.index.selecting(parts.rows)
    let column = call.context.opaqueColumn(
      parts.values, .object, domain: series.domain?.selecting(parts.rows, filter: nil), reason: "an element of a list")
    return .object(SeriesObject(column, index: index, name: series.name))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.explode`: a row for each element of the lists of a column.
  static let explode = Method("explode(self, column, ignore_index=False)") { call in
    let frame = try call.frame
    let labels = try call.labels("column")
    guard labels.count == 1 else { throw call.unsupported("'explode' of several columns", argument: "column") }
    guard let place = frame.positions(of: labels[0]).first else { throw Raised.keyError(call["column"]) }
    let parts = try call.exploded(frame.column(place))
    let result = frame.selecting(parts.rows)
    result.replaceColumn(
      at: place,
      with: call.context.opaqueColumn(parts.values, .object, domain: result.domain, reason: "an element of a list"))
    if try call.bool("ignore_index") { result.index = Index(count: parts.rows.count) }
    return .object(result)
  }
}

extension Call {
  /// The elements of lists, each with its row; what is no list stands for itself.
  fileprivate func exploded(_ column: TracedColumn) throws(Raised) -> (rows: [Int], values: Column) {
    guard column.isObjects else {
      if column.isText { return (Array(0..<column.count), column.values) }
      throw unsupported("'explode' of '\(column.dtype.name(context.era))'")
    }
    var rows: [Int] = []
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      guard case .object(let object) = column.values[row],
        object.reference is ListObject || object.reference is TupleObject || object.reference is ArrayObject
      else {
        rows.append(row)
        scalars.append(column.values[row])
        continue
      }
      let items = try context.items(of: column.values[row].pythonValue)
      for item in items {
        rows.append(row)
        scalars.append(Scalar(item))
      }
      if items.isEmpty {
        rows.append(row)
        scalars.append(.missing)
      }
    }
    return (rows, Column(.object(scalars)))
  }
}
