import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// What `groupby` gives: a table, its keys, and the columns that were chosen of it.
final class GroupByObject: Object {
  /// One key with its name.
  struct Key {
    let column: TracedColumn
    let label: Label?
    /// The column of the frame that it is, if it is one.
    let position: Int?
  }

  let frame: FrameObject
  let keys: [Key]
  /// Whether the keys become labels.
  let asIndex: Bool
  let sort: Bool
  let dropsMissing: Bool
  let observed: Bool
  /// The chosen columns of the frame; `nil` for all but the keys.
  let selection: [Int]?
  /// Whether it works on one column, as a series.
  let isSeries: Bool
  /// Whether the keys were given as a list of one, so that iteration gives tuples.
  let isListKeyed: Bool
  /// `group_keys`: whether results of `apply` get the keys as labels; `nil` where it was not said.
  var groupKeys: Bool?
  lazy var grouping = Grouping(
    keys.map { Frame.Field($0.column.values, $0.column.dtype) }, sort: sort, dropsMissing: dropsMissing,
    observed: observed)

  init(
    _ frame: FrameObject, keys: [Key], asIndex: Bool, sort: Bool, dropsMissing: Bool, observed: Bool,
    selection: [Int]? = nil, isSeries: Bool = false, isListKeyed: Bool = false
  ) {
    self.frame = frame
    self.keys = keys
    self.asIndex = asIndex
    self.sort = sort
    self.dropsMissing = dropsMissing
    self.observed = observed
    self.selection = selection
    self.isSeries = isSeries
    self.isListKeyed = isListKeyed
    super.init(type: isSeries ? Pandas.seriesGroupByType : Pandas.frameGroupByType)
  }

  override var isMutable: Bool { false }

  /// The positions of the columns that are worked on.
  var positions: [Int] {
    selection ?? (0..<frame.columnCount).filter { position in !keys.contains { $0.position == position } }
  }

  /// The labels of the groups.
  var groupIndex: Index { grouping.index(names: keys.map { $0.label?.parts.first }) }

  /// The same groups over other columns.
  func selecting(_ positions: [Int], isSeries: Bool) -> GroupByObject {
    let result = GroupByObject(
      frame, keys: keys, asIndex: asIndex, sort: sort, dropsMissing: dropsMissing, observed: observed,
      selection: positions, isSeries: isSeries, isListKeyed: isListKeyed)
    result.grouping = grouping
    result.groupKeys = groupKeys
    return result
  }

  // MARK: Python

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let labels = try context.keyColumn(key) {
      return .object(selecting(try frame.columnPositions(labels.values, in: context), isSeries: false))
    }
    if key.object is TupleObject { throw context.unsupportedNow("several columns of a grouping by a tuple") }
    guard let position = frame.positions(of: Label(key)).first else {
      throw Raised.keyError(.text("Column not found: \(try context.str(key))"))
    }
    return .object(selecting([position], isSeries: true))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try super.attribute(name, in: context) { return found }
    guard !isSeries, let position = frame.positions(of: .single(.string(name))).first else { return nil }
    return .object(selecting([position], isSeries: true))
  }

  override func length(in context: Context) throws(Raised) -> Int? { grouping.count }

  /// Pairs of a group's label and its rows.
  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    let index = groupIndex
    let rows = grouping.rows
    var group = 0
    return NativeIterator { [self] context in
      while group < rows.count, rows[group].isEmpty { group += 1 }
      guard group < rows.count else { return nil }
      group += 1
      var label = index.value(at: group - 1)
      if isListKeyed, keys.count == 1, context.era == .modern { label = .tuple([label]) }
      return .tuple([label, part(rows[group - 1])])
    }
  }

  /// The rows of one group: of all columns, or of the chosen ones.
  func part(_ rows: [Int]) -> Value {
    if isSeries, let position = positions.first { return .object(frame.series(at: position).selecting(rows)) }
    let table = selection == nil ? frame : frame.selectingColumns(positions)
    return .object(table.selecting(rows))
  }
}
