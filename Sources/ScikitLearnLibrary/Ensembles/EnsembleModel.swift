import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// A fitted ensemble of any members: what it serves is what its members say, over rows that are not there yet.
struct EnsembleModel: ServableModel {
  let className: String
  let parameters: [(name: String, value: String)]
  let classLabels: [Scalar]
  let answer: ([TracedColumn]) throws(Raised) -> TracedColumn
  /// A column a class; `nil` without probabilities.
  let probability: (([TracedColumn]) throws(Raised) -> [TracedColumn])?

  func prediction(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction {
    guard let function = try? answer(EnsembleModel.columns(features)).function else {
      throw .type(TypeMismatch("the members of \(className) give no function of one row"))
    }
    return function
  }

  func probabilities(
    of features: [RowFunction], in tracer: Tracer, origin: Origin?
  ) throws(TraceError) -> RowFunction? {
    guard let probability, let columns = try? probability(EnsembleModel.columns(features)) else { return nil }
    return try tracer.joining(columns, origin: origin).function
  }

  /// Columns of these functions without any row.
  private static func columns(_ functions: [RowFunction]) -> [TracedColumn] {
    let none = Domain(rows: [])
    return functions.map {
      TracedColumn(values: Column.floats([]), dtype: .float64, function: $0, domain: none)
    }
  }
}
