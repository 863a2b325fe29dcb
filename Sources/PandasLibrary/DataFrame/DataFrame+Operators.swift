import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension FrameObject {
  /// `self op other`: by column with a frame, by column label with a series, everywhere with a scalar.
  func combined(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try columnwise(other, in: context) { (column, operand) throws(Raised) in
      try context.binary(operation, of: column, operand, reflected: reflected)
    }
  }

  /// `self op other`: bools.
  func compared(_ operation: ComparisonOperator, with other: Value, in context: Context) throws(Raised) -> Value? {
    try columnwise(other, in: context) { (column, operand) throws(Raised) in
      try context.compare(operation, of: column, operand)
    }
  }

  private func columnwise(
    _ other: Value, in context: Context,
    _ body: (TracedColumn, Tracer.Operand) throws(Raised) -> TracedColumn
  ) throws(Raised) -> Value? {
    guard let operands = try operands(other, in: context) else { return nil }
    var results: [TracedColumn] = []
    for (column, operand) in zip(tracedColumns, operands) { results.append(try body(column, operand)) }
    return replacing(results)
  }

  /// The other side, one operand a column.
  private func operands(_ other: Value, in context: Context) throws(Raised) -> [Tracer.Operand]? {
    if let scalar = Tracer.Operand(scalar: other) { return [Tracer.Operand](repeating: scalar, count: columnCount) }
    if let frame = other.cast(to: FrameObject.self) {
      guard header.hasSameLabels(as: frame.header), index.hasSameLabels(as: frame.index) else {
        throw context.unsupportedNow("arithmetic of frames with different labels")
      }
      return frame.tracedColumns.map(Tracer.Operand.column)
    }
    if let series = other.cast(to: SeriesObject.self) {
      guard header.isUnique, series.index.isUnique, series.rowCount == columnCount else {
        throw context.unsupportedNow("arithmetic of a frame and a series with other labels")
      }
      let known = series.index.firstPositions
      var result: [Tracer.Operand] = []
      for label in header.labels {
        guard let position = known[label.asKey] else {
          throw context.unsupportedNow("arithmetic of a frame and a series with other labels")
        }
        result.append(.constant(series.values[position], series.column.fitted))
      }
      return result
    }
    if let table = other.object as? any TracedTable, !table.isOneDimensional, table.rowCount == rowCount,
      table.tracedColumns.count == columnCount
    {
      return table.tracedColumns.map(Tracer.Operand.column)
    }
    return nil
  }
}
