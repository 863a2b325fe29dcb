import Foundation
import Kernels
import PythonRuntime

extension Standard.Time {
  private static var uptime: Double { ProcessInfo.processInfo.systemUptime }

  /// The processor's time that the process has used.
  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  static let time = Function("time()") { call in call.context.clockReading(Date().timeIntervalSince1970) }
  static let perfCounter = Function("perf_counter()") { call in call.context.clockReading(uptime) }
  static let processTime = Function("process_time()") { call in call.context.clockReading(processorSeconds) }
  static let threadTime = Function("thread_time()") { call in call.context.clockReading(processorSeconds) }
  static let monotonic = Function("monotonic()") { call in call.context.clockReading(uptime) }

  private static func nanoseconds(_ seconds: Double, _ context: Context) -> Value {
    context.clockReading(whole: Int(seconds * 1e6) * 1000)
  }
  static let timeNs = Function("time_ns()") { call in nanoseconds(Date().timeIntervalSince1970, call.context) }
  static let perfCounterNs = Function("perf_counter_ns()") { call in nanoseconds(uptime, call.context) }
  static let processTimeNs = Function("process_time_ns()") { call in nanoseconds(processorSeconds, call.context) }
  static let monotonicNs = Function("monotonic_ns()") { call in nanoseconds(uptime, call.context) }

  /// The replay waits for nothing.
  static let sleep = Function("sleep(secs, /)") { call in
    guard let seconds = try call.context.double(call[0].supported()) else {
      throw Raised.typeError("'\(call[0].typeName)' object cannot be interpreted as an integer")
    }
    if seconds < 0 { throw Raised.valueError("sleep length must be non-negative") }
    return .none
  }

  static let timezone = Constant("timezone") { _ in 0 }
  static let altzone = Constant("altzone") { _ in 0 }
  static let daylight = Constant("daylight") { _ in 0 }
  static let tzname = Constant("tzname") { _ in .tuple(["UTC", "UTC"]) }
  static let tzset = Function("tzset()") { _ in .none }
  static let structTime = Constant("struct_time") { _ in .object(NamedTuples.structTime) }

  static let gmtime = Function("gmtime(secs=None, /)") { call in try broken(call).structTime }
  /// The local time is UTC.
  static let localtime = Function("localtime(secs=None, /)") { call in try broken(call).structTime }

  private static func broken(_ call: Call) throws(Raised) -> ClockedTime {
    let isClock = call.isNone("secs") || call[0].cast(to: ClockNumber.self) != nil
    let value: Value = call.isNone("secs") ? .float(Date().timeIntervalSince1970) : call[0]
    var seconds: Int
    if let whole = value.bigInt {
      guard let small = Int(exactly: whole) else { throw .overflowError("timestamp out of range for platform time_t") }
      seconds = small
    } else {
      guard let number = try context(call, value) else {
        throw .typeError("'\(value.typeName)' object cannot be interpreted as an integer")
      }
      if number.isNaN { throw .valueError("Invalid value NaN (not a number)") }
      guard number.magnitude < 0x1p62 else { throw .overflowError("timestamp out of range for platform time_t") }
      seconds = Int(number.rounded(.down))
    }
    guard seconds.magnitude < 1 << 55 else {
      throw Raised(Exceptions.osError, "[Errno 75] Value too large for defined data type")
    }
    let date = CivilDate(ordinal: CivilDate.floorDivided(seconds, 86400) + Timestamps.epoch)
    var time = BrokenDownTime(date, Timestamps.time(seconds, 0))
    time.isDaylight = 0
    return ClockedTime(time: time, isClock: isClock, context: call.context)
  }

  private static func context(_ call: Call, _ value: Value) throws(Raised) -> Double? {
    try call.context.double(value.supported())
  }

  static let mktime = Function("mktime(t, /)") { call in
    let (time, isClock) = try tuple(call, call[0], checks: false)
    return isClock ? call.context.clockReading(Double(time.seconds)) : .float(Double(time.seconds))
  }

  static let asctime = Function("asctime(t=None, /)") { call in
    let (time, isClock) = try tuple(call, call[0], checks: true)
    return .string(isClock ? call.context.clockText(PythonString(time.asctime)) : PythonString(time.asctime))
  }

  static let ctime = Function("ctime(secs=None, /)") { call in
    let clocked = try broken(call)
    let text = PythonString(clocked.time.asctime)
    return .string(clocked.isClock ? call.context.clockText(text) : text)
  }

  static let strftime = Function("strftime(format, t=None, /)") { call in
    guard case .string(let format) = try call[0].supported() else {
      throw Raised.typeError("strftime() argument 1 must be str, not \(call[0].typeName)")
    }
    var (time, isClock) = try tuple(call, call[1], checks: true)
    if !call.isNone("t"), format.firstOffset(of: "%Z") != nil {
      // What `gmtime` gave is GMT, what `localtime` gave UTC.
      throw call.unsupported("'%Z' of a time tuple")
    }
    time.zone = "UTC"
    time.offset = 0
    let text = time.formattedByC(format)
    return .string(isClock ? call.context.clockText(text) : text)
  }

  static let strptime = Function("strptime(data_string, format='%a %b %d %H:%M:%S %Y', /)") { call in
    for (i, value) in [call[0], call[1]].enumerated() {
      guard try value.supported().stringValue != nil else {
        throw Raised.typeError(
          "strptime() argument \(i) must be str, not \(try call.context.repr(.object(value.type)))")
      }
    }
    let parsed = try TimeParsing.parsed(call[0].stringValue ?? "", format: call[1].stringValue ?? "", in: call.context)
    return parsed.time.structTime
  }

  /// The time that a tuple holds, or now.
  private static func tuple(
    _ call: Call, _ value: Value, checks: Bool
  ) throws(Raised) -> (time: BrokenDownTime, isClock: Bool) {
    if value.isNone {
      let seconds = Int(Date().timeIntervalSince1970)
      return (BrokenDownTime(try Timestamps.date(seconds), Timestamps.time(seconds, 0)), true)
    }
    guard let tuple = try value.supported().cast(to: TupleObject.self) else {
      throw .typeError("Tuple or struct_time argument required")
    }
    guard tuple.items.count == 9 else { throw .typeError("\(call.signature.name)(): illegal time tuple argument") }
    var n: [Int] = []
    for item in tuple.items {
      let number = try call.context.index(item)
      if number > Int(Int32.max) { throw .overflowError("signed integer is greater than maximum") }
      if number < Int(Int32.min) { throw .overflowError("signed integer is less than minimum") }
      n.append(number)
    }
    let isClock = tuple.items.contains { $0.cast(to: ClockNumber.self) != nil }
    return (checks ? try checked(n) : normalized(n), isClock)
  }

  private static func checked(_ n: [Int]) throws(Raised) -> BrokenDownTime {
    // Zero stands for the first of those that count from one.
    let (month, day, dayOfYear) = (n[1] == 0 ? 1 : n[1], n[2] == 0 ? 1 : n[2], n[7] == 0 ? 1 : n[7])
    if month < 1 || month > 12 { throw .valueError("month out of range") }
    if day < 1 || day > 31 { throw .valueError("day of month out of range") }
    if n[3] < 0 || n[3] > 23 { throw .valueError("hour out of range") }
    if n[4] < 0 || n[4] > 59 { throw .valueError("minute out of range") }
    if n[5] < 0 || n[5] > 61 { throw .valueError("seconds out of range") }
    if n[6] < -1 { throw .valueError("day of week out of range") }
    if dayOfYear < 1 || dayOfYear > 366 { throw .valueError("day of year out of range") }
    var time = BrokenDownTime(
      CivilDate(year: n[0], month: month, day: 1), ClockTime(hour: n[3], minute: n[4], second: n[5]))
    time.date.day = day
    time.weekday = CivilDate.remainder(n[6], 7)
    time.dayOfYear = dayOfYear
    time.isDaylight = n[8]
    return time
  }

  /// The moment of a tuple whose numbers may lie outside of their ranges, as C's `mktime` has it.
  private static func normalized(_ n: [Int]) -> BrokenDownTime {
    let months = n[0].clamped * 12 + n[1].clamped - 1
    let first = CivilDate(year: CivilDate.floorDivided(months, 12), month: CivilDate.remainder(months, 12) + 1, day: 1)
    let seconds = (n[3].clamped * 60 + n[4].clamped) * 60 + n[5].clamped
    let days = first.ordinal + n[2].clamped - 1 + CivilDate.floorDivided(seconds, 86400)
    return BrokenDownTime(
      CivilDate(ordinal: days), ClockTime(microseconds: CivilDate.remainder(seconds, 86400) * 1_000_000))
  }
}

extension Int {
  /// The number within bounds that calendar arithmetic cannot leave.
  fileprivate var clamped: Int { Swift.min(Swift.max(self, -1 << 40), 1 << 40) }
}

/// A broken-down time and whether the clock gave it.
private struct ClockedTime {
  let time: BrokenDownTime
  let isClock: Bool
  let context: Context

  var structTime: Value {
    guard isClock, let tuple = time.structTime.cast(to: TupleObject.self) else { return time.structTime }
    let items = tuple.items.map { item -> Value in
      guard case .int(let number) = item else { return item }
      return context.clockReading(whole: number)
    }
    return .object(TupleObject(items, type: NamedTuples.structTime))
  }
}
