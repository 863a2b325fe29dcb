import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

/// A time that the row decides: a count of units, missing where it is `NaT`.
struct RowTime {
  var node: (Plan.NodeID, ValueType)
  var time: UserTime

  var operand: FunctionCompiler.Operand { .time(self) }
}

extension FunctionCompiler {
  /// The operand as a time; `nil` for anything else.
  private mutating func time(_ operand: Operand) throws(CompilationRefusal) -> RowTime? {
    switch operand {
    case .time(let time): return time
    case .known(let value):
      guard let known = (value.object as? any KnownTime)?.knownTime, let count = known.count else { return nil }
      return RowTime(node: try computed(emit(frozen(.int(count)), [])), time: known.time)
    default: return nil
    }
  }

  /// Whether one of the operands is a time that the row decides.
  func haveTime(_ a: Operand, _ b: Operand) -> Bool {
    if case .time = a { return true }
    if case .time = b { return true }
    return false
  }

  /// Two times in the finer of their units.
  private mutating func sameUnit(_ a: RowTime, _ b: RowTime) throws(CompilationRefusal) -> (RowTime, RowTime) {
    let unit = a.time.unit.perSecond >= b.time.unit.perSecond ? a.time.unit : b.time.unit
    return (try rescaled(a, to: unit), try rescaled(b, to: unit))
  }

  private mutating func rescaled(_ time: RowTime, to unit: TimeUnit) throws(CompilationRefusal) -> RowTime {
    guard unit != time.time.unit else { return time }
    let factor = try constant(unit.perSecond / time.time.unit.perSecond)
    return RowTime(
      node: try computed(emit(Multiply(), [time.node, factor])), time: UserTime(time.time.kind, unit))
  }

  mutating func constant(_ number: Int64) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try computed(emit(frozen(.int(number)), []))
  }

  // MARK: Operators

  mutating func timeArithmetic(
    _ a: Operand, _ operation: Operator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    guard let first = try time(a), let second = try time(b) else {
      return try scaled(a, operation, b)
    }
    let (x, y) = try sameUnit(first, second)
    let unit = x.time.unit
    switch (operation, x.time.isDuration, y.time.isDuration) {
    case (.sub, false, false) where (x.time.kind == .date) == (y.time.kind == .date), (.sub, true, true):
      return try made(Subtract(), [x, y], UserTime(.duration, unit))
    case (.add, true, true): return try made(Add(), [x, y], UserTime(.duration, unit))
    case (.add, false, true) where x.time.kind != .date: return try made(Add(), [x, y], UserTime(x.time.kind, unit))
    case (.add, true, false) where y.time.kind != .date: return try made(Add(), [x, y], UserTime(y.time.kind, unit))
    case (.sub, false, true) where x.time.kind != .date:
      return try made(Subtract(), [x, y], UserTime(x.time.kind, unit))
    case (.div, true, true): return try emit(Divide(), [x.node, nonzero(y)])
    case (.floorDiv, true, true): return try emit(FloorDivide(), [x.node, nonzero(y)])
    default: throw CompilationRefusal(reason: "it uses an operator that times do not have")
    }
  }

  mutating func made(
    _ operation: some RowOperation, _ times: [RowTime], _ time: UserTime
  ) throws(CompilationRefusal) -> Operand {
    RowTime(node: try computed(emit(operation, times.map(\.node))), time: time).operand
  }

  private mutating func nonzero(_ duration: RowTime) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try computed(
      emitRaising(RequireNonzero(raising: RaisedError("ZeroDivisionError", "division by zero")), [duration.node]))
  }

  /// A duration that is multiplied by a whole number.
  private mutating func scaled(_ a: Operand, _ operation: Operator, _ b: Operand) throws(CompilationRefusal) -> Operand
  {
    for (duration, factor) in [(a, b), (b, a)] {
      guard case .time(let time) = duration, time.time.isDuration, operation == .mult else { continue }
      let number = try computed(factor)
      guard number.1.base == .int64 else { break }
      return RowTime(node: try computed(emit(Multiply(), [time.node, number])), time: time.time).operand
    }
    throw CompilationRefusal(reason: "it uses an operator that times do not have with such a value")
  }

  mutating func timeComparison(
    _ a: Operand, _ operation: CompareOperator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    guard let first = try time(a), let second = try time(b),
      first.time.isDuration == second.time.isDuration, (first.time.kind == .date) == (second.time.kind == .date)
    else { throw CompilationRefusal(reason: "it compares a time with something else") }
    let (x, y) = try sameUnit(first, second)
    switch operation {
    case .eq: return try emit(Equal(), [x.node, y.node])
    case .notEq: return try emit(NotEqual(), [x.node, y.node])
    case .lt: return try emit(Less(), [x.node, y.node])
    case .ltE: return try emit(LessOrEqual(), [x.node, y.node])
    case .gt: return try emit(Greater(), [x.node, y.node])
    case .gtE: return try emit(GreaterOrEqual(), [x.node, y.node])
    default: throw CompilationRefusal(reason: "it compares a time otherwise than by order")
    }
  }
}
