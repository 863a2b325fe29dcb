package import Columns
package import DataFrames
import Kernels
package import PythonRuntime
import Tracing

extension ArrayObject {
  /// The element at a row and column: numbers are numpy scalars, elements of an object array what they are.
  package func element(_ row: Int, _ column: Int) -> Value {
    let column = buffers[column].column
    if dtype == .object { return column.values[row].pythonValue }
    return NumPy.element(column.values[row], dtype, fitted: column.fitted)
  }

  /// What iteration gives: an element of a vector, a row of a matrix.
  package func entry(_ row: Int) -> Value {
    isOneDimensional ? element(row, 0) : .object(self.row(row))
  }

  /// A row of a matrix as a vector without identity: its elements are of one raw row, not of many.
  package func row(_ row: Int) -> ArrayObject {
    let scalars = tracedColumns.map { $0.values[row] }
    let values = NumPy.column(scalars, dtype)
    let fitted = tracedColumns.lazy.compactMap(\.fitted).first
    return ArrayObject(TracedColumn(values: values, dtype: dtype, fitted: fitted), dtype: dtype)
  }

  /// All elements, the rows of a matrix one after the other.
  package var flattened: Column {
    guard !isOneDimensional else { return buffers[0].column.values }
    let columns = tracedColumns.map(\.values)
    if let numbers = columns.floats {
      return .floats((0..<rowCount).flatMap { row in numbers.map { $0[row] } })
    }
    return NumPy.column((0..<rowCount).flatMap { row in columns.map { $0[row] } }, dtype)
  }

  /// The array as numpy prints it.
  package func text(in context: Context) -> ArrayText {
    nonisolated(unsafe) let context = context
    return ArrayText(
      flattened, dtype: dtype, shape: shape, era: context.era,
      options: context.state(ArrayPrintOptions.self) { ArrayPrintOptions() },
      objectText: { object, style in context.text(of: object, style) })
  }

  /// The elements as plain Python values, a list of lists for a matrix.
  package var pythonList: Value {
    func plain(_ row: Int, _ column: Int) -> Value { buffers[column].column.values[row].pythonValue }
    if isOneDimensional { return .list((0..<rowCount).map { plain($0, 0) }) }
    return .list((0..<rowCount).map { row in .list(buffers.indices.map { plain(row, $0) }) })
  }
}

extension [Column] {
  /// The columns' numbers, if all are float64.
  fileprivate var floats: [[Double]]? {
    var result: [[Double]] = []
    for column in self {
      guard case .float64(let numbers) = column.storage else { return nil }
      result.append(numbers)
    }
    return result
  }
}

extension Context {
  /// Python's text of an object that an array holds.
  fileprivate func text(of object: Columns.ScalarObject, _ style: ObjectStyle) -> PythonString {
    guard let reference = object.reference as? Object else { return "<object>" }
    do throws(Raised) {
      switch style {
      case .repr: return try repr(.object(reference))
      case .str, .pprint: return try str(.object(reference))
      }
    } catch {
      return "<object>"
    }
  }
}
