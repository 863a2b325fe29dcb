import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

// The classes, where `pandas` has them.
extension Pandas.Functions {
  static let DataFrame = Constant("DataFrame") { _ in .object(Pandas.frameType) }
  static let Series = Constant("Series") { _ in .object(Pandas.seriesType) }
  static let Index = Constant("Index") { _ in .object(Pandas.indexType) }
  static let RangeIndex = Constant("RangeIndex") { _ in .object(Pandas.rangeIndexType) }
  static let MultiIndex = Constant("MultiIndex") { _ in .object(Pandas.multiIndexType) }
  static let CategoricalIndex = Constant("CategoricalIndex") { _ in .object(Pandas.categoricalIndexType) }
  static let NA = Constant("NA") { _ in .object(NotAvailableObject.shared) }
  static let version = Constant("__version__") { context in
    .text(context?.era == .classic ? "1.5.3" : "3.1.1")
  }
}

extension Pandas.Index {
  /// `pandas.Index(data)`.
  static let new = Constructor("__init__(cls, data=None, dtype=None, copy=False, name=None, tupleize_cols=True)") {
    call in
    let count = try call.context.sequenceColumn(call["data"])?.count
    var index = try call.context.newIndex(call["data"], count: count ?? 0)
    if !call.isNone("dtype"), case .labels(let labels, let dtype) = index.storage {
      let column = try call.context.cast(TracedColumn(values: labels, dtype: dtype), to: try call.dtype("dtype"))
      index.storage = .labels(column.values, column.dtype)
    }
    if !call.isNone("name") { index.name = Scalar(call["name"]) }
    return .object(IndexObject(index))
  }
}
