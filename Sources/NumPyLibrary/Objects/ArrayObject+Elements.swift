package import Columns
package import DataFrames
import Kernels
package import PythonRuntime
import Tracing

extension ArrayObject {
  /// The element at a row and column: numbers are numpy scalars, elements of an object array what they are.
  package func element(_ row: Int, _ column: Int) -> Value {
    switch content {
    case .columns(let buffers, _, _):
      let column = buffers[column].column
      if dtype == .object { return column.values[row].pythonValue }
      return NumPy.element(column.values[row], dtype, fitted: column.fitted)
    case .strided(let buffer, let layout):
      let position =
        layout.rank == 1
        ? layout.offset + row * layout.strides[0]
        : layout.rank == 2
          ? layout.offset + row * layout.strides[0] + column * layout.strides[1]
          : layout.positions[row * (layout.shape.dropFirst().reduce(1, *)) + column]
      if dtype == .object { return buffer.values[position].pythonValue }
      return NumPy.element(buffer.values[position], dtype, fitted: buffer.fitted)
    }
  }

  /// What iteration gives: an element of a vector, a row of a matrix.
  package func entry(_ row: Int) -> Value {
    isOneDimensional ? element(row, 0) : .object(self.row(row))
  }

  /// A row of a matrix; of traced columns a vector without identity, whose elements are of one raw row, not of many.
  package func row(_ row: Int) -> ArrayObject {
    if case .strided(let buffer, let layout) = content {
      return ArrayObject(buffer, layout.fixing(0, at: row), dtype: dtype, base: base ?? self)
    }
    let scalars = tracedColumns.map { $0.values[row] }
    let values = NumPy.column(scalars, dtype)
    let fitted = tracedColumns.lazy.compactMap(\.fitted).first
    return ArrayObject(TracedColumn(values: values, dtype: dtype, fitted: fitted), dtype: dtype)
  }

  /// All elements, the rows of a matrix one after the other.
  package var flattened: Column {
    switch content {
    case .strided(let buffer, let layout):
      if layout.isContiguous, layout.offset == 0, layout.count == buffer.values.count { return buffer.values }
      return buffer.values.selecting(layout)
    case .columns(let buffers, let rows, let isVector):
      if isVector { return buffers[0].column.values }
      let values = Column(joining: buffers.map(\.column.values), dtype)
      return values.selecting(ElementLayout(shape: [rows, buffers.count], strides: [1, rows]).positions)
    }
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
    let values = flattened
    var next = 0
    let shape = shape
    func plain(_ axis: Int) -> Value {
      guard axis < shape.count else {
        next += 1
        return values[next - 1].pythonValue
      }
      var items: [Value] = []
      for _ in 0..<shape[axis] { items.append(plain(axis + 1)) }
      return .list(items)
    }
    return plain(0)
  }
}

extension Column {
  /// Columns of one dtype one after the other.
  init(joining parts: [Column], _ dtype: DType) {
    var floats: [Double] = []
    var integers: [Int64] = []
    var others = false
    for part in parts {
      switch part.storage {
      case .float64(let numbers) where dtype == .float64: floats += numbers
      case .int64(let numbers) where dtype.isInteger && part.missing == nil: integers += numbers
      default: others = true
      }
    }
    if !others, dtype == .float64 {
      self = .floats(floats)
    } else if !others, dtype.isInteger {
      self = .ints(integers)
    } else {
      self = NumPy.column(parts.flatMap { part in (0..<part.count).map { part[$0] } }, dtype)
    }
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
