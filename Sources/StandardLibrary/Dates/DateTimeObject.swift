package import Kernels
package import PythonRuntime

/// `datetime.datetime`.
package final class DateTimeObject: DateObject {
  nonisolated(unsafe) package static let dateTimeType: TypeObject = {
    let type = TypeObject(
      name: "datetime", module: "datetime", bases: [DateObject.type], members: Standard.DateTimeClass.members)
    let first = CivilDate(year: 1, month: 1, day: 1)
    let last = CivilDate(year: 9999, month: 12, day: 31)
    let evening = ClockTime(hour: 23, minute: 59, second: 59, microsecond: 999_999)
    type.isNamedInFull = true
    type.define("min", .object(DateTimeObject(first, ClockTime(), type: type)))
    type.define("max", .object(DateTimeObject(last, evening, type: type)))
    type.define("resolution", (try? TimeDeltaObject(1)).map(Value.object) ?? .none)
    return type
  }()

  let time: ClockTime
  /// `tzinfo`; None for naive moments.
  let zone: Value
  let fold: Int

  init(
    _ date: CivilDate, _ time: ClockTime, zone: Value = .none, fold: Int = 0, isClock: Bool = false,
    type: TypeObject = DateTimeObject.dateTimeType
  ) {
    self.time = time
    self.zone = zone
    self.fold = fold
    super.init(date, isClock: isClock, type: type)
  }

  /// Microseconds since the beginning of the calendar, the zone left aside.
  var microseconds: Int128 { Int128(date.ordinal) * TimeDeltaObject.day + Int128(time.microseconds) }

  /// Seconds since 1970, the zone left aside.
  var localSeconds: Int { (date.ordinal - Timestamps.epoch) * 86400 + time.microseconds / 1_000_000 }

  /// `utcoffset()` in microseconds.
  func offset(in context: Context) throws(Raised) -> Int128? {
    try TimeZones.offset(zone, at: .object(self), in: context)
  }

  /// The same moment later or earlier, of the same class and zone.
  ///
  /// - Throws: OverflowError beyond the years 1 to 9999.
  func moved(by microseconds: Int128, isClock: Bool) throws(Raised) -> DateTimeObject {
    let sum = self.microseconds + microseconds
    let day = TimeDeltaObject.floorDivided(sum, TimeDeltaObject.day)
    let date = try DateObject.date(ordinal: Int(day))
    let time = ClockTime(microseconds: Int(sum - day * TimeDeltaObject.day))
    return DateTimeObject(date, time, zone: zone, isClock: isClock, type: type)
  }

  /// The same with another fold.
  func folded(_ fold: Int) -> DateTimeObject {
    DateTimeObject(date, time, zone: zone, fold: fold, isClock: isClock, type: type)
  }

  /// The same date and time in another zone, not converted.
  func placed(in zone: Value, fold: Int = 0) -> DateTimeObject {
    DateTimeObject(date, time, zone: zone, fold: fold, isClock: isClock, type: type)
  }

  override func brokenDown(in context: Context) throws(Raised) -> BrokenDownTime {
    var result = BrokenDownTime(date, time)
    result.zone = try TimeZones.name(zone, at: .object(self), in: context).stringValue ?? ""
    result.offset = try offset(in: context)
    if let dst = try TimeZones.offset(zone, at: .object(self), method: "dst", in: context) {
      result.isDaylight = dst != 0 ? 1 : 0
    }
    return result
  }

  override func iso(in context: Context) throws(Raised) -> String {
    try iso(separator: "T", specification: "auto", in: context)
  }

  /// `isoformat(sep, timespec)`.
  func iso(separator: String, specification: String, in context: Context) throws(Raised) -> String {
    let offset = try offset(in: context).map { TimeZones.text($0) } ?? ""
    return try DateObject.iso(date) + separator + TimeObject.iso(time, specification) + offset
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    shown(try iso(separator: " ", specification: "auto", in: context), in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts = [date.year, date.month, date.day, time.hour, time.minute].map(String.init)
    if time.second != 0 || time.microsecond != 0 { parts.append("\(time.second)") }
    if time.microsecond != 0 { parts.append("\(time.microsecond)") }
    if fold != 0 { parts.append("fold=\(fold)") }
    if !zone.isNone { parts.append("tzinfo=\(try context.repr(zone))") }
    return shown("\(DateText.className(of: self.type))(\(parts.joined(separator: ", ")))", in: context)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    let total = try folded(0).offset(in: context).map { microseconds - $0 } ?? microseconds
    return NumberHash.ofTuple([Int(truncatingIfNeeded: total), Int(truncatingIfNeeded: total >> 64)])
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    try compared(operation, other, in: context)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try arithmetic(operation, other, reflected: reflected, in: context)
  }
}
