import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.fillna`.
  static let fillna = Method(
    "fillna(self, value=None, method=None, axis=None, inplace=False, limit=None, downcast=None)"
  ) { call in
    try call.refuse("downcast")
    let frame = try call.frame
    try call.checkFill()
    if let method = try call.fillMethod() { return try call.filledFromNeighbours(frame, forward: method) }
    let isAcross = try !call.isNone("axis") && call.axis() == 1
    if isAcross, call["value"].object is DictObject || call["value"].object is SeriesObject {
      throw Raised(
        named: "NotImplementedError", "Currently only can fill with dict/Series column by column")
    }
    var columns = frame.tracedColumns
    let limit = try call.optionalInt("limit")
    for position in columns.indices {
      guard let value = try call.fillValue(for: frame, position) else { continue }
      let series = frame.series(at: position)
      columns[position] =
        try limit.map { (limit) throws(Raised) in try call.context.filled(series, with: value, limit: limit) }
        ?? call.context.filled(series, with: value)
    }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try call.result(result, replacing: frame)
  }

  static let ffill = Method(
    "ffill(self, *, axis=None, inplace=False, limit=None, limit_area=None, downcast=None)"
  ) { call in
    try call.refuse("limit_area", "downcast")
    return try call.filledFromNeighbours(try call.frame, forward: true)
  }
  static let bfill = Method(
    "bfill(self, *, axis=None, inplace=False, limit=None, limit_area=None, downcast=None)"
  ) { call in
    try call.refuse("limit_area", "downcast")
    return try call.filledFromNeighbours(try call.frame, forward: false)
  }
  static let pad = Method("pad(self, *, axis=None, inplace=False, limit=None, downcast=None)") { call in
    try call.refuse("downcast")
    return try call.filledFromNeighbours(try call.frame, forward: true)
  }
  static let backfill = Method("backfill(self, *, axis=None, inplace=False, limit=None, downcast=None)") { call in
    try call.refuse("downcast")
    return try call.filledFromNeighbours(try call.frame, forward: false)
  }
}

extension Pandas.Series {
  /// pandas `Series.fillna`.
  static let fillna = Method(
    "fillna(self, value=None, method=None, axis=None, inplace=False, limit=None, downcast=None)"
  ) { call in
    try call.refuse("downcast")
    let series = try call.series
    try call.checkFill()
    if let method = try call.fillMethod() { return try call.filledFromNeighbours(series, forward: method) }
    let filled =
      try call.optionalInt("limit").map { (limit) throws(Raised) in
        try call.context.filled(series, with: call["value"], limit: limit)
      } ?? call.context.filled(series, with: call["value"])
    return try call.result(filled, storingInto: series)
  }

  /// pandas `Series.ffill`.
  static let ffill = Method(
    "ffill(self, *, axis=None, inplace=False, limit=None, limit_area=None, downcast=None)"
  ) { call in
    try call.refuse("limit_area", "downcast")
    return try call.filledFromNeighbours(try call.series, forward: true)
  }
  /// pandas `Series.bfill`.
  static let bfill = Method(
    "bfill(self, *, axis=None, inplace=False, limit=None, limit_area=None, downcast=None)"
  ) { call in
    try call.refuse("limit_area", "downcast")
    return try call.filledFromNeighbours(try call.series, forward: false)
  }
  static let pad = Method("pad(self, *, axis=None, inplace=False, limit=None, downcast=None)") { call in
    try call.refuse("downcast")
    return try call.filledFromNeighbours(try call.series, forward: true)
  }
  static let backfill = Method("backfill(self, *, axis=None, inplace=False, limit=None, downcast=None)") { call in
    try call.refuse("downcast")
    return try call.filledFromNeighbours(try call.series, forward: false)
  }

  /// pandas `Series.dropna`.
  static let dropna = Method("dropna(self, *, axis=0, inplace=False, how=None, ignore_index=False)") { call in
    let series = try call.series
    let kept = (0..<series.rowCount).filter { !series.values.isMissing($0) }
    let result = series.selecting(
      kept, filter: call.context.filter("dropna", kept: kept.count, of: series.rowCount))
    if try call.bool("ignore_index") { result.index = Index(count: kept.count) }
    return try call.sorted(result, series)
  }
}

extension Call {
  /// The arguments of `fillna` that exclude each other.
  fileprivate func checkFill() throws(Raised) {
    if !isNone("method"), context.era == .modern {
      let type = receiver.object is SeriesObject ? "NDFrame" : "NDFrame"
      throw Raised.typeError("\(type).fillna() got an unexpected keyword argument 'method'")
    }
    if isNone("value"), isNone("method") {
      if context.era == .modern, !isGiven("value") {
        throw Raised.typeError("NDFrame.fillna() missing 1 required positional argument: 'value'")
      }
      if context.era == .modern { return }
      throw Raised.valueError("Must specify a fill 'value' or 'method'.")
    }
    if !isNone("value"), !isNone("method") {
      throw Raised.valueError("Cannot specify both 'value' and 'method'.")
    }
    if self["value"].object is ListObject || self["value"].object is TupleObject {
      let kind = receiver.object is SeriesObject ? "scalar or dict" : "scalar or dict"
      throw Raised.typeError(
        "\"value\" parameter must be a \(kind), but you passed a \"\(self["value"].typeName)\"")
    }
  }

  /// Whether `method` fills forward; `nil` without one.
  fileprivate func fillMethod() throws(Raised) -> Bool? {
    switch try optionalString("method")?.description {
    case nil: return nil
    case "ffill", "pad": return true
    case "bfill", "backfill": return false
    case let name?:
      throw Raised.valueError("Invalid fill method. Expecting pad (ffill) or backfill (bfill). Got \(name)")
    }
  }

  fileprivate func filledFromNeighbours(_ series: SeriesObject, forward: Bool) throws(Raised) -> Value {
    let filled = context.filledFromNeighbours(series.column, forward: forward, limit: try optionalInt("limit"))
    return try result(filled, storingInto: series)
  }

  fileprivate func filledFromNeighbours(_ frame: FrameObject, forward: Bool) throws(Raised) -> Value {
    let limit = try optionalInt("limit")
    let columns: [TracedColumn]
    if !isNone("axis"), try axis() == 1 {
      columns = try context.filledAcross(frame.tracedColumns, forward: forward, limit: limit)
    } else {
      columns = frame.tracedColumns.map { context.filledFromNeighbours($0, forward: forward, limit: limit) }
    }
    let filled = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try result(filled, replacing: frame)
  }

  /// What a column is filled with: the scalar, or the entry of a dictionary or series with its label.
  fileprivate func fillValue(for frame: FrameObject, _ position: Int) throws(Raised) -> Value? {
    let value = self["value"]
    if let dict = value.cast(to: DictObject.self) {
      return try dict.value(for: frame.label(position).pythonValue, in: context)
    }
    if let series = value.cast(to: SeriesObject.self) {
      return series.index.positions(of: frame.label(position)).first.map { series.element($0, in: context) }
    }
    if let other = value.cast(to: FrameObject.self) {
      return other.positions(of: frame.label(position)).first.map { .object(other.series(at: $0)) }
    }
    return value
  }
}

extension Context {
  /// `series.fillna(value)`.
  func filled(_ series: SeriesObject, with value: Value) throws(Raised) -> TracedColumn {
    if let dict = value.cast(to: DictObject.self) {
      let labels = DataFrames.Index(of: dict.keys.map(Label.init))
      let values = Column(scalars: try supportedScalars(dict.values))
      let aligned = try reindexed(
        TracedColumn(values: values, dtype: DType(of: values)), labels, to: series.index, domain: nil)
      return try filled(series.column, with: aligned)
    }
    if let other = value.cast(to: SeriesObject.self) {
      let aligned = try reindexed(other.column, other.index, to: series.index, domain: nil)
      return try filled(series.column, with: aligned)
    }
    if series.dtype.isTime { return try filledTimes(series.column, with: value) }
    guard case .constant(let scalar, let fitted)? = Tracer.Operand(scalar: value) else {
      throw unsupportedNow("'fillna' of a series with '\(value.typeName)'")
    }
    return try filled(series.column, with: scalar, fitted: fitted)
  }
}
