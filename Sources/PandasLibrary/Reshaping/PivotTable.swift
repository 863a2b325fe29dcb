import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `pivot_table`.
  static let pivotTable = Function(
    "pivot_table(data, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, margins=False, dropna=True, margins_name='All', observed=no_default, sort=True)"
  ) { call in
    try call.refuse("margins", "dropna", "sort")
    return .object(try call.pivotTable(try call.object("data", as: FrameObject.self)))
  }

  /// pandas `pivot`.
  static let pivot = Function("pivot(data, *, columns, index=no_default, values=no_default)") { call in
    .object(try call.pivoted(try call.object("data", as: FrameObject.self)))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.pivot_table`.
  static let pivotTable = Method(
    "pivot_table(self, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, margins=False, dropna=True, margins_name='All', observed=no_default, sort=True)"
  ) { call in
    try call.refuse("margins", "dropna", "sort")
    return .object(try call.pivotTable(try call.frame))
  }

  /// pandas `DataFrame.pivot`.
  static let pivot = Method("pivot(self, *, columns, index=no_default, values=no_default)") { call in
    .object(try call.pivoted(try call.frame))
  }
}

extension Call {
  fileprivate func pivotTable(_ frame: FrameObject) throws(Raised) -> FrameObject {
    let rows = try pivotKeys("index", frame)
    let columns = try pivotKeys("columns", frame)
    guard !rows.isEmpty else { throw unsupported("'pivot_table' without 'index'", argument: "index") }
    guard columns.count <= 1 else { throw unsupported("'pivot_table' with several columns", argument: "columns") }
    let pivot = Pivot(
      groups: GroupByObject(
        frame, keys: rows + columns, asIndex: true, sort: true, dropsMissing: true,
        observed: isGiven("observed") ? try bool("observed") : context.era == .modern),
      hasColumns: !columns.isEmpty, values: try pivotValues(frame, rows + columns),
      isOneValue: !isNone("values") && self["values"].object as? ListObject == nil,
      fill: isNone("fill_value") ? nil : Scalar(self["fill_value"]))
    guard let names = self["aggfunc"].cast(to: ListObject.self) else {
      let table = try context.table(pivot, try statistic(self["aggfunc"]))
      return FrameObject(constant: table, fitted: context.fitted("pivot_table", of: frame))
    }
    var labels: [Label] = []
    var parts: [Frame] = []
    for item in names.items {
      let name = try statistic(item)
      var pivot = pivot
      if columns.isEmpty { pivot.isOneValue = false }
      let part = try context.table(pivot, name)
      labels += part.header.labels.map { .tuple([.string(PythonString(name))] + $0.parts) }
      parts.append(part)
    }
    guard let first = parts.first else { throw Raised.valueError("No objects to concatenate") }
    guard parts.allSatisfy({ $0.index.hasSameLabels(as: first.index) }) else {
      throw unsupported("'pivot_table' of functions that drop rows")
    }
    let table = Frame(
      index: first.index, header: Index(of: labels, names: [nil] + first.header.names), fields: parts.flatMap(\.fields))
    return FrameObject(constant: table, fitted: context.fitted("pivot_table", of: frame))
  }

  private func statistic(_ value: Value) throws(Raised) -> String {
    guard let name = try aggregation(value).statistic else { throw unsupported("'aggfunc' with a function") }
    return name
  }

  private func pivotKeys(_ name: String, _ frame: FrameObject) throws(Raised) -> [GroupByObject.Key] {
    if isNone(name) { return [] }
    if let series = self[name].cast(to: SeriesObject.self) {
      let column = try context.reindexed(series.column, series.index, to: frame.index, domain: frame.domain)
      return [GroupByObject.Key(column: column, label: series.name, position: nil)]
    }
    var keys: [GroupByObject.Key] = []
    for label in try labels(name) {
      guard let position = frame.positions(of: label).first else { throw Raised.keyError(label.pythonValue) }
      keys.append(GroupByObject.Key(column: frame.column(position), label: label, position: position))
    }
    return keys
  }

  private func pivotValues(_ frame: FrameObject, _ keys: [GroupByObject.Key]) throws(Raised) -> [Int] {
    guard !isNone("values") else {
      return (0..<frame.columnCount).filter { position in !keys.contains { $0.position == position } }
    }
    var result: [Int] = []
    for label in try labels("values") {
      guard let position = frame.positions(of: label).first else { throw Raised.keyError(label.pythonValue) }
      result.append(position)
    }
    return result
  }

  /// `pivot`: rows and columns by value, one value each.
  fileprivate func pivoted(_ frame: FrameObject) throws(Raised) -> FrameObject {
    guard isGiven("index"), isGiven("values") else { throw unsupported("'pivot' without 'index' and 'values'") }
    let keys = try pivotKeys("index", frame) + pivotKeys("columns", frame)
    guard keys.count == 2, self["values"].object as? ListObject == nil, let value = try pivotValues(frame, keys).first
    else { throw unsupported("'pivot' with several keys or values") }
    let levels = keys.map { Index.Level($0.column.values, $0.column.dtype) }
    let index = Index(levels: levels, names: keys.map { $0.label?.parts.first })
    guard index.isUnique else { throw Raised.valueError("Index contains duplicate entries, cannot reshape") }
    let column = frame.column(value)
    let table = Series(column.values, dtype: column.dtype, index: index).unstacked()
    return FrameObject(constant: table, fitted: context.fitted("pivot", of: column, frame.label(value)))
  }
}

/// What `pivot_table` makes a table of.
private struct Pivot {
  let groups: GroupByObject
  let hasColumns: Bool
  /// The positions of the columns that are aggregated.
  let values: [Int]
  /// Whether the values were named as one label, which then is no level of the columns.
  var isOneValue: Bool
  let fill: Scalar?
}

extension Context {
  /// The table of one aggregation.
  fileprivate func table(_ pivot: Pivot, _ name: String) throws(Raised) -> Frame {
    var labels: [Label] = []
    var fields: [Frame.Field] = []
    let frame = pivot.groups.frame
    let needsNumbers = !["count", "nunique", "size", "min", "max", "first", "last", "sum"].contains(name)
    for position in pivot.values {
      let column = frame.column(position)
      if needsNumbers, !column.dtype.isNumeric {
        if era == .classic { continue }
        throw noStatistic(name, of: column.dtype)
      }
      let found = try aggregated(column, pivot.groups.grouping, name, label: frame.label(position))
      labels.append(frame.label(position))
      fields.append(Frame.Field(found.values, found.dtype))
    }
    var table = Frame(index: pivot.groups.groupIndex, header: Index(of: labels), fields: fields)
    table = withoutEmptyRows(table)
    if era == .classic {
      table.fields = zip(table.fields, labels).map { field, label in
        downcast(field, to: frame.positions(of: label).first.map { frame.column($0).dtype })
      }
    }
    if pivot.hasColumns { table = table.unstacked(fill: era == .modern ? pivot.fill : nil) }
    table = table.selectingColumns(table.header.order(ascending: true))
    let hasHoles = table.fields.contains { $0.values.presentCount < $0.values.count }
    if let fill = pivot.fill, hasHoles { table.fields = table.fields.map { filled($0, fill) } }
    if pivot.hasColumns, pivot.isOneValue, case .multi(let levels) = table.header.storage, let last = levels.last {
      table.header = Index(.labels(last.labels, last.dtype), names: [table.header.names.last ?? nil])
    }
    return table.selectingColumns(
      table.fields.indices.filter { table.fields[$0].values.presentCount > 0 || table.rowCount == 0 })
  }

  private func withoutEmptyRows(_ table: Frame) -> Frame {
    let kept = (0..<table.rowCount).filter { row in table.fields.contains { !$0.values.isMissing(row) } }
    return kept.count == table.rowCount ? table : table.selectingRows(kept)
  }

  /// Whole results of integers are integers again.
  private func downcast(_ field: Frame.Field, to dtype: DType?) -> Frame.Field {
    guard let dtype, dtype.isInteger, field.dtype.isFloat else { return field }
    let wholes = field.values.doubles.map { Int64(exactly: $0) }
    let numbers = wholes.compactMap(\.self)
    return numbers.count == wholes.count ? Frame.Field(.ints(numbers), dtype) : field
  }

  private func filled(_ field: Frame.Field, _ fill: Scalar) -> Frame.Field {
    guard field.dtype.isFloat, let number = fill.double else { return field }
    let numbers = field.values.doubles.map { $0.isNaN ? number : $0 }
    // The classic era fills with downcast='infer'.
    if era == .classic {
      let wholes = numbers.compactMap { Int64(exactly: $0) }
      if wholes.count == numbers.count { return Frame.Field(.ints(wholes), .int64) }
    }
    return Frame.Field(.floats(numbers), field.dtype)
  }
}
