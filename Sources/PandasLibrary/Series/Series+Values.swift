import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let shape = Property("shape") { call in .tuple([.int(try call.series.rowCount)]) }
  static let size = Property("size") { call in .int(try call.series.rowCount) }
  static let ndim = Property("ndim") { _ in .int(1) }
  static let empty = Property("empty") { call in .bool(try call.series.rowCount == 0) }
  static let dtype = Property("dtype") { call in .object(DTypeObject.of(try call.series.dtype, in: call.context)) }
  static let dtypes = Property("dtypes") { call in .object(DTypeObject.of(try call.series.dtype, in: call.context)) }
  static let hasnans = Property("hasnans") { call in
    let values = try call.series.values
    return .bool(values.presentCount < values.count)
  }
  static let transposed = Property("T") { call in call.receiver }

  static let index = Property(
    "index",
    get: { (call) throws(Raised) in
      let series = try call.series
      return .object(IndexObject(series.index) { series.index.names = $0 })
    },
    set: { (call, value) throws(Raised) in
      let series = try call.series
      series.index = try call.context.newIndex(value, count: series.rowCount)
    })

  static let name = Property(
    "name", get: { (call) throws(Raised) in try call.series.name?.pythonValue ?? .none },
    set: { (call, value) throws(Raised) in try call.series.name = value.isNone ? nil : Label(value) })

  static let values = Property("values") { call in call.context.valuesArray(try call.series.column) }
  static let array = Property("array") { call in .object(ExtensionArrayObject(try call.series.column)) }

  static let toNumpy = Method("to_numpy(self, dtype=None, copy=False, na_value=no_default, **kwargs)") { call in
    try call.refuse("na_value")
    var column = try call.series.column
    if let dtype = NumPy.dtypeIfAny(call["dtype"], in: call.context) {
      column = try call.context.cast(column, to: dtype)
    }
    return .object(ArrayObject(column))
  }

  static let tolist = Method("tolist(self)") { call in
    let series = try call.series
    return .list((0..<series.rowCount).map { pythonElement(series.values[$0], series.dtype) })
  }
  static let toList = Method("to_list(self)") { call in
    let series = try call.series
    return .list((0..<series.rowCount).map { pythonElement(series.values[$0], series.dtype) })
  }

  static let toDict = Method("to_dict(self, *, into=dict)") { call in
    let series = try call.series
    let result = DictObject()
    for row in 0..<series.rowCount {
      let value = pythonElement(series.values[row], series.dtype)
      try result.set(series.index.value(at: row), to: value, in: call.context)
    }
    return .object(result)
  }

  static let items = Method("items(self)") { call in
    let series = try call.series
    return .object(
      ArrayIterator(
        (0..<series.rowCount).map { row in
          .tuple([series.index.value(at: row), pythonElement(series.values[row], series.dtype)])
        }))
  }

  static let keys = Method("keys(self)") { call in .object(IndexObject(try call.series.index)) }

  static let item = Method("item(self)") { call in
    let series = try call.series
    guard series.rowCount == 1 else {
      throw Raised.valueError("can only convert an array of size 1 to a Python scalar")
    }
    return pythonElement(series.values[0], series.dtype)
  }

  static let copy = Method("copy(self, deep=True)") { call in
    let series = try call.series
    return series.with(series.column)
  }

  static let toFrame = Method("to_frame(self, name=no_default)") { call in
    let series = try call.series
    let label = call.isGiven("name") ? Label(call["name"]) : series.name ?? .single(.int(0))
    return .object(
      FrameObject(index: series.index, header: Index(of: [label]), columns: [series.column], domain: series.domain))
  }

  static let unique = Method("unique(self)") { call in
    let series = try call.series
    let rows = series.values.uniquePositions
    let column = TracedColumn(
      values: series.column.shownValues(call.context.era).selecting(rows), dtype: series.dtype,
      fitted: call.context.fitted("unique", of: series.column, series.name))
    if series.dtype.isTime, call.context.era == .modern { return .object(ExtensionArrayObject(column)) }
    return call.context.valuesArray(column)
  }

  static let getMethod = Method("get(self, key, default=None)") { call in
    let series = try call.series
    guard !series.index.positions(of: Label(call["key"])).isEmpty else { return call["default"] }
    return try series.value(at: call["key"], in: call.context)
  }
}

extension Context {
  /// A column as `values` gives it: pandas' own arrays stay what they are.
  func valuesArray(_ column: TracedColumn) -> Value {
    switch column.dtype {
    case .category, .interval, .nullable: return .object(ExtensionArrayObject(column))
    case .str where era == .modern: return .object(ExtensionArrayObject(column))
    default: return .object(ArrayObject(column))
    }
  }

  /// New labels for `count` rows or columns.
  func newIndex(_ value: Value, count: Int) throws(Raised) -> Index {
    let index: Index
    if let object = value.cast(to: IndexObject.self) {
      index = object.index
    } else if let range = value.cast(to: RangeObject.self) {
      index = Index(.range(start: range.start, stop: range.stop, step: range.step), names: [nil])
    } else if let series = value.cast(to: SeriesObject.self) {
      index = Index(.labels(series.values, series.dtype), names: [series.name?.parts.first])
    } else if let list = value.cast(to: ListObject.self), list.items.contains(where: { $0.object is TupleObject }) {
      index = Index(of: list.items.map(Label.init))
    } else if let column = try sequenceColumn(value) {
      index = Index(.labels(column.values, column.count == 0 ? .object : column.dtype), names: [nil])
    } else {
      throw Raised.typeError(
        "Index(...) must be called with a collection of some kind, \(try repr(value)) was passed")
    }
    guard index.count == count else {
      throw Raised.valueError(
        "Length mismatch: Expected axis has \(count) elements, new values have \(index.count) elements")
    }
    return index
  }
}
