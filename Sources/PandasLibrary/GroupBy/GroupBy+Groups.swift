import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
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
    let result = GroupLabels()
    for (group, rows) in groups.grouping.rows.enumerated() where !rows.isEmpty {
      try result.set(
        index.value(at: group), to: .object(IndexObject(groups.frame.index.selecting(rows))),
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

  /// pandas `DataFrameGroupBy.filter`: the rows of the groups for which a function holds.
  static let filter = Method("filter(self, func, dropna=True, *args, **kwargs)") { call in
    try call.refuse("dropna")
    let groups = try call.groups
    var kept: [Int] = []
    for rows in groups.grouping.rows where !rows.isEmpty {
      let arguments = CallArguments([groups.part(rows)] + call.variadic, keywords: call.keywords)
      let result = try call.context.call(call["func"], arguments).supported()
      if try call.context.truth(result) { kept += rows }
    }
    let filter = call.context.filter("groupby.filter", kept: kept.count, of: groups.frame.rowCount)
    guard let table = groups.part(kept.sorted()).object as? any TracedTable else { return .none }
    return table.selectingRows(Array(kept.indices), filter: filter)
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
    for position in groups.positions {
      let dtype = groups.frame.column(position).dtype
      guard dtype.isNumeric, dtype != .bool else {
        if groups.isSeries { throw call.unsupported("'describe' of groups of '\(dtype.name(call.context.era))'") }
        continue
      }
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

/// `GroupBy.groups`: a dictionary of labels of rows, which prints them as plain lists.
private final class GroupLabels: DictObject {
  nonisolated(unsafe) private static let prettyType = TypeObject(
    name: "PrettyDict", module: "pandas.io.formats.printing", bases: [DictObject.type])

  init() { super.init(type: GroupLabels.prettyType) }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for (key, value) in items {
      var labels: [String] = []
      for label in try context.items(of: value) { labels.append(try context.repr(label).description) }
      parts.append("\(try context.repr(key)): [\(labels.joined(separator: ", "))]")
    }
    return PythonString("{" + parts.joined(separator: ", ") + "}")
  }
}
