import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension ArrayObject {
  /// `self op other` with numpy's promotions; `nil` for what numpy leaves to the other side.
  func combined(
    _ operation: BinaryOperator, with other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if operation == .matrixMultiply { return try product(with: other, reflected: reflected, in: context) }
    if isStrided, let mine = try context.side(.object(self)), let theirs = try context.side(other) {
      let (a, b) = reflected ? (theirs, mine) : (mine, theirs)
      return laidOut(try context.combined(operation, a, b), like: [mine, theirs], in: context)
    }
    return try elementwise(other, reflected: reflected, in: context) { (a, b) throws(TraceError) in
      guard let column = try context.tracer.binary(operation, a, b, origin: context.planOrigin) else {
        throw TraceError.type(TypeMismatch("'\(operation.symbol)' of arrays"))
      }
      return column
    }
  }

  /// `self op other`: bools.
  func compared(
    _ operation: ComparisonOperator, with other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if isStrided, let mine = try context.side(.object(self)), let theirs = try context.side(other) {
      return try context.comparedDense(operation, mine, theirs)
    }
    return try elementwise(other, reflected: false, in: context) { (a, b) throws(TraceError) in
      if a.isText != b.isText, operation == .equal || operation == .notEqual, case .column(let column) = a {
        let values = Column(repeating: .bool(operation == .notEqual), count: column.count)
        return TracedColumn(values: values, dtype: .bool)
      }
      return try context.tracer.comparison(operation, a, b, origin: context.planOrigin)
    }
  }

  /// `-self`, `+self`, `~self`.
  func changed(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value {
    if operation == .invert, dtype.isInteger, isStrided, case .int64(let numbers) = flattened.storage {
      let values = Column.ints(numbers.map { dtype.wrapped(~$0) })
      return context.value(Dense(values, shape: shape, dtype: dtype, fitted: tracedFitted))
    }
    if operation == .negative, dtype == .bool {
      throw .typeError(
        "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
      )
    }
    var columns: [TracedColumn] = []
    for column in tracedColumns {
      do throws(TraceError) {
        columns.append(try context.tracer.unary(operation, column, origin: context.planOrigin))
      } catch {
        throw context.raised(error)
      }
    }
    return replacing(columns)
  }

  /// `self op other`, element by element, with numpy's broadcasting of scalars, equal shapes, one row and one column.
  func elementwise(
    _ other: Value, reflected: Bool, in context: Context,
    _ apply: (Tracer.Operand, Tracer.Operand) throws(TraceError) -> TracedColumn
  ) throws(Raised) -> Value? {
    guard let operands = try operands(of: other, in: context) else { return nil }
    var columns: [TracedColumn] = []
    for (mine, theirs) in zip(broadcastColumns(to: operands.count), operands) {
      guard !mine.values.holdsObjects, !theirs.holdsObjects else {
        throw context.unsupportedNow("arithmetic on arrays of objects")
      }
      do throws(TraceError) {
        columns.append(reflected ? try apply(theirs, .column(mine)) : try apply(.column(mine), theirs))
      } catch {
        throw context.raised(error)
      }
    }
    if isOneDimensional, (other.object as? ArrayObject)?.isOneDimensional ?? true, let column = columns.first {
      return .object(ArrayObject(column, dtype: resultDType(column, other)))
    }
    return .object(
      ArrayObject(
        columns: columns, rows: columns.first?.count ?? rowCount, dtype: columns.first?.dtype ?? dtype,
        isColumnMajor: isColumnMajor))
  }

  /// The result in the memory order that numpy gives it: that of the only side with axes.
  private func laidOut(_ result: Dense, like sides: [DenseSide], in context: Context) -> Value {
    let layouts = sides.compactMap(\.layout).filter { $0.rank > 0 }
    guard result.rank == 2, !layouts.isEmpty, layouts.allSatisfy({ $0.isColumnMajor && $0.shape == result.shape })
    else {
      return context.value(result)
    }
    return .object(ArrayObject(result.transposed()).transposed())
  }

  /// Text stays fixed-width text among its own kind.
  private func resultDType(_ column: TracedColumn, _ other: Value) -> DType {
    guard column.values.holdsStrings else { return column.dtype }
    return dtype == .str && (other.object as? ArrayObject)?.dtype ?? .str == .str ? .str : .object
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
    // pandas' own operators answer for series and frames: they keep labels.
    if let table = other.object as? any TracedTable, !(table is ArrayObject) { return nil }
    guard let array = try NumPy.array(other, in: context) else { return nil }
    let theirs = array.tracedColumns
    if !isOneDimensional, let row = array.onlyRow, row.count == width || width == 1,
      rowCount != 1 || array.isOneDimensional
    {
      // One row against every row: a number a column.
      return row.map { .constant($0, theirs.first?.fitted) }
    }
    if array.isOneDimensional, array.rowCount == 1, isOneDimensional, let only = theirs.first {
      return [.constant(only.values[0], only.fitted)]
    }
    if !isOneDimensional, !array.isOneDimensional, array.shape.count == 2, array.rowCount == rowCount,
      width == 1 || theirs.count == 1
    {
      return (0..<max(width, theirs.count)).map { .column(theirs.count == 1 ? theirs[0] : theirs[$0]) }
    }
    guard array.isOneDimensional == isOneDimensional, theirs.count == width, array.rowCount == rowCount else {
      if NumPy.broadcastShape([shape, array.shape]) != nil {
        throw context.unsupportedNow("such a broadcast of arrays")
      }
      throw .valueError(
        "operands could not be broadcast together with shapes \(shapeText) \(array.shapeText) ")
    }
    return theirs.map(Tracer.Operand.column)
  }

  /// The numbers of a vector, or of a matrix of one row: what is broadcast over rows.
  private var onlyRow: [Scalar]? {
    if isOneDimensional { return (0..<rowCount).map { buffers[0].column.values[$0] } }
    return rowCount == 1 ? tracedColumns.map { $0.values[0] } : nil
  }

  /// `(3,)`, `(3,2)`: as numpy's messages write shapes.
  var shapeText: String {
    "(" + shape.map(String.init).joined(separator: ",") + (shape.count == 1 ? ",)" : ")")
  }
}

extension Tracer.Operand {
  fileprivate var holdsObjects: Bool {
    switch self {
    case .column(let column): column.values.holdsObjects
    case .constant(.object, _): true
    case .constant: false
    }
  }
}
