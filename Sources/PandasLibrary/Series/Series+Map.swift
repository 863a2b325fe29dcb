import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.map`.
  static let map = Method("map(self, arg, na_action=None)") { call in
    let series = try call.series
    switch call["na_action"] {
    case .none: return series.with(try call.context.mapped(series, by: call["arg"]))
    case .string("ignore"): return series.with(try call.context.mappedPresent(series.column, call["arg"], series.name))
    default:
      throw Raised.valueError(
        "na_action must either be 'ignore' or None, \(try call.context.str(call["na_action"])) was passed")
    }
  }

  /// pandas `Series.apply`.
  static let apply = Method("apply(self, func, convert_dtype=True, args=(), *, by_row='compat', **kwargs)") { call in
    let series = try call.series
    try call.refuse("convert_dtype", "by_row")
    let extra = call["args"].cast(to: TupleObject.self)?.items ?? []
    if case .string(let name) = call["func"] {
      return try call.context.namedMethod(
        name, of: .object(series), CallArguments(extra, keywords: call.keywords))
    }
    if call["func"].object is ListObject || call["func"].object is DictObject {
      return try call.context.callMethod(
        .object(series), "agg", CallArguments([call["func"]], keywords: call.keywords))
    }
    if let frame = try call.context.appliedToFrame(call["func"], series, extra, call.keywords) { return frame }
    return series.with(
      try call.context.applied(call["func"], to: series.column, name: series.name, extra, call.keywords))
  }
}

extension Context {
  /// `series.map(argument)`: by dictionary, series or function.
  func mapped(_ series: SeriesObject, by argument: Value) throws(Raised) -> TracedColumn {
    if let dict = argument.cast(to: DictObject.self) {
      if dict.type !== DictObject.type { return try mapped(series, byItemsOf: dict) }
      let entries = dict.items.map { (key: Scalar($0.key), value: Scalar($0.value)) }
      return try lookedUp(
        series.column, in: entries, name: series.name,
        fitted: Plan.Fitted(by: "dict", of: labelText(series.name), over: "\(entries.count) entries"))
    }
    if let table = argument.cast(to: SeriesObject.self) {
      guard table.domain == nil || table.index.isUnique else {
        throw Raised(Pandas.invalidIndexError, "Reindexing only valid with uniquely valued Index objects")
      }
      let entries = (0..<table.rowCount).compactMap { row -> (key: Scalar, value: Scalar)? in
        guard case .single(let key) = table.index.label(at: row) else { return nil }
        return (key, table.values[row])
      }
      return try lookedUp(
        series.column, in: entries, name: series.name,
        fitted: table.column.fitted ?? fitted("map", of: table.column, table.name))
    }
    return try applied(argument, to: series.column, name: series.name, [], [])
  }

  /// Values that a dictionary with an answer for absent keys has for them.
  private func mapped(_ series: SeriesObject, byItemsOf dict: DictObject) throws(Raised) -> TracedColumn {
    guard dict.type.lookup("__missing__") != nil else {
      let entries = dict.items.map { (key: Scalar($0.key), value: Scalar($0.value)) }
      return try lookedUp(series.column, in: entries, name: series.name)
    }
    var scalars: [Scalar] = []
    for row in 0..<series.rowCount {
      scalars.append(Scalar(try item(of: .object(dict), at: pythonElement(series.values[row], series.dtype))))
    }
    return opaqueColumn(
      Column(scalars: scalars), domain: series.domain, reason: "'map' with a dictionary that makes its values")
  }

  /// A function of the values that are there; missing ones stay missing.
  func mappedPresent(_ column: TracedColumn, _ argument: Value, _ name: Label?) throws(Raised) -> TracedColumn {
    let rows = (0..<column.count).filter { !column.values.isMissing($0) }
    let present = column.selecting(rows, in: column.domain?.selecting(rows))
    let series = SeriesObject(present, index: Index(count: rows.count), name: name)
    let mapped = try mapped(series, by: argument)
    if rows.count == column.count { return mapped }
    var places = [Int](repeating: -1, count: column.count)
    for (place, row) in rows.enumerated() { places[row] = place }
    let shown = column.shownValues(era)
    let scalars = places.indices.map { places[$0] < 0 ? shown[$0] : mapped.values[places[$0]] }
    var result = Column(scalars: scalars)
    if column.holdsNone(era) { result = Column(.object(scalars)) }
    return opaqueColumn(
      result, domain: column.domain, reason: "'map' that leaves missing values alone")
  }

  /// A function that gives series: a frame; `nil` where the first result is none.
  func appliedToFrame(
    _ function: Value, _ series: SeriesObject, _ extra: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> Value? {
    guard series.rowCount > 0, function.object is FunctionObject else { return nil }
    let first = pythonElement(series.values[0], series.dtype)
    guard try call(function, CallArguments([first] + extra, keywords: keywords)).object is SeriesObject else {
      return nil
    }
    var parts: [SeriesObject] = []
    for row in 0..<series.rowCount {
      let value = pythonElement(series.values[row], series.dtype)
      let result = try call(function, CallArguments([value] + extra, keywords: keywords)).supported()
      guard let part = result.cast(to: SeriesObject.self) else {
        throw unsupportedNow("'apply' of a function that gives series and others")
      }
      parts.append(part)
    }
    let header = parts[0].index
    guard parts.allSatisfy({ $0.index.hasSameLabels(as: header) }) else {
      throw unsupportedNow("'apply' of a function whose series have different labels")
    }
    let columns = (0..<header.count).map { place in
      opaqueColumn(
        Column(scalars: parts.map { $0.values[place] }), domain: series.domain,
        reason: "'apply' of a function that gives series")
    }
    return .object(FrameObject(index: series.index, header: header, columns: columns, domain: series.domain))
  }

  /// A function of one element over a column: compiled where it can be, and checked against what Python gives.
  func applied(
    _ function: Value, to column: TracedColumn, name: Label?, _ extra: [Value],
    _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> TracedColumn {
    if extra.isEmpty, keywords.isEmpty, let cast = try appliedClass(function, column) { return cast }
    let user = function.cast(to: FunctionObject.self)
    let compiled = user.flatMap { user in
      column.domain == nil
        ? nil
        : compiledFunction(
          user, arguments: [.element(column)], extra: extra, keywords: keywords, name: functionName(user, name),
          in: self)
    }
    let sampled = compiled.flatMap { compiled in
      appliedBySample(compiled, to: column) { (element) throws(Raised) in
        let arguments = CallArguments([pythonElement(element, column.dtype)] + extra, keywords: keywords)
        return try call(function, arguments)
      }
    }
    if let sampled { return sampled }
    let values = try calledForEach(function, column, extra, keywords)
    guard column.domain != nil else {
      var result = inferringTimes(values)
      if column.count == 0, column.dtype.isNumeric { result = TracedColumn(values: .floats([]), dtype: .float64) }
      result.fitted = column.fitted
      return result
    }
    guard let user, let compiled else {
      let found = inferringTimes(values)
      return opaqueColumn(
        found.values, found.dtype, domain: column.domain, reason: "a function that was not written in the notebook")
    }
    return traced(values, by: compiled, named: user.name, domain: column.domain)
  }

  func functionName(_ function: FunctionObject, _ label: Label?) -> String {
    function.name == "<lambda>" ? "function of \(labelText(label))" : function.name
  }

  /// `str`, `int`, `float`, `len`: the same as what columns have for it.
  private func appliedClass(_ function: Value, _ column: TracedColumn) throws(Raised) -> TracedColumn? {
    guard !column.isObjects else { return nil }
    if let type = function.cast(to: TypeObject.self) {
      if type === Types.str, era == .classic || column.values.presentCount == column.count {
        return try cast(column, to: .str)
      }
      if type === Types.float { return try cast(column, to: .float64) }
      if type === Types.int, column.values.presentCount == column.count { return try cast(column, to: .int64) }
      return nil
    }
    if let native = function.cast(to: NativeFunction.self), native.code.signature.name == "len", column.isText,
      column.values.presentCount == column.count
    {
      return try applying(TextLength(), to: column)
    }
    return nil
  }

  private func calledForEach(
    _ function: Value, _ column: TracedColumn, _ extra: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> Column {
    var scalars: [Scalar] = []
    scalars.reserveCapacity(column.count)
    let shown = column.shownValues(era)
    for row in 0..<column.count {
      let value = pythonElement(shown[row], column.dtype)
      let result = try call(function, CallArguments([value] + extra, keywords: keywords)).supported()
      if result.object is SeriesObject { throw unsupportedNow("'apply' of a function that returns series") }
      scalars.append(Scalar(result))
    }
    return Column(scalars: scalars)
  }
}

extension Column.Storage {
  /// Which of the storages it is.
  var kind: Int {
    switch self {
    case .bool: 0
    case .int64: 1
    case .float32: 2
    case .float64: 3
    case .string: 4
    case .object: 5
    }
  }
}

extension Column {
  /// Whether both hold the same values, missing ones in the same places; floats to the bit.
  func hasSameValues(as other: Column) -> Bool {
    guard count == other.count else { return false }
    if self == other { return true }
    for row in 0..<count {
      switch (isMissing(row), other.isMissing(row)) {
      case (true, true): continue
      case (false, false):
        if self[row].asKey != other[row].asKey { return false }
      default: return false
      }
    }
    return true
  }
}

extension Pandas {
  nonisolated(unsafe) static let invalidIndexError = Exceptions.make("InvalidIndexError", module: "pandas.errors")
}
