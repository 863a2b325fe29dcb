import Kernels
import PythonRuntime

extension Standard.Datetime {
  static let tzinfo = Constant("tzinfo") { _ in .object(TimeZones.base) }
  static let timezone = Constant("timezone") { _ in .object(TimeZoneObject.type) }
  static let utc = Constant("UTC") { _ in TimeZoneObject.utc }
}

extension Standard.TimeZoneClass {
  static let new = Constructor("timezone(cls, offset, name=None)") { call in
    guard let delta = try call["offset"].supported().cast(to: TimeDeltaObject.self) else {
      throw Raised.typeError("timezone() argument 1 must be datetime.timedelta, not \(call["offset"].typeName)")
    }
    var name: PythonString?
    if call.isGiven("name") {
      guard case .string(let text) = call["name"] else {
        throw Raised.typeError("timezone() argument 2 must be str, not \(call["name"].typeName)")
      }
      name = text
    }
    guard delta.total.magnitude < TimeDeltaObject.day.magnitude else {
      throw Raised.valueError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
          + "\(try call.context.repr(call["offset"])).")
    }
    if delta.total == 0, name == nil { return TimeZoneObject.utc }
    return .object(TimeZoneObject(delta.total, name: name, type: call.receivingClass ?? TimeZoneObject.type))
  }

  static let utcoffset = Method("utcoffset(self, dt, /)") { call in
    try checkMoment(call, "utcoffset")
    return .object(try TimeDeltaObject(call.receiver(as: TimeZoneObject.self).offset))
  }
  static let dst = Method("dst(self, dt, /)") { call in
    try checkMoment(call, "dst")
    return .none
  }
  static let tzname = Method("tzname(self, dt, /)") { call in
    try checkMoment(call, "tzname")
    return .string(try call.receiver(as: TimeZoneObject.self).shownName)
  }

  static let fromutc = Method("fromutc(self, dt, /)") { call in
    let zone = try call.receiver(as: TimeZoneObject.self)
    guard let moment = call[1].cast(to: DateTimeObject.self) else {
      throw Raised.typeError("fromutc() argument must be a datetime instance")
    }
    guard case .object(let own) = moment.zone, own === zone else {
      throw Raised.valueError("fromutc: dt.tzinfo is not self")
    }
    return .object(try moment.moved(by: zone.offset, isClock: moment.isClock))
  }

  private static func checkMoment(_ call: Call, _ name: String) throws(Raised) {
    guard call[1].isNone || call[1].cast(to: DateTimeObject.self) != nil else {
      throw .typeError("\(name)(dt) argument must be a datetime instance or None, not \(call[1].typeName)")
    }
  }
}

extension Standard.TimeZoneInfoClass {
  static let new = Constructor("tzinfo(cls, *args, **kwargs)") { call in
    .object(InstanceObject(of: call.receivingClass ?? TimeZones.base))
  }

  static let utcoffset = Method("utcoffset(self, dt, /)") { _ in throw missing("utcoffset") }
  static let dst = Method("dst(self, dt, /)") { _ in throw missing("dst") }
  static let tzname = Method("tzname(self, dt, /)") { _ in throw missing("tzname") }

  private static func missing(_ name: String) -> Raised {
    Raised(Exceptions.notImplementedError, "a tzinfo subclass must implement \(name)()")
  }

  /// The zone's rules from its `utcoffset` and `dst`, as PEP 431's predecessor had it.
  static let fromutc = Method("fromutc(self, dt, /)") { call in
    guard let moment = call[1].cast(to: DateTimeObject.self) else {
      throw Raised.typeError("fromutc: argument must be a datetime")
    }
    guard moment.zone.isIdentical(to: call.receiver) else { throw Raised.valueError("fromutc: dt.tzinfo is not self") }
    let context = call.context
    guard let offset = try TimeZones.offset(call.receiver, at: call[1], in: context) else {
      throw Raised.valueError("fromutc: non-None utcoffset() result required")
    }
    guard let saving = try TimeZones.offset(call.receiver, at: call[1], method: "dst", in: context) else {
      throw Raised.valueError("fromutc: non-None dst() result required")
    }
    let standard = try moment.moved(by: offset - saving, isClock: moment.isClock)
    guard let rest = try TimeZones.offset(call.receiver, at: .object(standard), method: "dst", in: context) else {
      throw Raised.valueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
    }
    return .object(try standard.moved(by: rest, isClock: moment.isClock))
  }
}
