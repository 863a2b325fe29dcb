import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// `pandas.Series(data)`.
  static let new = Constructor("__init__(cls, data=None, index=None, dtype=None, name=None, copy=None, fastpath=False)")
  {
    call in
    let context = call.context
    var name = call.isNone("name") ? nil : Label(call["name"])
    var column: TracedColumn
    var index: DataFrames.Index
    let data = call["data"]
    if let series = data.cast(to: SeriesObject.self) {
      name = name ?? series.name
      index = try context.givenIndex(call["index"]) ?? series.index
      column = try context.reindexed(series.column, series.index, to: index, domain: nil)
    } else if let dict = data.cast(to: DictObject.self) {
      let keys = DataFrames.Index(of: dict.keys.map(Label.init))
      let values = Column(scalars: try supportedScalars(dict.values))
      let table = TracedColumn(values: values, dtype: DType(of: values))
      index = try context.givenIndex(call["index"]) ?? keys
      column = try context.reindexed(table, keys, to: index, domain: nil)
    } else if let sequence = try context.sequenceColumn(data) {
      column = sequence
      index = try context.givenIndex(call["index"]) ?? DataFrames.Index(count: column.count)
      if let labels = data.cast(to: IndexObject.self), name == nil { name = labels.index.name.map { .single($0) } }
      guard index.count == column.count else {
        throw Raised.valueError("Length of values (\(column.count)) does not match length of index (\(index.count))")
      }
    } else if case .constant(let scalar, let fitted)? = Tracer.Operand(scalar: data) {
      index = try context.givenIndex(call["index"]) ?? DataFrames.Index(count: data.isNone ? 0 : 1)
      column = try context.constantColumn(scalar, fitted: fitted, count: index.count, domain: nil)
    } else {
      throw call.unsupported("a series of '\(data.typeName)'")
    }
    if column.count == 0, column.isObjects, context.era == .classic {
      column = TracedColumn(values: .floats([]), dtype: .float64)
    }
    if !call.isNone("dtype") { column = try context.cast(column, to: try call.dtype("dtype")) }
    return .object(SeriesObject(column, index: index, name: name))
  }
}

extension Context {
  /// The labels that an `index` argument gives; `nil` where there is none.
  func givenIndex(_ value: Value) throws(Raised) -> DataFrames.Index? {
    if value.isNone { return nil }
    if let index = value.cast(to: IndexObject.self) { return index.index }
    let count = try sequenceColumn(value)?.count ?? 0
    return try newIndex(value, count: count)
  }
}
