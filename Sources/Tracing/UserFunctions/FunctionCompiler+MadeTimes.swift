import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime

extension FunctionCompiler {
  /// The unit of times that user code makes itself.
  private var madeUnit: TimeUnit { context.era == .classic ? .nanosecond : .microsecond }

  /// A call of a class of times with values that the row computes; `nil` for a call of anything else.
  mutating func madeTime(_ callee: PythonRuntime.Value, _ operands: [Operand]) throws(CompilationRefusal) -> Operand? {
    guard let type = callee.cast(to: TypeObject.self), !type.isUserDefined else { return nil }
    switch (type.name, operands.count) {
    case ("datetime", 3...6): return try made(ofParts: operands, .datetime)
    case ("date", 3): return try made(ofParts: operands, .date)
    case ("Timestamp", 3...6): return try made(ofParts: operands, .timestamp)
    case ("Timestamp", 1):
      guard case .time(var time) = operands[0], !time.time.isDuration else { return nil }
      time.time.kind = .timestamp
      return time.operand
    default: return nil
    }
  }

  private mutating func made(ofParts parts: [Operand], _ kind: UserTime.Kind) throws(CompilationRefusal) -> Operand {
    let error = RaisedError("TypeError", "'float' object cannot be interpreted as an integer")
    var numbers: [(Plan.NodeID, ValueType)] = []
    for part in parts {
      var number = try computed(part)
      guard number.1.base == .int64 else { throw CompilationRefusal(reason: "it makes a date of \(number.1)") }
      if number.1.isNullable { number = try computed(emitRaising(RequirePresent(raising: error), [number])) }
      numbers.append(number)
    }
    let unit = madeUnit
    let date = try emitRaising(DateFromParts(perSecond: unit.perSecond), numbers)
    return RowTime(node: try computed(date), time: UserTime(kind, unit)).operand
  }

  /// `datetime.strptime(text, format)`.
  mutating func parsedTime(_ text: Operand, _ format: PythonString) throws(CompilationRefusal) -> Operand {
    let absent = RaisedError("TypeError", "strptime() argument 1 must be str, not float")
    let refusal = RaisedError("ValueError", "time data '{}' does not match format '\(format)'")
    let unit = madeUnit
    let parsed = try emitRaising(
      ParseDate(.format(format), perSecond: unit.perSecond, raising: refusal),
      [present(computed(text), raising: absent)])
    // Words for a missing time are no dates to `strptime`.
    let noDate = RaisedError("ValueError", "time data does not match format '\(format)'")
    let date = try emitRaising(RequirePresent(raising: noDate), [computed(parsed)])
    return RowTime(node: try computed(date), time: UserTime(.datetime, unit)).operand
  }
}
