import Columns
import Diagnostics
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// Compiles an expression into the current block.
  mutating func operand(_ expression: Expression) throws(CompilationRefusal) -> Operand {
    switch expression.kind {
    case .constant(let constant, _): return .known(try value(constant))
    case .name(let name, _): return try value(of: name)
    case .binOp(let left, let operation, let right): return try arithmetic(operand(left), operation, operand(right))
    case .unaryOp(let operation, let value): return try unary(operation, operand(value))
    case .compare(let left, let operations, let others): return try comparison(left, operations, others)
    case .boolOp(let operation, let values): return try logic(operation, values)
    case .ifExp(let test, let body, let orElse): return try choice(test, body, orElse)
    case .call(let callee, let arguments, let keywords): return try call(callee, arguments, keywords)
    case .attribute(let object, let name, _): return try attribute(name, of: operand(object))
    case .subscript(let object, let index, _): return try item(of: operand(object), at: index)
    case .tuple(let parts, _), .list(let parts, _): return try display(parts, of: expression)
    case .dict, .set: return .known(try evaluated(expression))
    case .joinedStr(let parts): return try formatted(parts)
    default:
      throw CompilationRefusal(reason: "line \(expression.span.start.line) has an expression that rows cannot have")
    }
  }

  func value(_ constant: PythonSyntax.Constant) throws(CompilationRefusal) -> PythonRuntime.Value {
    switch constant {
    case .none: return .none
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .int(let number): return .int(Int(number))
    case .float(let number): return .float(number)
    case .string(let bytes): return .string(PythonString(bytes: bytes))
    default: throw CompilationRefusal(reason: "it has a literal that rows cannot have")
    }
  }

  // MARK: Operators

  mutating func arithmetic(
    _ a: Operand, _ operation: Operator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    if case .known(let x) = a, case .known(let y) = b, let native = operation.native {
      guard let value = try? context.binary(native, x, y) else { throw CompilationRefusal(reason: "a constant raises") }
      return .known(value)
    }
    if haveTime(a, b) { return try timeArithmetic(a, operation, b) }
    let left = try computed(a)
    let right = try computed(b)
    switch operation {
    case .add where left.1.base == .string:
      return try emit(Concatenate(), [present(left, toAdd: true), present(right, toAdd: true)])
    case .add: return try emit(Add(), [left, right])
    case .sub: return try emit(Subtract(), [left, right])
    case .mult: return try emit(Multiply(), [left, right])
    case .div:
      return try emit(Divide(), [left, divisor(right, of: b, ("division by zero", "float division by zero"), left)])
    case .floorDiv:
      let messages = ("integer division or modulo by zero", "float floor division by zero")
      return try emit(FloorDivide(), [left, divisor(right, of: b, messages, left)])
    case .mod where left.1.base != .string:
      return try emit(Modulo(), [left, divisor(right, of: b, ("integer modulo by zero", "float modulo"), left)])
    case .pow: return try emit(Power(), [left, right])
    default: throw CompilationRefusal(reason: "it uses an operator that rows do not have")
    }
  }

  /// What is divided by: Python's numbers raise where it is zero.
  private mutating func divisor(
    _ node: (Plan.NodeID, ValueType), of operand: Operand, _ messages: (ofInts: String, ofFloats: String),
    _ dividend: (Plan.NodeID, ValueType)
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    if dividesLikeArrays { return node }
    if case .known(let value) = operand, (try? context.truth(value)) == true { return node }
    let areInts = node.1.base == .int64 && dividend.1.base == .int64
    let error = RaisedError("ZeroDivisionError", areInts ? messages.ofInts : messages.ofFloats)
    return try computed(emitRaising(RequireNonzero(raising: error), [node]))
  }

  private mutating func unary(_ operation: UnaryOperator, _ a: Operand) throws(CompilationRefusal) -> Operand {
    switch operation {
    case .not:
      let condition = try truth(a)
      if case .known(let value) = condition { return .known(.bool(!((try? context.truth(value)) ?? false))) }
      return try emit(Not(), [computed(condition)])
    case .uSub:
      if case .time(let time) = a, time.time.isDuration {
        return RowTime(node: try computed(emit(Negate(), [time.node])), time: time.time).operand
      }
      if case .known(let value) = a, let negative = try? context.unary(.negative, value) { return .known(negative) }
      return try emit(Negate(), [computed(a)])
    case .uAdd: return a
    default: throw CompilationRefusal(reason: "it uses an operator that rows do not have")
    }
  }

  /// `a < b < c`: every pair must hold.
  private mutating func comparison(
    _ left: Expression, _ operations: [CompareOperator], _ others: [Expression]
  ) throws(CompilationRefusal) -> Operand {
    var result: Operand?
    var a = try operand(left)
    for (operation, other) in zip(operations, others) {
      let b = try operand(other)
      let holds = try pair(a, operation, b)
      result =
        try result.map { (before) throws(CompilationRefusal) in
          try emit(And(), [computed(before), computed(holds)])
        } ?? holds
      a = b
    }
    return result ?? .known(.bool(true))
  }

  private mutating func pair(
    _ a: Operand, _ operation: CompareOperator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    switch operation {
    case .isIn: return try membership(of: a, in: b)
    case .notIn: return try emit(Not(), [computed(membership(of: a, in: b))])
    default: break
    }
    if case .known(let x) = a, case .known(let y) = b, let native = operation.native,
      let value = try? context.compare(native, x, y)
    {
      return .known(value)
    }
    if operation == .isSame || operation == .isNot { return try identity(a, operation, b) }
    if haveTime(a, b) { return try timeComparison(a, operation, b) }
    let left = try computed(a)
    let right = try computed(b)
    switch operation {
    case .eq: return try emit(Equal(), [left, right])
    case .notEq: return try emit(NotEqual(), [left, right])
    case .lt: return try emit(Less(), [orderable(left), orderable(right)])
    case .ltE: return try emit(LessOrEqual(), [orderable(left), orderable(right)])
    case .gt: return try emit(Greater(), [orderable(left), orderable(right)])
    case .gtE: return try emit(GreaterOrEqual(), [orderable(left), orderable(right)])
    default: throw CompilationRefusal(reason: "it compares identities")
    }
  }

  /// `x is None`: what a row computes is never None, but a match may be.
  private mutating func identity(
    _ a: Operand, _ operation: CompareOperator, _ b: Operand
  ) throws(CompilationRefusal) -> Operand {
    switch (a, b) {
    case (.match, .known(.none)):
      let isMatch = try truth(a)
      return operation == .isNot ? isMatch : try emit(Not(), [computed(isMatch)])
    case (.time(let time), .known(let value)) where (value.object as? any KnownTime)?.knownTime?.count == nil:
      if case .none = value { return .known(.bool(operation == .isNot)) }
      guard value.object is any KnownTime else { break }
      return operation == .isNot ? try emit(NotMissing(), [time.node]) : try emit(IsMissing(), [time.node])
    case (.computed, .known(.none)): return .known(.bool(operation == .isNot))
    case (.known(let x), .known(let y)):
      let same: Bool
      if let x = x.object, let y = y.object { same = x === y } else { same = Scalar(x) == Scalar(y) }
      return .known(.bool(same == (operation == .isSame)))
    default: break
    }
    throw CompilationRefusal(reason: "it compares identities")
  }

  /// A missing string is a float, which Python does not order with strings.
  private mutating func orderable(
    _ operand: (Plan.NodeID, ValueType)
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    guard operand.1.base == .string, operand.1.isNullable else { return operand }
    let error = RaisedError("TypeError", "'<' not supported between instances of 'float' and 'str'")
    return try computed(emitRaising(RequirePresent(raising: error), [operand]))
  }

  private mutating func membership(of a: Operand, in b: Operand) throws(CompilationRefusal) -> Operand {
    switch (a, b) {
    case (.known(.string(let part)), .computed(_, let type)) where type.base == .string:
      let error = RaisedError("TypeError", "argument of type 'float' is not iterable")
      let text = try present(computed(b), raising: error)
      return try emit(ContainsText(part), [text])
    case (.computed, .known(let collection)):
      guard let items = try? context.items(of: collection) else { break }
      if case .string = collection { break }
      return try emit(IsIn(items.map(Scalar.init)), [computed(a)])
    case (.computed(let id, let type), .tuple(let items)):
      var result: Operand?
      for item in items {
        let holds = try emit(Equal(), [(id, type), computed(item)])
        result =
          try result.map { (before) throws(CompilationRefusal) in
            try emit(Or(), [computed(before), computed(holds)])
          } ?? holds
      }
      return result ?? .known(.bool(false))
    case (.known(let item), .known(let collection)):
      guard let holds = try? context.contains(collection, item) else { break }
      return .known(.bool(holds))
    default: break
    }
    throw CompilationRefusal(reason: "it looks for something in what the row computes")
  }

  /// `and`, `or` of conditions. What Python would skip must not raise.
  private mutating func logic(_ operation: BoolOperator, _ values: [Expression]) throws(CompilationRefusal) -> Operand {
    var result: Operand?
    for value in values {
      let before = raisingOperations
      let next = try truth(operand(value))
      guard let left = result else {
        result = next
        continue
      }
      if raisingOperations > before { throw CompilationRefusal(reason: "what '\(operation)' skips could raise") }
      let inputs = [try computed(left), try computed(next)]
      result = operation == .and ? try emit(And(), inputs) : try emit(Or(), inputs)
    }
    return result ?? .known(.bool(true))
  }

  /// `a if test else b` inside an expression: both are computed, so neither may raise.
  private mutating func choice(
    _ test: Expression, _ body: Expression, _ orElse: Expression
  ) throws(CompilationRefusal) -> Operand {
    let condition = try truth(operand(test))
    if case .known(let value) = condition {
      return try operand((try? context.truth(value)) ?? false ? body : orElse)
    }
    let before = raisingOperations
    let inputs = [try computed(condition), try computed(operand(body)), try computed(operand(orElse))]
    if raisingOperations > before { throw CompilationRefusal(reason: "an arm of 'if … else' could raise") }
    return try emit(Choose(), inputs)
  }

  /// Python's truth of a value.
  mutating func truth(_ operand: Operand) throws(CompilationRefusal) -> Operand {
    switch operand {
    case .computed(let id, let type) where type.base != .bool: return try emit(Cast(to: .bool), [(id, type)])
    // What is missing is NaN, which is true.
    case .computed(let id, let type) where type.isNullable: return try emit(FillMissing(.bool(true)), [(id, type)])
    case .match(let pattern, let place, let text): return try emit(MatchesPattern(pattern, place), [(text, .string)])
    case .tuple(let items): return .known(.bool(!items.isEmpty))
    case .computed, .known: return operand
    case .time(let time) where !time.time.isDuration: return .known(.bool(true))
    case .row, .place, .exception, .time: throw CompilationRefusal(reason: "it branches on what is no value of the row")
    }
  }

  // MARK: Items

  private mutating func item(of object: Operand, at index: Expression) throws(CompilationRefusal) -> Operand {
    if let operand = try itemOfRow(object, at: index) { return operand }
    if case .known(let container) = object, case .known(let key) = try operand(index) {
      guard let value = try? context.item(of: container, at: key) else {
        throw CompilationRefusal(reason: "a constant raises")
      }
      return .known(value)
    }
    if case .known(let container) = object, let dict = container.cast(to: DictObject.self) {
      return try lookedUp(operand(index), in: dict, absent: nil)
    }
    let (id, type) = try computed(object)
    if case .slice(let lower, let upper, let step) = index.kind {
      let bounds = [try bound(lower), try bound(upper), try bound(step)]
      return try emit(
        SliceText(from: bounds[0], to: bounds[1], step: bounds[2]), [present((id, type), toSubscript: true)])
    }
    guard case .known(.int(let position)) = try operand(index) else {
      throw CompilationRefusal(reason: "it takes an item at a place that the row decides")
    }
    if case .list = type.base {
      let error = RaisedError("IndexError", "list index out of range")
      return try emitRaising(ListItem(position, raising: error), [(id, type)])
    }
    let error = RaisedError("IndexError", "string index out of range")
    return try emitRaising(CharacterAt(position, raising: error), [present((id, type), toSubscript: true)])
  }

  private mutating func bound(_ expression: Expression?) throws(CompilationRefusal) -> Int? {
    guard let expression else { return nil }
    switch try operand(expression) {
    case .known(.int(let number)): return number
    case .known(.none): return nil
    default: throw CompilationRefusal(reason: "it slices at a place that the row decides")
    }
  }

  // MARK: Missing strings

  /// A string that is there: a missing one is a float, of which Python says so.
  mutating func present(
    _ operand: (Plan.NodeID, ValueType), raising error: RaisedError
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    guard operand.1.base == .string, operand.1.isNullable else { return operand }
    return try computed(emitRaising(RequirePresent(raising: error), [operand]))
  }

  private mutating func present(
    _ operand: (Plan.NodeID, ValueType), toAdd: Bool
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try present(operand, raising: RaisedError("TypeError", "unsupported operand type(s) for +: 'float' and 'str'"))
  }

  private mutating func present(
    _ operand: (Plan.NodeID, ValueType), toSubscript: Bool
  ) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    try present(operand, raising: RaisedError("TypeError", "'float' object is not subscriptable"))
  }
}

extension Operator {
  /// The runtime's operator; `nil` for those that rows do not have.
  fileprivate var native: BinaryOperator? {
    switch self {
    case .add: .add
    case .sub: .subtract
    case .mult: .multiply
    case .div: .divide
    case .floorDiv: .floorDivide
    case .mod: .modulo
    case .pow: .power
    default: nil
    }
  }
}

extension CompareOperator {
  /// The runtime's operator; `nil` for membership and identity.
  fileprivate var native: ComparisonOperator? {
    switch self {
    case .eq: .equal
    case .notEq: .notEqual
    case .lt: .less
    case .ltE: .lessOrEqual
    case .gt: .greater
    case .gtE: .greaterOrEqual
    default: nil
    }
  }
}
