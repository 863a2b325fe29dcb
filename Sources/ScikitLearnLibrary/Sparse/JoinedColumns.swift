import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// `np.hstack` of what transformers gave: an array, or a sparse matrix where most of it is zero.
  ///
  /// - Parameter threshold: up to which share of stored entries parts with a sparse matrix stay sparse; `nil` for always.
  static func sideBySide(
    _ parts: [Value], threshold: Double?, rows: Int, in context: Context
  ) throws(Raised) -> Value {
    var columns: [TracedColumn] = []
    var dtypes: [DType] = []
    var isSparse = false
    var areColumnMajor: [Bool] = []
    var stored = 0.0
    var total = 0.0
    for part in parts {
      guard let table = try table(part.supported(), in: context) else {
        throw .valueError("The output of a transformer should be 2D (numpy array, scipy sparse array, dataframe).")
      }
      let own = table.tracedColumns
      columns += own
      dtypes.append((table as? ArrayObject)?.dtype ?? NumPy.common(own.map { NumPy.arrayDType(of: $0.dtype) }))
      let size = Double(table.rowCount * own.count)
      total += size
      if table is SparseMatrixObject {
        isSparse = true
        stored += Double(SparseMatrixObject.storedCount(own))
      } else {
        stored += size
      }
      if own.count > 1 { areColumnMajor.append(table.isColumnMajor) }
    }
    let dtype = common(dtypes)
    let isColumnMajor = !areColumnMajor.isEmpty && areColumnMajor.allSatisfy { $0 }
    let array = ArrayObject(
      columns: try columns.map { (column) throws(Raised) in try asNumbers(column, dtype, in: context) }, rows: rows,
      dtype: dtype, isColumnMajor: isColumnMajor)
    guard isSparse, threshold.map({ total > 0 && stored / total < $0 }) ?? true else { return .object(array) }
    return .object(SparseMatrixObject(array))
  }

  /// The dtype of arrays beside each other; bools beside numbers are numbers.
  private static func common(_ dtypes: [DType]) -> DType {
    if dtypes.contains(.object) || dtypes.contains(.str) { return .object }
    if dtypes.contains(.bool), Set(dtypes).count > 1 { return NumPy.common(dtypes.filter { $0 != .bool }) }
    return NumPy.common(dtypes)
  }

  private static func asNumbers(
    _ column: TracedColumn, _ dtype: DType, in context: Context
  ) throws(Raised) -> TracedColumn {
    guard column.dtype != dtype, dtype == .float64, column.dtype == .bool || column.dtype.isInteger else {
      return column
    }
    return try context.traced(Cast(to: .float64), [.column(column)], dtype: .float64)
  }
}
