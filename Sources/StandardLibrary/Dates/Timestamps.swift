import Foundation
import Kernels
import PythonRuntime

/// Seconds since 1970 and dates; local time is UTC.
enum Timestamps {
  static let epoch = 719_163

  /// Seconds and microseconds of a timestamp, rounded half to even.
  static func split(_ value: Value, _ context: Context) throws(Raised) -> (seconds: Int, microseconds: Int) {
    if let whole = value.bigInt {
      guard let seconds = Int(exactly: whole) else {
        throw .overflowError("timestamp out of range for platform time_t")
      }
      return (seconds, 0)
    }
    guard let number = try context.double(value.supported()) else {
      throw .typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    if number.isNaN { throw .valueError("Invalid value NaN (not a number)") }
    guard number.magnitude < 0x1p62 else { throw .overflowError("timestamp out of range for platform time_t") }
    var whole = number.rounded(.towardZero)
    var fraction = ((number - whole) * 1e6).rounded(.toNearestOrEven)
    if fraction >= 1e6 {
      fraction -= 1e6
      whole += 1
    } else if fraction < 0 {
      fraction += 1e6
      whole -= 1
    }
    return (Int(whole), Int(fraction))
  }

  /// The day of a timestamp.
  static func date(_ seconds: Int) throws(Raised) -> CivilDate {
    let ordinal = CivilDate.floorDivided(seconds, 86400) + epoch
    guard seconds.magnitude < 67_768_036_191_676_800 else {
      throw Raised(Exceptions.osError, "[Errno 75] Value too large for defined data type")
    }
    let date = CivilDate(ordinal: ordinal)
    guard date.year >= 1, date.year <= 9999 else { throw .valueError("year \(date.year) is out of range") }
    return date
  }

  /// The time of day of a timestamp.
  static func time(_ seconds: Int, _ microseconds: Int) -> ClockTime {
    ClockTime(microseconds: CivilDate.remainder(seconds, 86400) * 1_000_000 + microseconds)
  }

  /// The reading of the clock.
  static func now(_ type: TypeObject, zone: Value, in context: Context) throws(Raised) -> Value {
    let (seconds, microseconds) = try split(.float(Date().timeIntervalSince1970), context)
    return try made(seconds, microseconds, type, zone: zone, isClock: true, in: context)
  }

  /// A timestamp in a time zone.
  static func made(
    _ seconds: Int, _ microseconds: Int, _ type: TypeObject, zone: Value, isClock: Bool, in context: Context
  ) throws(Raised) -> Value {
    let moment = DateTimeObject(
      try date(seconds), time(seconds, microseconds), zone: zone, isClock: isClock, type: type)
    return zone.isNone ? .object(moment) : try TimeZones.fromUTC(moment, zone, in: context)
  }
}
