import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import StandardLibrary
import Tracing

/// A point in time or a duration among Python values.
enum TimeValue {
  case date(TimestampObject)
  case duration(TimedeltaObject)
}

extension Context {
  /// The time that a value is; `nil` for anything else.
  func time(_ value: Value) -> TimeValue? {
    switch value.object {
    case let date as TimestampObject: .date(date)
    case let duration as TimedeltaObject: .duration(duration)
    case let date as DateTimeObject: date.microsecondsSince1970.map { .date(TimestampObject($0, .microsecond)) }
    case let date as DateObject:
      .date(TimestampObject(Int64(date.daysSince1970) * 86_400_000_000, .microsecond))
    case let duration as TimeDeltaObject:
      Int64(exactly: duration.total).map { .duration(TimedeltaObject($0, .microsecond)) }
    default: nil
    }
  }
}

/// Two counts in the finer of their units.
struct TimePair {
  let a: Int64
  let b: Int64
  let unit: TimeUnit

  /// - Throws: OverflowError where the finer unit cannot count one of them.
  init(_ a: Int64, _ first: TimeUnit, _ b: Int64, _ second: TimeUnit) throws(Raised) {
    unit = first.perSecond >= second.perSecond ? first : second
    self.a = try a.rescaled(from: first, to: unit)
    self.b = try b.rescaled(from: second, to: unit)
  }

  private init(a: Int64, b: Int64, unit: TimeUnit) {
    self.a = a
    self.b = b
    self.unit = unit
  }

  var exchanged: TimePair { TimePair(a: b, b: a, unit: unit) }

  func combined(_ operation: (Int128, Int128) -> Int128) throws(Raised) -> TimeCount {
    guard let count = Int64(exactly: operation(Int128(a), Int128(b))) else {
      throw .overflowError("int too big to convert")
    }
    return TimeCount(count: count, unit: unit)
  }
}

/// A count of units that is about to become a Python value.
struct TimeCount {
  let count: Int64
  let unit: TimeUnit

  func timestamp(_ fitted: Plan.Fitted?) -> Value { .object(TimestampObject(count, unit, fitted: fitted)) }
  func timedelta(_ fitted: Plan.Fitted?) -> Value { .object(TimedeltaObject(count, unit, fitted: fitted)) }
}

extension Int64 {
  /// The same time in another unit; what is finer than that is cut off.
  func rescaled(from unit: TimeUnit, to other: TimeUnit) throws(Raised) -> Int64 {
    if other.perSecond <= unit.perSecond { return floorQuotient(self, unit.perSecond / other.perSecond) }
    let (scaled, overflows) = multipliedReportingOverflow(by: other.perSecond / unit.perSecond)
    if overflows { throw .overflowError("Cannot convert to unit='\(other.rawValue)' without overflow.") }
    return scaled
  }
}

/// An element of a column, a statistic or a label as pandas gives it: times are `Timestamp` and `Timedelta`, numbers numpy
/// scalars.
func pandasElement(_ scalar: Scalar, _ dtype: DType, fitted: Plan.Fitted? = nil) -> Value {
  timeElement(scalar, dtype, fitted: fitted) ?? NumPy.element(scalar, dtype, fitted: fitted)
}

/// The element of a column of times; `nil` for another column.
func timeElement(_ scalar: Scalar, _ dtype: DType, fitted: Plan.Fitted? = nil) -> Value? {
  switch (dtype, scalar) {
  case (.datetime64(let unit), .int(let count)): .object(TimestampObject(count, unit, fitted: fitted))
  case (.timedelta64(let unit), .int(let count)): .object(TimedeltaObject(count, unit, fitted: fitted))
  case (.datetime64, _), (.timedelta64, _): .object(NotATimeObject.shared)
  case (.nullable, let scalar) where scalar.isMissing: .object(NotAvailableObject.shared)
  default: nil
  }
}
