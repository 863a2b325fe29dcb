import Columns
package import DataFrames
package import Kernels
import NumPyLibrary
package import Plans
package import PythonRuntime
package import Tracing

/// pandas' own arrays: strings of the modern era, categories.
package final class ExtensionArrayObject: Object, TracedTable {
  package let column: TracedColumn

  package init(_ column: TracedColumn) {
    self.column = column
    super.init(type: Pandas.extensionArrayType)
  }

  package var tracedColumns: [TracedColumn] { [column] }
  package var isOneDimensional: Bool { true }
  package var rowCount: Int { column.count }
  package var columnLabels: [Label]? { nil }
  package var isColumnMajor: Bool { true }

  package func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value {
    .object(
      ExtensionArrayObject(column.selecting(positions, in: column.domain?.selecting(positions, filter: filter))))
  }

  package func replacing(_ columns: [TracedColumn]) -> Value {
    columns.first.map { .object(ExtensionArrayObject($0)) } ?? .object(self)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if key.object is SliceObject || key.object is ListObject || key.object is any TracedTable {
      return selectingRows(try context.positions(of: key, count: rowCount), filter: nil)
    }
    let position = try context.index(key)
    let row = position < 0 ? position + rowCount : position
    guard (0..<rowCount).contains(row) else {
      throw Raised.indexError("index \(position) is out of bounds for axis 0 with size \(rowCount)")
    }
    return NumPy.element(column.values[row], column.dtype, fitted: column.fitted)
  }

  override package func length(in context: Context) throws(Raised) -> Int? { rowCount }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator((0..<rowCount).map { pythonElement(column.values[$0], column.dtype) })
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let operand = try context.elementwiseOperand(other, count: rowCount) else { return nil }
    return context.array(try context.compare(operation, of: column, operand))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if case .category(let categories) = column.dtype {
      return categories.repr(of: column.values, context.era, context.displayOptions)
    }
    return column.arrayRepr(context.era, context.displayOptions)
  }
}

extension Pandas.ExtensionArray {
  static let tolist = Method("tolist(self)") { call in
    let array = try call.receiver(as: ExtensionArrayObject.self)
    return .list((0..<array.rowCount).map { pythonElement(array.column.values[$0], array.column.dtype) })
  }
  static let dtype = Property("dtype") { call in
    .object(DTypeObject.of(try call.receiver(as: ExtensionArrayObject.self).column.dtype, in: call.context))
  }
  static let shape = Property("shape") { call in
    .tuple([.int(try call.receiver(as: ExtensionArrayObject.self).rowCount)])
  }
  static let size = Property("size") { call in .int(try call.receiver(as: ExtensionArrayObject.self).rowCount) }
  static let codes = Property("codes") { call in
    let column = try call.receiver(as: ExtensionArrayObject.self).column
    return try call.context.array(call.context.categoryCodes(column))
  }
  static let categories = Property("categories") { call in
    let column = try call.receiver(as: ExtensionArrayObject.self).column
    guard case .category(let categories) = column.dtype else {
      throw Raised.attributeError("no attribute 'categories'")
    }
    return .object(IndexObject(Index(.labels(categories.values, categories.dtype.value), names: [nil])))
  }
}
