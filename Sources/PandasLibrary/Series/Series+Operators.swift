import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension SeriesObject {
  /// `self op other`, aligned by label where both have labels; `nil` leaves it to the other side.
  func combined(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if other.object is FrameObject { return nil }
    if let series = other.cast(to: SeriesObject.self) {
      let (left, right, index) = try context.aligned(self, series)
      let result = try context.binary(operation, of: left, .column(right), reflected: reflected)
      return .object(SeriesObject(result, index: index, name: name == series.name ? name : nil))
    }
    guard let operand = try context.elementwiseOperand(other, count: rowCount) else { return nil }
    return with(try context.binary(operation, of: column, operand, reflected: reflected))
  }

  /// `self op other`: series must have identical labels.
  func compared(_ operation: ComparisonOperator, with other: Value, in context: Context) throws(Raised) -> Value? {
    if other.object is FrameObject { return nil }
    if let series = other.cast(to: SeriesObject.self) {
      guard index.hasSameLabels(as: series.index) else {
        throw Raised.valueError("Can only compare identically-labeled Series objects")
      }
      let result = try context.compare(operation, of: column, .column(series.column))
      return .object(SeriesObject(result, index: index, name: name == series.name ? name : nil))
    }
    guard let operand = try context.elementwiseOperand(other, count: rowCount) else { return nil }
    return with(try context.compare(operation, of: column, operand))
  }
}
