import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.rank`.
  static let rank = Method(
    "rank(self, axis=0, method='average', numeric_only=False, na_option='keep', ascending=True, pct=False)"
  ) { call in
    let series = try call.series
    return series.with(try call.ranked(series.column))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.rank`.
  static let rank = Method(
    "rank(self, axis=0, method='average', numeric_only=False, na_option='keep', ascending=True, pct=False)"
  ) { call in
    let frame = try call.frame
    let onlyNumbers = try call.bool("numeric_only")
    let positions = (0..<frame.columnCount).filter { !onlyNumbers || frame.column($0).dtype.isNumeric }
    let chosen = positions.count == frame.columnCount ? frame : frame.selectingColumns(positions)
    if try call.axis() == 1 { return try call.rankedAcross(chosen) }
    var columns: [TracedColumn] = []
    for column in chosen.tracedColumns { columns.append(try call.ranked(column)) }
    return chosen.replacing(columns)
  }
}

extension Call {
  fileprivate func ranked(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    guard let missing = RankOfMissing(rawValue: try text("na_option")) else {
      throw Raised.valueError("na_option must be one of 'keep', 'top', or 'bottom'")
    }
    guard let method = RankMethod(rawValue: try text("method")) else {
      throw Raised.keyError(self["method"])
    }
    let result = ranks(
      column.values, column.dtype, method: method, ascending: try bool("ascending"), missing: missing,
      percent: try bool("pct"))
    var ranked = context.opaqueColumn(
      .floats(result), .float64, domain: column.domain, reason: "'rank' looks at other rows")
    ranked.fitted = column.fitted
    return ranked
  }

  /// Ranks within each row: values of one row, but no operation has them.
  fileprivate func rankedAcross(_ frame: FrameObject) throws(Raised) -> Value {
    let columns = frame.tracedColumns
    var cells = [[Double]](repeating: [], count: columns.count)
    for row in 0..<frame.rowCount {
      let scalars = columns.map { $0.values[row] }
      let ranked = try ranked(TracedColumn(values: Column(scalars: scalars), dtype: .float64)).values.doubles
      for position in columns.indices { cells[position].append(ranked[position]) }
    }
    return frame.replacing(
      cells.map {
        context.opaqueColumn(.floats($0), .float64, domain: frame.domain, reason: "'rank' along rows")
      })
  }
}
