import Columns
import DataFrames
import Kernels
import Plan
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  /// pandas `GroupBy.transform`: a statistic of the group in each of its rows, frozen as a table by the keys.
  static let transform = Method("transform(self, func, *args, **kwargs)") { call in
    let groups = try call.groups
    guard case .string(let name) = call["func"], call.variadic.isEmpty, call.keywords.isEmpty else {
      throw call.unsupported("'transform' with a function")
    }
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in groups.positions {
      let label = groups.frame.label(position)
      labels.append(label)
      columns.append(try call.context.transformed(groups, position, name.description))
    }
    if groups.isSeries {
      return .object(SeriesObject(columns[0], index: groups.frame.index, name: labels[0]))
    }
    return .object(
      FrameObject(index: groups.frame.index, header: Index(of: labels), columns: columns, domain: groups.frame.domain))
  }

  static let cumcount = Method("cumcount(self, ascending=True)") { call in
    try call.refuse("ascending")
    let groups = try call.groups
    return .object(
      SeriesObject(
        call.context.opaqueColumn(
          .ints(groups.grouping.cumulativeCounts()), .int64, domain: groups.frame.domain,
          reason: "'cumcount' looks at other rows"), index: groups.frame.index))
  }

  static let head = Method("head(self, n=5)") { call in
    let groups = try call.groups
    let limit = Int64(try call.int("n"))
    let numbers = groups.grouping.cumulativeCounts()
    return groups.part(numbers.indices.filter { numbers[$0] >= 0 && numbers[$0] < limit })
  }

  /// pandas `GroupBy.apply`: of functions that give one value a group.
  static let apply = Method("apply(self, func, *args, include_groups=no_default, **kwargs)") { call in
    let groups = try call.groups
    var scalars: [Scalar] = []
    for rows in groups.grouping.rows where !rows.isEmpty {
      let part = groups.part(rows)
      let result = try call.context.call(
        call["func"], CallArguments([part] + call.variadic, keywords: call.keywords)
      ).supported()
      guard Tracer.Operand(scalar: result) != nil else {
        throw call.unsupported("'apply' of a function that gives more than one value a group")
      }
      scalars.append(Scalar(result))
    }
    guard scalars.count == groups.grouping.count, groups.asIndex else {
      throw call.unsupported("'apply' of empty groups")
    }
    let values = Column(scalars: scalars)
    let name = groups.isSeries ? groups.frame.label(groups.positions[0]) : nil
    return .object(
      SeriesObject(
        TracedColumn(
          values: values, dtype: DType(of: values), fitted: call.context.fitted("groupby.apply", of: groups.frame)),
        index: groups.groupIndex, name: name))
  }
}

extension Context {
  /// A statistic of the group of each row: looked up by the keys.
  fileprivate func transformed(_ groups: GroupByObject, _ position: Int, _ name: String) throws(Raised) -> TracedColumn
  {
    let column = groups.frame.column(position)
    let label = groups.frame.label(position)
    let table = try aggregated(column, groups.grouping, name, label: label)
    let keys = groups.keys.map(\.column)
    let bases = keys.compactMap(\.keyBase)
    guard bases.count == keys.count, keys.count <= 4, !table.isObjects else {
      return opaqueColumn(
        groups.grouping.broadcast(table.values), table.dtype, domain: column.domain, reason: "'transform' by such keys")
    }
    let levels = groups.grouping.levels
    let entries = (0..<groups.grouping.count).map { group in
      (keys: levels.map { $0.labels[group] }, value: table.values[group])
    }
    let type = ValueType(table.values.tableBase, nullable: table.values.presentCount < table.count)
    let operation = Lookup(named: tableName(label), entries: entries, keys: bases, value: type)
    let fitted = Plan.Fitted(
      by: "groupby.\(name)",
      of: labelText(label) + " by " + groups.keys.map { labelText($0.label) }.joined(separator: ", "),
      over: extent(of: column.domain))
    return try promotingMissing(applying(operation, to: keys.map(Tracer.Operand.column), fitted: fitted))
  }
}
