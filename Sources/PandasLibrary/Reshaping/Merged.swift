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
    var isKept = [Bool](repeating: false, count: domain.count)
    for position in positions where position >= 0 { isKept[position] = true }
    let kept = isKept.lazy.filter { $0 }.count
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
    if sides.isWhole(.left), sides.record == .left, commonType([a.dtype, b.dtype]) == a.dtype, a.count > 0, b.count > 0
    {
      return sides.selected(a, .left)
    }
    let field = concatenated([Frame.Field(a.values, a.dtype), Frame.Field(b.values, b.dtype)])
    let positions = zip(sides.rows.left, sides.rows.right).map { $0 >= 0 ? $0 : a.count + $1 }
    let values = field.values.selecting(positions)
    let own = sides.record == .right ? b : a
    let isWhole = sides.record.map { sides.isWhole($0) } ?? false
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
    if sides.domain != nil, side == sides.record, sides.isWhole(side) { return sides.selected(column, side) }
    let field = column.values.selectingOrMissing(sides.positions(side)).promoted(column.dtype)
    guard let domain = sides.domain else {
      return TracedColumn(values: field.values, dtype: field.dtype, fitted: column.fitted)
    }
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
    guard let record = sides.record, sides.isUnique(side), sides.isWhole(record) else { return nil }
    let keys = sides.keys(record).map(\.column)
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
    func found(_ rows: [Int]?) throws(Raised) -> TracedColumn {
      let places = sides.positions(record)
      let domain = rows.map { sides.domain?.selecting($0) } ?? sides.domain
      let operands = keys.map { key in
        Tracer.Operand.column(key.selecting(rows.map { $0.map { places[$0] } } ?? places, in: domain))
      }
      return try promotingMissing(applying(operation, to: operands, fitted: fitted))
    }
    // The join has found the values already; the table is asked for some of them, and for all only where it differs.
    if let sample = sampled(sides.positions(side)), let column = agreeing(try found(sample), field, sample, sides) {
      return column
    }
    var whole = try found(nil)
    guard whole.values.count == field.values.count else { return nil }
    whole.dtype = field.dtype
    return whole
  }

  /// Some rows of a long table, those without a match among them; `nil` for a short one.
  private func sampled(_ positions: [Int]) -> [Int]? {
    sampledRows(of: positions.count).map { $0 + (positions.firstIndex(of: -1).map { [$0] } ?? []) }
  }

  /// The joined values with the function of a sample, where that gives the same.
  private func agreeing(
    _ sample: TracedColumn, _ field: Frame.Field, _ rows: [Int], _ sides: Sides
  ) -> TracedColumn? {
    guard sample.values.storage.kind == field.values.storage.kind,
      sample.values.hasSameValues(as: field.values.selecting(rows))
    else { return nil }
    return TracedColumn(
      values: field.values, dtype: field.dtype, function: sample.function,
      domain: sample.domain == nil ? nil : sides.domain, fitted: sample.fitted)
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
  /// The side whose raw rows the result stands for: the left one if the right's keys are unique, or the other way round.
  let record: Side?
  private let leftIsUnique: Bool
  private let rightIsUnique: Bool
  private let leftIsWhole: Bool
  private let rightIsWhole: Bool
  /// Whether each row of the result is the same row on the left.
  private let leftStays: Bool

  init(_ merge: Merge, _ rows: JoinedRows) {
    self.merge = merge
    self.rows = rows
    rightIsUnique = hasUniqueRows(merge.rightKeys, merge.right.rowCount, merge.kind)
    switch (merge.left.domain, merge.right.domain) {
    case (_?, nil):
      record = .left
      leftIsUnique = false
    case (let left, let right):
      // Asked for only where the left side may be looked up.
      leftIsUnique =
        right != nil && !(left != nil && rightIsUnique)
        && hasUniqueRows(merge.leftKeys, merge.left.rowCount, merge.kind)
      record = right == nil ? nil : left == nil ? .right : rightIsUnique || !leftIsUnique ? .left : .right
    }
    leftIsWhole = !rows.left.contains(-1)
    rightIsWhole = !rows.right.contains(-1)
    leftStays = rows.left.count == merge.left.rowCount && rows.left.indices.allSatisfy { rows.left[$0] == $0 }
  }

  func frame(_ side: Side) -> FrameObject { side == .left ? merge.left : merge.right }
  func positions(_ side: Side) -> [Int] { side == .left ? rows.left : rows.right }
  func keys(_ side: Side) -> [Merge.Key] { side == .left ? merge.leftKeys : merge.rightKeys }

  /// Whether no key occurs twice on the side that is no record.
  func isUnique(_ side: Side) -> Bool { side == .left ? leftIsUnique : rightIsUnique }

  /// Whether every row of the result has a row on that side.
  func isWhole(_ side: Side) -> Bool { side == .left ? leftIsWhole : rightIsWhole }

  /// The record's column in the rows of the result.
  func selected(_ column: TracedColumn, _ side: Side) -> TracedColumn {
    guard side == .left && leftStays else { return column.selecting(positions(side), in: domain) }
    var result = column
    result.domain = domain
    return result
  }
}

/// Whether no key occurs twice.
private func hasUniqueRows(_ keys: [Merge.Key], _ count: Int, _ kind: JoinKind) -> Bool {
  kind != .cross && Grouping(keys.map(\.field), sort: false, dropsMissing: false).count == count
}
