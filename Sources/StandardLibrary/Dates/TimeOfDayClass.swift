import Kernels
import PythonRuntime

extension Standard.Datetime {
  static let time = Constant("time") { _ in .object(TimeObject.type) }
}

extension Standard.TimeOfDayClass {
  static let new = Constructor("time(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)") { call in
    try TimeZones.check(call["tzinfo"])
    let fold = try call.int("fold")
    let time = try TimeObject.checked(
      call.int("hour"), call.int("minute"), call.int("second"), call.int("microsecond"), fold: fold)
    return .object(
      TimeObject(
        time, zone: call["tzinfo"], fold: fold, isClock: DateArguments.hasClock(call),
        type: call.receivingClass ?? TimeObject.type))
  }

  private static func part(_ call: Call, _ field: (ClockTime) -> Int) throws(Raised) -> Value {
    let time = try call.receiver(as: TimeObject.self)
    return time.isClock ? call.context.clockReading(whole: field(time.time)) : .int(field(time.time))
  }

  static let hour = Property("hour") { call in try part(call, \.hour) }
  static let minute = Property("minute") { call in try part(call, \.minute) }
  static let second = Property("second") { call in try part(call, \.second) }
  static let microsecond = Property("microsecond") { call in try part(call, \.microsecond) }
  static let tzinfo = Property("tzinfo") { call in try call.receiver(as: TimeObject.self).zone }
  static let fold = Property("fold") { call in .int(try call.receiver(as: TimeObject.self).fold) }

  static let replace = Method(
    "replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None)"
  ) { call in
    let old = try call.receiver(as: TimeObject.self)
    func value(_ name: String, _ standard: Int) throws(Raised) -> Int {
      call.isGiven(name) ? try call.int(name) : standard
    }
    let fold = try value("fold", old.fold)
    let time = try TimeObject.checked(
      value("hour", old.time.hour), value("minute", old.time.minute), value("second", old.time.second),
      value("microsecond", old.time.microsecond), fold: fold)
    let zone = call.isGiven("tzinfo") ? call["tzinfo"] : old.zone
    try TimeZones.check(zone)
    return .object(TimeObject(time, zone: zone, fold: fold, isClock: old.isClock, type: old.type))
  }

  static let isoformat = Method("isoformat(self, timespec='auto')") { call in
    .string(try call.receiver(as: TimeObject.self).iso(call.text("timespec"), in: call.context))
  }
  static let strftime = Method("strftime(self, format)") { call in
    guard case .string(let format) = try call["format"].supported() else {
      throw Raised.typeError("strftime() argument 1 must be str, not \(call["format"].typeName)")
    }
    return .string(try call.receiver(as: TimeObject.self).formatted(format, in: call.context))
  }
  static let utcoffset = Method("utcoffset(self)") { call in
    let offset = try call.receiver(as: TimeObject.self).offset(in: call.context)
    return try offset.map { .object(try TimeDeltaObject($0)) } ?? .none
  }
  static let dst = Method("dst(self)") { call in
    let zone = try call.receiver(as: TimeObject.self).zone
    return try TimeZones.offset(zone, at: .none, method: "dst", in: call.context)
      .map { .object(try TimeDeltaObject($0)) } ?? .none
  }
  static let tzname = Method("tzname(self)") { call in
    try TimeZones.name(call.receiver(as: TimeObject.self).zone, at: .none, in: call.context)
  }

  static let fromisoformat = ClassMethod("fromisoformat(cls, time_string, /)") { call in
    guard case .string(let text) = try call[1].supported() else {
      throw Raised.typeError("fromisoformat: argument must be str")
    }
    var bytes = text.bytes
    if bytes.first == UInt8(ascii: "T") { bytes.removeFirst() }
    guard let (parts, offset) = IsoText.time(bytes) else {
      throw Raised.valueError("Invalid isoformat string: \(try call.context.repr(call[1]))")
    }
    return try call.context.call(
      .object(call.receivingClass ?? TimeObject.type),
      parts.map { .int($0) } + [TimeObject.zone(offset, in: call.context)])
  }
}
