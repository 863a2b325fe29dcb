package import Columns
package import DataFrames
package import Plans
package import PythonRuntime

/// A value of one library that another reads as columns: an array, a series, a frame.
package protocol TracedTable: Object {
  /// The columns; a one-dimensional value has one.
  var tracedColumns: [TracedColumn] { get }
  var isOneDimensional: Bool { get }
  var rowCount: Int { get }
  /// The names of the columns, where there are any: features keep them.
  var columnLabels: [Label]? { get }
  /// Whether a column lies contiguous in memory: numpy sums columns in another order if it does not.
  var isColumnMajor: Bool { get }

  /// The rows at `positions`, in that order, as a value of the same kind.
  ///
  /// - Parameter filter: how they were chosen, for the record of what the notebook trains on.
  func selectingRows(_ positions: [Int], filter: Plan.TrainingFilter?) -> Value

  /// A value of the same kind and labels with other columns: the result of an element-wise function.
  func replacing(_ columns: [TracedColumn]) -> Value
}

/// A scalar that remembers what it was computed from: a mean, a mode, an element of a group table.
package protocol FittedScalar: Object {
  var scalar: Scalar { get }
  var dtype: DType { get }
  var fitted: Plan.Fitted? { get }
}
