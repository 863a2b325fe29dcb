import Foundation
import Kernels
import PythonRuntime

/// `zoneinfo.ZoneInfo`: a place of the system's time-zone database.
final class ZoneInfoObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ZoneInfo", module: "zoneinfo", bases: [TimeZones.base], members: Standard.ZoneInfoClass.members)
  nonisolated(unsafe) static let notFound = Exceptions.make(
    "ZoneInfoNotFoundError", module: "zoneinfo._common", Exceptions.keyError)

  let key: PythonString
  let zone: ZoneRules

  init(_ key: PythonString, _ zone: ZoneRules, type: TypeObject) {
    self.key = key
    self.zone = zone
    super.init(type: type)
  }

  override var isMutable: Bool { false }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("\(DateText.className(of: type))(key=\(StringRepr.quoted(key)))")
  }

  override func str(in context: Context) throws(Raised) -> PythonString { key }

  /// The zones that were asked for; asking again gives the same object.
  private struct Known {
    var zones: [PythonString: ZoneInfoObject] = [:]
  }

  static func named(_ key: PythonString, type: TypeObject, in context: Context) throws(Raised) -> ZoneInfoObject {
    var known = context.state(Known.self) { Known() }
    if let zone = known.zones[key] { return zone }
    let parts = key.description.split(separator: "/", omittingEmptySubsequences: false)
    if key.bytes.first == 0x2F || parts.contains("..") || parts.contains(".") {
      throw .valueError(
        key.bytes.first == 0x2F
          ? "ZoneInfo keys may not be absolute paths, got: \(key)"
          : "ZoneInfo keys must be normalized relative paths, got: \(key)")
    }
    let path = "/usr/share/zoneinfo/\(key)"
    guard !key.bytes.isEmpty, let data = FileManager.default.contents(atPath: path),
      let rules = ZoneRules([UInt8](data))
    else {
      let exception = ExceptionObject(notFound, [.text("No time zone found with key \(key)")])
      throw .exception(exception)
    }
    let zone = ZoneInfoObject(key, rules, type: type)
    known.zones[key] = zone
    context.setState(known)
    return zone
  }
}

extension Standard.ZoneInfoModule {
  static let zoneInfo = Constant("ZoneInfo") { _ in .object(ZoneInfoObject.type) }
  static let notFound = Constant("ZoneInfoNotFoundError") { _ in .object(ZoneInfoObject.notFound) }
}

extension Standard.ZoneInfoClass {
  static let new = Constructor("ZoneInfo(cls, key)") { call in
    .object(
      try ZoneInfoObject.named(call.string("key"), type: call.receivingClass ?? ZoneInfoObject.type, in: call.context))
  }

  static let key = Property("key") { call in .string(try call.receiver(as: ZoneInfoObject.self).key) }

  private static func period(_ call: Call) throws(Raised) -> ZoneRules.Period? {
    let zone = try call.receiver(as: ZoneInfoObject.self)
    guard let moment = call[1].cast(to: DateTimeObject.self) else {
      // A zone that never changes knows its offset without a moment.
      return zone.zone.transitions.isEmpty ? zone.zone.period(utc: 0) : nil
    }
    return zone.zone.period(local: moment.localSeconds, fold: moment.fold)
  }

  static let utcoffset = Method("utcoffset(self, dt, /)") { call in
    try period(call).map { .object(try TimeDeltaObject(Int128($0.offset) * 1_000_000)) } ?? .none
  }
  static let dst = Method("dst(self, dt, /)") { call in
    try period(call).map { .object(try TimeDeltaObject(Int128($0.dst) * 1_000_000)) } ?? .none
  }
  static let tzname = Method("tzname(self, dt, /)") { call in try period(call).map { .text($0.name) } ?? .none }

  static let fromutc = Method("fromutc(self, dt, /)") { call in
    let zone = try call.receiver(as: ZoneInfoObject.self)
    guard let moment = call[1].cast(to: DateTimeObject.self) else {
      throw Raised.typeError("fromutc() requires a datetime argument")
    }
    guard moment.zone.isIdentical(to: call.receiver) else { throw Raised.valueError("fromutc: dt.tzinfo is not self") }
    let utc = moment.localSeconds
    let period = zone.zone.period(utc: utc)
    let local = try moment.moved(by: Int128(period.offset) * 1_000_000, isClock: moment.isClock)
    // The second of two equal local moments.
    let isSecond = zone.zone.period(local: utc + period.offset, fold: 0) != period
    return .object(isSecond ? local.folded(1) : local)
  }
}
