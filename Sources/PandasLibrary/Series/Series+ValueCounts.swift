import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.value_counts`.
  static let valueCounts = Method(
    "value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True)"
  ) { call in
    let series = try call.series
    return try call.counted(series.column, series.name)
  }
}

extension Pandas.Index {
  /// pandas `Index.value_counts`.
  static let valueCounts = Method(
    "value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True)"
  ) { call in
    let index = try call.index
    return try call.counted(index.column, index.index.name.map { .single($0) })
  }
}

extension Pandas.Functions {
  /// pandas `value_counts`, of the classic era.
  static let valueCounts = Function(
    "value_counts(values, sort=True, ascending=False, normalize=False, bins=None, dropna=True)"
  ) { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("module 'pandas' has no attribute 'value_counts'")
    }
    guard let column = try call.context.sequenceColumn(call["values"]) else { throw call.unsupported("'value_counts'") }
    return try call.counted(column, call["values"].cast(to: SeriesObject.self)?.name)
  }
}

extension Call {
  /// How often each value of a column occurs.
  fileprivate func counted(_ column: TracedColumn, _ name: Label?) throws(Raised) -> Value {
    if !isNone("bins") { return try countedInBins(column, name) }
    let counts = ValueCounts(
      column.shownValues(context.era), column.dtype, sort: try bool("sort"), ascending: try bool("ascending"),
      dropsMissing: try bool("dropna"), era: context.era)
    return try result(counts, column, name)
  }

  private func result(_ counts: ValueCounts, _ column: TracedColumn, _ name: Label?) throws(Raised) -> Value {
    let isShare = try bool("normalize")
    let fitted = context.fitted("value_counts", of: column, name)
    let values =
      isShare
      ? TracedColumn(values: .floats(counts.proportions), dtype: .float64, fitted: fitted)
      : TracedColumn(values: .ints(counts.counts), dtype: .int64, fitted: fitted)
    let isClassic = !context.isPandas2
    let index = Index(.labels(counts.values, counts.dtype), names: [isClassic ? nil : name?.parts.first])
    let own: Label? = isClassic ? name : .single(.string(isShare ? "proportion" : "count"))
    return .object(SeriesObject(values, index: index, name: own))
  }

  /// How many values are in each bin, empty ones included.
  private func countedInBins(_ column: TracedColumn, _ name: Label?) throws(Raised) -> Value {
    let bins: Binning.Bins
    if let edges = try context.sequenceColumn(self["bins"]) {
      bins = .edges(edges.values.doubles, areIntegers: edges.dtype.isInteger)
    } else {
      bins = .count(try int("bins"))
    }
    let binning: Binning
    do throws(BinningError) {
      binning = try Binning(column.values.doubles, bins, includesLowest: true, era: context.era)
    } catch {
      throw Raised(Exceptions.valueError, error.message)
    }
    guard let intervals = binning.categories.intervals else { throw unsupported("argument 'bins' of 'value_counts'") }
    var counts = [Int64](repeating: 0, count: intervals.count)
    for code in binning.codes where code >= 0 { counts[code] += 1 }
    var order = Array(counts.indices)
    if try bool("sort") {
      order = Column.ints(counts).order(
        .int64, ascending: try bool("ascending"), kind: context.era == .modern ? .stable : .quicksort,
        era: context.era)
    }
    let total = Double(column.count)
    let sorted = order.map { counts[$0] }
    let isShare = try bool("normalize")
    let values: Column = isShare ? .floats(sorted.map { Double($0) / total }) : .ints(sorted)
    let index = Index(
      .labels(binning.categories.values.selecting(order), .interval(intervals.kind)),
      names: [nil])
    let own: Label? = !context.isPandas2 ? name : .single(.string(isShare ? "proportion" : "count"))
    let fitted = context.fitted("value_counts", of: column, name)
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values), fitted: fitted), index: index, name: own))
  }
}
