import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas {
  /// Methods of what `rolling`, `expanding` and `ewm` give.
  package enum Window {}
  /// Methods of what `ewm` gives.
  package enum Weighted {}

  nonisolated(unsafe) static let rollingType = TypeObject(
    name: "Rolling", module: "pandas.core.window.rolling", isOpen: true, members: Window.members)
  nonisolated(unsafe) static let expandingType = TypeObject(
    name: "Expanding", module: "pandas.core.window.expanding", isOpen: true, members: Window.members)
  nonisolated(unsafe) static let weightedType = TypeObject(
    name: "ExponentialMovingWindow", module: "pandas.core.window.ewm", isOpen: true, members: Weighted.members)
}

/// A table with a window over neighbouring rows for each row: values, but no row functions.
final class WindowObject: Object {
  let table: Object
  /// The rows of each row's window: from the first to before the second.
  let bounds: [(start: Int, end: Int)]
  let minimum: Int
  /// The share of the newest value, where the window is a weighted one.
  var alpha = 1.0
  var adjusts = true
  var ignoresMissing = false

  init(_ table: Object, _ bounds: [(start: Int, end: Int)], minimum: Int, type: TypeObject) {
    self.table = table
    self.bounds = bounds
    self.minimum = minimum
    super.init(type: type)
  }

  override var isMutable: Bool { false }

  /// The same windows over a column of a frame, or several.
  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    guard let part = try table.item(at: key, in: context).supported().object else { throw Raised.keyError(key) }
    return .object(copied(over: part))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try super.attribute(name, in: context) { return found }
    guard let frame = table as? FrameObject, let place = frame.positions(of: .single(.string(name))).first else {
      return nil
    }
    return .object(copied(over: frame.series(at: place)))
  }

  private func copied(over part: Object) -> WindowObject {
    let result = WindowObject(part, bounds, minimum: minimum, type: type)
    (result.alpha, result.adjusts, result.ignoresMissing) = (alpha, adjusts, ignoresMissing)
    return result
  }

  /// A table of what a function makes of the numbers of each column.
  func mapped(
    _ name: String, in context: Context, _ body: ([Double], SeriesObject) throws(Raised) -> [Double]
  ) throws(Raised) -> Value {
    func column(_ series: SeriesObject) throws(Raised) -> TracedColumn {
      guard series.dtype.isNumeric, series.dtype.nullable == nil else {
        throw context.unsupportedNow("a window over '\(series.dtype.name(context.era))'")
      }
      let numbers = series.values.doubles.map { $0.isInfinite ? .nan : $0 }
      return context.opaqueColumn(
        .floats(try body(numbers, series)), .float64, domain: series.domain, reason: "'\(name)' looks at other rows")
    }
    if let series = table as? SeriesObject { return series.with(try column(series)) }
    guard let frame = table as? FrameObject else { throw context.unsupportedNow("such a window") }
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for place in 0..<frame.columnCount where frame.column(place).dtype.isNumeric || context.era == .modern {
      guard frame.column(place).dtype.isNumeric else {
        throw Raised(
          named: "DataError",
          PythonString("Cannot aggregate non-numeric type: \(frame.column(place).dtype.name(context.era))"))
      }
      labels.append(frame.label(place))
      columns.append(try column(frame.series(at: place)))
    }
    return .object(FrameObject(index: frame.index, header: Index(of: labels), columns: columns, domain: frame.domain))
  }
}

extension Pandas.Series {
  static let rolling = Method(
    "rolling(self, window, min_periods=None, center=False, win_type=None, on=None, axis=0, closed=None, step=None, method='single')"
  ) { call in try call.rolling(try call.series, try call.series.index) }
  static let expanding = Method("expanding(self, min_periods=1, axis=0, method='single')") { call in
    try call.expanding(try call.series, try call.series.rowCount)
  }
  static let ewm = Method(
    "ewm(self, com=None, span=None, halflife=None, alpha=None, min_periods=0, adjust=True, ignore_na=False, axis=0, times=None, method='single')"
  ) { call in try call.weighted(try call.series, try call.series.rowCount) }
}

extension Pandas.DataFrame {
  static let rolling = Method(
    "rolling(self, window, min_periods=None, center=False, win_type=None, on=None, axis=0, closed=None, step=None, method='single')"
  ) { call in try call.rolling(try call.frame, try call.frame.index) }
  static let expanding = Method("expanding(self, min_periods=1, axis=0, method='single')") { call in
    try call.expanding(try call.frame, try call.frame.rowCount)
  }
  static let ewm = Method(
    "ewm(self, com=None, span=None, halflife=None, alpha=None, min_periods=0, adjust=True, ignore_na=False, axis=0, times=None, method='single')"
  ) { call in try call.weighted(try call.frame, try call.frame.rowCount) }
}

extension Call {
  fileprivate func rolling(_ table: Object, _ index: Index) throws(Raised) -> Value {
    try refuse("win_type", "on", "axis", "closed", "step", "method")
    let count = index.count
    let least = try optionalInt("min_periods")
    if case .string(let text) = self["window"] {
      guard try !bool("center"), let span = Frequency(text.description)?.seconds else {
        throw unsupported("such a 'window'", argument: "window")
      }
      guard case .labels(let labels, .datetime64(let unit)) = index.storage, case .int64(let times) = labels.storage
      else {
        throw Raised.valueError("window must be an integer 0 or greater")
      }
      let (length, overflows) = span.multipliedReportingOverflow(by: unit.perSecond)
      guard !overflows else { throw unsupported("such a 'window'", argument: "window") }
      var start = 0
      let bounds = times.indices.map { row -> (start: Int, end: Int) in
        while start < row, times[start] <= times[row] &- length { start += 1 }
        return (start, row + 1)
      }
      return .object(WindowObject(table, bounds, minimum: least ?? 1, type: Pandas.rollingType))
    }
    guard let window = try context.indexIfInteger(self["window"]), window >= 0 else {
      throw Raised.valueError("window must be an integer 0 or greater")
    }
    if let least, least > window {
      throw Raised.valueError("min_periods \(least) must be <= window \(window)")
    }
    let width = min(window, count + 1)
    let shift = try bool("center") ? (window - 1) / 2 : 0
    let bounds = (0..<count).map { row -> (start: Int, end: Int) in
      let end = min(row + 1 + min(shift, count), count)
      return (min(max(row + 1 + min(shift, count) - width, 0), end), end)
    }
    return .object(WindowObject(table, bounds, minimum: least ?? window, type: Pandas.rollingType))
  }

  fileprivate func expanding(_ table: Object, _ count: Int) throws(Raised) -> Value {
    try refuse("axis", "method")
    return .object(
      WindowObject(
        table, (0..<count).map { (0, $0 + 1) }, minimum: try int("min_periods"), type: Pandas.expandingType))
  }

  fileprivate func weighted(_ table: Object, _ count: Int) throws(Raised) -> Value {
    try refuse("axis", "times", "method")
    let given = ["com", "span", "halflife", "alpha"].filter { !isNone($0) }
    guard let name = given.first else { throw Raised.valueError("Must pass one of comass, span, halflife, or alpha") }
    guard given.count == 1 else { throw Raised.valueError("comass, span, halflife, and alpha are mutually exclusive") }
    let value = try double(name)
    let result = WindowObject(
      table, (0..<count).map { (0, $0 + 1) }, minimum: try int("min_periods"), type: Pandas.weightedType)
    let com: Double
    switch name {
    case "com":
      guard value >= 0 else { throw Raised.valueError("comass must satisfy: comass >= 0") }
      com = value
    case "span":
      guard value >= 1 else { throw Raised.valueError("span must satisfy: span >= 1") }
      com = (value - 1) / 2
    case "halflife":
      guard value > 0 else { throw Raised.valueError("halflife must satisfy: halflife > 0") }
      com = 1 / (1 - exponential(naturalLogarithm(0.5) / value)) - 1
    default:
      guard value > 0, value <= 1 else { throw Raised.valueError("alpha must satisfy: 0 < alpha <= 1") }
      com = (1 - value) / value
    }
    result.alpha = 1 / (1 + com)
    result.adjusts = try bool("adjust")
    result.ignoresMissing = try bool("ignore_na")
    return .object(result)
  }
}
