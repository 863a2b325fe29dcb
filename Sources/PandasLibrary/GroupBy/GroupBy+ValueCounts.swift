import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  /// pandas `SeriesGroupBy.value_counts`.
  static let valueCounts = Method(
    "value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True)"
  ) { call in
    try call.refuse("bins", "dropna")
    return try call.countedValues()
  }
}

extension Call {
  fileprivate func countedValues() throws(Raised) -> Value {
    let groups = try groups
    guard groups.isSeries, groups.asIndex else { throw unsupported("'value_counts' of a grouped frame") }
    let series = groups.frame.series(at: groups.positions[0])
    let outer = groups.grouping
    let isSorted = try bool("sort")
    var rows: [(group: Int, value: Int, count: Int64)] = []
    for (group, members) in outer.rows.enumerated() {
      let counts = ValueCounts(
        series.values.selecting(members), series.dtype, sort: false, dropsMissing: true, era: context.era)
      let order =
        isSorted
        ? try orderOfCounts(counts, ascending: try bool("ascending")) : Array(counts.counts.indices)
      let firsts = Factorized(series.values.selecting(members)).uniques
      for position in order where position < firsts.count {
        rows.append((group, members[firsts[position]], counts.counts[position]))
      }
    }
    let totals = rows.reduce(into: [Int64](repeating: 0, count: outer.count)) { $0[$1.group] += $1.count }
    let isShare = try bool("normalize")
    let values: Column =
      isShare ? .floats(rows.map { Double($0.count) / Double(totals[$0.group]) }) : .ints(rows.map(\.count))
    let levels = outer.levels.map { Index.Level($0.labels.selecting(rows.map(\.group)), $0.dtype) }
    let last = Index.Level(series.values.selecting(rows.map(\.value)), series.dtype)
    let index = Index(
      levels: levels + [last], names: groups.keys.map { $0.label?.parts.first } + [series.name?.parts.first])
    let name: Label? =
      !context.isPandas2 ? series.name : .single(.string(isShare ? "proportion" : "count"))
    let fitted = context.fitted("value_counts", of: series.column, series.name)
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values), fitted: fitted), index: index, name: name))
  }

  /// Larger counts first; equal ones in order of their values.
  private func orderOfCounts(_ counts: ValueCounts, ascending: Bool) throws(Raised) -> [Int] {
    let byValue = counts.values.order(counts.dtype, kind: .stable, era: context.era)
    return byValue.enumerated().sorted { a, b in
      let (x, y) = (counts.counts[a.element], counts.counts[b.element])
      return x == y ? a.offset < b.offset : ascending ? x < y : x > y
    }.map(\.element)
  }
}
