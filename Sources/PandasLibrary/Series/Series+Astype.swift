import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.astype`.
  static let astype = Method("astype(self, dtype, copy=True, errors='raise')") { call in
    let series = try call.series
    let dtype = try call.dtype("dtype")
    return try call.ignoringErrors(.object(series)) { () throws(Raised) in
      series.with(try call.context.cast(series.column, to: dtype))
    }
  }
}

extension Call {
  /// The dtype that an argument names; TypeError for what names none.
  func dtype(_ name: String) throws(Raised) -> DType {
    let value = try self[name].supported()
    if let dtype = NumPy.dtypeIfAny(value, in: context) { return dtype }
    if case .string(let text) = value {
      throw Raised.typeError("data type '\(text)' not understood")
    }
    throw unsupported("a dtype of '\(value.typeName)'")
  }
}
