import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension FrameObject {
  /// `self op other`: with a frame by labels, with a series by column label, everywhere with a scalar.
  func combined(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard hasOperators(with: other, in: context) else { return nil }
    if let frame = other.cast(to: FrameObject.self) {
      return .object(
        try context.combined(self, frame) { (a, b) throws(Raised) in
          try context.binary(operation, of: a, .column(b), reflected: reflected)
        })
    }
    return .object(
      try context.combined(self, with: other, isByRow: false) { (column, operand) throws(Raised) in
        try context.binary(operation, of: column, operand, reflected: reflected)
      })
  }

  /// `self op other`: bools; frames must have identical labels.
  func compared(_ operation: ComparisonOperator, with other: Value, in context: Context) throws(Raised) -> Value? {
    guard hasOperators(with: other, in: context) else { return nil }
    if let frame = other.cast(to: FrameObject.self) {
      guard header.hasSameLabels(as: frame.header), index.hasSameLabels(as: frame.index) else {
        throw Raised.valueError(
          "Can only compare identically-labeled DataFrame objects",
          modern: "Can only compare identically-labeled (both index and columns) DataFrame objects", context)
      }
      var columns: [TracedColumn] = []
      for (a, b) in zip(tracedColumns, frame.tracedColumns) {
        columns.append(try context.compare(operation, of: a, .column(b)))
      }
      return replacing(columns)
    }
    if let series = other.cast(to: SeriesObject.self), context.era == .modern,
      !series.index.hasSameLabels(as: header)
    {
      throw Raised.valueError(
        "Operands are not aligned. Do `left, right = left.align(right, axis=1)` before operating.")
    }
    return .object(
      try context.combined(self, with: other, isByRow: false) { (column, operand) throws(Raised) in
        try context.compare(operation, of: column, operand)
      })
  }

  /// Whether frames have operators with such a value.
  private func hasOperators(with other: Value, in context: Context) -> Bool {
    if Tracer.Operand(scalar: other) != nil || context.timeOperand(other) != nil { return true }
    guard let object = other.object else { return false }
    return object is any TracedTable || object is ListObject || object is TupleObject || object is IndexObject
      || object is TypeObject
  }
}
