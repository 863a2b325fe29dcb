package import Kernels
package import PythonRuntime

/// `datetime.timezone`: a fixed offset from UTC.
package final class TimeZoneObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(
      name: "timezone", module: "datetime", bases: [TimeZones.base], members: Standard.TimeZoneClass.members)
    type.isNamedInFull = true
    let bound = TimeDeltaObject.day - 60_000_000
    type.define("utc", .object(TimeZoneObject(0, name: nil, type: type)))
    type.isNamedInFull = true
    type.define("min", .object(TimeZoneObject(-bound, name: nil, type: type)))
    type.define("max", .object(TimeZoneObject(bound, name: nil, type: type)))
    return type
  }()

  /// `timezone.utc`.
  package static var utc: Value { TimeZoneObject.type.lookup("utc") ?? .none }

  /// In microseconds, less than a day.
  let offset: Int128
  let name: PythonString?

  init(_ offset: Int128, name: PythonString?, type: TypeObject = TimeZoneObject.type) {
    self.offset = offset
    self.name = name
    super.init(type: type)
  }

  /// `tzname()`.
  var shownName: PythonString { name ?? (offset == 0 ? "UTC" : PythonString("UTC" + TimeZones.text(offset))) }

  override package var isMutable: Bool { false }

  override package func hash(in context: Context) throws(Raised) -> Int { NumberHash.of(Int(offset)) }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: TimeZoneObject.self) else {
      return nil
    }
    return .bool(operation.holds(Int(offset), Int(other.offset)))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let className = DateText.className(of: type)
    if case .object(let utc) = TimeZoneObject.utc, utc === self { return PythonString("\(className).utc") }
    let delta = try context.repr(.object(try TimeDeltaObject(offset)))
    guard let name else { return PythonString("\(className)(\(delta))") }
    return PythonString("\(className)(\(delta), \(try context.repr(.string(name))))")
  }

  override package func str(in context: Context) throws(Raised) -> PythonString { shownName }
}

/// What all time zones share.
package enum TimeZones {
  nonisolated(unsafe) package static let base = TypeObject(
    name: "tzinfo", module: "datetime", members: Standard.TimeZoneInfoClass.members)

  /// `+HH:MM[:SS[.ffffff]]`
  static func text(_ offset: Int128, separator: String = ":") -> String {
    let size = Int(offset.magnitude)
    let seconds = size / 1_000_000
    var text = offset < 0 ? "-" : "+"
    text += (seconds / 3600).padded(2) + separator + (seconds / 60 % 60).padded(2)
    if seconds % 60 != 0 || size % 1_000_000 != 0 { text += separator + (seconds % 60).padded(2) }
    if size % 1_000_000 != 0 { text += "." + (size % 1_000_000).padded(6) }
    return text
  }

  /// What `utcoffset` or `dst` of a zone gives, in microseconds; `nil` for None.
  static func offset(
    _ zone: Value, at moment: Value, method: PythonString = "utcoffset", in context: Context
  ) throws(Raised) -> Int128? {
    if zone.isNone { return nil }
    if let fixed = zone.cast(to: TimeZoneObject.self), !fixed.type.isUserDefined {
      return method == "utcoffset" ? fixed.offset : nil
    }
    if let place = zone.cast(to: ZoneInfoObject.self), !place.type.isUserDefined {
      guard let moment = moment.cast(to: DateTimeObject.self) else { return nil }
      let period = place.zone.period(local: moment.localSeconds, fold: moment.fold)
      return Int128(method == "utcoffset" ? period.offset : period.dst) * 1_000_000
    }
    let value = try context.callMethod(zone, method, CallArguments([moment])).supported()
    if value.isNone { return nil }
    guard let delta = value.cast(to: TimeDeltaObject.self) else {
      throw .typeError("tzinfo.\(method)() must return None or timedelta, not '\(value.typeName)'")
    }
    guard delta.total.magnitude < TimeDeltaObject.day.magnitude else {
      throw .valueError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    }
    return delta.total
  }

  /// What `tzname` of a zone gives.
  static func name(_ zone: Value, at moment: Value, in context: Context) throws(Raised) -> Value {
    if zone.isNone { return .none }
    let value = try context.callMethod(zone, "tzname", CallArguments([moment])).supported()
    guard value.isNone || value.stringValue != nil else {
      throw .typeError("tzinfo.tzname() must return None or a string, not '\(value.typeName)'")
    }
    return value
  }

  /// The moment, whose date and time are UTC, in its own zone.
  static func fromUTC(_ moment: DateTimeObject, _ zone: Value, in context: Context) throws(Raised) -> Value {
    if let fixed = zone.cast(to: TimeZoneObject.self), !fixed.type.isUserDefined {
      return .object(try moment.moved(by: fixed.offset, isClock: moment.isClock))
    }
    return try context.callMethod(zone, "fromutc", CallArguments([.object(moment)])).supported()
  }

  /// Raises for what is no time zone.
  static func check(_ zone: Value) throws(Raised) {
    guard zone.isNone || zone.type.isSubclass(of: base) else {
      throw .typeError("tzinfo argument must be None or of a tzinfo subclass, not type '\(zone.typeName)'")
    }
  }
}
