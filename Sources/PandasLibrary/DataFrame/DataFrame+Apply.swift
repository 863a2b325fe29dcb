import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.apply`.
  static let apply = Method(
    "apply(self, func, axis=0, raw=False, result_type=None, args=(), by_row='compat', engine=None, engine_kwargs=None, **kwargs)"
  ) { call in
    try call.refuse("by_row", "engine", "engine_kwargs")
    let frame = try call.frame
    let type = try call.optionalString("result_type")?.description
    guard [nil, "reduce", "expand", "broadcast"].contains(type) else {
      throw Raised.valueError(
        "invalid value for result_type, must be one of {None, 'reduce', 'broadcast', 'expand'}")
    }
    if type == "broadcast" { throw call.unsupported("argument 'result_type' of 'apply'", argument: "result_type") }
    let extra = call["args"].cast(to: TupleObject.self)?.items ?? []
    let isByRow = try call.axis() == 1
    if case .string(let name) = call["func"] {
      let along: [(name: PythonString, value: Value)] = isByRow ? [("axis", .int(1))] : []
      return try call.context.namedMethod(
        name, of: .object(frame), CallArguments(extra, keywords: along + call.keywords))
    }
    if call["func"].object is ListObject || call["func"].object is DictObject {
      return try call.context.callMethod(
        .object(frame), "agg",
        CallArguments([call["func"]], keywords: [("axis", .int(isByRow ? 1 : 0))] + call.keywords))
    }
    return isByRow ? try call.appliedToRows(frame, extra, type) : try call.appliedToColumns(frame, extra, type)
  }
}

extension Call {
  private func argument(_ series: Value, isRow: Bool) throws(Raised) -> Value {
    guard try bool("raw"), let values = series.cast(to: SeriesObject.self) else { return series }
    return context.array(values.column)
  }

  /// A function of each column: scalars make a series, series a frame.
  fileprivate func appliedToColumns(_ frame: FrameObject, _ extra: [Value], _ type: String?) throws(Raised) -> Value {
    var results: [Value] = []
    for position in 0..<frame.columnCount {
      let series = try argument(.object(frame.series(at: position)), isRow: false)
      results.append(
        try context.call(self["func"], CallArguments([series] + extra, keywords: keywords)).supported())
    }
    if results.isEmpty { return .object(frame.selectingColumns([])) }
    let series = results.compactMap { $0.cast(to: SeriesObject.self) }
    if series.count == results.count { return try joined(series, frame) }
    let lists = try results.map { (result) throws(Raised) in try listed(result) }
    if type != "reduce", let height = lists.first??.count, lists.allSatisfy({ $0?.count == height }) {
      let columns = lists.map { context.literalColumn($0 ?? []) }
      let index = height == frame.rowCount ? frame.index : Index(count: height)
      return .object(FrameObject(index: index, header: frame.header, columns: columns, domain: nil))
    }
    let values =
      lists.contains { $0 != nil }
      ? Column(.object(results.map { Scalar($0) })) : Column(scalars: try supportedScalars(results))
    let fitted = results.lazy.compactMap { ($0.object as? any FittedScalar)?.fitted }.first
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values), fitted: fitted), index: frame.header))
  }

  /// Series side by side, over the union of their labels.
  private func joined(_ series: [SeriesObject], _ frame: FrameObject) throws(Raised) -> Value {
    var index = series[0].index
    for part in series.dropFirst() where !part.index.hasSameLabels(as: index) {
      index = try context.union(index, part.index)
    }
    var columns: [TracedColumn] = []
    for part in series {
      columns.append(try context.reindexed(part.column, part.index, to: index, domain: nil))
    }
    let domain = columns.lazy.compactMap(\.domain).first
    return .object(
      FrameObject(
        index: index, header: frame.header, columns: columns.map { context.adopted($0, by: domain) }, domain: domain))
  }

  /// The items of a list or array; `nil` for anything else.
  private func listed(_ value: Value) throws(Raised) -> [Scalar]? {
    guard value.object is ListObject || value.object is TupleObject || value.object is ArrayObject else { return nil }
    return try context.items(of: value).map { Scalar($0) }
  }

  /// A function of each row: scalars make a series, compiled where the function is one of the row's fields; series a frame.
  fileprivate func appliedToRows(_ frame: FrameObject, _ extra: [Value], _ type: String?) throws(Raised) -> Value {
    var results: [Value] = []
    for row in 0..<frame.rowCount {
      let argument = try argument(frame.row(row, in: context), isRow: true)
      results.append(
        try context.call(self["func"], CallArguments([argument] + extra, keywords: keywords)).supported())
    }
    let reason = "'apply' of a function of whole rows"
    if frame.rowCount == 0 { return .object(frame.selectingColumns(Array(0..<frame.columnCount))) }
    let series = results.compactMap { $0.cast(to: SeriesObject.self) }
    if series.count == results.count, !series.isEmpty, type != "reduce" { return try stacked(series, frame, reason) }
    let lists = try results.map { (result) throws(Raised) in try listed(result) }
    if type == "expand", let width = lists.first??.count, lists.allSatisfy({ $0?.count == width }) {
      let columns = (0..<width).map { place in
        context.opaqueColumn(
          Column(scalars: lists.map { $0?[place] ?? .missing }), domain: frame.domain, reason: reason)
      }
      return .object(
        FrameObject(index: frame.index, header: Index(count: width), columns: columns, domain: frame.domain))
    }
    let scalars = try supportedScalars(results)
    let isObjects = lists.contains { $0 != nil }
    let values = isObjects ? Column(.object(scalars)) : Column(scalars: scalars)
    let column = try tracedRows(values, frame, extra, reason)
    return .object(SeriesObject(column, index: frame.index))
  }

  /// What a function gave for each row, as a row function of the fields that it takes.
  private func tracedRows(
    _ values: Column, _ frame: FrameObject, _ extra: [Value], _ reason: String
  ) throws(Raised) -> TracedColumn {
    guard frame.domain != nil, let user = self["func"].cast(to: FunctionObject.self) else {
      let found = context.inferringTimes(values)
      return context.opaqueColumn(found.values, found.dtype, domain: frame.domain, reason: reason)
    }
    let compiled = compiledFunction(
      user, arguments: [.row(frame.rowArgument)], extra: extra, keywords: keywords,
      name: user.name == "<lambda>" ? "function of rows" : user.name, in: context)
    return context.traced(values, by: compiled, named: user.name, domain: frame.domain)
  }

  /// Series as rows of a frame.
  private func stacked(_ series: [SeriesObject], _ frame: FrameObject, _ reason: String) throws(Raised) -> Value {
    var header = series[0].index
    for part in series.dropFirst() where !part.index.hasSameLabels(as: header) {
      header = try context.union(header, part.index)
    }
    let tables = series.map { part in part.index.firstPositions }
    let columns = header.labels.map { label -> TracedColumn in
      let scalars = zip(series, tables).map { part, table -> Scalar in
        table[label.asKey].map { part.values[$0] } ?? .missing
      }
      return context.opaqueColumn(Column(scalars: scalars), domain: frame.domain, reason: reason)
    }
    return .object(FrameObject(index: frame.index, header: header, columns: columns, domain: frame.domain))
  }
}
