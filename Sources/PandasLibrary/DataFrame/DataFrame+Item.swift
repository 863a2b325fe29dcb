import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension FrameObject {
  /// `frame[key]`: a column, several columns, or the rows of a mask or slice.
  func value(at key: Value, in context: Context) throws(Raised) -> Value {
    if key.object is SliceObject { return .object(try rows(ofSlice: key, in: context).losing(lostColumns)) }
    if let frame = key.cast(to: FrameObject.self) { return try masked(by: frame, in: context) }
    if let kept = try context.maskedPositions(key, index: index) {
      let rows = selecting(kept, filter: context.filter("mask", kept: kept.count, of: rowCount))
      return .object(rows.losing(lostColumns))
    }
    if let labels = try context.keyColumn(key) {
      return .object(selectingColumns(try columnPositions(labels.values, in: context)))
    }
    let label = Label(key)
    if let cause = lostCause(label) { return .unsupported(cause) }
    let found = positions(of: label)
    if found.count == 1 { return .object(series(at: found[0])) }
    if found.count > 1 { return .object(selectingColumns(found)) }
    if header.isMulti {
      let partial = header.positions(beginning: label.parts)
      if !partial.isEmpty {
        let result = selectingColumns(partial)
        result.header = header.droppingLevels(label.parts.count).selecting(partial)
        return .object(result)
      }
    }
    throw Raised.keyError(key)
  }

  /// The positions of columns by labels; KeyError for those that are not there.
  func columnPositions(_ labels: Column, in context: Context) throws(Raised) -> [Int] {
    var result: [Int] = []
    var absent: [Label] = []
    for row in 0..<labels.count {
      let label = Label(labels[row].pythonValue)
      if let cause = lostCause(label) { throw Raised.unsupported(cause) }
      let found = positions(of: label)
      if found.isEmpty { absent.append(label) }
      result += found
    }
    if !absent.isEmpty { throw context.notInIndex(absent, all: absent.count == labels.count, header) }
    return result
  }

  private func rows(ofSlice key: Value, in context: Context) throws(Raised) -> FrameObject {
    guard let slice = key.cast(to: SliceObject.self) else { return self }
    let isPositional = [slice.start, slice.stop].allSatisfy { $0.isNone || isInteger($0) }
    if isPositional { return selecting(Array(try slice.range(count: rowCount, in: context))) }
    guard case .several(let positions, _) = try context.labelSelection(key, index: index) else { return self }
    return selecting(positions)
  }

  private func isInteger(_ value: Value) -> Bool { if case .int = value { true } else { false } }

  /// `frame[mask frame]`: values where it holds, else missing.
  private func masked(by mask: FrameObject, in context: Context) throws(Raised) -> Value {
    guard mask.header.hasSameLabels(as: header), mask.index.hasSameLabels(as: index) else {
      throw context.unsupportedNow("a frame of bools with other labels as key")
    }
    var columns: [TracedColumn] = []
    for (flags, column) in zip(mask.tracedColumns, tracedColumns) {
      let kept = try context.applying(KeepWhere(), to: [.column(flags), .column(column)])
      columns.append(try context.promotingMissing(kept))
    }
    return replacing(columns)
  }

  /// `frame[key] = value`.
  func store(_ value: Value, at key: Value, in context: Context) throws(Raised) {
    if let cause = value.poison { return try lose(key, cause, in: context) }
    if let mask = key.cast(to: FrameObject.self) {
      let stored = try context.chosenCells(of: self, .object(mask), value, axis: nil, keepsWhere: false)
      for (position, column) in stored.tracedColumns.enumerated() {
        storeColumn(at: position, column, era: context.era)
      }
      return
    }
    if key.object is SliceObject {
      throw context.unsupportedNow("a store to rows through brackets")
    }
    if try context.maskedPositions(key, index: index) != nil {
      if let cause = poison { return context.poison(.object(self), with: cause) }
      return try storeRows(value, key, in: context)
    }
    if let labels = try context.keyColumn(key) { return try store(value, atColumns: labels.values, in: context) }
    try store(value, atColumn: Label(key), in: context)
  }

  private func storeRows(_ value: Value, _ key: Value, in context: Context) throws(Raised) {
    let selection = try context.labelSelection(key, index: index)
    if context.era == .modern, case .several(let rows, _) = selection, rows.isEmpty { return }
    for position in 0..<columnCount {
      let stored = try context.storing(value, into: column(position), selection, mask: key, index: index)
      storeColumn(at: position, stored, era: context.era)
    }
  }

  /// Replaces or adds one column.
  func store(_ value: Value, atColumn label: Label, in context: Context) throws(Raised) {
    let column = try column(from: value, in: context)
    if let lost = lostColumns.first(where: { $0.label == label }) {
      lostColumns.removeAll { $0.label == label }
      return insertColumn(column, label: label, at: min(lost.position, columnCount))
    }
    let found = positions(of: label)
    if found.isEmpty { return appendColumn(column, label: label) }
    for position in found { replaceColumn(at: position, with: column) }
  }

  private func store(_ value: Value, atColumns labels: Column, in context: Context) throws(Raised) {
    var parts: [Value] = []
    if let frame = value.cast(to: FrameObject.self) {
      guard frame.columnCount == labels.count else { throw Raised.valueError("Columns must be same length as key") }
      parts = (0..<frame.columnCount).map { .object(frame.series(at: $0)) }
    } else if let table = value.object as? any TracedTable, !table.isOneDimensional {
      guard table.tracedColumns.count == labels.count else {
        throw Raised.valueError("Columns must be same length as key")
      }
      parts = table.tracedColumns.map { context.array($0) }
    } else if value.object is ListObject || value.object is TupleObject,
      let array = try NumPy.array(value, in: context)
    {
      let width = array.isOneDimensional ? array.rowCount : array.tracedColumns.count
      guard width == labels.count else { throw Raised.valueError("Columns must be same length as key") }
      parts =
        array.isOneDimensional ? try context.items(of: value) : array.tracedColumns.map { context.array($0) }
    } else {
      parts = [Value](repeating: value, count: labels.count)
    }
    for (row, part) in parts.enumerated() {
      try store(part, atColumn: Label(labels[row].pythonValue), in: context)
    }
  }

  /// A value as a column of this frame: aligned by label, by position, or the same in every row.
  func column(from value: Value, in context: Context) throws(Raised) -> TracedColumn {
    if let series = value.cast(to: SeriesObject.self) {
      if columnCount == 0 && rowCount == 0 { index = series.index }
      return try context.reindexed(series.column, series.index, to: index, domain: domain)
    }
    if let split = value.cast(to: SplitTextsObject.self) {
      return try column(from: .object(split.lists(in: context)), in: context)
    }
    if let frame = value.cast(to: FrameObject.self) {
      guard frame.columnCount == 1 else { throw Raised.valueError("Columns must be same length as key") }
      return try column(from: .object(frame.series(at: 0)), in: context)
    }
    if case .constant(let scalar, let fitted)? = Tracer.Operand(scalar: value) {
      return try context.constantColumn(scalar, fitted: fitted, count: rowCount, domain: domain)
    }
    guard let column = try context.sequenceColumn(value) else {
      throw context.unsupportedNow("a column of '\(value.typeName)'")
    }
    if columnCount == 0 && rowCount == 0 { index = Index(count: column.count) }
    guard column.count == rowCount else {
      throw Raised.valueError("Length of values (\(column.count)) does not match length of index (\(rowCount))")
    }
    return context.adopted(column, by: domain)
  }
}

extension Context {
  /// A sequence of values as a column; `nil` for what is none.
  func sequenceColumn(_ value: Value) throws(Raised) -> TracedColumn? {
    guard case .object(let object) = value else { return nil }
    if let index = object as? IndexObject { return index.column }
    if let labels = object as? any ColumnConvertible { return labels.column }
    if let table = object as? any TracedTable {
      guard table.isOneDimensional || table.tracedColumns.count == 1 else { return nil }
      return table is ArrayObject ? table.tracedColumns.first.map(inferred) : table.tracedColumns.first
    }
    guard
      object is ListObject || object is TupleObject || object is RangeObject || object is IteratorObject
        || object is DictView || object is SetObject
    else { return nil }
    var scalars: [Scalar] = []
    var fitted: Plan.Fitted?
    for item in try items(of: value) {
      scalars.append(Scalar(try item.supported()))
      if fitted == nil { fitted = (item.object as? any FittedScalar)?.fitted }
    }
    var column = literalColumn(scalars)
    column.fitted = fitted
    return column
  }

  /// A column of an array as pandas keeps it: since pandas 3 objects that are all strings or missing become `str`.
  func inferred(_ column: TracedColumn) -> TracedColumn {
    guard era == .modern, column.dtype == .object else { return column }
    var result = column
    if case .object(let scalars) = column.values.storage {
      let narrow = Column(scalars: scalars)
      guard narrow.holdsStrings else { return column }
      result.values = narrow
    }
    guard result.values.holdsStrings else { return column }
    result.dtype = .str
    return result
  }

  /// Values that the notebook writes as a column; of the classic era `None` among strings is not NaN.
  func literalColumn(_ scalars: [Scalar]) -> TracedColumn {
    let values = Column(scalars: scalars)
    let hasNone = era == .classic && scalars.contains { $0 == .none }
    if case .string = values.storage, hasNone { return TracedColumn(values: values, dtype: .object) }
    return inferringTimes(values)
  }
}
