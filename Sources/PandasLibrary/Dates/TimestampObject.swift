import Columns
package import DataFrames
package import Kernels
package import Plans
package import PythonRuntime
import Tracing

/// `pandas.Timestamp`: a point in time without a zone, which remembers what it was computed from.
package final class TimestampObject: Object {
  /// Units since 1970.
  package let count: Int64
  package let unit: TimeUnit
  package let fitted: Plan.Fitted?

  package init(_ count: Int64, _ unit: TimeUnit, fitted: Plan.Fitted? = nil) {
    self.count = count
    self.unit = unit
    self.fitted = fitted
    super.init(type: Pandas.timestampType)
  }

  override package var isMutable: Bool { false }

  package var instant: Instant { Instant(count, perSecond: unit.perSecond) }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    PythonString(DateText(count, unit).full)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("Timestamp('\(DateText(count, unit).full)')")
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    specification.bytes.isEmpty ? try str(in: context) : formatted(specification)
  }

  /// As `strftime` writes it.
  func formatted(_ format: PythonString) -> PythonString {
    instant.formatted(format)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    Int(truncatingIfNeeded: count &* (1_000_000_000 / unit.perSecond))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = context.time(other) else { return nil }
    switch (operation, other) {
    case (.add, .duration(let duration)):
      return try TimePair(count, unit, duration.count, duration.unit).combined(+).timestamp(fitted ?? duration.fitted)
    case (.subtract, .duration(let duration)) where !reflected:
      return try TimePair(count, unit, duration.count, duration.unit).combined(-).timestamp(fitted ?? duration.fitted)
    case (.subtract, .date(let date)):
      let pair = try TimePair(count, unit, date.count, date.unit)
      return try (reflected ? pair.exchanged : pair).combined(-).timedelta(fitted ?? date.fitted)
    default: return nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if other.object is NotATimeObject { return .bool(operation == .notEqual) }
    guard case .date(let date)? = context.time(other) else { return nil }
    let pair = try TimePair(count, unit, date.count, date.unit)
    return .bool(operation.holds(pair.a, pair.b))
  }
}

/// `pandas.Timedelta`: a duration.
package final class TimedeltaObject: Object {
  package let count: Int64
  package let unit: TimeUnit
  package let fitted: Plan.Fitted?

  package init(_ count: Int64, _ unit: TimeUnit, fitted: Plan.Fitted? = nil) {
    self.count = count
    self.unit = unit
    self.fitted = fitted
    super.init(type: Pandas.timedeltaType)
  }

  override package var isMutable: Bool { false }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    PythonString(DurationText(count, unit).long)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("Timedelta('\(DurationText(count, unit).long)')")
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    Int(truncatingIfNeeded: count &* (1_000_000_000 / unit.perSecond))
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? { count != 0 }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .negative: .object(TimedeltaObject(0 &- count, unit, fitted: fitted))
    case .positive: .object(self)
    case .invert: nil
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let factor = Scalar(other).double, !reflected || operation == .multiply { return scaled(operation, factor) }
    guard case .duration(let duration)? = context.time(other) else { return nil }
    let pair = try TimePair(count, unit, duration.count, duration.unit)
    let (a, b) = reflected ? (pair.b, pair.a) : (pair.a, pair.b)
    switch operation {
    case .add: return try pair.combined(+).timedelta(fitted ?? duration.fitted)
    case .subtract: return try (reflected ? pair.exchanged : pair).combined(-).timedelta(fitted ?? duration.fitted)
    case .divide where b != 0: return .float(Double(a) / Double(b))
    case .floorDivide where b != 0: return .int(Int(floorQuotient(a, b)))
    case .modulo where b != 0: return .object(TimedeltaObject(remainder(a, b), pair.unit))
    case .divide, .floorDivide, .modulo: throw .zeroDivision("division by zero")
    default: return nil
    }
  }

  private func scaled(_ operation: BinaryOperator, _ factor: Double) -> Value? {
    let scaled: Double
    switch operation {
    case .multiply: scaled = Double(count) * factor
    case .divide: scaled = Double(count) / factor
    case .floorDivide: scaled = (Double(count) / factor).rounded(.down)
    default: return nil
    }
    guard let count = Int64(exactly: scaled.rounded(.towardZero)) else { return .object(NotATimeObject.shared) }
    return .object(TimedeltaObject(count, unit, fitted: fitted))
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if other.object is NotATimeObject { return .bool(operation == .notEqual) }
    guard case .duration(let duration)? = context.time(other) else { return nil }
    let pair = try TimePair(count, unit, duration.count, duration.unit)
    return .bool(operation.holds(pair.a, pair.b))
  }
}

/// `pandas.NaT`: a missing time.
package final class NotATimeObject: Object {
  nonisolated(unsafe) package static let shared = NotATimeObject()

  private init() { super.init(type: Pandas.notATimeType) }

  override package var isMutable: Bool { false }
  override package func repr(in context: Context) throws(Raised) -> PythonString { "NaT" }

  /// The parts of a time that is not there are NaN.
  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    NotATimeObject.parts.contains(name) ? .float(.nan) : try super.attribute(name, in: context)
  }

  private static let parts: Set<PythonString> = [
    "year", "month", "day", "hour", "minute", "second", "microsecond", "nanosecond", "quarter", "week", "dayofweek",
    "day_of_week", "dayofyear", "day_of_year", "days_in_month", "daysinmonth", "days", "seconds",
  ]

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    context.time(other) == nil && !(other.object is NotATimeObject) ? nil : .object(self)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    .bool(operation == .notEqual)
  }
}
