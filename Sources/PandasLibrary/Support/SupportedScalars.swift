import Columns
import PythonRuntime
import Tracing

/// Values as elements of a column.
///
/// - Throws: the signal that the column is unsupported, for the first value that is.
func supportedScalars(_ values: [Value]) throws(Raised) -> [Scalar] {
  var scalars: [Scalar] = []
  scalars.reserveCapacity(values.count)
  for value in values { scalars.append(Scalar(try value.supported())) }
  return scalars
}
