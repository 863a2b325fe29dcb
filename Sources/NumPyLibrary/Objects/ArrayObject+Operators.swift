package import Columns
package import DataFrames
package import Plan
package import PythonRuntime
package import Tracing

extension ArrayObject {
  /// `self op other`, element by element, with numpy's broadcasting of scalars, equal shapes and one row.
  func elementwise(
    _ other: Value, reflected: Bool, in context: Context,
    _ apply: (Tracer.Operand, Tracer.Operand) throws(TraceError) -> TracedColumn
  ) throws(Raised) -> Value? {
    guard let operands = try operands(of: other, in: context) else { return nil }
    var columns: [TracedColumn] = []
    for (mine, theirs) in zip(broadcastColumns(to: operands.count), operands) {
      do throws(TraceError) {
        columns.append(reflected ? try apply(theirs, .column(mine)) : try apply(.column(mine), theirs))
      } catch {
        throw context.raised(error)
      }
    }
    if isOneDimensional && (other.object as? ArrayObject)?.isOneDimensional ?? true, let column = columns.first {
      return .object(ArrayObject(column))
    }
    return .object(
      ArrayObject(
        columns: columns, rows: columns.first?.count ?? rowCount, dtype: columns.first?.dtype ?? dtype,
        isColumnMajor: isColumnMajor))
  }

  /// This array's columns, the one of a vector as often as asked for.
  private func broadcastColumns(to count: Int) -> [TracedColumn] {
    let columns = tracedColumns
    guard columns.count == 1, count > 1, let only = columns.first else { return columns }
    return Array(repeating: only, count: count)
  }

  /// The other side, one operand a column; `nil` for what numpy has no arithmetic with.
  private func operands(of other: Value, in context: Context) throws(Raised) -> [Tracer.Operand]? {
    let width = tracedColumns.count
    if let scalar = Tracer.Operand(scalar: other) { return Array(repeating: scalar, count: width) }
    guard let array = try NumPy.array(other, in: context) else { return nil }
    let theirs = array.tracedColumns
    if array.isOneDimensional, !isOneDimensional, let row = theirs.first, row.count == width {
      // One row against every row: a number a column.
      return (0..<width).map { .constant(row.values[$0], row.fitted) }
    }
    guard array.isOneDimensional == isOneDimensional, theirs.count == width, array.rowCount == rowCount else {
      throw .valueError(
        "operands could not be broadcast together with shapes \(shapeText) \(array.shapeText) ")
    }
    return theirs.map(Tracer.Operand.column)
  }

  /// `(3,)`, `(3,2)`: as numpy's messages write shapes.
  var shapeText: String {
    "(" + shape.map(String.init).joined(separator: ",") + (shape.count == 1 ? ",)" : ")")
  }
}
