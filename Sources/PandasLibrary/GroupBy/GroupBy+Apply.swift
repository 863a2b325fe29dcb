import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  /// pandas `GroupBy.apply`: one value a group, one row a group, or rows for each group.
  static let apply = Method("apply(self, func, *args, include_groups=no_default, **kwargs)") { call in
    let groups = try call.groups
    try call.refuse("include_groups")
    guard groups.asIndex else { throw call.unsupported("'apply' of groups with as_index=False") }
    var results: [(number: Int, rows: [Int], value: Value)] = []
    for (number, rows) in groups.grouping.rows.enumerated() where !rows.isEmpty {
      let part = call.applied(groups, number, rows)
      let value = try call.context.call(
        call["func"], CallArguments([part] + call.variadic, keywords: call.keywords)
      ).supported()
      results.append((number, rows, value))
    }
    if results.allSatisfy({ Tracer.Operand(scalar: $0.value) != nil }) {
      return call.scalars(groups, results.map(\.number), results.map { Scalar($0.value) })
    }
    let tables = results.compactMap { $0.value.object as? any TracedTable }
    guard tables.count == results.count else { throw call.unsupported("'apply' of a function that gives other values") }
    return try call.tables(groups, results.map { ($0.number, $0.rows) }, results.map(\.value))
  }
}

extension Call {
  /// What the function is given of a group.
  fileprivate func applied(_ groups: GroupByObject, _ number: Int, _ rows: [Int]) -> Value {
    // The modern era leaves the keys out.
    if !groups.isSeries, groups.selection == nil, context.era == .modern {
      return .object(groups.frame.selectingColumns(groups.positions).selecting(rows))
    }
    let part = groups.part(rows)
    if let series = part.cast(to: SeriesObject.self) { series.name = groups.groupIndex.label(at: number) }
    return part
  }

  fileprivate func scalars(_ groups: GroupByObject, _ numbers: [Int], _ scalars: [Scalar]) -> Value {
    let values = Column(scalars: scalars)
    let name = groups.isSeries ? groups.frame.label(groups.positions[0]) : nil
    let column = TracedColumn(
      values: values, dtype: DType(of: values), fitted: context.fitted("groupby.apply", of: groups.frame))
    return .object(SeriesObject(column, index: groups.groupIndex.selecting(numbers), name: name))
  }

  fileprivate func tables(
    _ groups: GroupByObject, _ parts: [(number: Int, rows: [Int])], _ values: [Value]
  ) throws(Raised) -> Value {
    if !groups.isSeries, let frame = try rowEach(groups, parts.map(\.number), values) { return frame }
    let isLike = zip(parts, values).allSatisfy { part, value in
      value.pandasIndex?.hasSameLabels(as: groups.frame.index.selecting(part.rows)) ?? false
    }
    let isKeyed = groups.groupKeys ?? (context.era == .modern || !isLike)
    if isLike, !isKeyed, groups.isSeries {
      return try inPlace(groups, parts, values)
    }
    let keys = isKeyed ? parts.map { groups.groupIndex.label(at: $0.number) } : nil
    let whole = try concatenation(groups, values, keys)
    guard isLike, !isKeyed, let table = whole.object as? any TracedTable else { return whole }
    return table.selectingRows(order(parts), filter: nil)
  }

  /// Series of the very rows of the groups, in the order of the table.
  private func inPlace(
    _ groups: GroupByObject, _ parts: [(number: Int, rows: [Int])], _ values: [Value]
  ) throws(Raised) -> Value {
    var made: [GroupPart] = []
    for (part, value) in zip(parts, values) {
      guard let series = value.cast(to: SeriesObject.self) else { throw unsupported("'apply' of such a function") }
      made.append(GroupPart(number: part.number, rows: part.rows, column: series.column, scalar: nil))
    }
    guard parts.reduce(0, { $0 + $1.rows.count }) == groups.frame.rowCount else {
      throw unsupported("'apply' where keys are missing")
    }
    let column = try context.joined(made, groups, groups.positions[0])
    return .object(
      SeriesObject(column, index: groups.frame.index, name: groups.frame.label(groups.positions[0])))
  }

  private func concatenation(_ groups: GroupByObject, _ values: [Value], _ keys: [Label]?) throws(Raised) -> Value {
    let name = groups.isSeries ? groups.frame.label(groups.positions[0]) : nil
    let parts = try values.map { (value) throws(Raised) -> Concatenation.Part in
      if let frame = value.cast(to: FrameObject.self) { return Concatenation.Part(frame: frame, isSeries: false) }
      guard let series = value.cast(to: SeriesObject.self) else { throw unsupported("'apply' of such a function") }
      series.name = name ?? series.name
      return Concatenation.Part(frame: series.asFrame, isSeries: true, seriesName: series.name)
    }
    let names = groups.keys.map { $0.label?.parts.first }
    return try context.concatenatedRows(
      Concatenation(
        parts: parts, keys: keys, names: keys == nil ? [] : names, ignoresIndex: false, sharedOnly: false, sort: false))
  }

  /// Where each row of the table stands among the rows of the groups.
  private func order(_ parts: [(number: Int, rows: [Int])]) -> [Int] {
    let rows = parts.flatMap(\.rows)
    return rows.indices.sorted { rows[$0] < rows[$1] }
  }

  /// A frame of one row a group, where the function gives series with the same labels.
  private func rowEach(_ groups: GroupByObject, _ numbers: [Int], _ values: [Value]) throws(Raised) -> Value? {
    let series = values.compactMap { $0.cast(to: SeriesObject.self) }
    guard series.count == values.count, let first = series.first,
      series.allSatisfy({ $0.domain == nil && $0.index.hasSameLabels(as: first.index) })
    else { return nil }
    let fitted = context.fitted("groupby.apply", of: groups.frame)
    let columns = (0..<first.rowCount).map { row -> TracedColumn in
      let values = Column(scalars: series.map { $0.values[row] })
      return TracedColumn(values: values, dtype: DType(of: values), fitted: fitted)
    }
    return .object(
      FrameObject(
        index: groups.groupIndex.selecting(numbers), header: first.index, columns: columns, domain: nil))
  }
}

extension Value {
  /// The labels of a series or frame.
  fileprivate var pandasIndex: Index? {
    cast(to: SeriesObject.self)?.index ?? cast(to: FrameObject.self)?.index
  }
}
