import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.where`.
  static let `where` = Method("where(self, cond, other=nan, *, inplace=False, axis=None, level=None)") { call in
    try call.chosenCells(keepsWhere: true)
  }

  /// pandas `DataFrame.mask`.
  static let mask = Method("mask(self, cond, other=nan, *, inplace=False, axis=None, level=None)") { call in
    try call.chosenCells(keepsWhere: false)
  }
}

extension Call {
  /// The frame's values where a condition holds, or does not; others elsewhere.
  fileprivate func chosenCells(keepsWhere: Bool) throws(Raised) -> Value {
    try refuse("level")
    let frame = try frame
    let result = try context.chosenCells(
      of: frame, self["cond"], self["other"], axis: isNone("axis") ? nil : try axis(), keepsWhere: keepsWhere)
    return try self.result(result, replacing: frame)
  }
}

extension Context {
  /// `where` and `mask` of a frame, column by column.
  func chosenCells(
    of frame: FrameObject, _ condition: Value, _ other: Value, axis: Int?, keepsWhere: Bool
  ) throws(Raised) -> FrameObject {
    let condition = try calledIfFunction(condition, with: .object(frame))
    let other = try calledIfFunction(other, with: .object(frame))
    let masks = try masks(condition, for: frame, absent: !keepsWhere)
    let others = try cells(other, for: frame, axis: axis)
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      let replaced = keepsWhere ? try unary(.invert, of: masks[position]) : masks[position]
      columns.append(try choosing(replaced, others[position], frame.column(position)))
    }
    return FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
  }

  /// What a function gives for the object; any other value as it is.
  func calledIfFunction(_ value: Value, with object: Value) throws(Raised) -> Value {
    guard let function = value.object, function.isCallable, !(function is any TracedTable) else { return value }
    return try call(value, [object]).supported()
  }

  /// One mask a column: of a frame by labels, of a series the same for all, of an array by position.
  private func masks(_ condition: Value, for frame: FrameObject, absent: Bool) throws(Raised) -> [TracedColumn] {
    if let mask = condition.cast(to: FrameObject.self) {
      guard mask.header.hasSameLabels(as: frame.header), mask.index.hasSameLabels(as: frame.index) else {
        return try alignedMasks(mask, for: frame, absent: absent)
      }
      return mask.tracedColumns
    }
    if let mask = condition.cast(to: SeriesObject.self) {
      let flags = try reindexed(mask.column, mask.index, to: frame.index, domain: nil)
      return [TracedColumn](repeating: flags, count: frame.columnCount)
    }
    guard let array = try NumPy.array(condition, in: self), !array.isOneDimensional, array.rowCount == frame.rowCount,
      array.tracedColumns.count == frame.columnCount
    else { throw Raised.valueError("Array conditional must be same shape as self") }
    return array.tracedColumns
  }

  private func alignedMasks(
    _ mask: FrameObject, for frame: FrameObject, absent: Bool
  ) throws(Raised) -> [TracedColumn] {
    var result: [TracedColumn] = []
    for label in frame.header.labels {
      guard let position = mask.positions(of: label).first else {
        result.append(try constantColumn(.bool(absent), count: frame.rowCount, domain: nil))
        continue
      }
      let column = try reindexed(mask.column(position), mask.index, to: frame.index, domain: nil)
      let flags = (0..<column.count).map { row in
        if case .bool(let flag) = column.values[row] { flag } else { absent }
      }
      result.append(TracedColumn(values: .bools(flags), dtype: .bool))
    }
    return result
  }

  /// One operand a column: the scalar, a frame's columns, a series along an axis, an array's columns.
  func cells(_ value: Value, for frame: FrameObject, axis: Int?) throws(Raised) -> [Tracer.Operand] {
    if let scalar = Tracer.Operand(scalar: value) {
      return [Tracer.Operand](repeating: scalar, count: frame.columnCount)
    }
    if let other = value.cast(to: FrameObject.self) {
      var result: [Tracer.Operand] = []
      for label in frame.header.labels {
        guard let position = other.positions(of: label).first else {
          result.append(.constant(.missing, nil))
          continue
        }
        result.append(.column(try reindexed(other.column(position), other.index, to: frame.index, domain: nil)))
      }
      return result
    }
    if let series = value.cast(to: SeriesObject.self) {
      guard let axis else {
        throw Raised.valueError("Must specify axis=0 or 1")
      }
      if axis == 0 {
        let column = try reindexed(series.column, series.index, to: frame.index, domain: nil)
        return [Tracer.Operand](repeating: .column(column), count: frame.columnCount)
      }
      return frame.header.labels.map { label in
        guard let position = series.index.positions(of: label).first else { return .constant(.missing, nil) }
        return .constant(series.values[position], series.column.fitted)
      }
    }
    guard let array = try NumPy.array(value, in: self) else {
      throw unsupportedNow("cells of '\(value.typeName)'")
    }
    if array.isOneDimensional, let column = array.tracedColumns.first {
      if (axis ?? 1) == 1, column.count == frame.columnCount {
        return (0..<column.count).map { .constant(column.values[$0], column.fitted) }
      }
      if axis == 0, column.count == frame.rowCount {
        return [Tracer.Operand](repeating: .column(column), count: frame.columnCount)
      }
    }
    guard array.rowCount == frame.rowCount, array.tracedColumns.count == frame.columnCount else {
      throw Raised.valueError("other must be the same shape as self when an ndarray")
    }
    return array.tracedColumns.map(Tracer.Operand.column)
  }
}
