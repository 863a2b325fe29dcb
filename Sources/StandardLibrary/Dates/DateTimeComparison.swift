import Kernels
import PythonRuntime

extension DateTimeObject {
  /// `self op other`.
  func compared(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let date = other.cast(to: DateObject.self) else { return nil }
    guard let other = date as? DateTimeObject else {
      switch operation {
      case .equal: return false
      case .notEqual: return true
      default:
        throw .typeError(
          "can't compare \(DateText.className(of: type)) to \(DateText.className(of: date.type))")
      }
    }
    if zone.isIdentical(to: other.zone) { return .bool(operation.holds(microseconds, other.microseconds)) }
    let mine = try offset(in: context)
    let theirs = try other.offset(in: context)
    if operation == .equal || operation == .notEqual {
      let isAmbiguous = try dependsOnFold(mine, in: context)
      let isOtherAmbiguous = try other.dependsOnFold(theirs, in: context)
      if isAmbiguous || isOtherAmbiguous { return .bool(operation == .notEqual) }
    }
    guard (mine == nil) == (theirs == nil) else {
      switch operation {
      case .equal: return false
      case .notEqual: return true
      default: throw .typeError("can't compare offset-naive and offset-aware datetimes")
      }
    }
    return .bool(operation.holds(microseconds - (mine ?? 0), other.microseconds - (theirs ?? 0)))
  }

  /// Whether the moment is one that a change of the clock makes ambiguous: such a one equals none of another zone.
  private func dependsOnFold(_ offset: Int128?, in context: Context) throws(Raised) -> Bool {
    if zone.isNone || zone.cast(to: TimeZoneObject.self) != nil { return false }
    return try folded(1 - fold).offset(in: context) != offset
  }

  /// `self op other`, or `other op self`.
  func arithmetic(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let delta = other.cast(to: TimeDeltaObject.self) {
      let isClock = isClock || delta.isClock
      switch operation {
      case .add: return .object(try moved(by: delta.total, isClock: isClock))
      case .subtract where !reflected: return .object(try moved(by: -delta.total, isClock: isClock))
      default: return nil
      }
    }
    guard operation == .subtract, let other = other.cast(to: DateTimeObject.self) else { return nil }
    let difference = try reflected ? other.difference(self, in: context) : self.difference(other, in: context)
    return .object(try TimeDeltaObject(difference, isClock: isClock || other.isClock))
  }

  private func difference(_ other: DateTimeObject, in context: Context) throws(Raised) -> Int128 {
    let plain = microseconds - other.microseconds
    if zone.isIdentical(to: other.zone) { return plain }
    let mine = try offset(in: context)
    let theirs = try other.offset(in: context)
    guard (mine == nil) == (theirs == nil) else {
      throw .typeError("can't subtract offset-naive and offset-aware datetimes")
    }
    return plain - (mine ?? 0) + (theirs ?? 0)
  }
}
