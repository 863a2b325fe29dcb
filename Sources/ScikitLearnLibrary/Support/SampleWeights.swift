import DataFrames
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// `_check_sample_weight`: a weight a sample, or one for all; `nil` for None.
  ///
  /// - Throws: ValueError for another number of weights, for two dimensions and for what is not finite.
  static func sampleWeights(_ value: Value, count: Int, in context: Context) throws(Raised) -> [Double]? {
    let value = try value.supported()
    if value.isNone { return nil }
    if !(value.object is any TracedTable), let number = try context.double(value) {
      return [Double](repeating: number, count: count)
    }
    guard let table = try table(value, in: context), table.isOneDimensional, let column = table.tracedColumns.first
    else {
      throw .valueError("Sample weights must be 1D array or scalar")
    }
    let weights = try context.numbers(column.values)
    if weights.contains(where: \.isNaN) { throw .valueError("Input sample_weight contains NaN.") }
    if weights.contains(where: \.isInfinite) {
      throw .valueError("Input sample_weight contains infinity or a value too large for dtype('float64').")
    }
    guard weights.count == count else {
      throw .valueError("sample_weight.shape == (\(weights.count),), expected (\(count),)!")
    }
    return weights
  }
}
