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

  /// pandas `Series.sort_values`.
  static let sortValues = Method(
    "sort_values(self, *, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None)"
  ) { call in
    let series = try call.series
    if try call.bool("inplace"), series.isShared, call.context.era == .classic {
      throw Raised.valueError(
        "This Series is a view of some other array, to sort in-place you must create a copy")
    }
    var values = series.column
    if !call.isNone("key") {
      guard let keyed = try call.context.call(call["key"], [.object(series)]).cast(to: SeriesObject.self) else {
        throw call.unsupported("'sort_values' with a key that gives no series")
      }
      values = keyed.column
    }
    let order = values.values.order(
      values.dtype, ascending: try call.ascending().first ?? true, missing: try call.missingPosition,
      kind: try call.sortKind, era: call.context.era)
    let sorted = series.selecting(order)
    if try call.bool("ignore_index") { sorted.index = Index(count: order.count) }
    return try call.sorted(sorted, series)
  }

  /// pandas `Series.sort_index`.
  static let sortIndex = Method(
    "sort_index(self, *, axis=0, level=None, ascending=True, inplace=False, kind='quicksort', na_position='last', sort_remaining=True, ignore_index=False, key=None)"
  ) { call in
    try call.refuse("level", "key")
    let series = try call.series
    let sorted = series.selecting(series.index.order(ascending: try call.ascending().first ?? true))
    if try call.bool("ignore_index") { sorted.index = Index(count: sorted.rowCount) }
    return try call.sorted(sorted, series)
  }

  static let nlargest = Method("nlargest(self, n=5, keep='first')") { call in try call.extremes(ascending: false) }
  static let nsmallest = Method("nsmallest(self, n=5, keep='first')") { call in try call.extremes(ascending: true) }

  /// pandas `Series.sample`.
  static let sample = Method(
    "sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None, ignore_index=False)"
  ) { call in
    let series = try call.series
    let sampled = series.selecting(try call.sampledPositions(of: series.rowCount))
    if try call.bool("ignore_index") { sampled.index = Index(count: sampled.rowCount) }
    return .object(sampled)
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

  /// pandas `Series.reset_index`.
  static let resetIndex = Method(
    "reset_index(self, level=None, *, drop=False, name=no_default, inplace=False, allow_duplicates=False)"
  ) { call in
    try call.refuse("level")
    let series = try call.series
    if try call.bool("drop") {
      let result = SeriesObject(series.column, index: Index(count: series.rowCount), name: series.name)
      return try call.sorted(result, series)
    }
    let label = call.isGiven("name") ? Label(call["name"]) : series.name ?? .single(.int(0))
    let frame = FrameObject(
      index: series.index, header: Index(of: [label]), columns: [series.column], domain: series.domain)
    return .object(frame.resettingIndex(in: call.context))
  }

  static let reindex = Method("reindex(self, index=None, **kwargs)") { call in
    let series = try call.series
    guard call.keywords.isEmpty, let labels = try call.context.sequenceColumn(call["index"]) else {
      throw call.unsupported("'reindex' with such arguments")
    }
    let index =
      call["index"].cast(to: IndexObject.self)?.index ?? Index(.labels(labels.values, labels.dtype), names: [nil])
    let column = try call.context.reindexed(series.column, series.index, to: index, domain: nil)
    return .object(SeriesObject(column, index: index, name: series.name))
  }
}

extension Call {
  /// The result of a method that changes the rows: stored in place, or returned.
  fileprivate func sorted(_ result: SeriesObject, _ series: SeriesObject) throws(Raised) -> Value {
    guard try bool("inplace") else { return .object(result) }
    series.index = result.index
    series.name = result.name
    series.store(result.column, era: context.era)
    return .none
  }

  fileprivate func extremes(ascending: Bool) throws(Raised) -> Value {
    let series = try series
    guard series.dtype.isNumeric, case .string("first") = self["keep"] else { throw unsupported("'\(signature.name)'") }
    let order = series.values.order(series.dtype, ascending: true, kind: .stable, era: context.era)
      .filter { !series.values.isMissing($0) }
    let ranked = ascending ? order : stableDescending(order, series.values)
    return .object(series.selecting(Array(ranked.prefix(max(try int("n"), 0)))))
  }

  private func stableDescending(_ order: [Int], _ values: Column) -> [Int] {
    // Equal values keep their order of appearance.
    var result: [Int] = []
    var run: [Int] = []
    for row in order {
      if let last = run.last, values[last].asKey != values[row].asKey {
        result = run + result
        run = []
      }
      run.append(row)
    }
    return run + result
  }
}

/// How many rows `head(n)` shows: all but the last `-n` for a negative number.
func firstCount(_ n: Int, _ count: Int) -> Int { n >= 0 ? min(n, count) : max(count + n, 0) }
