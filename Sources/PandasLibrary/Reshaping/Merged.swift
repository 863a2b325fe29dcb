import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// What is merged, and how.
struct Merge {
  /// One key of one side.
  struct Key {
    let column: TracedColumn
    let label: Label?
    /// The column of the frame that it is; `nil` for a level of the labels.
    let position: Int?
  }

  let kind: JoinKind
  let left: FrameObject
  let right: FrameObject
  var leftKeys: [Key]
  var rightKeys: [Key]
  /// Whether the rows keep the labels that they have on the left.
  let keepsLeftIndex: Bool
  let sort: Bool
  let suffixes: (PythonString, PythonString)

  /// Keys of one name are one column of the result.
  var sharedKeys: [(left: Int, right: Int)] {
    zip(leftKeys, rightKeys).compactMap { a, b in
      guard let left = a.position, let right = b.position, a.label == b.label else { return nil }
      return (left, right)
    }
  }
}

extension Context {
  /// The merged table. Its records are the rows of one side; what comes from the other is looked up by the keys, if
  /// they are unique there.
  func merged(_ merge: Merge) throws(Raised) -> FrameObject {
    try check(merge)
    let rows = JoinedRows(
      merge.kind, left: merge.leftKeys.map(\.field), right: merge.rightKeys.map(\.field),
      leftCount: merge.left.rowCount, rightCount: merge.right.rowCount, sort: merge.sort, era: era)
    var sides = Sides(merge, rows)
    sides.domain = domain(of: sides)
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    let shared = merge.sharedKeys
    let overlap = overlapping(merge, shared)
    for position in 0..<merge.left.columnCount {
      let label = merge.left.label(position)
      labels.append(overlap.contains(label) ? try suffixed(label, merge.suffixes.0) : label)
      if let key = shared.first(where: { $0.left == position }) {
        columns.append(joinedKey(key, sides))
      } else {
        columns.append(try column(position, of: .left, sides))
      }
    }
    for position in 0..<merge.right.columnCount where !shared.contains(where: { $0.right == position }) {
      let label = merge.right.label(position)
      labels.append(overlap.contains(label) ? try suffixed(label, merge.suffixes.1) : label)
      columns.append(try column(position, of: .right, sides))
    }
    let index = merge.keepsLeftIndex ? merge.left.index.selecting(rows.left) : Index(count: rows.left.count)
    let names = merge.left.header.names == merge.right.header.names ? merge.left.header.names : [nil]
    return FrameObject(index: index, header: Index(of: labels, names: names), columns: columns, domain: sides.domain)
  }

  /// Refuses to join strings with numbers.
  private func check(_ merge: Merge) throws(Raised) {
    for (a, b) in zip(merge.leftKeys, merge.rightKeys) {
      let (left, right) = (a.column, b.column)
      guard left.dtype.isNumeric && right.isText || left.isText && right.dtype.isNumeric else { continue }
      let key = try era == .classic ? "" : " for key '\(str(a.label?.pythonValue ?? .none))'"
      throw Raised.valueError(
        "You are trying to merge on \(left.dtype.name(era)) and \(right.dtype.name(era)) columns\(key). "
          + "If you wish to proceed you should use pd.concat")
    }
  }

  /// The rows that the result stands for, with what the merge left out as a filter.
  private func domain(of sides: Sides) -> Domain? {
    guard let record = sides.record, let domain = sides.frame(record).domain else { return nil }
    let positions = sides.positions(record)
    let kept = Set(positions).subtracting([-1]).count
    let whole = domain.selectingOrSynthetic(positions)
    guard kept < domain.count else { return whole }
    let filter = Plan.TrainingFilter(description: "merge", origin: planOrigin, kept: kept, of: domain.count)
    return whole.selecting(Array(positions.indices), filter: filter)
  }

  private func overlapping(_ merge: Merge, _ shared: [(left: Int, right: Int)]) -> Set<Label> {
    let left = Set((0..<merge.left.columnCount).filter { p in !shared.contains { $0.left == p } }.map(merge.left.label))
    let right = (0..<merge.right.columnCount).filter { p in !shared.contains { $0.right == p } }.map(merge.right.label)
    return left.intersection(right)
  }

  private func suffixed(_ label: Label, _ suffix: PythonString) throws(Raised) -> Label {
    let text = try str(label.pythonValue)
    return .single(.string(PythonString(bytes: text.bytes + suffix.bytes)))
  }

  /// A key that both sides have: the left value, or the right one where there is no left row.
  private func joinedKey(_ pair: (left: Int, right: Int), _ sides: Sides) -> TracedColumn {
    let (a, b) = (sides.merge.left.column(pair.left), sides.merge.right.column(pair.right))
    let field = concatenated([Frame.Field(a.values, a.dtype), Frame.Field(b.values, b.dtype)])
    let positions = zip(sides.rows.left, sides.rows.right).map { $0 >= 0 ? $0 : a.count + $1 }
    let values = field.values.selecting(positions)
    let own = sides.record == .right ? b : a
    let isWhole = sides.record.map { !sides.positions($0).contains(-1) } ?? false
    if sides.domain != nil, isWhole, own.dtype == field.dtype {
      return TracedColumn(values: values, dtype: field.dtype, function: own.function, domain: sides.domain)
    }
    if sides.domain == nil { return TracedColumn(values: values, dtype: field.dtype, fitted: own.fitted) }
    return opaqueColumn(values, field.dtype, domain: sides.domain, reason: "a key of an outer merge")
  }

  /// A column of one side in the rows of the result.
  private func column(_ position: Int, of side: Sides.Side, _ sides: Sides) throws(Raised) -> TracedColumn {
    let frame = sides.frame(side)
    let column = frame.column(position)
    let positions = sides.positions(side)
    let field = column.values.selectingOrMissing(positions).promoted(column.dtype)
    guard let domain = sides.domain else {
      return TracedColumn(values: field.values, dtype: field.dtype, fitted: column.fitted)
    }
    if side == sides.record, !positions.contains(-1) { return column.selecting(positions, in: domain) }
    if side != sides.record, let found = try lookedUp(column, frame.label(position), field, side, sides) {
      return found
    }
    let reason = side == sides.record ? "rows of a merge without a record" : "'merge' finds more than one row a key"
    return opaqueColumn(field.values, field.dtype, domain: domain, reason: reason)
  }

  /// The other side's column as a table by the keys; `nil` where it is none.
  private func lookedUp(
    _ column: TracedColumn, _ label: Label, _ field: Frame.Field, _ side: Sides.Side, _ sides: Sides
  ) throws(Raised) -> TracedColumn? {
    guard let record = sides.record, sides.isUnique(side), !sides.positions(record).contains(-1) else { return nil }
    let keys = sides.keys(record).map { $0.column.selecting(sides.positions(record), in: sides.domain) }
    let others = sides.keys(side).map(\.column)
    let bases = keys.compactMap(\.keyBase)
    guard bases.count == keys.count, (1...4).contains(keys.count), !column.isObjects,
      zip(keys, others).allSatisfy({ $0.isText == $1.isText && !$1.isObjects })
    else { return nil }
    let rows = (0..<column.count).filter { row in zip(others, bases).allSatisfy { $0.values[row].fits($1) } }
    let type = ValueType(column.values.tableBase, nullable: column.values.presentCount < column.count)
    let operation = Lookup(
      named: tableName(label),
      entries: rows.map { row in (others.map { $0.values[row] }, column.values[row]) }, keys: bases, value: type)
    let fitted = fitted("merge", of: column, label)
    var found = try promotingMissing(applying(operation, to: keys.map(Tracer.Operand.column), fitted: fitted))
    guard found.values.count == field.values.count else { return nil }
    found.dtype = field.dtype
    return found
  }
}

extension Merge.Key {
  fileprivate var field: Frame.Field { Frame.Field(column.values, column.dtype) }
}

/// The two sides of a merge in its rows.
private struct Sides {
  enum Side { case left, right }

  let merge: Merge
  let rows: JoinedRows
  var domain: Domain?

  init(_ merge: Merge, _ rows: JoinedRows) {
    self.merge = merge
    self.rows = rows
  }

  func frame(_ side: Side) -> FrameObject { side == .left ? merge.left : merge.right }
  func positions(_ side: Side) -> [Int] { side == .left ? rows.left : rows.right }
  func keys(_ side: Side) -> [Merge.Key] { side == .left ? merge.leftKeys : merge.rightKeys }

  /// Whether no key occurs twice on that side.
  func isUnique(_ side: Side) -> Bool {
    let grouping = Grouping(keys(side).map(\.field), dropsMissing: false)
    return grouping.count == frame(side).rowCount && merge.kind != .cross
  }

  /// The side whose raw rows the result stands for: the left one if the right's keys are unique, or the other way round.
  var record: Side? {
    switch (merge.left.domain, merge.right.domain) {
    case (nil, nil): return nil
    case (_?, nil): return .left
    case (nil, _?): return .right
    case (_?, _?): return isUnique(.right) || !isUnique(.left) ? .left : .right
    }
  }
}
