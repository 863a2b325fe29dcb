import Foundation
import Kernels
import PythonRuntime

extension Standard.Datetime {
  static let datetime = Constant("datetime") { _ in .object(DateTimeObject.dateTimeType) }
}

extension Standard.DateTimeClass {
  static let new = Constructor(
    "datetime(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"
  ) { call in
    try DateArguments.require(call, ["year", "month", "day"])
    try TimeZones.check(call["tzinfo"])
    let date = try DateObject.checked(call.int("year"), call.int("month"), call.int("day"))
    let time = try TimeObject.checked(
      call.int("hour"), call.int("minute"), call.int("second"), call.int("microsecond"), fold: call.int("fold"))
    return .object(
      DateTimeObject(
        date, time, zone: call["tzinfo"], fold: try call.int("fold"), isClock: DateArguments.hasClock(call),
        type: call.receivingClass ?? DateTimeObject.dateTimeType))
  }

  private static func part(_ call: Call, _ field: (DateTimeObject) -> Int) throws(Raised) -> Value {
    let moment = try call.receiver(as: DateTimeObject.self)
    return moment.part(field(moment), in: call.context)
  }

  static let hour = Property("hour") { call in try part(call) { $0.time.hour } }
  static let minute = Property("minute") { call in try part(call) { $0.time.minute } }
  static let second = Property("second") { call in try part(call) { $0.time.second } }
  static let microsecond = Property("microsecond") { call in try part(call) { $0.time.microsecond } }
  static let tzinfo = Property("tzinfo") { call in try call.receiver(as: DateTimeObject.self).zone }
  static let fold = Property("fold") { call in .int(try call.receiver(as: DateTimeObject.self).fold) }

  static let now = ClassMethod("now(cls, tz=None)") { call in
    try TimeZones.check(call["tz"])
    return try Timestamps.now(
      call.receivingClass ?? DateTimeObject.dateTimeType, zone: call["tz"], in: call.context)
  }
  static let utcnow = ClassMethod("utcnow(cls)") { call in
    try Timestamps.now(call.receivingClass ?? DateTimeObject.dateTimeType, zone: .none, in: call.context)
  }

  static let fromtimestamp = ClassMethod("fromtimestamp(cls, timestamp, tz=None)") { call in
    try TimeZones.check(call["tz"])
    let (seconds, microseconds) = try Timestamps.split(call["timestamp"], call.context)
    // Looking for a change of the local clock, CPython asks for the day before.
    if call.isNone("tz") { _ = try Timestamps.date(seconds &- 86400) }
    return try Timestamps.made(
      seconds, microseconds, call.receivingClass ?? DateTimeObject.dateTimeType, zone: call["tz"],
      isClock: DateArguments.hasClock(call), in: call.context)
  }
  static let utcfromtimestamp = ClassMethod("utcfromtimestamp(cls, timestamp, /)") { call in
    let (seconds, microseconds) = try Timestamps.split(call[1], call.context)
    return try Timestamps.made(
      seconds, microseconds, call.receivingClass ?? DateTimeObject.dateTimeType, zone: .none,
      isClock: DateArguments.hasClock(call), in: call.context)
  }

  static let combine = ClassMethod("combine(cls, date, time, tzinfo=None)") { call in
    guard let date = try call["date"].supported().cast(to: DateObject.self) else {
      throw Raised.typeError("combine() argument 1 must be datetime.date, not \(call["date"].typeName)")
    }
    guard let time = try call["time"].supported().cast(to: TimeObject.self) else {
      throw Raised.typeError("combine() argument 2 must be datetime.time, not \(call["time"].typeName)")
    }
    try TimeZones.check(call["tzinfo"])
    return .object(
      DateTimeObject(
        date.date, time.time, zone: call.isGiven("tzinfo") ? call["tzinfo"] : time.zone, fold: time.fold,
        isClock: date.isClock || time.isClock, type: call.receivingClass ?? DateTimeObject.dateTimeType))
  }

  static let fromisoformat = ClassMethod("fromisoformat(cls, date_string, /)") { call in
    guard case .string(let text) = try call[1].supported() else {
      throw Raised.typeError("fromisoformat: argument must be str")
    }
    let bytes = text.bytes
    let invalid = Raised.valueError("Invalid isoformat string: \(try call.context.repr(call[1]))")
    guard bytes.count >= 7 else { throw invalid }
    let end = min(IsoText.separator(bytes), bytes.count)
    guard let (year, month, day) = IsoText.date(Array(bytes[..<end])) else { throw invalid }
    var time: (parts: [Int], offset: Int128?) = ([0, 0, 0, 0], nil)
    if bytes.count > end {
      var start = end + 1
      while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
      guard let read = IsoText.time(Array(bytes[start...])) else { throw invalid }
      time = read
    }
    let arguments = [year, month, day] + time.parts
    let zone = try TimeObject.zone(time.offset, in: call.context)
    return try call.context.call(
      .object(call.receivingClass ?? DateTimeObject.dateTimeType), arguments.map { .int($0) } + [zone])
  }

  static let strptime = ClassMethod("strptime(cls, date_string, format, /)") { call in
    for (i, value) in [call[1], call[2]].enumerated() {
      guard try value.supported().stringValue != nil else {
        throw Raised.typeError(
          "strptime() argument \(i + 1) must be str, not \(value.isNone ? "None" : value.typeName)")
      }
    }
    let parsed = try TimeParsing.parsed(
      call[1].stringValue ?? "", format: call[2].stringValue ?? "", in: call.context)
    let time = parsed.time
    var arguments: [Value] = [time.date.year, time.date.month, time.date.day].map { .int($0) }
    arguments += [time.time.hour, time.time.minute, time.time.second, time.time.microsecond].map { .int($0) }
    if let offset = time.offset {
      guard offset.magnitude < TimeDeltaObject.day.magnitude else {
        let shown = try call.context.repr(.object(try TimeDeltaObject(offset)))
        throw Raised.valueError(
          "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not \(shown).")
      }
      let isPlain = time.zone.bytes.isEmpty
      arguments.append(
        offset == 0 && isPlain
          ? TimeZoneObject.utc : .object(TimeZoneObject(offset, name: isPlain ? nil : time.zone)))
    }
    return try call.context.call(.object(call.receivingClass ?? DateTimeObject.dateTimeType), arguments)
  }
}
