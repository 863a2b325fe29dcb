import Kernels
import PythonRuntime

extension Standard.DateTimeClass {
  static let replace = Method(
    "replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None)"
  ) { call in
    let old = try call.receiver(as: DateTimeObject.self)
    func value(_ name: String, _ standard: Int) throws(Raised) -> Int {
      call.isGiven(name) ? try call.int(name) : standard
    }
    let date = try DateObject.checked(
      value("year", old.date.year), value("month", old.date.month), value("day", old.date.day))
    let fold = try value("fold", old.fold)
    let time = try TimeObject.checked(
      value("hour", old.time.hour), value("minute", old.time.minute), value("second", old.time.second),
      value("microsecond", old.time.microsecond), fold: fold)
    let zone = call.isGiven("tzinfo") ? call["tzinfo"] : old.zone
    try TimeZones.check(zone)
    return .object(
      DateTimeObject(
        date, time, zone: zone, fold: fold, isClock: old.isClock || DateArguments.hasClock(call), type: old.type))
  }

  static let date = Method("date(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    return .object(DateObject(moment.date, isClock: moment.isClock))
  }
  static let time = Method("time(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    return .object(TimeObject(moment.time, fold: moment.fold, isClock: moment.isClock))
  }
  static let timetz = Method("timetz(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    return .object(TimeObject(moment.time, zone: moment.zone, fold: moment.fold, isClock: moment.isClock))
  }

  static let timestamp = Method("timestamp(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    let offset = try moment.offset(in: call.context)
    let since = moment.microseconds - Int128(Timestamps.epoch) * TimeDeltaObject.day - (offset ?? 0)
    if offset == nil {
      let seconds = Double(moment.localSeconds) + Double(moment.time.microsecond) / 1e6
      return moment.isClock ? call.context.clockReading(seconds) : .float(seconds)
    }
    return try TimeDeltaObject(since, isClock: moment.isClock).totalSeconds(in: call.context)
  }

  static let isoformat = Method("isoformat(self, sep='T', timespec='auto')") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    let separator = try call.string("sep")
    guard separator.codePointCount == 1 else {
      throw Raised.typeError("isoformat() argument 1 must be a unicode character, not str")
    }
    let text = try moment.iso(
      separator: separator.description, specification: call.text("timespec"), in: call.context)
    return .string(moment.shown(text, in: call.context))
  }

  static let ctime = Method("ctime(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    return try Value.string(moment.formatted("%a %b %e %H:%M:%S ", in: call.context))
      .appending(moment.date.year.padded(4))
  }

  static let utcoffset = Method("utcoffset(self)") { call in
    let offset = try call.receiver(as: DateTimeObject.self).offset(in: call.context)
    return try offset.map { .object(try TimeDeltaObject($0)) } ?? .none
  }
  static let dst = Method("dst(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    let offset = try TimeZones.offset(moment.zone, at: call.receiver, method: "dst", in: call.context)
    return try offset.map { .object(try TimeDeltaObject($0)) } ?? .none
  }
  static let tzname = Method("tzname(self)") { call in
    try TimeZones.name(call.receiver(as: DateTimeObject.self).zone, at: call.receiver, in: call.context)
  }

  static let utctimetuple = Method("utctimetuple(self)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    let offset = try moment.offset(in: call.context) ?? 0
    let utc = try moment.moved(by: -offset, isClock: moment.isClock)
    var time = BrokenDownTime(utc.date, utc.time)
    time.isDaylight = 0
    return time.structTime
  }

  static let astimezone = Method("astimezone(self, tz=None)") { call in
    let moment = try call.receiver(as: DateTimeObject.self)
    let target = call.isNone("tz") ? Value.object(TimeZoneObject(0, name: "UTC")) : call["tz"]
    guard target.type.isSubclass(of: TimeZones.base) else {
      throw Raised.typeError("tzinfo argument must be None or of a tzinfo subclass, not type '\(target.typeName)'")
    }
    if moment.zone.isIdentical(to: target) { return call.receiver }
    // A naive moment is local time, which is UTC.
    let offset = try moment.offset(in: call.context) ?? 0
    let utc = try moment.moved(by: -offset, isClock: moment.isClock).placed(in: target)
    return try TimeZones.fromUTC(utc, target, in: call.context)
  }
}
