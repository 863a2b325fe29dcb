import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plan
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  static let mean = Method("mean(self, numeric_only=no_default, **kwargs)") { call in try call.aggregated("mean") }
  static let median = Method("median(self, numeric_only=no_default)") { call in try call.aggregated("median") }
  static let sum = Method("sum(self, numeric_only=no_default, min_count=0, **kwargs)") { call in
    try call.refuse("min_count")
    return try call.aggregated("sum")
  }
  static let min = Method("min(self, numeric_only=False, min_count=-1, **kwargs)") { call in try call.aggregated("min")
  }
  static let max = Method("max(self, numeric_only=False, min_count=-1, **kwargs)") { call in try call.aggregated("max")
  }
  static let first = Method("first(self, numeric_only=False, min_count=-1, **kwargs)") { call in
    try call.aggregated("first")
  }
  static let last = Method("last(self, numeric_only=False, min_count=-1, **kwargs)") { call in
    try call.aggregated("last")
  }
  static let count = Method("count(self)") { call in try call.aggregated("count") }
  static let nunique = Method("nunique(self, dropna=True)") { call in
    try call.refuse("dropna")
    return try call.aggregated("nunique")
  }
  static let std = Method("std(self, ddof=1, numeric_only=no_default, **kwargs)") { call in
    try call.refuse("ddof")
    return try call.aggregated("std")
  }
  static let `var` = Method("var(self, ddof=1, numeric_only=no_default, **kwargs)") { call in
    try call.refuse("ddof")
    return try call.aggregated("var")
  }
  static let sem = Method("sem(self, ddof=1, numeric_only=no_default)") { call in
    try call.refuse("ddof")
    return try call.aggregated("sem")
  }
  static let any = Method("any(self, skipna=True)") { call in
    try call.refuse("skipna")
    return try call.aggregated("any")
  }
  static let all = Method("all(self, skipna=True)") { call in
    try call.refuse("skipna")
    return try call.aggregated("all")
  }
  static let skew = Method("skew(self, axis=no_default, skipna=True, numeric_only=no_default)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("skew")
  }
  static let idxmax = Method("idxmax(self, axis=no_default, skipna=True, numeric_only=False)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("idxmax")
  }
  static let idxmin = Method("idxmin(self, axis=no_default, skipna=True, numeric_only=False)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("idxmin")
  }

  /// pandas `GroupBy.quantile`: of one fraction.
  static let quantile = Method("quantile(self, q=0.5, interpolation='linear', numeric_only=False)") { call in
    try call.refuse("interpolation", "numeric_only")
    let groups = try call.groups
    let fraction = try call.double("q")
    var columns: [TracedColumn] = []
    for position in groups.positions {
      let column = groups.frame.column(position)
      guard column.dtype.isNumeric else { throw call.unsupported("'quantile' of values that are no numbers") }
      columns.append(
        TracedColumn(
          values: .floats(groups.grouping.quantiles(column.values.doubles, fraction)), dtype: .float64,
          fitted: call.context.fitted("groupby.quantile", of: column, groups.frame.label(position))))
    }
    return call.context.groupResult(groups, groups.positions.map(groups.frame.label), columns)
  }

  static let prod = Method("prod(self, numeric_only=no_default, min_count=0)") { call in try call.aggregated("prod") }

  /// pandas `GroupBy.size`.
  static let size = Method("size(self)") { call in
    let groups = try call.groups
    let column = TracedColumn(
      values: .ints(groups.grouping.sizes), dtype: .int64, fitted: call.context.fitted("groupby.size", of: groups.frame)
    )
    let name = groups.isSeries ? groups.frame.label(groups.positions[0]) : nil
    let series = SeriesObject(column, index: groups.groupIndex, name: name)
    guard !groups.asIndex else { return .object(series) }
    let frame = FrameObject(
      index: series.index, header: Index(of: [.single(.string("size"))]), columns: [column], domain: nil)
    return .object(frame.resettingIndex(in: call.context))
  }

  static let ngroups = Property("ngroups") { call in .int(try call.groups.grouping.count) }

  static let groupsTable = Property("groups") { call in
    let groups = try call.groups
    let index = groups.groupIndex
    let result = DictObject()
    for (group, rows) in groups.grouping.rows.enumerated() where !rows.isEmpty {
      try result.set(
        index.label(at: group).pythonValue, to: .object(IndexObject(groups.frame.index.selecting(rows))),
        in: call.context)
    }
    return .object(result)
  }

  static let getGroup = Method("get_group(self, name, obj=None)") { call in
    let groups = try call.groups
    var wanted = Label(call["name"])
    if groups.keys.count == 1, case .tuple(let parts) = wanted, let only = parts.first { wanted = .single(only) }
    guard let group = groups.groupIndex.positions(of: wanted).first else { throw Raised.keyError(call["name"]) }
    return groups.part(groups.grouping.rows[group])
  }

  /// pandas `SeriesGroupBy.value_counts`.
  static let valueCounts = Method(
    "value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True)"
  ) { call in
    try call.refuse("bins", "dropna")
    return try call.countedValues()
  }

  static let unique = Method("unique(self)") { call in
    let groups = try call.groups
    guard groups.isSeries else { throw call.unsupported("'unique' of a grouped frame") }
    let series = groups.frame.series(at: groups.positions[0])
    let arrays = groups.grouping.rows.map { rows -> Scalar in
      let part = series.values.selecting(rows)
      return Scalar(
        call.context.valuesArray(TracedColumn(values: part.selecting(part.uniquePositions), dtype: series.dtype)))
    }
    return .object(
      SeriesObject(
        TracedColumn(values: Column(.object(arrays)), dtype: .object), index: groups.groupIndex, name: series.name))
  }

  static let describe = Method("describe(self, percentiles=None, include=None, exclude=None)") { call in
    let groups = try call.groups
    try call.refuse("include", "exclude")
    let percentiles = try call.percentiles
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in groups.positions where groups.frame.column(position).dtype.isNumeric {
      let series = groups.frame.series(at: position)
      let parts = groups.grouping.rows.map {
        series.plain.selecting($0).described(percentiles: percentiles, call.context.era)
      }
      guard let first = parts.first else { continue }
      for row in 0..<first.count {
        guard case .single(let name) = first.index.label(at: row) else { continue }
        labels.append(groups.isSeries ? .single(name) : .tuple(groups.frame.label(position).parts + [name]))
        let values = Column(scalars: parts.map { $0.values[row] })
        columns.append(
          TracedColumn(
            values: values, dtype: .float64, fitted: call.context.fitted("describe", of: series.column, series.name)))
      }
    }
    return .object(FrameObject(index: groups.groupIndex, header: Index(of: labels), columns: columns, domain: nil))
  }
}

extension Call {
  /// `self` as groups.
  var groups: GroupByObject {
    get throws(Raised) { try receiver(as: GroupByObject.self) }
  }

  /// A statistic of every group.
  fileprivate func aggregated(_ name: String) throws(Raised) -> Value {
    let groups = try groups
    let isAsked = signature.parameters.contains { $0.name == "numeric_only" } && isGiven("numeric_only")
    let onlyNumbers = isAsked ? try bool("numeric_only") : false
    return try context.aggregated(groups, name, onlyNumbers: onlyNumbers, isAsked: isAsked)
  }

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
      context.era == .classic ? series.name : .single(.string(isShare ? "proportion" : "count"))
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

extension Context {
  /// A statistic of every group of every column that has it.
  func aggregated(
    _ groups: GroupByObject, _ name: String, onlyNumbers: Bool = false, isAsked: Bool = true
  ) throws(Raised) -> Value {
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    let needsNumbers = ![
      "min", "max", "first", "last", "count", "nunique", "sum", "size", "any", "all", "idxmax", "idxmin",
    ].contains(name)
    for position in groups.positions {
      let column = groups.frame.column(position)
      let isNumber = column.dtype.isNumeric
      if !isNumber, onlyNumbers || needsNumbers && era == .classic && !groups.isSeries && !isAsked { continue }
      if !isNumber, name == "sum", era == .classic, !isAsked, !groups.isSeries { continue }
      if !isNumber, needsNumbers {
        throw noStatistic(name, of: column.dtype)
      }
      labels.append(groups.frame.label(position))
      if name == "idxmax" || name == "idxmin" {
        columns.append(labelsOfExtremes(groups, position, name))
      } else {
        columns.append(try aggregated(column, groups.grouping, name, label: groups.frame.label(position)))
      }
    }
    return groupResult(groups, labels, columns)
  }

  /// What is raised for a statistic that needs numbers.
  func noStatistic(_ name: String, of dtype: DType) -> Raised {
    let kind = dtype.name(era)
    if kind == "str" { return Raised.typeError("dtype 'str' does not support operation '\(name)'") }
    return Raised.typeError("agg function failed [how->\(name),dtype->\(kind)]")
  }

  /// The labels of the rows that hold the extremes.
  private func labelsOfExtremes(_ groups: GroupByObject, _ position: Int, _ name: String) -> TracedColumn {
    let column = groups.frame.column(position)
    let rows = groups.grouping.positions(name == "idxmax" ? .maximum : .minimum, column.values, column.dtype)
    let labels = IndexObject(groups.frame.index).column
    let field = labels.values.selectingOrMissing(rows).promoted(labels.dtype)
    return TracedColumn(
      values: field.values, dtype: field.dtype,
      fitted: fitted("groupby.\(name)", of: column, groups.frame.label(position)))
  }

  /// The results over the groups: a series, a frame, or a frame with the keys as columns.
  func groupResult(_ groups: GroupByObject, _ labels: [Label], _ columns: [TracedColumn]) -> Value {
    let index = groups.groupIndex
    if groups.isSeries, groups.asIndex, columns.count == 1 {
      return .object(SeriesObject(columns[0], index: index, name: labels[0]))
    }
    let frame = FrameObject(index: index, header: Index(of: labels), columns: columns, domain: nil)
    return .object(groups.asIndex ? frame : frame.resettingIndex(in: self))
  }

  /// A statistic of every group.
  func aggregated(
    _ column: TracedColumn, _ grouping: Grouping, _ name: String, label: Label?
  ) throws(Raised) -> TracedColumn {
    let fitted = fitted("groupby.\(name)", of: column, label)
    func floats(_ values: [Double]) -> TracedColumn {
      TracedColumn(values: .floats(values), dtype: .float64, fitted: fitted)
    }
    func ints(_ values: [Int64]) -> TracedColumn { TracedColumn(values: .ints(values), dtype: .int64, fitted: fitted) }
    func picked(_ pick: GroupPick) -> TracedColumn {
      let rows = grouping.positions(pick, column.values, column.dtype)
      let field = column.values.selectingOrMissing(rows).promoted(column.dtype)
      return TracedColumn(values: field.values, dtype: field.dtype, fitted: fitted)
    }
    switch name {
    case "mean": return floats(grouping.means(column.values.doubles))
    case "median": return floats(grouping.medians(column.values.doubles))
    case "std": return floats(grouping.standardDeviations(column.values.doubles))
    case "var": return floats(grouping.variances(column.values.doubles))
    case "sem": return floats(grouping.standardErrors(column.values.doubles))
    case "prod":
      let products = floats(grouping.products(column.values.doubles))
      return downcast(products, to: column.dtype)
    case "count": return ints(grouping.counts(column.values))
    case "size": return ints(grouping.sizes)
    case "nunique": return ints(grouping.distinctCounts(column.values))
    case "min": return picked(.minimum)
    case "max": return picked(.maximum)
    case "first": return picked(.first)
    case "last": return picked(.last)
    case "any", "all", "skew":
      guard let statistic = Statistic.named(name, era) else { break }
      let found = grouping.rows.map { statistic.body(column.values.selecting($0), column.dtype).0 }
      let values = Column(scalars: found)
      return TracedColumn(values: values, dtype: DType(of: values), fitted: fitted)
    case "sum":
      switch column.values.storage {
      case .int64(let numbers): return ints(grouping.sums(numbers))
      case .bool(let flags): return ints(grouping.sums(flags.map { $0 ? 1 : 0 }))
      case .float64, .float32: return floats(grouping.sums(column.values.doubles))
      default:
        let joined = grouping.rows.map { column.values.selecting($0).sum }
        return TracedColumn(values: Column(scalars: joined), dtype: column.dtype, fitted: fitted)
      }
    default: break
    }
    throw unsupportedNow("'groupby' with '\(name)'")
  }
}
