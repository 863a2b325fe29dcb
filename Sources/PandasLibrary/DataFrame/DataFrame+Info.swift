import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.info`: prints, or writes to `buf`.
  static let info = Method(
    "info(self, verbose=None, buf=None, max_cols=None, memory_usage=None, show_counts=None, null_counts=None)"
  ) { call in
    let frame = try call.frame
    let limit = try call.optionalInt("max_cols")
    let isWide = frame.columnCount > limit ?? 100
    let verbose: Bool? = call.isNone("verbose") ? (limit == nil ? nil : !isWide) : try call.bool("verbose")
    let counts: Bool? =
      call.isNone("show_counts") ? (limit == nil || !isWide ? nil : false) : try call.bool("show_counts")
    try call.print(
      frame.shown(call.context.era).info(
        call.context.era, verbose: verbose, showCounts: counts, deep: try call.isDeep, memory: try call.showsMemory,
        options: call.context.displayOptions))
    return .none
  }

  /// pandas `DataFrame.memory_usage`: bytes.
  static let memoryUsage = Method("memory_usage(self, index=True, deep=False)") { call in
    let frame = try call.frame
    let bytes = frame.shown(call.context.era).memoryUsage(call.context.era, deep: try call.bool("deep"))
    let hasIndex = try call.bool("index")
    let labels = (hasIndex ? [.single(.string("Index"))] : []) + frame.header.labels
    let counts = hasIndex ? bytes : Array(bytes.dropFirst())
    let column = TracedColumn(values: .ints(counts.map(Int64.init)), dtype: .int64)
    return .object(SeriesObject(column, index: Index(of: labels)))
  }
}

extension Pandas.Series {
  /// pandas `Series.info`: prints, or writes to `buf`.
  static let info = Method("info(self, verbose=None, buf=None, max_cols=None, memory_usage=None, show_counts=True)") {
    call in
    try call.refuse("verbose", "show_counts")
    guard call.isNone("max_cols") else {
      throw Raised.valueError("Argument `max_cols` can only be passed in DataFrame.info, not Series.info")
    }
    guard try call.showsMemory else { throw call.unsupported("argument 'memory_usage' of 'info'") }
    let series = try call.series
    try call.print(
      series.shown(call.context.era).info(
        call.context.era, deep: try call.isDeep, options: call.context.displayOptions))
    return .none
  }

  /// pandas `Series.memory_usage`: bytes.
  static let memoryUsage = Method("memory_usage(self, index=True, deep=False)") { call in
    let series = try call.series.shown(call.context.era)
    let deep = try call.bool("deep")
    let own = series.values.memoryUsage(series.dtype, call.context.era, deep: deep)
    return .int(own + (try call.bool("index") ? series.index.memoryUsage(call.context.era, deep: deep) : 0))
  }

  static let nbytes = Property("nbytes") { call in
    let series = try call.series
    return .int(series.values.memoryUsage(series.dtype, call.context.era, deep: false))
  }
}

extension Call {
  fileprivate var isDeep: Bool { self["memory_usage"].stringValue == "deep" }

  fileprivate var showsMemory: Bool {
    if case .bool(false) = self["memory_usage"] { false } else { true }
  }

  /// Writes to `buf`, or to the cell's output.
  fileprivate func print(_ text: PythonString) throws(Raised) {
    if isNone("buf") { return context.write(text) }
    _ = try context.callMethod(self["buf"], "write", CallArguments([.string(text)]))
  }
}
