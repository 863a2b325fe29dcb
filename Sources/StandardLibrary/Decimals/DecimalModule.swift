import Kernels
import PythonRuntime

extension Standard.DecimalModule {
  static let decimal = Constant("Decimal") { _ in .object(DecimalObject.type) }
  static let context = Constant("Context") { _ in .object(DecimalContextObject.type) }
  static let tuple = Constant("DecimalTuple") { context in
    guard let context else { return .none }
    return .object(try decimalTuple(in: context))
  }

  static let getcontext = Function("getcontext()") { call in .object(call.context.decimalContext) }

  static let setcontext = Function("setcontext(context, /)") { call in
    guard let new = call[0].cast(to: DecimalContextObject.self) else {
      throw Raised.typeError("argument must be a context")
    }
    call.context.decimalContext = new
    return .none
  }

  static let localcontext = Function("localcontext(ctx=None, **kwargs)") { call in
    guard let source = call.isNone("ctx") ? call.context.decimalContext : call[0].cast(to: DecimalContextObject.self)
    else { throw Raised.typeError("optional argument must be a context") }
    let local = source.copy()
    for (name, value) in call.keywords {
      guard ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"].contains(name.description)
      else {
        throw Raised.typeError("'\(name)' is an invalid keyword argument for this function")
      }
      try local.setAttribute(name, to: value, in: call.context)
    }
    return .object(LocalContextObject(local))
  }

  static let defaultContext = Constant("DefaultContext") { _ in .object(DecimalContextObject()) }
  static let basicContext = Constant("BasicContext") { _ in
    let context = DecimalContextObject()
    context.settings.precision = 9
    context.settings.rounding = .halfUp
    context.traps = DecimalStatus.invalid.union([.divisionByZero, .overflow, .underflow, .clamped])
    return .object(context)
  }
  static let extendedContext = Constant("ExtendedContext") { _ in
    let context = DecimalContextObject()
    context.settings.precision = 9
    context.traps = []
    return .object(context)
  }

  static let maxPrecision = Constant("MAX_PREC") { _ in .int(DecimalSettings.largestPrecision) }
  static let maxExponent = Constant("MAX_EMAX") { _ in .int(DecimalSettings.largestPrecision) }
  static let minExponent = Constant("MIN_EMIN") { _ in .int(-DecimalSettings.largestPrecision) }
  static let minTiny = Constant("MIN_ETINY") { _ in .int(-2 * DecimalSettings.largestPrecision + 1) }
  static let hasThreads = Constant("HAVE_THREADS") { _ in true }
  static let hasVariables = Constant("HAVE_CONTEXTVAR") { _ in true }

  static let roundUp = Constant("ROUND_UP") { _ in "ROUND_UP" }
  static let roundDown = Constant("ROUND_DOWN") { _ in "ROUND_DOWN" }
  static let roundCeiling = Constant("ROUND_CEILING") { _ in "ROUND_CEILING" }
  static let roundFloor = Constant("ROUND_FLOOR") { _ in "ROUND_FLOOR" }
  static let roundHalfUp = Constant("ROUND_HALF_UP") { _ in "ROUND_HALF_UP" }
  static let roundHalfDown = Constant("ROUND_HALF_DOWN") { _ in "ROUND_HALF_DOWN" }
  static let roundHalfEven = Constant("ROUND_HALF_EVEN") { _ in "ROUND_HALF_EVEN" }
  static let round05Up = Constant("ROUND_05UP") { _ in "ROUND_05UP" }

  static let exception = Constant("DecimalException") { _ in .object(DecimalSignals.base) }
  static let clamped = Constant("Clamped") { _ in .object(DecimalSignals.clamped) }
  static let invalidOperation = Constant("InvalidOperation") { _ in .object(DecimalSignals.invalidOperation) }
  static let divisionByZero = Constant("DivisionByZero") { _ in .object(DecimalSignals.divisionByZero) }
  static let inexact = Constant("Inexact") { _ in .object(DecimalSignals.inexact) }
  static let rounded = Constant("Rounded") { _ in .object(DecimalSignals.rounded) }
  static let subnormal = Constant("Subnormal") { _ in .object(DecimalSignals.subnormal) }
  static let overflow = Constant("Overflow") { _ in .object(DecimalSignals.overflow) }
  static let underflow = Constant("Underflow") { _ in .object(DecimalSignals.underflow) }
  static let floatOperation = Constant("FloatOperation") { _ in .object(DecimalSignals.floatOperation) }

  /// The named tuple that `as_tuple` gives.
  static func decimalTuple(in context: Context) throws(Raised) -> TypeObject {
    let known = context.state(DecimalTupleClass.self) { DecimalTupleClass() }
    if let type = known.type { return type }
    let collections = context.importModule("collections")
    let made = try context.callMethod(
      collections, "namedtuple", CallArguments(["DecimalTuple", "sign digits exponent"]))
    guard let type = made.cast(to: TypeObject.self) else { throw context.unsupportedNow("'DecimalTuple'") }
    known.type = type
    return type
  }
}

/// The class of `as_tuple`, made once a run.
private final class DecimalTupleClass {
  var type: TypeObject?
}
