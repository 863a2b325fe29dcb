import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import StandardLibrary
import Tracing

extension Pandas.Timedelta {
  /// `pandas.Timedelta(…)`: a number with a unit, a text, or parts by keyword.
  static let new = Constructor(
    "__init__(cls, value=None, unit=None, *, weeks=0, days=0, hours=0, minutes=0, seconds=0, milliseconds=0, microseconds=0, nanoseconds=0)"
  ) { call in
    if case .duration(let duration)? = call.context.time(call["value"]) { return .object(duration) }
    if call["value"].object is NotATimeObject { return call["value"] }
    if call.isNone("value") {
      let lengths: [(String, Double)] = [
        ("weeks", 604_800e9), ("days", 86_400e9), ("hours", 3_600e9), ("minutes", 60e9), ("seconds", 1e9),
        ("milliseconds", 1e6), ("microseconds", 1e3), ("nanoseconds", 1),
      ]
      var nanoseconds = 0.0
      for (name, length) in lengths { nanoseconds += try call.double(name) * length }
      return try call.timedelta(nanoseconds)
    }
    if case .string(let text) = call["value"] {
      guard let nanoseconds = DurationReading.nanoseconds(text) else {
        throw call.unsupported("the duration '\(text)'")
      }
      return try call.timedelta(nanoseconds)
    }
    let unit = try call.optionalString("unit")?.description ?? "ns"
    guard let length = DurationReading.units[unit] else { throw call.unsupported("unit '\(unit)'", argument: "unit") }
    return try call.timedelta(try call.double("value") * length)
  }

  static let days = Property("days") { call in
    let delta = try call.timedelta
    return .int(Int(floorQuotient(delta.count, delta.unit.perSecond * 86_400)))
  }
  static let seconds = Property("seconds") { call in
    let delta = try call.timedelta
    return .int(Int(remainder(delta.count, delta.unit.perSecond * 86_400) / delta.unit.perSecond))
  }
  static let microseconds = Property("microseconds") { call in
    let delta = try call.timedelta
    let rest = remainder(delta.count, delta.unit.perSecond)
    return .int(Int(rest * (1_000_000_000 / delta.unit.perSecond) / 1000))
  }
  static let value = Property("value") { call in
    let delta = try call.timedelta
    return .int(Int(try delta.count.rescaled(from: delta.unit, to: .nanosecond)))
  }
  static let totalSeconds = Method("total_seconds(self)") { call in
    let delta = try call.timedelta
    return .float(Double(delta.count) / Double(delta.unit.perSecond))
  }
  static let toPytimedelta = Method("to_pytimedelta(self)") { call in
    let delta = try call.timedelta
    let microseconds = Int128(delta.count) * 1_000_000 / Int128(delta.unit.perSecond)
    return .object(try TimeDeltaObject(microseconds))
  }
}

extension Call {
  fileprivate var timedelta: TimedeltaObject {
    get throws(Raised) { try receiver(as: TimedeltaObject.self) }
  }

  /// A duration in the era's unit; finer where it must be.
  fileprivate func timedelta(_ nanoseconds: Double) throws(Raised) -> Value {
    guard let count = Int64(exactly: nanoseconds.rounded()) else {
      throw .overflowError("Python int too large to convert to C long")
    }
    let isWhole = count % 1000 == 0
    let unit: TimeUnit = context.era == .modern && isWhole ? .microsecond : .nanosecond
    return .object(TimedeltaObject(unit == .microsecond ? count / 1000 : count, unit))
  }
}

extension Pandas.Functions {
  /// pandas `to_timedelta`.
  static let toTimedelta = Function("to_timedelta(arg, unit=None, errors='raise')") { call in
    try call.refuse("errors")
    if case .duration? = call.context.time(call["arg"]) { return call["arg"] }
    let unit = try call.optionalString("unit")?.description ?? "ns"
    guard let length = DurationReading.units[unit].flatMap({ Int64(exactly: $0) }) else {
      throw call.unsupported("unit '\(unit)'", argument: "unit")
    }
    if let series = call["arg"].cast(to: SeriesObject.self) {
      return series.with(try call.context.durations(series.column, length))
    }
    guard let column = try call.context.keyColumn(call["arg"]) else {
      throw call.unsupported("'to_timedelta' of '\(call["arg"].typeName)'")
    }
    let durations = try call.context.durations(column, length)
    return .object(IndexObject(durations))
  }
}

extension Context {
  fileprivate func durations(_ column: TracedColumn, _ length: Int64) throws(Raised) -> TracedColumn {
    if case .timedelta64 = column.dtype { return column }
    guard case .int64 = column.values.storage, !column.dtype.isTime else {
      throw unsupportedNow("'to_timedelta' of '\(column.dtype.name(era))'")
    }
    let unit: TimeUnit = era == .modern && length % 1000 == 0 ? .microsecond : .nanosecond
    let factor = unit == .microsecond ? length / 1000 : length
    return try applying(Multiply(), to: [.column(column), .constant(.int(factor), nil)], dtype: .timedelta64(unit))
  }
}

/// Durations as pandas writes and reads them.
enum DurationReading {
  /// Nanoseconds in a unit.
  static let units: [String: Double] = [
    "ns": 1, "nanoseconds": 1, "us": 1e3, "microseconds": 1e3, "ms": 1e6, "milliseconds": 1e6, "s": 1e9, "S": 1e9,
    "sec": 1e9, "second": 1e9, "seconds": 1e9, "m": 60e9, "min": 60e9, "T": 60e9, "minute": 60e9, "minutes": 60e9,
    "h": 3_600e9, "H": 3_600e9, "hour": 3_600e9, "hours": 3_600e9, "hr": 3_600e9, "D": 86_400e9, "d": 86_400e9,
    "day": 86_400e9, "days": 86_400e9, "W": 604_800e9, "w": 604_800e9, "week": 604_800e9, "weeks": 604_800e9,
  ]

  /// `1 days`, `2h`, `1 days 02:03:04`; `nil` for another form.
  static func nanoseconds(_ text: PythonString) -> Double? {
    var total = 0.0
    var isAny = false
    var rest = Substring(text.description)
    while let first = rest.first {
      if first == " " || first == "," {
        rest.removeFirst()
        continue
      }
      let number = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
      rest = rest.dropFirst(number.count)
      if rest.first == ":" {
        let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        guard let seconds = self.seconds(String(number) + clock) else { return nil }
        total += seconds * 1e9
        rest = rest.dropFirst(clock.count)
      } else {
        let unit = rest.drop { $0 == " " }.prefix { $0.isLetter }
        rest = rest.drop { $0 == " " }.dropFirst(unit.count)
        guard let value = Double(number), let length = units[String(unit)] else { return nil }
        total += value * length
      }
      isAny = true
    }
    return isAny ? total : nil
  }

  /// `HH:MM:SS`.
  private static func seconds(_ clock: String) -> Double? {
    let parts = clock.split(separator: ":").map { Double($0) }
    guard parts.count == 2 || parts.count == 3, let hours = parts[0], let minutes = parts[1] else { return nil }
    guard let seconds = parts.count == 3 ? parts[2] : 0 else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }
}
