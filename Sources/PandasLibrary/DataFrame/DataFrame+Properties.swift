import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  static let shape = Property("shape") { call in
    .tuple([.int(try call.frame.rowCount), .int(try call.frame.columnCount)])
  }
  static let size = Property("size") { call in .int(try call.frame.rowCount * call.frame.columnCount) }
  static let ndim = Property("ndim") { _ in .int(2) }
  static let empty = Property("empty") { call in
    .bool(try call.frame.rowCount == 0 || call.frame.columnCount == 0)
  }

  static let columns = Property(
    "columns",
    get: { (call) throws(Raised) in
      let frame = try call.frame
      return .object(IndexObject(frame.header) { frame.header.names = $0 })
    },
    set: { (call, value) throws(Raised) in
      let frame = try call.frame
      frame.header = try call.context.newIndex(value, count: frame.columnCount)
    })

  static let index = Property(
    "index",
    get: { (call) throws(Raised) in
      let frame = try call.frame
      return .object(IndexObject(frame.index) { frame.index.names = $0 })
    },
    set: { (call, value) throws(Raised) in
      let frame = try call.frame
      frame.index = try call.context.newIndex(value, count: frame.rowCount)
    })

  static let dtypes = Property("dtypes") { call in
    let frame = try call.frame
    let scalars = frame.tracedColumns.map { column in
      Scalar(.object(DTypeObject.of(column.dtype, in: call.context)))
    }
    return .object(
      SeriesObject(TracedColumn(values: Column(.object(scalars)), dtype: .object), index: frame.header))
  }

  static let values = Property("values") { call in .object(NumPy.array(of: try call.frame)) }
  static let toNumpy = Method("to_numpy(self, dtype=None, copy=False, na_value=no_default)") { call in
    try call.refuse("dtype", "na_value")
    return .object(NumPy.array(of: try call.frame))
  }

  static let transposed = Property("T") { call in .object(try call.frame.transposed(in: call.context)) }
  static let transpose = Method("transpose(self, *args, copy=False)") { call in
    .object(try call.frame.transposed(in: call.context))
  }

  static let axes = Property("axes") { call in
    .list([.object(IndexObject(try call.frame.index)), .object(IndexObject(try call.frame.header))])
  }

  static let copy = Method("copy(self, deep=True)") { call in
    let frame = try call.frame
    return frame.replacing(frame.tracedColumns)
  }

  static let keys = Method("keys(self)") { call in .object(IndexObject(try call.frame.header)) }

  static let getItem = Method("get(self, key, default=None)") { call in
    let frame = try call.frame
    guard !frame.positions(of: Label(call["key"])).isEmpty else { return call["default"] }
    return try frame.value(at: call["key"], in: call.context)
  }

  static let items = Method("items(self)") { call in
    let frame = try call.frame
    return .object(
      ArrayIterator(
        (0..<frame.columnCount).map { .tuple([frame.label($0).pythonValue, .object(frame.series(at: $0))]) }))
  }

  static let iterrows = Method("iterrows(self)") { call in
    let frame = try call.frame
    var row = 0
    return .object(
      NativeIterator { context in
        guard row < frame.rowCount else { return nil }
        row += 1
        return .tuple([frame.index.value(at: row - 1), frame.row(row - 1, in: context)])
      })
  }

  static let pop = Method("pop(self, item)", mutates: true) { call in
    let frame = try call.frame
    guard let position = frame.positions(of: Label(call["item"])).first else { throw Raised.keyError(call["item"]) }
    let series = frame.series(at: position)
    frame.removeColumn(at: position)
    return .object(series)
  }

  static let insert = Method("insert(self, loc, column, value, allow_duplicates=False)", mutates: true) { call in
    let frame = try call.frame
    let label = Label(call["column"])
    guard frame.positions(of: label).isEmpty else {
      throw Raised.valueError("cannot insert \(try call.context.str(call["column"])), already exists")
    }
    let place = try call.int("loc")
    if place < 0 { throw Raised.valueError("unbounded slice") }
    guard place <= frame.columnCount else {
      throw Raised.indexError("index \(place) is out of bounds for axis 0 with size \(frame.columnCount)")
    }
    let column = try frame.column(from: call["value"], in: call.context)
    frame.insertColumn(column, label: label, at: place)
    return .none
  }

  /// pandas `DataFrame.assign`.
  static let assign = Method("assign(self, **kwargs)") { call in
    let frame = try call.frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    for (name, value) in call.keywords {
      let isFunction = value.object?.isCallable == true && !(value.object is SeriesObject)
      let made = isFunction ? try call.context.call(value, [.object(result)]).supported() : value
      try result.store(made, atColumn: .single(.string(name)), in: call.context)
    }
    return .object(result)
  }

  static let toStringMethod = Method("to_string(self, buf=None, **kwargs)") { call in
    guard call.keywords.isEmpty, call.isNone("buf") else { throw call.unsupported("'to_string' with arguments") }
    return .string(try call.frame.shown(call.context.era).string(call.context.era, call.context.displayOptions))
  }
}

extension FrameObject {
  /// Rows as columns: constant, in the dtype that holds all of them.
  func transposed(in context: Context) throws(Raised) -> FrameObject {
    let dtype = NumPy.common(tracedColumns.map(\.dtype))
    let columns = tracedColumns
    let shown = columns.map { $0.shownValues(context.era) }
    let fitted =
      columns.lazy.compactMap(\.fitted).first
      ?? context.fitted(
        "T", of: TracedColumn(values: .floats([]), dtype: dtype, domain: domain), nil)
    let isObject = !dtype.isNumeric && dtype != .str
    let rows = (0..<rowCount).map { row -> TracedColumn in
      let scalars = shown.map { $0[row] }
      var values = isObject ? Column(.object(scalars)) : Column(scalars: scalars)
      if dtype == .float64, case .int64 = values.storage { values = .floats(values.doubles) }
      return TracedColumn(values: values, dtype: isObject ? .object : dtype, fitted: fitted)
    }
    return FrameObject(index: header, header: index, columns: rows, domain: nil)
  }
}
