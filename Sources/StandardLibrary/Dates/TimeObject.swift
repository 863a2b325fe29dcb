package import Kernels
package import PythonRuntime

/// `datetime.time`.
package final class TimeObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "time", module: "datetime", members: Standard.TimeOfDayClass.members)
    let last = ClockTime(hour: 23, minute: 59, second: 59, microsecond: 999_999)
    type.isNamedInFull = true
    type.define("min", .object(TimeObject(ClockTime(), type: type)))
    type.define("max", .object(TimeObject(last, type: type)))
    type.define("resolution", (try? TimeDeltaObject(1)).map(Value.object) ?? .none)
    return type
  }()

  let time: ClockTime
  let zone: Value
  let fold: Int
  let isClock: Bool

  init(
    _ time: ClockTime, zone: Value = .none, fold: Int = 0, isClock: Bool = false, type: TypeObject = TimeObject.type
  ) {
    self.time = time
    self.zone = zone
    self.fold = fold
    self.isClock = isClock
    super.init(type: type)
  }

  /// The time that arguments give.
  ///
  /// - Throws: ValueError in CPython's words.
  static func checked(
    _ hour: Int, _ minute: Int, _ second: Int, _ microsecond: Int, fold: Int
  ) throws(Raised) -> ClockTime {
    guard hour >= 0, hour <= 23 else { throw .valueError("hour must be in 0..23") }
    guard minute >= 0, minute <= 59 else { throw .valueError("minute must be in 0..59") }
    guard second >= 0, second <= 59 else { throw .valueError("second must be in 0..59") }
    guard microsecond >= 0, microsecond <= 999_999 else { throw .valueError("microsecond must be in 0..999999") }
    guard fold == 0 || fold == 1 else { throw .valueError("fold must be either 0 or 1") }
    return ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond)
  }

  /// The time zone of an offset in a text.
  static func zone(_ offset: Int128?, in context: Context) throws(Raised) -> Value {
    guard let offset else { return .none }
    guard offset.magnitude < TimeDeltaObject.day.magnitude else {
      let shown = try context.repr(.object(try TimeDeltaObject(offset)))
      throw .valueError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not \(shown).")
    }
    return offset == 0 ? TimeZoneObject.utc : .object(TimeZoneObject(offset, name: nil))
  }

  /// `isoformat(timespec=…)`, without the offset.
  static func iso(_ time: ClockTime, _ specification: String) throws(Raised) -> String {
    let minutes = "\(time.hour.padded(2)):\(time.minute.padded(2))"
    let seconds = "\(minutes):\(time.second.padded(2))"
    switch specification {
    case "auto": return time.microsecond == 0 ? seconds : "\(seconds).\(time.microsecond.padded(6))"
    case "hours": return time.hour.padded(2)
    case "minutes": return minutes
    case "seconds": return seconds
    case "milliseconds": return "\(seconds).\((time.microsecond / 1000).padded(3))"
    case "microseconds": return "\(seconds).\(time.microsecond.padded(6))"
    default: throw .valueError("Unknown timespec value")
    }
  }

  func shown(_ text: PythonString, in context: Context) -> PythonString { isClock ? context.clockText(text) : text }

  func offset(in context: Context) throws(Raised) -> Int128? { try TimeZones.offset(zone, at: .none, in: context) }

  func iso(_ specification: String, in context: Context) throws(Raised) -> PythonString {
    let offset = try offset(in: context).map { TimeZones.text($0) } ?? ""
    return shown(PythonString(try TimeObject.iso(time, specification) + offset), in: context)
  }

  func formatted(_ format: PythonString, in context: Context) throws(Raised) -> PythonString {
    var broken = BrokenDownTime(CivilDate(year: 1900, month: 1, day: 1), time)
    broken.zone = try TimeZones.name(zone, at: .none, in: context).stringValue ?? ""
    broken.offset = try offset(in: context)
    return shown(broken.formatted(format), in: context)
  }

  override package var isMutable: Bool { false }

  override package func hash(in context: Context) throws(Raised) -> Int {
    NumberHash.ofTuple([Int(Int128(time.microseconds) - (try offset(in: context) ?? 0)), 0x7469_6D65])
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: TimeObject.self) else { return nil }
    if zone.isIdentical(to: other.zone) { return .bool(operation.holds(time, other.time)) }
    let mine = try offset(in: context)
    let theirs = try other.offset(in: context)
    guard (mine == nil) == (theirs == nil) else {
      switch operation {
      case .equal: return false
      case .notEqual: return true
      default: throw .typeError("can't compare offset-naive and offset-aware times")
      }
    }
    return .bool(
      operation.holds(
        Int128(time.microseconds) - (mine ?? 0), Int128(other.time.microseconds) - (theirs ?? 0)))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts = ["\(time.hour)", "\(time.minute)"]
    if time.second != 0 || time.microsecond != 0 { parts.append("\(time.second)") }
    if time.microsecond != 0 { parts.append("\(time.microsecond)") }
    if !zone.isNone { parts.append("tzinfo=\(try context.repr(zone))") }
    if fold != 0 { parts.append("fold=\(fold)") }
    return shown(PythonString("\(DateText.className(of: type))(\(parts.joined(separator: ", ")))"), in: context)
  }

  override package func str(in context: Context) throws(Raised) -> PythonString { try iso("auto", in: context) }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    specification.bytes.isEmpty ? try context.str(.object(self)) : try formatted(specification, in: context)
  }
}
