import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// How often each combination of values occurs: `DataFrame.value_counts`.
  func groupedCounts(
    _ keys: [TracedColumn], _ labels: [Label], normalize: Bool, sort: Bool, ascending: Bool,
    dropsMissing: Bool = true
  ) throws(Raised) -> Value {
    // Since pandas 2.2 combinations stand in order of appearance until they are sorted by their counts.
    let grouping = Grouping(
      keys.map { Frame.Field($0.values, $0.dtype) }, sort: era == .classic, dropsMissing: dropsMissing,
      observed: true)
    var counts = grouping.sizes
    var index = Index(levels: grouping.levels, names: labels.map(\.parts.first))
    if sort {
      let order = Column.ints(counts).order(
        .int64, ascending: ascending, kind: era == .modern ? .stable : .quicksort, era: era)
      counts = order.map { counts[$0] }
      index = index.selecting(order)
    }
    let fitted = keys.first.flatMap { self.fitted("value_counts", of: $0, labels.first) }
    let total = Double(counts.reduce(0, +))
    let values: Column = normalize ? .floats(counts.map { Double($0) / total }) : .ints(counts)
    let name: Label? = !isPandas2 ? nil : .single(.string(normalize ? "proportion" : "count"))
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values), fitted: fitted), index: index, name: name))
  }
}
