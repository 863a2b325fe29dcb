import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Context {
  /// A fraction that `quantile` takes: from 0 to 1.
  ///
  /// - Throws: ValueError for any other number, NaN included.
  func quantileFraction(_ fraction: Double) throws(Raised) -> Double {
    try checkFractions([fraction], tried: .float(fraction / 100))
    return fraction
  }

  /// Fractions that `quantile` takes.
  func quantileFractions(_ fractions: [Double]) throws(Raised) -> [Double] {
    let tried = TracedColumn(values: .floats(fractions.map { $0 / 100 }), dtype: .float64)
    try checkFractions(fractions, tried: array(tried))
    return fractions
  }

  private func checkFractions(_ fractions: [Double], tried: Value) throws(Raised) {
    guard !fractions.allSatisfy((0...1).contains) else { return }
    let advice = era == .modern ? "" : ". Try \(try str(tried)) instead."
    throw .valueError("percentiles should all be in the interval [0, 1]\(advice)")
  }
}
