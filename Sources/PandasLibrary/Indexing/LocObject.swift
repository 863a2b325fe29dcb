import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// `loc`, `iloc`, `at` and `iat` of a frame or series.
final class LocObject: Object, RowIndexable {
  /// How keys are read.
  enum Kind: Sendable { case labels, positions }

  private let target: Object
  private let kind: Kind
  private let isScalar: Bool

  init(_ target: Object, _ kind: Kind, isScalar: Bool = false) {
    self.target = target
    self.kind = kind
    self.isScalar = isScalar
    let type =
      switch (kind, isScalar) {
      case (.labels, false): Pandas.locType
      case (.positions, false): Pandas.ilocType
      case (.labels, true): Pandas.atType
      case (.positions, true): Pandas.iatType
      }
    super.init(type: type)
  }

  func userArgument(column: Scalar?) -> UserArgument? {
    if let series = target as? SeriesObject { return column == nil ? .element(series.column) : nil }
    guard let frame = target as? FrameObject else { return nil }
    guard let column else { return .row(frame.rowArgument) }
    let position: Int?
    switch (kind, column) {
    case (.labels, _): position = frame.header.firstPositions[Label.single(column).asKey]
    case (.positions, .int(let number)): position = number < 0 ? frame.columnCount + Int(number) : Int(number)
    case (.positions, _): position = nil
    }
    guard let position, (0..<frame.columnCount).contains(position) else { return nil }
    return .element(frame.buffers[position].column)
  }

  /// What a function gives for the target; any other key as it is.
  private func called(_ key: Value, in context: Context) throws(Raised) -> Value {
    try context.calledIfFunction(key, with: .object(target))
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let key = try called(key, in: context)
    if let series = target as? SeriesObject {
      return try series.chosen(selection(key, series.index, in: context), key, in: context)
    }
    guard let frame = target as? FrameObject else { return .none }
    if let tuple = key.cast(to: TupleObject.self), tuple.items.count > 2, !frame.index.isMulti, !frame.header.isMulti {
      throw Raised(Pandas.indexingError, "Too many indexers")
    }
    let (rowKey, columnKey) = keys(key, frame)
    guard let columnKey else {
      return try rows(rowKey, of: frame, in: context)
    }
    let columns = try columnSelection(columnKey, frame, in: context)
    let rows = try selection(rowKey, frame.index, in: context)
    return try cells(rows, columns, rowKey, columnKey, of: frame, in: context)
  }

  /// `(rows, columns)` of a key; a tuple of labels of a multi-index names rows alone.
  private func keys(_ key: Value, _ frame: FrameObject) -> (Value, Value?) {
    guard let tuple = key.cast(to: TupleObject.self) else { return (key, nil) }
    if kind == .labels, frame.index.isMulti, tuple.items.count <= frame.index.levelCount,
      !tuple.items.contains(where: { $0.object is SliceObject || $0.object is ListObject }),
      !frame.index.positions(beginning: tuple.items.map(Scalar.init)).isEmpty
    {
      return (key, nil)
    }
    guard tuple.items.count == 2 else { return (key, nil) }
    return (tuple.items[0], tuple.items[1])
  }

  private func selection(
    _ key: Value, _ index: Index, axis: String = "index", in context: Context
  ) throws(Raised) -> AxisSelection {
    if kind == .positions, key.stringValue != nil {
      throw Raised.typeError("Cannot index by location index with a non-integer key")
    }
    if kind == .positions, key.object is SeriesObject, try context.maskedPositions(key, index: index) != nil {
      throw Raised.valueError("iLocation based boolean indexing cannot use an indexable as a mask")
    }
    switch kind {
    case .labels: return try context.labelSelection(key, index: index, axis: axis)
    case .positions: return try context.positionSelection(key, count: index.count)
    }
  }

  private func columnSelection(_ key: Value, _ frame: FrameObject, in context: Context) throws(Raised) -> AxisSelection
  {
    try selection(key, frame.header, axis: "columns", in: context)
  }

  private func rows(_ key: Value, of frame: FrameObject, in context: Context) throws(Raised) -> Value {
    switch try selection(key, frame.index, in: context) {
    case .one(let row): return frame.row(row, in: context)
    case .several(let positions, let filter):
      let result = frame.selecting(positions, filter: filter)
      if frame.index.isMulti, !(key.object is ListObject), !(key.object is any TracedTable),
        !(key.object is SliceObject),
        kind == .labels
      {
        result.index = frame.index.droppingLevels(Label(key).parts.count).selecting(positions)
      }
      return .object(result)
    case .absent: throw Raised.keyError(key)
    }
  }

  private func cells(
    _ rows: AxisSelection, _ columns: AxisSelection, _ rowKey: Value, _ columnKey: Value, of frame: FrameObject,
    in context: Context
  ) throws(Raised) -> Value {
    switch columns {
    case .one(let column): return try frame.series(at: column).chosen(rows, rowKey, in: context)
    case .several(let positions, _):
      let part = frame.selectingColumns(positions)
      switch rows {
      case .one(let row): return part.row(row, in: context)
      case .several(let kept, let filter): return .object(part.selecting(kept, filter: filter))
      case .absent: throw Raised.keyError(rowKey)
      }
    case .absent: throw Raised.keyError(columnKey)
    }
  }

  // MARK: Stores

  override func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    if let cause = value.poison { return context.poison(.object(target), with: cause) }
    do throws(Raised) {
      try store(value, at: key, in: context)
    } catch {
      // A store that is not known spoils what it would change, not the indexer.
      if let cause = error.cause { context.poison(.object(target), with: cause) }
      throw error
    }
  }

  private func store(_ value: Value, at key: Value, in context: Context) throws(Raised) {
    let key = try called(key, in: context)
    if let series = target as? SeriesObject {
      return try series.store(value, at: selection(key, series.index, in: context), mask: key, in: context)
    }
    guard let frame = target as? FrameObject else { return }
    let (rowKey, columnKey) = keys(key, frame)
    let rows = try selection(rowKey, frame.index, in: context)
    if case .absent(let label) = rows {
      return try frame.append(row: value, label: label, columnKey, in: context)
    }
    guard let columnKey else {
      return try store(value, rows, rowKey, Array(0..<frame.columnCount), of: frame, in: context)
    }
    switch try columnSelection(columnKey, frame, in: context) {
    case .one(let column): try store(value, rows, rowKey, [column], of: frame, in: context)
    case .several(let columns, _): try store(value, rows, rowKey, columns, of: frame, in: context)
    case .absent(let label): try add(value, rows, rowKey, label, to: frame, in: context)
    }
  }

  private func store(
    _ value: Value, _ rows: AxisSelection, _ rowKey: Value, _ columns: [Int], of frame: FrameObject, in context: Context
  ) throws(Raised) {
    let parts = try parts(of: value, count: columns.count, rows, frame, in: context)
    for (column, part) in zip(columns, parts) {
      let stored = try context.storing(part, into: frame.column(column), rows, mask: mask(rowKey), index: frame.index)
      frame.storeColumn(at: column, stored, era: context.era)
    }
  }

  /// Masks are looked at for identity; labels and positions are not.
  private func mask(_ key: Value) -> Value { key.object is any TracedTable ? key : .none }

  /// The value of each column: a frame's columns, a row's items, or the same for all.
  private func parts(
    of value: Value, count: Int, _ rows: AxisSelection, _ frame: FrameObject, in context: Context
  ) throws(Raised) -> [Value] {
    if count == 1 { return [value] }
    if let other = value.cast(to: FrameObject.self), other.columnCount == count {
      return (0..<count).map { .object(other.series(at: $0)) }
    }
    if let list = value.cast(to: ListObject.self), list.items.count == count {
      if !list.items.contains(where: { $0.object is ListObject }) { return list.items }
    }
    if let array = try NumPy.array(value, in: context), !array.isOneDimensional, array.tracedColumns.count == count {
      return array.tracedColumns.map { context.array($0) }
    }
    if let series = value.cast(to: SeriesObject.self), series.rowCount == count {
      return (0..<count).map { series.element($0, in: context) }
    }
    guard Tracer.Operand(scalar: value) != nil else {
      throw context.unsupportedNow("a store of '\(value.typeName)' into several columns")
    }
    return [Value](repeating: value, count: count)
  }

  /// A column that is not there yet: missing in the other rows.
  private func add(
    _ value: Value, _ rows: AxisSelection, _ rowKey: Value, _ label: Label, to frame: FrameObject, in context: Context
  ) throws(Raised) {
    let positions: [Int]
    switch rows {
    case .one(let position): positions = [position]
    case .several(let kept, _): positions = kept
    case .absent: positions = []
    }
    guard let scalar = Tracer.Operand(scalar: value), case .constant(let constant, let fitted) = scalar else {
      guard positions == Array(0..<frame.rowCount) else { throw context.unsupportedNow("a new column through 'loc'") }
      return try frame.store(value, atColumn: label, in: context)
    }
    let full = try context.constantColumn(constant, fitted: fitted, count: frame.rowCount, domain: frame.domain)
    if positions == Array(0..<frame.rowCount) { return frame.appendColumn(full, label: label) }
    if let flags = try context.keyColumn(mask(rowKey)), case .bool = flags.values.storage, flags.count == frame.rowCount
    {
      let kept = try context.applying(
        KeepWhere(),
        to: [
          .column(
            try context.presentFlags(
              flags, "Cannot mask with non-boolean array containing NA / NaN values", "ValueError")), .column(full),
        ])
      return frame.appendColumn(try context.promotingMissing(kept), label: label)
    }
    let chosen = Set(positions)
    let places = (0..<frame.rowCount).map { chosen.contains($0) ? $0 : -1 }
    let field = full.values.selectingOrMissing(places).promoted(full.dtype)
    frame.appendColumn(
      context.opaqueColumn(
        field.values, field.dtype, domain: frame.domain, reason: "values stored to rows by label or position"),
      label: label)
  }
}

extension FrameObject {
  /// A row of the frame as user code sees it.
  var rowArgument: RowArgument {
    RowArgument(
      zip(header.labels, buffers).map { label, buffer in
        (label: label.parts.count == 1 ? label.parts[0] : .missing, column: buffer.column)
      })
  }
}
