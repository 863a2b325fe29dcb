import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  /// pandas `GroupBy.transform`: a statistic of the group in each of its rows, frozen as a table by the keys; or what a
  /// function gives for each group.
  static let transform = Method("transform(self, func, *args, **kwargs)") { call in
    let groups = try call.groups
    let aggregation = try call.transformation()
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in groups.positions {
      labels.append(groups.frame.label(position))
      if let statistic = aggregation.statistic {
        columns.append(try call.context.transformed(groups, position, statistic))
      } else {
        columns.append(try call.transformed(groups, position, aggregation.function))
      }
    }
    if groups.isSeries {
      return .object(SeriesObject(columns[0], index: groups.frame.index, name: labels[0]))
    }
    return .object(
      FrameObject(index: groups.frame.index, header: Index(of: labels), columns: columns, domain: groups.frame.domain))
  }
}

extension Call {
  fileprivate func transformation() throws(Raised) -> Aggregation {
    let function = self["func"]
    if case .string = function {
      guard variadic.isEmpty, keywords.isEmpty else { throw unsupported("'transform' with arguments for the function") }
      return try aggregation(function)
    }
    guard function.object is FunctionObject || function.object is NativeFunction else {
      throw unsupported("'transform' with a function")
    }
    return try aggregation(function)
  }

  /// What a function gives for each group, in the rows of the groups.
  func transformed(_ groups: GroupByObject, _ position: Int, _ function: Value) throws(Raised) -> TracedColumn {
    let series = groups.frame.series(at: position)
    let index = groups.groupIndex
    var parts: [GroupPart] = []
    for (number, rows) in groups.grouping.rows.enumerated() where !rows.isEmpty {
      let part = series.selecting(rows)
      part.name = index.label(at: number)
      let result = try context.call(
        function, CallArguments([.object(part)] + variadic, keywords: keywords)
      ).supported()
      parts.append(try groupPart(number, rows, result, like: part))
    }
    return try context.joined(parts, groups, position)
  }

  private func groupPart(
    _ number: Int, _ rows: [Int], _ result: Value, like part: SeriesObject
  ) throws(Raised) -> GroupPart {
    if let found = result.cast(to: SeriesObject.self) {
      let column = try context.reindexed(found.column, found.index, to: part.index, domain: part.domain)
      return GroupPart(number: number, rows: rows, column: column, scalar: nil)
    }
    if let column = try context.sequenceColumn(result), column.count == rows.count {
      return GroupPart(number: number, rows: rows, column: column, scalar: nil)
    }
    guard Tracer.Operand(scalar: result) != nil else {
      throw unsupported("'transform' with a function that gives a '\(result.typeName)'")
    }
    let scalar = Scalar(result)
    let values = Column(scalars: [Scalar](repeating: scalar, count: rows.count))
    return GroupPart(
      number: number, rows: rows, column: TracedColumn(values: values, dtype: DType(of: values)), scalar: scalar)
  }
}

/// What a function gave for one group.
struct GroupPart {
  let number: Int
  let rows: [Int]
  let column: TracedColumn
  /// The one value of all rows, if it gave one.
  let scalar: Scalar?
}

extension Context {
  /// The parts in the rows of the whole table.
  func joined(_ parts: [GroupPart], _ groups: GroupByObject, _ position: Int) throws(Raised) -> TracedColumn {
    let column = groups.frame.column(position)
    let label = groups.frame.label(position)
    if parts.allSatisfy({ $0.scalar != nil }) {
      let values = Column(scalars: parts.map { $0.scalar ?? .missing })
      let found = try broadcast(
        TracedColumn(values: values, dtype: DType(of: values)), parts.map(\.number), groups, position, by: "transform")
      guard column.dtype.isInteger, found.dtype.isFloat,
        found.values.doubles.allSatisfy({ Int64(exactly: $0) != nil })
      else { return found }
      return try applying(Cast(to: .int64), to: found, dtype: column.dtype)
    }
    let field = concatenated(parts.map { Frame.Field($0.column.values, $0.column.dtype) })
    var positions = [Int](repeating: -1, count: column.count)
    for (offset, row) in parts.flatMap(\.rows).enumerated() { positions[row] = offset }
    let whole = field.values.selectingOrMissing(positions).promoted(field.dtype)
    guard let domain = column.domain else {
      return TracedColumn(values: whole.values, dtype: whole.dtype, fitted: column.fitted)
    }
    let functions = parts.compactMap(\.column.function)
    let merging = GroupedFunctions(context: self, groups: groups, numbers: parts.map(\.number), name: label)
    if functions.count == parts.count, let function = try merging.merged(functions) {
      return TracedColumn(values: whole.values, dtype: whole.dtype, function: function, domain: domain)
    }
    return opaqueColumn(
      whole.values, whole.dtype, domain: domain, reason: "a function that works otherwise on each group")
  }

  /// A statistic of the group of each row: looked up by the keys.
  fileprivate func transformed(_ groups: GroupByObject, _ position: Int, _ name: String) throws(Raised) -> TracedColumn
  {
    let column = groups.frame.column(position)
    let table = try aggregated(column, groups.grouping, name, label: groups.frame.label(position))
    return try broadcast(table, Array(0..<groups.grouping.count), groups, position, by: name)
  }

  /// One value a group, looked up by the keys of each row.
  ///
  /// - Parameter numbers: the groups that have values, in their order.
  private func broadcast(
    _ table: TracedColumn, _ numbers: [Int], _ groups: GroupByObject, _ position: Int, by name: String
  ) throws(Raised) -> TracedColumn {
    let column = groups.frame.column(position)
    let label = groups.frame.label(position)
    let keys = groups.keys.map(\.column)
    let bases = keys.compactMap(\.keyBase)
    let isPlain = !table.isObjects && !table.dtype.isTime && table.dtype.categories == nil
    guard bases.count == keys.count, keys.count <= 4, isPlain else {
      var positions = [Int](repeating: -1, count: groups.grouping.count)
      for (offset, number) in numbers.enumerated() { positions[number] = offset }
      let field = table.values.selectingOrMissing(groups.grouping.codes.map { $0 < 0 ? -1 : positions[$0] })
        .promoted(table.dtype)
      return opaqueColumn(field.values, field.dtype, domain: column.domain, reason: "'transform' by such keys")
    }
    let levels = groups.grouping.levels
    let entries = numbers.enumerated().map { offset, group in
      (keys: levels.map { $0.labels[group] }, value: table.values[offset])
    }
    let type = ValueType(table.values.tableBase, nullable: table.values.presentCount < table.count)
    let operation = Lookup(named: tableName(label), entries: entries, keys: bases, value: type)
    let fitted = Plan.Fitted(
      by: "groupby.\(name)",
      of: labelText(label) + " by " + groups.keys.map { labelText($0.label) }.joined(separator: ", "),
      over: extent(of: column.domain))
    var found = try promotingMissing(applying(operation, to: keys.map(Tracer.Operand.column), fitted: fitted))
    if DType(of: found.values) == DType(of: table.values) { found.dtype = table.dtype }
    return found
  }
}
