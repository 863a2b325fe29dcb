import BigInt
import Kernels
import PythonRuntime

extension Standard.DecimalContextClass {
  static let new = Constructor(
    "Context(cls, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)"
  ) { call in
    let result = DecimalContextObject(type: call.receivingClass ?? DecimalContextObject.type)
    for name in ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"] where !call.isNone(name) {
      try result.setAttribute(PythonString(name), to: call[name], in: call.context)
    }
    return .object(result)
  }

  static let precision = Property(
    "prec", get: { call in .int(try settings(call).precision) },
    set: { call, value in
      try own(call).settings.precision = try bounded(
        value, 1...DecimalSettings.largestPrecision, "prec", "[1, MAX_PREC]", call)
    })

  static let rounding = Property(
    "rounding", get: { call in .text(try settings(call).rounding.rawValue) },
    set: { call, value in
      // None is no rounding here: it has no name.
      guard let rounding = try DecimalRounding(value.isNone ? "" : value) else { return }
      try own(call).settings.rounding = rounding
    })

  static let minimum = Property(
    "Emin", get: { call in .int(try settings(call).minimum) },
    set: { call, value in
      try own(call).settings.minimum = try bounded(
        value, -DecimalSettings.largestPrecision...0, "Emin", "[MIN_EMIN, 0]", call)
    })

  static let maximum = Property(
    "Emax", get: { call in .int(try settings(call).maximum) },
    set: { call, value in
      try own(call).settings.maximum = try bounded(
        value, 0...DecimalSettings.largestPrecision, "Emax", "[0, MAX_EMAX]", call)
    })

  static let capitals = Property(
    "capitals", get: { call in .int(try settings(call).usesCapitals ? 1 : 0) },
    set: { call, value in
      try own(call).settings.usesCapitals = try bounded(value, 0...1, "capitals", "[0, 1]", call) == 1
    })

  static let clamp = Property(
    "clamp", get: { call in .int(try settings(call).isClamped ? 1 : 0) },
    set: { call, value in
      try own(call).settings.isClamped = try bounded(value, 0...1, "clamp", "[0, 1]", call) == 1
    })

  static let flags = Property(
    "flags", get: { call in .object(SignalsObject(try own(call), \.flags)) },
    set: { call, value in try own(call).flags = try status(value, call) })

  static let traps = Property(
    "traps", get: { call in .object(SignalsObject(try own(call), \.traps)) },
    set: { call, value in try own(call).traps = try status(value, call) })

  /// The signals that a list names or a mapping sets.
  private static func status(_ value: Value, _ call: Call) throws -> DecimalStatus {
    var result: DecimalStatus = []
    let isList = value.cast(to: ListObject.self) != nil
    for signal in DecimalSignals.all {
      let isSet: Bool
      if let items = value.cast(to: ListObject.self)?.items {
        isSet = items.contains { $0.object === signal.type }
      } else {
        isSet = try call.context.truth(call.context.item(of: value, at: .object(signal.type)))
      }
      if isSet { result.formUnion(signal.status) }
    }
    if isList, let items = value.cast(to: ListObject.self)?.items,
      items.contains(where: { item in !DecimalSignals.all.contains { $0.type === item.object } })
    {
      throw Raised.keyError(
        "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]"
      )
    }
    return result
  }

  private static func bounded(
    _ value: Value, _ range: ClosedRange<Int>, _ name: String, _ text: String, _ call: Call
  ) throws -> Int {
    guard let number = value.bigInt else {
      throw Raised.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let number = Int(exactly: number), range.contains(number) else {
      throw Raised.valueError("valid range for \(name) is \(text)")
    }
    return number
  }

  private static func own(_ call: Call) throws(Raised) -> DecimalContextObject {
    try call.receiver(as: DecimalContextObject.self)
  }

  private static func settings(_ call: Call) throws(Raised) -> DecimalSettings { try own(call).settings }

  static let tiny = Method("Etiny(self)") { call in .int(try settings(call).tiny) }
  static let top = Method("Etop(self)") { call in .int(try settings(call).top) }
  static let radix = Method("radix(self)") { _ in DecimalObject.value(DecimalNumber(10)) }
  static let copy = Method("copy(self)") { call in .object(try own(call).copy()) }

  static let clearFlags = Method("clear_flags(self)", mutates: true) { call in
    try own(call).flags = []
    return .none
  }

  static let clearTraps = Method("clear_traps(self)", mutates: true) { call in
    try own(call).traps = []
    return .none
  }

  static let createDecimal = Method("create_decimal(self, num='0', /)") { call in
    let number = try Standard.DecimalClass.made(call[1], own(call), call)
    return DecimalObject.value(try own(call).run { $0.finished(number) })
  }

  static let createDecimalFromFloat = Method("create_decimal_from_float(self, f, /)") { call in
    let number: DecimalNumber
    if let integer = call[1].bigInt {
      number = DecimalNumber(integer)
    } else if case .float(let float) = call[1] {
      number = DecimalNumber(float)
    } else {
      throw Raised.typeError("argument must be int or float")
    }
    return DecimalObject.value(try own(call).run { $0.finished(number) })
  }

  static let fma = Method("fma(self, a, b, c, /)") { call in
    let (a, b) = (try Standard.DecimalClass.operand(call[1]), try Standard.DecimalClass.operand(call[2]))
    let c = try Standard.DecimalClass.operand(call[3])
    return DecimalObject.value(try own(call).run { $0.fusedMultiplyAdd(a, b, c) })
  }

  static let power = Method("power(self, a, b, modulo=None)") { call in
    let (a, b) = (try Standard.DecimalClass.operand(call[1]), try Standard.DecimalClass.operand(call[2]))
    if call.isNone("modulo") { return DecimalObject.value(try own(call).run { $0.power(a, b) }) }
    let c = try Standard.DecimalClass.operand(call[3])
    return DecimalObject.value(try own(call).run { $0.power(a, b, modulo: c) })
  }

  static let divmod = Method("divmod(self, a, b, /)") { call in
    let (a, b) = (try Standard.DecimalClass.operand(call[1]), try Standard.DecimalClass.operand(call[2]))
    let (quotient, rest) = try own(call).run { $0.divideWithRemainder(a, b) }
    return .tuple([DecimalObject.value(quotient), DecimalObject.value(rest)])
  }

  static let sameQuantum = Method("same_quantum(self, a, b, /)") { call in
    .bool(
      Standard.DecimalClass.hasSameQuantum(
        try Standard.DecimalClass.operand(call[1]), try Standard.DecimalClass.operand(call[2])))
  }

  static let isCanonical = Method("is_canonical(self, a, /)") { _ in true }
  static let canonical = Method("canonical(self, a, /)") { call in call[1] }
  static let isFinite = Method("is_finite(self, a, /)") { call in .bool(try operand(call).isFinite) }
  static let isInfinite = Method("is_infinite(self, a, /)") { call in .bool(try operand(call).isInfinite) }
  static let isNan = Method("is_nan(self, a, /)") { call in .bool(try operand(call).isNaN) }
  static let isQnan = Method("is_qnan(self, a, /)") { call in .bool(try operand(call).kind == .quiet) }
  static let isSnan = Method("is_snan(self, a, /)") { call in .bool(try operand(call).kind == .signaling) }
  static let isSigned = Method("is_signed(self, a, /)") { call in .bool(try operand(call).isNegative) }
  static let isZero = Method("is_zero(self, a, /)") { call in .bool(try operand(call).isZero) }
  static let isNormal = Method("is_normal(self, a, /)") { call in
    .bool(Standard.DecimalClass.isNormal(try operand(call), try settings(call)))
  }
  static let isSubnormal = Method("is_subnormal(self, a, /)") { call in
    .bool(Standard.DecimalClass.isSubnormal(try operand(call), try settings(call)))
  }
  static let numberClass = Method("number_class(self, a, /)") { call in
    .text(Standard.DecimalClass.numberClass(try operand(call), try settings(call)))
  }

  static let toSciString = Method("to_sci_string(self, a, /)") { call in
    .text(DecimalText.text(of: try operand(call), capitals: try settings(call).usesCapitals))
  }
  static let toEngString = Method("to_eng_string(self, a, /)") { call in
    .text(DecimalText.text(of: try operand(call), capitals: try settings(call).usesCapitals, isEngineering: true))
  }

  private static func operand(_ call: Call) throws(Raised) -> DecimalNumber {
    try Standard.DecimalClass.operand(call[1])
  }
}
