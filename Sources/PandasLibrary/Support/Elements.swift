import Columns
import DataFrames
import NumPyLibrary
import PythonRuntime
import Tracing

/// An element as iteration and `tolist` give it: a plain Python value.
func pythonElement(_ scalar: Scalar, _ dtype: DType) -> Value {
  timeElement(scalar, dtype) ?? scalar.pythonValue
}

extension SeriesObject {
  /// The element at a position, as a numpy scalar that remembers where it comes from.
  func element(_ position: Int, in context: Context) -> Value {
    let dtype = dtype.categories?.dtype.value ?? dtype
    let scalar = values[position]
    if case .object = scalar { return scalar.pythonValue }
    let fitted =
      domain == nil ? column.fitted : context.fitted("row \(position)", of: column, name)
    return pandasElement(scalar, dtype, fitted: fitted)
  }
}

extension Raised {
  /// A ValueError whose text differs by era.
  static func valueError(_ classic: String, modern: String, _ context: Context) -> Raised {
    .valueError(context.era == .modern ? modern : classic)
  }
}
