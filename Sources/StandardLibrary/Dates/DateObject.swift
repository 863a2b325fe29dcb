package import Kernels
package import PythonRuntime

/// `datetime.date`; `datetime.datetime` derives from it.
package class DateObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "date", module: "datetime", members: Standard.DateClass.members)
    type.isNamedInFull = true
    type.define("min", .object(DateObject(CivilDate(year: 1, month: 1, day: 1), type: type)))
    type.define("max", .object(DateObject(CivilDate(year: 9999, month: 12, day: 31), type: type)))
    type.define("resolution", (try? TimeDeltaObject(TimeDeltaObject.day)).map(Value.object) ?? .none)
    return type
  }()

  final let date: CivilDate
  /// Whether it was read from the clock or computed from such a reading.
  package final let isClock: Bool

  init(_ date: CivilDate, isClock: Bool = false, type: TypeObject = DateObject.type) {
    self.date = date
    self.isClock = isClock
    super.init(type: type)
  }

  /// A day by its number.
  ///
  /// - Throws: OverflowError beyond the years 1 to 9999.
  convenience init(ordinal: Int, isClock: Bool, type: TypeObject) throws(Raised) {
    self.init(try DateObject.date(ordinal: ordinal), isClock: isClock, type: type)
  }

  static func date(ordinal: Int) throws(Raised) -> CivilDate {
    guard ordinal >= 1, ordinal <= CivilDate.largestOrdinal else { throw .overflowError("date value out of range") }
    return CivilDate(ordinal: ordinal)
  }

  /// The year, month and day that arguments give.
  ///
  /// - Throws: ValueError in CPython's words.
  static func checked(_ year: Int, _ month: Int, _ day: Int) throws(Raised) -> CivilDate {
    guard year >= 1, year <= 9999 else { throw .valueError("year \(year) is out of range") }
    guard month >= 1, month <= 12 else { throw .valueError("month must be in 1..12") }
    guard day >= 1, day <= daysInMonth(month, of: year) else {
      throw .valueError("day is out of range for month")
    }
    return CivilDate(year: year, month: month, day: day)
  }

  /// A number that is part of it, marked if it was read from the clock.
  final func part(_ value: Int, in context: Context) -> Value {
    isClock ? context.clockReading(whole: value) : .int(value)
  }

  /// A text that shows it, marked if it was read from the clock.
  final func shown(_ text: String, in context: Context) -> PythonString {
    isClock ? context.clockText(PythonString(text)) : PythonString(text)
  }

  /// As `strftime` sees it.
  func brokenDown(in context: Context) throws(Raised) -> BrokenDownTime { BrokenDownTime(date, ClockTime()) }

  /// `isoformat()`.
  func iso(in context: Context) throws(Raised) -> String { DateObject.iso(date) }

  static func iso(_ date: CivilDate) -> String {
    "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
  }

  override package final var isMutable: Bool { false }

  override package func hash(in context: Context) throws(Raised) -> Int {
    NumberHash.ofTuple([date.ordinal, 0x6461_7465])
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: DateObject.self), !(other is DateTimeObject) else { return nil }
    return .bool(operation.holds(date, other.date))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let delta = other.cast(to: TimeDeltaObject.self), operation == .add || (operation == .subtract && !reflected) {
      let days = operation == .add ? delta.days : -delta.days
      return try DateObject.moved(self, to: date.ordinal + days, isClock: isClock || delta.isClock, in: context)
    }
    guard operation == .subtract, let other = other.cast(to: DateObject.self), !(other is DateTimeObject) else {
      return nil
    }
    let days = (date.ordinal - other.date.ordinal) * (reflected ? -1 : 1)
    return .object(try TimeDeltaObject(Int128(days) * TimeDeltaObject.day, isClock: isClock || other.isClock))
  }

  /// A day of the same class.
  private static func moved(
    _ date: DateObject, to ordinal: Int, isClock: Bool, in context: Context
  ) throws(Raised) -> Value {
    .object(try DateObject(ordinal: ordinal, isClock: isClock, type: date.type))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    shown("\(DateText.className(of: type))(\(date.year), \(date.month), \(date.day))", in: context)
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    shown(try iso(in: context), in: context)
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    if specification.bytes.isEmpty { return try context.str(.object(self)) }
    return try formatted(specification, in: context)
  }

  /// `strftime`.
  final func formatted(_ format: PythonString, in context: Context) throws(Raised) -> PythonString {
    let text = try brokenDown(in: context).formatted(format)
    return isClock ? context.clockText(text) : text
  }
}
