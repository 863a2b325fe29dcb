import Columns
import DataFrames
import Plans
import PythonRuntime
import Tracing

extension ArrayObject {
  /// `self[key] = value`.
  func assign(_ value: Value, at key: Value, in context: Context) throws(Raised) {
    if isStrided, try !becomesTraced(storing: value, at: key, in: context) {
      return try assignElements(value, at: key, in: context)
    }
    if !isOneDimensional, let table = key.object as? any TracedTable, !table.isOneDimensional {
      return try assign(value, whereAll: table.tracedColumns, in: context)
    }
    let choices = try choices(key, in: context)
    guard choices.count == shape.count, !choices.contains(where: \.isNewAxis) else {
      throw context.unsupportedNow("such a store into an array")
    }
    let columnPositions = isOneDimensional ? [0] : choices[1].positions
    let mask =
      isOneDimensional ? mask(key, in: context) : mask(key.cast(to: TupleObject.self)?.items.first, in: context)
    var columns = tracedColumns
    let sources = try sources(value, rows: choices[0], columns: columnPositions.count, in: context)
    for (source, position) in zip(sources, columnPositions) {
      columns[position] = try stored(source, into: columns[position], choices[0], mask: mask, in: context)
    }
    try store(columns, in: context)
  }

  /// The traced mask that a key is, if it is one.
  private func mask(_ key: Value?, in context: Context) -> TracedColumn? {
    guard let table = key?.object as? any TracedTable, table.isOneDimensional, let column = table.tracedColumns.first,
      column.dtype == .bool, column.count == rowCount
    else { return nil }
    return column
  }

  /// What goes into each column: one scalar for all rows, or a value a row.
  private enum Source {
    case scalar(Tracer.Operand)
    case values(TracedColumn)
  }

  private func sources(
    _ value: Value, rows: AxisChoice, columns: Int, in context: Context
  ) throws(Raised) -> [Source] {
    if let scalar = Tracer.Operand(scalar: value) { return Array(repeating: .scalar(scalar), count: columns) }
    guard let array = try NumPy.array(value, in: context) else {
      throw context.unsupportedNow("a store of '\(value.typeName)' into an array")
    }
    let count = rows.positions.count
    if case .one = rows, !isOneDimensional, array.isOneDimensional, array.rowCount == columns {
      return (0..<columns).map { .scalar(.constant(array.tracedColumns[0].values[$0], nil)) }
    }
    if array.size == 1 {
      return Array(repeating: .scalar(.constant(array.tracedColumns[0].values[0], nil)), count: columns)
    }
    guard array.tracedColumns.count == columns, array.rowCount == count else {
      if !isOneDimensional, array.isOneDimensional, array.rowCount == columns {
        return (0..<columns).map { .scalar(.constant(array.tracedColumns[0].values[$0], nil)) }
      }
      throw .valueError("could not broadcast input array from shape \(array.shapeText) into shape (\(count),)")
    }
    return array.tracedColumns.map(Source.values)
  }

  private func stored(
    _ source: Source, into column: TracedColumn, _ rows: AxisChoice, mask: TracedColumn?, in context: Context
  ) throws(Raised) -> TracedColumn {
    if case .range(let positions) = rows, positions.count == column.count, positions == Array(0..<column.count),
      case .values(let whole) = source
    {
      return try NumPy.cast(whole, to: dtype, in: context)
    }
    if case .scalar(let scalar) = source, let mask, mask.domain != nil || column.domain == nil {
      let arm = try NumPy.cast(scalar, to: dtype, in: context)
      return try context.traced(Choose(), [.column(mask), arm, .column(column)], dtype: column.dtype)
    }
    var scalars = (0..<column.count).map { column.values[$0] }
    for (number, position) in rows.positions.enumerated() {
      switch source {
      case .scalar(.constant(let scalar, _)): scalars[position] = scalar.converted(to: dtype)
      case .scalar(.column(let one)), .values(let one): scalars[position] = one.values[number].converted(to: dtype)
      }
    }
    return context.untraced(
      NumPy.column(scalars, dtype), column.dtype, domain: column.domain,
      reason: "values were stored into an array by position")
  }

  private func assign(_ value: Value, whereAll masks: [TracedColumn], in context: Context) throws(Raised) {
    guard let scalar = Tracer.Operand(scalar: value), masks.count == buffers.count else {
      throw context.unsupportedNow("such a store into a matrix")
    }
    let arm = try NumPy.cast(scalar, to: dtype, in: context)
    var columns: [TracedColumn] = []
    for (mask, column) in zip(masks, tracedColumns) {
      columns.append(try context.traced(Choose(), [.column(mask), arm, .column(column)], dtype: column.dtype))
    }
    try store(columns, in: context)
  }
}
