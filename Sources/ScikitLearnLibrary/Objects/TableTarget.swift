import Kernels
import PythonRuntime
import Tracing

/// What a supervised `fit` makes of a target of two dimensions with one column.
enum TableTarget {
  /// A vector, and says so.
  case flattened
  /// A vector, and says so in other words: forests and nearest neighbours do.
  case flattenedByEnsemble
  /// A vector, without a word.
  case taken
  /// Two dimensions, which the answers have as well. Several columns are several targets.
  case kept
  /// Two dimensions where there are several columns, a vector otherwise.
  case keptIfSeveral

  /// Warns that a column was passed where a vector is expected.
  ///
  /// - SeeAlso: scikit-learn, `sklearn.utils.validation.column_or_1d`.
  func warn(of target: Value, in context: Context) throws(Raised) {
    guard self == .flattened || self == .flattenedByEnsemble, let table = target.object as? any TracedTable,
      !table.isOneDimensional, table.tracedColumns.count == 1
    else { return }
    let shape = self == .flattened ? "(n_samples, )" : "(n_samples,)"
    try context.warnInLibrary(
      PythonString(
        "A column-vector y was passed when a 1d array was expected. Please change the shape of y to \(shape), for example "
          + "using ravel()."), ScikitLearn.dataConversionWarning)
  }
}
