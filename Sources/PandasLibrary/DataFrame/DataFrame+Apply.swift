import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.apply`.
  static let apply = Method("apply(self, func, axis=0, raw=False, result_type=None, args=(), **kwargs)") { call in
    try call.refuse("raw", "result_type")
    let frame = try call.frame
    let extra = call["args"].cast(to: TupleObject.self)?.items ?? []
    if case .string(let name) = call["func"] {
      return try call.context.callMethod(call.receiver, name, CallArguments(extra, keywords: call.keywords))
    }
    if try call.axis() == 1 { return try call.appliedToRows(frame, extra) }
    return try call.appliedToColumns(frame, extra)
  }

  /// pandas `DataFrame.pipe`.
  static let pipe = Method("pipe(self, func, *args, **kwargs)") { call in
    try call.context.call(call["func"], CallArguments([call.receiver] + call.variadic, keywords: call.keywords))
  }
}

extension Call {
  /// A function of each column: scalars make a series, series a frame.
  fileprivate func appliedToColumns(_ frame: FrameObject, _ extra: [Value]) throws(Raised) -> Value {
    var results: [Value] = []
    for position in 0..<frame.columnCount {
      let series = Value.object(frame.series(at: position))
      results.append(
        try context.call(self["func"], CallArguments([series] + extra, keywords: keywords)).supported())
    }
    let series = results.compactMap { $0.cast(to: SeriesObject.self) }
    if series.count == results.count, let first = series.first {
      if series.allSatisfy({ $0.index.hasSameLabels(as: first.index) }) {
        return .object(
          FrameObject(
            index: first.index, header: frame.header, columns: series.map(\.column),
            domain: series.lazy.compactMap(\.domain).first))
      }
      throw unsupported("'apply' of a function whose series have different labels")
    }
    guard results.allSatisfy({ Tracer.Operand(scalar: $0) != nil }) else {
      throw unsupported("'apply' of a function that gives neither scalars nor series")
    }
    let values = Column(scalars: try supportedScalars(results))
    let fitted = results.lazy.compactMap { ($0.object as? any FittedScalar)?.fitted }.first
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values), fitted: fitted), index: frame.header))
  }

  /// A function of each row: its values, compiled where the function is one of the row's fields.
  fileprivate func appliedToRows(_ frame: FrameObject, _ extra: [Value]) throws(Raised) -> Value {
    var scalars: [Scalar] = []
    for row in 0..<frame.rowCount {
      let argument = frame.row(row, in: context)
      let result = try context.call(self["func"], CallArguments([argument] + extra, keywords: keywords)).supported()
      guard Tracer.Operand(scalar: result) != nil else {
        throw unsupported("'apply' along rows of a function that gives no scalars")
      }
      scalars.append(Scalar(result))
    }
    let column = context.opaqueColumn(
      Column(scalars: scalars), domain: frame.domain, reason: "'apply' of a function of whole rows")
    return .object(SeriesObject(column, index: frame.index))
  }
}
