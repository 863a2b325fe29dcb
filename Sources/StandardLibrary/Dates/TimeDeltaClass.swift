import BigInt
import Kernels
import PythonRuntime

extension Standard.Datetime {
  static let timedelta = Constant("timedelta") { _ in .object(TimeDeltaObject.type) }
}

extension Standard.TimeDeltaClass {
  static let new = Constructor(
    "timedelta(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)"
  ) { call in
    var sum = DeltaSum(context: call.context)
    // CPython adds in this order; the fractions of floats meet in one rounding at the end.
    let units: [(String, Int)] = [
      ("microseconds", 1), ("milliseconds", 1000), ("seconds", 1_000_000), ("minutes", 60_000_000),
      ("hours", 3_600_000_000), ("days", 86_400_000_000), ("weeks", 604_800_000_000),
    ]
    for (name, unit) in units where call.isGiven(name) { try sum.add(call[name].supported(), name, unit) }
    return .object(
      try TimeDeltaObject(sum.rounded(), isClock: sum.isClock, type: call.receivingClass ?? TimeDeltaObject.type))
  }

  static let days = Property("days") { call in
    let delta = try call.receiver(as: TimeDeltaObject.self)
    return delta.isClock ? call.context.clockReading(whole: delta.days) : .int(delta.days)
  }
  static let seconds = Property("seconds") { call in
    let delta = try call.receiver(as: TimeDeltaObject.self)
    return delta.isClock ? call.context.clockReading(whole: delta.seconds) : .int(delta.seconds)
  }
  static let microseconds = Property("microseconds") { call in
    let delta = try call.receiver(as: TimeDeltaObject.self)
    return delta.isClock ? call.context.clockReading(whole: delta.microseconds) : .int(delta.microseconds)
  }
  static let totalSeconds = Method("total_seconds(self)") { call in
    try call.receiver(as: TimeDeltaObject.self).totalSeconds(in: call.context)
  }
  static let absolute = Method("__abs__(self)") { call in
    let delta = try call.receiver(as: TimeDeltaObject.self)
    return .object(try TimeDeltaObject(delta.total < 0 ? -delta.total : delta.total, isClock: delta.isClock))
  }
}

/// The sum of the arguments of `timedelta`, in microseconds.
private struct DeltaSum {
  let context: Context
  var whole = BigInt(0)
  var fraction = 0.0
  var isClock = false

  mutating func add(_ value: Value, _ name: String, _ unit: Int) throws(Raised) {
    if let number = value.bigInt {
      whole += number * BigInt(unit)
      return
    }
    if value.cast(to: ClockNumber.self) != nil { isClock = true }
    guard value.type.isSubclass(of: Types.float) || value.type.isSubclass(of: Types.int),
      let number = try context.double(value)
    else { throw .typeError("unsupported type for timedelta \(name) component: \(DateText.className(of: value.type))") }
    if number.isNaN { throw .valueError("cannot convert float NaN to integer") }
    if number.isInfinite { throw .overflowError("cannot convert float infinity to integer") }
    let integral = number.rounded(.towardZero)
    whole += BigInt(integral) * BigInt(unit)
    let rest = (number - integral) * Double(unit)
    let restIntegral = rest.rounded(.towardZero)
    whole += BigInt(restIntegral)
    fraction += rest - restIntegral
  }

  func rounded() throws(Raised) -> Int128 {
    var sum = whole
    if fraction != 0 {
      var nearest = fraction.rounded(.toNearestOrAwayFromZero)
      if (nearest - fraction).magnitude == 0.5 {
        let odd = whole % 2 == 0 ? 0.0 : 1.0
        nearest = 2 * ((fraction + odd) * 0.5).rounded(.toNearestOrAwayFromZero) - odd
      }
      sum += BigInt(nearest)
    }
    guard let total = Int128(exactly: sum) else { throw .overflowError("Python int too large to convert to C int") }
    return total
  }
}
