import Columns
import DataFrames
import NumPyLibrary
import PythonRuntime
import Tracing

extension Context {
  /// The same answer for every sample.
  func answering(_ answer: Scalar, for samples: Value) throws(Raised) -> TracedColumn {
    let rows = try ScikitLearn.rowCount(samples.supported(), in: self)
    let values = Column(scalars: [Scalar](repeating: answer, count: rows))
    let domain = try ScikitLearn.table(samples, in: self)?.tracedColumns.first?.domain
    var column = TracedColumn(values: values, dtype: DType(of: values), domain: domain)
    do throws(TraceError) {
      column.function = try tracer.constant(answer, fitted: nil, origin: planOrigin)
    } catch {
      throw raised(error)
    }
    return column
  }
}
