import Foundation
import Kernels
import PythonRuntime

extension Standard.Datetime {
  static let date = Constant("date") { _ in .object(DateObject.type) }
  static let minYear = Constant("MINYEAR") { _ in 1 }
  static let maxYear = Constant("MAXYEAR") { _ in 9999 }
}

extension Standard.DateClass {
  static let new = Constructor("date(cls, year=None, month=None, day=None)") { call in
    try DateArguments.require(call, ["year", "month", "day"])
    let date = try DateObject.checked(call.int("year"), call.int("month"), call.int("day"))
    return .object(
      DateObject(date, isClock: DateArguments.hasClock(call), type: call.receivingClass ?? DateObject.type))
  }

  static let year = Property("year") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.year, in: call.context)
  }
  static let month = Property("month") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.month, in: call.context)
  }
  static let day = Property("day") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.day, in: call.context)
  }

  static let today = ClassMethod("today(cls)") { call in
    let now = Date().timeIntervalSince1970
    return try DateArguments.made(call, now: now)
  }

  static let fromtimestamp = ClassMethod("fromtimestamp(cls, timestamp, /)") { call in
    let (seconds, _) = try Timestamps.split(call[1], call.context)
    let date = try Timestamps.date(seconds)
    return try call.context.call(
      .object(call.receivingClass ?? DateObject.type), [.int(date.year), .int(date.month), .int(date.day)])
  }

  static let fromordinal = ClassMethod("fromordinal(cls, ordinal, /)") { call in
    let ordinal = try call.int("ordinal")
    if ordinal < 1 { throw Raised.valueError("ordinal must be >= 1") }
    if ordinal > Int(Int32.max) { throw Raised.overflowError("Python int too large to convert to C int") }
    let date = CivilDate(ordinal: ordinal)
    if ordinal > CivilDate.largestOrdinal { throw Raised.valueError("year \(date.year) is out of range") }
    return try call.context.call(
      .object(call.receivingClass ?? DateObject.type), [.int(date.year), .int(date.month), .int(date.day)])
  }

  static let fromisoformat = ClassMethod("fromisoformat(cls, date_string, /)") { call in
    guard case .string(let text) = try call[1].supported() else {
      throw Raised.typeError("fromisoformat: argument must be str")
    }
    guard let date = IsoText.date(text.bytes) else {
      throw Raised.valueError("Invalid isoformat string: \(try call.context.repr(call[1]))")
    }
    return try call.context.call(
      .object(call.receivingClass ?? DateObject.type), [.int(date.year), .int(date.month), .int(date.day)])
  }

  static let fromisocalendar = ClassMethod("fromisocalendar(cls, year, week, day)") { call in
    let date = try IsoText.date(year: call.int("year"), week: call.int("week"), day: call.int("day"))
    return try call.context.call(
      .object(call.receivingClass ?? DateObject.type), [.int(date.year), .int(date.month), .int(date.day)])
  }

  static let replace = Method("replace(self, year=None, month=None, day=None)") { call in
    let old = try call.receiver(as: DateObject.self)
    let date = try DateObject.checked(
      call.isGiven("year") ? call.int("year") : old.date.year,
      call.isGiven("month") ? call.int("month") : old.date.month,
      call.isGiven("day") ? call.int("day") : old.date.day)
    return .object(DateObject(date, isClock: old.isClock, type: old.type))
  }

  static let toordinal = Method("toordinal(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.ordinal, in: call.context)
  }
  static let weekday = Method("weekday(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.weekday, in: call.context)
  }
  static let isoweekday = Method("isoweekday(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    return date.part(date.date.weekday + 1, in: call.context)
  }
  static let isocalendar = Method("isocalendar(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    let iso = date.date.isoCalendar
    return .object(
      TupleObject(
        [iso.year, iso.week, iso.weekday].map { date.part($0, in: call.context) }, type: NamedTuples.isoCalendar))
  }

  static let isoformat = Method("isoformat(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    return .string(date.shown(try date.iso(in: call.context), in: call.context))
  }
  static let ctime = Method("ctime(self)") { call in
    let date = try call.receiver(as: DateObject.self)
    return try Value.string(date.formatted("%a %b %e %H:%M:%S ", in: call.context)).appending(date.date.year.padded(4))
  }
  static let strftime = Method("strftime(self, format)") { call in
    guard case .string(let format) = try call["format"].supported() else {
      throw Raised.typeError("strftime() argument 1 must be str, not \(call["format"].typeName)")
    }
    return .string(try call.receiver(as: DateObject.self).formatted(format, in: call.context))
  }
  static let timetuple = Method("timetuple(self)") { call in
    let time = try call.receiver(as: DateObject.self).brokenDown(in: call.context)
    return time.structTime
  }
}

extension Value {
  /// The text with more behind it.
  func appending(_ text: String) -> Value {
    guard case .string(let own) = self else { return self }
    return .string(PythonString(bytes: own.bytes + Array(text.utf8)))
  }
}

/// Arguments of the constructors.
enum DateArguments {
  /// Raises CPython's TypeError for the first argument that is missing.
  static func require(_ call: Call, _ names: [String]) throws(Raised) {
    for (i, name) in names.enumerated() where !call.isGiven(name) {
      throw .typeError("function missing required argument '\(name)' (pos \(i + 1))")
    }
  }

  /// Whether a number among the arguments was read from the clock.
  static func hasClock(_ call: Call) -> Bool { call.values.contains { $0.cast(to: ClockNumber.self) != nil } }

  /// The date or datetime of a reading of the clock.
  static func made(_ call: Call, now: Double) throws(Raised) -> Value {
    let type = call.receivingClass ?? DateObject.type
    let seconds = Int(now.rounded(.down))
    let date = try Timestamps.date(seconds)
    if type.isSubclass(of: DateTimeObject.dateTimeType) {
      return try Timestamps.now(type, zone: .none, in: call.context)
    }
    return .object(DateObject(date, isClock: true, type: type))
  }
}
