import Columns
import DataFrames
package import PythonRuntime
import Tracing

extension Call {
  /// The argument in C order, scalars without axes.
  package func dense(_ name: String) throws(Raised) -> Dense { try context.dense(self[name]) }

  /// The argument's elements as float64, NaN where missing.
  package func numbers(_ name: String) throws(Raised) -> [Double] { try context.numbers(dense(name).values) }
}
