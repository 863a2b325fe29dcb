import Columns
import DataFrames
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let head = Method("head(self, n=5)") { call in
    let series = try call.series
    return .object(series.selecting(Array(0..<firstCount(try call.int("n"), series.rowCount))))
  }

  static let tail = Method("tail(self, n=5)") { call in
    let series = try call.series
    let count = firstCount(try call.int("n"), series.rowCount)
    return .object(series.selecting(Array((series.rowCount - count)..<series.rowCount)))
  }

  static let duplicated = Method("duplicated(self, keep='first')") { call in
    let series = try call.series
    let flags = DataFrames.duplicated([series.values], keep: try call.keptDuplicate)
    return series.with(
      call.context.opaqueColumn(.bools(flags), .bool, domain: series.domain, reason: "'duplicated' looks at other rows")
    )
  }

  static let dropDuplicates = Method("drop_duplicates(self, *, keep='first', inplace=False, ignore_index=False)") {
    call in
    let series = try call.series
    let flags = DataFrames.duplicated([series.values], keep: try call.keptDuplicate)
    let kept = flags.indices.filter { !flags[$0] }
    let result = series.selecting(kept)
    if try call.bool("ignore_index") { result.index = Index(count: kept.count) }
    return try call.sorted(result, series)
  }

  /// pandas `Series.drop`.
  static let drop = Method(
    "drop(self, labels=None, *, axis=0, index=None, columns=None, level=None, inplace=False, errors='raise')"
  ) { call in
    try call.refuse("level", "columns")
    let series = try call.series
    try call.checkDropped()
    let labels = try call.labels(call.isNone("labels") ? "index" : "labels")
    let dropped = try call.positionsToDrop(labels, series.index)
    return try call.sorted(series.selecting((0..<series.rowCount).filter { !dropped.contains($0) }), series)
  }

  /// pandas `Series.rename`: a new name, or new labels by dictionary or function.
  static let rename = Method(
    "rename(self, index=None, *, axis=None, copy=True, inplace=False, level=None, errors='ignore')"
  ) { call in
    try call.refuse("level", "errors")
    let series = try call.series
    let argument = call["index"]
    let result = SeriesObject(series.column, index: series.index, name: series.name)
    if let renaming = try Renaming(argument, in: call.context) {
      result.index = try renaming.renamed(series.index, in: call.context)
    } else {
      result.name = argument.isNone ? nil : Label(argument)
    }
    return try call.sorted(result, series)
  }

}

extension Call {
  /// The result of a method that changes the rows: stored in place, or returned.
  func sorted(_ result: SeriesObject, _ series: SeriesObject) throws(Raised) -> Value {
    guard try bool("inplace") else { return .object(result) }
    series.index = result.index
    series.name = result.name
    series.store(result.column, era: context.era)
    return .none
  }
}

/// How many rows `head(n)` shows: all but the last `-n` for a negative number.
func firstCount(_ n: Int, _ count: Int) -> Int { n >= 0 ? min(n, count) : max(count + n, 0) }
