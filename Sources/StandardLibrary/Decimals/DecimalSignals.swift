import PythonRuntime

/// The exception classes of `decimal`.
enum DecimalSignals {
  nonisolated(unsafe) static let base = make("DecimalException", Exceptions.arithmeticError)
  nonisolated(unsafe) static let clamped = make("Clamped", base)
  nonisolated(unsafe) static let invalidOperation = make("InvalidOperation", base)
  nonisolated(unsafe) static let divisionByZero = make("DivisionByZero", base, Exceptions.zeroDivisionError)
  nonisolated(unsafe) static let inexact = make("Inexact", base)
  nonisolated(unsafe) static let rounded = make("Rounded", base)
  nonisolated(unsafe) static let subnormal = make("Subnormal", base)
  nonisolated(unsafe) static let overflow = make("Overflow", inexact, rounded)
  nonisolated(unsafe) static let underflow = make("Underflow", inexact, rounded, subnormal)
  nonisolated(unsafe) static let floatOperation = make("FloatOperation", base, Exceptions.typeError)
  nonisolated(unsafe) private static let conversionSyntax = make("ConversionSyntax", invalidOperation)
  nonisolated(unsafe) private static let divisionImpossible = make("DivisionImpossible", invalidOperation)
  nonisolated(unsafe) private static let divisionUndefined = make(
    "DivisionUndefined", invalidOperation, Exceptions.zeroDivisionError)
  nonisolated(unsafe) private static let invalidContext = make("InvalidContext", invalidOperation)

  private static func make(_ name: String, _ bases: TypeObject...) -> TypeObject {
    let type = TypeObject(name: name, module: "decimal", bases: bases)
    type.allocate = { ExceptionObject($0) }
    return type
  }

  /// The signals, in the order in which they are looked at and shown.
  nonisolated(unsafe) static let all: [(type: TypeObject, status: DecimalStatus)] = [
    (invalidOperation, .invalid), (floatOperation, .floatOperation), (divisionByZero, .divisionByZero),
    (overflow, .overflow), (underflow, .underflow), (subnormal, .subnormal), (inexact, .inexact),
    (rounded, .rounded), (clamped, .clamped),
  ]

  nonisolated(unsafe) private static let conditions: [(type: TypeObject, status: DecimalStatus)] = [
    (invalidOperation, .invalidOperation), (conversionSyntax, .conversionSyntax),
    (divisionImpossible, .divisionImpossible), (divisionUndefined, .divisionUndefined),
    (invalidContext, .invalidContext),
  ]

  /// The names of what happened in the order of libmpdec's bits, as a context's repr lists them.
  static func names(of status: DecimalStatus) -> [String] {
    let bits: [(name: String, status: DecimalStatus)] = [
      ("Clamped", .clamped), ("InvalidOperation", .conversionSyntax), ("DivisionByZero", .divisionByZero),
      ("InvalidOperation", [.divisionImpossible, .divisionUndefined]), ("Inexact", .inexact),
      ("InvalidOperation", [.invalidContext, .invalidOperation]), ("FloatOperation", .floatOperation),
      ("Overflow", .overflow), ("Rounded", .rounded), ("Subnormal", .subnormal), ("Underflow", .underflow),
    ]
    var result: [String] = []
    for bit in bits where !bit.status.isDisjoint(with: status) && !result.contains(bit.name) { result.append(bit.name) }
    return result
  }

  /// The exception for what is trapped; its argument lists all of it.
  static func exception(for status: DecimalStatus) -> Raised? {
    guard let signal = all.first(where: { !$0.status.isDisjoint(with: status) }) else { return nil }
    let types = (conditions + all.dropFirst()).filter { !$0.status.isDisjoint(with: status) }.map(\.type)
    return .exception(ExceptionObject(signal.type, [.list(types.map(Value.object))]))
  }
}
