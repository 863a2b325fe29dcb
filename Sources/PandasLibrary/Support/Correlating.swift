import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.corr`.
  static let corr = Method("corr(self, other, method='pearson', min_periods=None)") { call in
    let (x, y) = try call.pairedNumbers()
    let series = try call.series
    let least = try call.optionalInt("min_periods") ?? 1
    let kind: CoMoment = call.context.era == .modern ? .correlationWithin : .correlation
    let value: Double
    switch call["method"].stringValue?.description {
    case "pearson": value = correlation(x, y, minimumCount: least, kind)
    case "spearman": value = rankCorrelation(x, y, minimumCount: least)
    case "kendall": value = kendall(x, y, minimumCount: least)
    case let name?:
      throw Raised.valueError(
        "method must be either 'pearson', 'spearman', 'kendall', or a callable, '\(name)' was supplied")
    case nil: throw call.unsupported("argument 'method' of 'corr'", argument: "method")
    }
    return call.context.statistic(.float(value), .float64, "corr", of: series.column, series.name)
  }

  /// pandas `Series.cov`.
  static let cov = Method("cov(self, other, min_periods=None, ddof=1)") { call in
    let (x, y) = try call.pairedNumbers()
    let series = try call.series
    let least = try call.optionalInt("min_periods") ?? 1
    let value = pairCovariance(x, y, minimumCount: least, ddof: try call.int("ddof"))
    return call.context.statistic(.float(value), .float64, "cov", of: series.column, series.name)
  }

  /// pandas `Series.autocorr`: the correlation with earlier values.
  static let autocorr = Method("autocorr(self, lag=1)") { call in
    let series = try call.series
    let values = series.values.doubles
    let lag = try call.int("lag")
    let shifted = values.indices.map { values.indices.contains($0 - lag) ? values[$0 - lag] : .nan }
    let kind: CoMoment = call.context.era == .modern ? .correlationWithin : .correlation
    let value = correlation(values, shifted, kind)
    return call.context.statistic(.float(value), .float64, "autocorr", of: series.column, series.name)
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.corrwith`: of each column with a series, or with the other frame's column of its label.
  static let corrwith = Method(
    "corrwith(self, other, axis=0, drop=False, method='pearson', numeric_only=None, min_periods=None)"
  ) { call in
    try call.refuse("drop", "min_periods")
    let frame = try call.frame
    guard try call.axis() == 0, call["method"].stringValue == "pearson" else {
      throw call.unsupported("such a 'corrwith'")
    }
    let other = call["other"]
    var labels: [Label] = []
    var values: [Double] = []
    for position in 0..<frame.columnCount where frame.column(position).dtype.isNumeric {
      let own = frame.series(at: position)
      labels.append(frame.label(position))
      var partner = other
      if let table = other.cast(to: FrameObject.self) {
        guard let found = table.positions(of: frame.label(position)).first else {
          values.append(.nan)
          continue
        }
        partner = .object(table.series(at: found))
      }
      let result = try call.context.callMethod(.object(own), "corr", CallArguments([partner]))
      values.append(Scalar(result).double ?? .nan)
    }
    let column = TracedColumn(
      values: .floats(values), dtype: .float64, fitted: call.context.fitted("corrwith", of: frame))
    return .object(SeriesObject(column, index: Index(of: labels)))
  }
}

extension Call {
  /// The numbers of both series at the labels that they share.
  fileprivate func pairedNumbers() throws(Raised) -> ([Double], [Double]) {
    let series = try series
    let other = try object("other", as: SeriesObject.self)
    for part in [series, other] where !part.dtype.isNumeric && part.column.isText {
      let first = (0..<part.rowCount).first { !part.values.isMissing($0) } ?? 0
      let shown = part.rowCount > 0 ? try context.repr(part.values[first].pythonValue).description : "''"
      throw Raised.valueError("could not convert string to float: \(shown)")
    }
    if series.index.hasSameLabels(as: other.index) { return (series.values.doubles, other.values.doubles) }
    let known = other.index.firstPositions
    var x: [Double] = []
    var y: [Double] = []
    let (own, others) = (series.values.doubles, other.values.doubles)
    for (row, label) in series.index.labels.enumerated() {
      guard let position = known[label.asKey] else { continue }
      x.append(own[row])
      y.append(others[position])
    }
    return (x, y)
  }
}

/// Kendall's tau-b: agreeing pairs less disagreeing ones, ties taken out of both sides.
func kendall(_ x: [Double], _ y: [Double], minimumCount: Int) -> Double {
  let rows = (0..<min(x.count, y.count)).filter { !x[$0].isNaN && !y[$0].isNaN }
  guard rows.count >= max(minimumCount, 2) else { return .nan }
  var balance = 0
  var tiesX = 0
  var tiesY = 0
  for i in rows.indices {
    for j in 0..<i {
      let dx = x[rows[i]] - x[rows[j]]
      let dy = y[rows[i]] - y[rows[j]]
      if dx == 0 { tiesX += 1 }
      if dy == 0 { tiesY += 1 }
      if dx != 0, dy != 0 { balance += (dx > 0) == (dy > 0) ? 1 : -1 }
    }
  }
  let total = rows.count * (rows.count - 1) / 2
  if tiesX == total || tiesY == total { return .nan }
  let value = Double(balance) / Double(total - tiesX).squareRoot() / Double(total - tiesY).squareRoot()
  return min(1, max(-1, value))
}
