import BigInt
package import Kernels
package import PythonRuntime

/// `datetime.timedelta`: a difference of days, seconds and microseconds.
package final class TimeDeltaObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "timedelta", module: "datetime", members: Standard.TimeDeltaClass.members)
    type.isNamedInFull = true
    type.define("min", .object(TimeDeltaObject(clamped: -Int128(999_999_999) * day, type: type)))
    type.define(
      "max", .object(TimeDeltaObject(clamped: Int128(999_999_999) * day + day - 1, type: type)))
    type.define("resolution", .object(TimeDeltaObject(clamped: 1, type: type)))
    return type
  }()

  static let day: Int128 = 86_400_000_000

  /// The whole difference in microseconds.
  package let total: Int128
  /// Whether it was computed from a reading of the clock.
  package let isClock: Bool

  private init(clamped total: Int128, type: TypeObject, isClock: Bool = false) {
    self.total = total
    self.isClock = isClock
    super.init(type: type)
  }

  /// - Throws: OverflowError beyond 999999999 days.
  package convenience init(
    _ total: Int128, isClock: Bool = false, type: TypeObject = TimeDeltaObject.type
  ) throws(Raised) {
    let days = TimeDeltaObject.floorDivided(total, TimeDeltaObject.day)
    if days.magnitude > 999_999_999 {
      if Int32(exactly: days) == nil { throw .overflowError("Python int too large to convert to C int") }
      throw .overflowError("days=\(days); must have magnitude <= 999999999")
    }
    self.init(clamped: total, type: type, isClock: isClock)
  }

  package var days: Int { Int(TimeDeltaObject.floorDivided(total, TimeDeltaObject.day)) }
  package var seconds: Int { Int((total - Int128(days) * TimeDeltaObject.day) / 1_000_000) }
  package var microseconds: Int { Int((total - Int128(days) * TimeDeltaObject.day) % 1_000_000) }

  static func floorDivided(_ a: Int128, _ b: Int128) -> Int128 {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }

  /// The difference in seconds, rounded once.
  package func totalSeconds(in context: Context) throws(Raised) -> Value {
    let value = try context.binary(.divide, integer(total), 1_000_000)
    guard isClock, let seconds = try context.double(value) else { return value }
    return context.clockReading(seconds)
  }

  /// A count of microseconds as a Python integer.
  func integer(_ value: Int128) -> Value { BigIntObject.value(BigInt(value)) }

  override package var isMutable: Bool { false }

  override package func truth(in context: Context) throws(Raised) -> Bool? { total != 0 }

  override package func hash(in context: Context) throws(Raised) -> Int {
    NumberHash.ofTuple([NumberHash.of(days), NumberHash.of(seconds), NumberHash.of(microseconds)])
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: TimeDeltaObject.self) else { return nil }
    return .bool(operation.holds(total, other.total))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try arithmetic(operation, other, reflected: reflected, in: context)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(try TimeDeltaObject(-total, isClock: isClock))
    case .positive: .object(try TimeDeltaObject(total, isClock: isClock))
    case .invert: nil
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    if days != 0 { parts.append("days=\(days)") }
    if seconds != 0 { parts.append("seconds=\(seconds)") }
    if microseconds != 0 { parts.append("microseconds=\(microseconds)") }
    return shown("\(DateText.className(of: type))(\(parts.isEmpty ? "0" : parts.joined(separator: ", ")))", context)
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    var text = days == 0 ? "" : "\(days) day\(days.magnitude == 1 ? "" : "s"), "
    text += "\(seconds / 3600):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))"
    if microseconds != 0 { text += "." + microseconds.padded(6) }
    return shown(text, context)
  }

  private func shown(_ text: String, _ context: Context) -> PythonString {
    isClock ? context.clockText(PythonString(text)) : PythonString(text)
  }
}

/// How classes and readings of the clock are written.
enum DateText {
  /// `datetime.date`, or the plain name of a class of the notebook.
  static func className(of type: TypeObject) -> String { type.isUserDefined ? type.name : type.qualifiedName }
}
