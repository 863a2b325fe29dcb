package import Columns
import DataFrames
import Kernels
import Plans
package import PythonRuntime
import Tracing

extension ArrayObject {
  /// A statistic of all elements, or over some axes.
  ///
  /// Over the columns of traced rows it is a row function.
  func reduced(
    _ reduction: Reduction, axes: [Int]?, ddof: Double = 0, keepsAxes: Bool = false, dtype: DType? = nil,
    in context: Context
  ) throws(Raised) -> Value {
    if let dtype, dtype != self.dtype {
      return try cast(to: dtype, in: context).reduced(
        reduction, axes: axes, ddof: ddof, keepsAxes: keepsAxes, in: context)
    }
    if !isStrided, !isOneDimensional, !keepsAxes, let axes, axes.count == 1, try checked(axes[0]) == 1 {
      return .object(try reducedRows(reduction, ddof: Int(ddof), in: context))
    }
    var dense = dense
    dense.fitted = context.provenance("numpy.\(reduction.rawValue)", of: isStrided ? [] : tracedColumns) ?? dense.fitted
    return try context.reduced(
      reduction, dense, axes: axes, ddof: ddof, keepsAxes: keepsAxes, strides: memoryStrides)
  }

  private func checked(_ axis: Int) throws(Raised) -> Int {
    let count = shape.count
    guard (-count..<count).contains(axis) else {
      throw Raised(
        NumPy.axisError, "axis \(axis) is out of bounds for array of dimension \(count)")
    }
    return axis < 0 ? axis + count : axis
  }

  /// A statistic of every row: a row function, in numpy's order of summation.
  private func reducedRows(_ reduction: Reduction, ddof: Int, in context: Context) throws(Raised) -> ArrayObject {
    let columns = tracedColumns
    guard let first = columns.first else { throw context.unsupportedNow("'\(reduction.rawValue)' of no columns") }
    let result: TracedColumn
    switch reduction {
    case .sum: result = try rowSum(columns[...], in: context)
    case .mean:
      let sum = try rowSum(columns[...], in: context)
      result = try context.traced(Divide(), [.column(sum), .constant(.int(Int64(columns.count)), nil)])
    case .min: result = try folded(columns, in: context) { ($0, $1, Minimum()) }
    case .max: result = try folded(columns, in: context) { ($0, $1, Maximum()) }
    case .argmax where columns.count > 1:
      let classes = (0..<columns.count).map { Scalar.int(Int64($0)) }
      do throws(TraceError) {
        let vector = try context.tracer.vector(of: columns, origin: context.planOrigin)
        result = try context.tracer.applyingToColumn(
          ClassOf(classes), to: vector, dtype: .int64, origin: context.planOrigin)
      } catch {
        throw context.raised(error)
      }
    default:
      result = try untracedRows(reduction, columns, ddof: ddof, domain: first.domain, in: context)
    }
    return ArrayObject(result)
  }

  private func untracedRows(
    _ reduction: Reduction, _ columns: [TracedColumn], ddof: Int, domain: Domain?, in context: Context
  ) throws(Raised) -> TracedColumn {
    var numbers: [[Double]] = []
    for column in columns { numbers.append(try context.numbers(column.values)) }
    let scalars = (0..<rowCount).map { row in
      let values = numbers.map { $0[row] }
      let isSequential = isColumnMajor && rowCount > 1
      return reduction.scalar(
        isSequential ? reduction.sequentialValue(values, ddof: ddof) : reduction.value(values, ddof: ddof), of: dtype)
    }
    let result = reduction.dtype(of: dtype)
    return context.untraced(
      NumPy.column(scalars, result), result, domain: domain, reason: "'\(reduction.rawValue)' of every row")
  }

  /// The sum of a row: one after the other in a matrix from a frame and below eight, else numpy's blocks of eight.
  private func rowSum(_ columns: ArraySlice<TracedColumn>, in context: Context) throws(Raised) -> TracedColumn {
    func sum(_ a: TracedColumn, _ b: TracedColumn) throws(Raised) -> TracedColumn {
      try context.traced(Add(), [.column(a), .column(b)])
    }
    let columns = try columns.map { (column) throws(Raised) in
      column.dtype == .bool ? try NumPy.cast(column, to: .int64, in: context) : column
    }
    guard columns.count >= 8, columns.count <= 128, !isColumnMajor, dtype.isFloat else {
      guard columns.count <= 128 || isColumnMajor || !dtype.isFloat else {
        throw context.unsupportedNow("the sum of rows of more than 128 columns")
      }
      var total = columns[0]
      for column in columns.dropFirst() { total = try sum(total, column) }
      return total
    }
    var lanes = Array(columns[0..<8])
    let whole = columns.count - columns.count % 8
    for start in stride(from: 8, to: whole, by: 8) {
      for lane in 0..<8 { lanes[lane] = try sum(lanes[lane], columns[start + lane]) }
    }
    while lanes.count > 1 {
      var halved: [TracedColumn] = []
      for pair in stride(from: 0, to: lanes.count, by: 2) { halved.append(try sum(lanes[pair], lanes[pair + 1])) }
      lanes = halved
    }
    var total = lanes[0]
    for column in columns[whole...] { total = try sum(total, column) }
    return total
  }

  private func folded(
    _ columns: [TracedColumn], in context: Context,
    _ operation: (TracedColumn, TracedColumn) -> (TracedColumn, TracedColumn, any RowOperation)
  ) throws(Raised) -> TracedColumn {
    var result = columns[0]
    for column in columns.dropFirst() {
      let (a, b, operation) = operation(result, column)
      result = try context.traced(operation, [.column(a), .column(b)])
    }
    return result
  }
}

extension Context {
  /// The values as float64, NaN where missing.
  ///
  /// - Throws: unsupported for strings and objects.
  package func numbers(_ column: Column) throws(Raised) -> [Double] {
    switch column.storage {
    case .string, .object:
      var numbers: [Double] = []
      for row in 0..<column.count {
        switch column[row] {
        case .int(let number): numbers.append(Double(number))
        case .float(let number): numbers.append(number)
        case .bool(let flag): numbers.append(flag ? 1 : 0)
        case .missing: numbers.append(.nan)
        default: throw unsupportedNow("a statistic of values that are no numbers")
        }
      }
      return numbers
    default: return column.float64s
    }
  }
}

extension NumPy {
  nonisolated(unsafe) static let dtypePromotionError = Exceptions.make(
    "DTypePromotionError", module: "numpy.exceptions", Exceptions.typeError)

  nonisolated(unsafe) static let axisError = Exceptions.make(
    "AxisError", module: "numpy.exceptions", Exceptions.valueError, Exceptions.indexError)
}
