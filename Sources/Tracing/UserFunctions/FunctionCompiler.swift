import Columns
import DataFrames
import Diagnostics
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

/// Turns the body of one function into typed statements.
///
/// Both arms of a branch go on to the end of the function, so that every path ends in a result and nothing must be joined;
/// arms that only compute are joined by a choice.
struct FunctionCompiler {
  /// A value while compiling: one that the row decides, or one that is known now.
  indirect enum Operand {
    case computed(Plan.NodeID, ValueType)
    /// A point in time or a duration that the row decides.
    case time(RowTime)
    case known(PythonRuntime.Value)
    /// A whole row, by its number in `rows`.
    case row(Int)
    /// Several values at once: what a tuple or list display makes, and what `zip` gives.
    case tuple([Operand])
    /// Which row it is.
    case place
    /// What `re.search` and its like give: a match of the pattern in the text, or `None`.
    case match(Plans.Pattern, MatchesPattern.Place, text: Plan.NodeID)
    /// What a handler has caught.
    case exception
  }

  /// What a parameter stands for.
  enum Binding {
    case argument(UserArgument)
    case operand(Operand)
  }

  /// What is compiled.
  enum Code {
    case result(Expression)
    case body([Statement])
    /// A loop's body, whose result is what it appends to the list.
    case loop([Statement], list: String)
  }

  let scope: (String) -> PythonRuntime.Value?
  let context: Context
  /// The functions that are being compiled, the outermost first.
  var callers: [FunctionObject] = []
  /// The columns that the parameters take, in their order.
  private(set) var inputs: [TracedColumn] = []
  private var parameters: [(id: Plan.NodeID, name: String, type: ValueType)] = []
  private var rows: [RowArgument] = []
  /// The fields of rows that have become parameters.
  private var fields: [[Int: Operand]] = []
  var variables: [String: Operand] = [:]
  private var nextNode = 1
  /// The statements of the block that is being compiled.
  var block: [Plan.Statement] = []
  private var resultTypes: [ValueType] = []
  /// What each of the results is, where it is a time.
  private var resultTimes: Set<UserTime?> = []
  /// What results are converted to, once it is known that they differ.
  private var commonResult: ValueType?
  /// The list whose items are the results, in a loop.
  private(set) var list: String?
  /// Whether a division by zero gives what numpy gives instead of raising.
  private(set) var dividesLikeArrays = false
  /// How many operations so far can raise: what Python skips must not be computed beforehand if it can.
  var raisingOperations = 0
  /// How much may still be emitted: paths multiply with every branch.
  private var budget = 4_000

  init(scope: @escaping (String) -> PythonRuntime.Value?, context: Context) {
    self.scope = scope
    self.context = context
  }

  mutating func compiled(_ tree: FunctionObject.Tree?, named name: String) throws(CompilationRefusal) -> Plan.Function {
    switch tree {
    case .lambda(_, let body): try compiled(.result(body), named: name)
    case .definition(let definition): try compiled(.body(definition.body), named: name)
    case nil: throw CompilationRefusal(reason: "it was not written in the notebook")
    }
  }

  mutating func compiled(_ code: Code, named name: String) throws(CompilationRefusal) -> Plan.Function {
    if case .loop(_, let list) = code { self.list = list }
    let start = self
    try compile(code)
    let result = try joinedResult()
    if resultTypes.contains(where: { $0 != result }) {
      // The paths give different kinds: once more, with every result converted to what holds them all.
      self = start
      commonResult = result
      try compile(code)
    }
    return Plan.Function(name: name, parameters: parameters, body: block, result: result)
  }

  private mutating func compile(_ code: Code) throws(CompilationRefusal) {
    switch code {
    case .result(let expression): try returnValue(of: expression)
    case .body(let body), .loop(let body, _): try run(.statements(body[...], then: .end))
    }
  }

  /// What every result is, where all are times of one class and unit.
  var resultTime: UserTime? { resultTimes.count == 1 ? resultTimes.first ?? nil : nil }

  private func joinedResult() throws(CompilationRefusal) -> ValueType {
    guard resultTimes.count <= 1 else {
      throw CompilationRefusal(reason: "it returns times of one kind on one path and something else on another")
    }
    guard var result = resultTypes.first else { throw CompilationRefusal(reason: "it returns nothing") }
    for type in resultTypes.dropFirst() {
      guard let joined = ValueType.joining(result, type) else {
        throw CompilationRefusal(reason: "it returns \(result) on one path and \(type) on another")
      }
      result = joined
    }
    return result
  }

  mutating func returnValue(of expression: Expression) throws(CompilationRefusal) {
    if case .ifExp(let test, let body, let orElse) = expression.kind {
      return try branch(on: truth(operand(test))) { (compiler) throws(CompilationRefusal) in
        try compiler.returnValue(of: body)
      } otherwise: { (compiler) throws(CompilationRefusal) in
        try compiler.returnValue(of: orElse)
      }
    }
    try end(with: operand(expression))
  }

  /// Ends the path with its result.
  mutating func end(with operand: Operand) throws(CompilationRefusal) {
    if case .time(let time) = operand {
      resultTimes.insert(time.time)
      resultTypes.append(time.node.1)
      block.append(.result(time.node.0))
      return
    }
    resultTimes.insert(nil)
    var (id, type) = try computed(operand)
    if let common = commonResult, common.base != type.base {
      (id, type) = try computed(emit(Cast(to: common.base), [(id, type)]))
    }
    resultTypes.append(type)
    block.append(.result(id))
  }

  // MARK: Names

  mutating func bind(_ name: String, to binding: Binding) throws(CompilationRefusal) {
    switch binding {
    case .argument(let argument): variables[name] = try operand(argument, named: name)
    case .operand(let operand): variables[name] = operand
    }
  }

  /// Binds the names of a target: one, or several at once.
  mutating func bind(_ target: Expression, to argument: UserArgument) throws(CompilationRefusal) {
    if case .tuple(let items) = argument, let targets = target.elements {
      guard targets.count == items.count else {
        throw CompilationRefusal(reason: "it unpacks another number of values")
      }
      for (target, item) in zip(targets, items) { try bind(target, to: item) }
      return
    }
    if case .name(let name, _) = target.kind {
      variables[name] = try operand(argument, named: name)
    } else {
      try assign(operand(argument, named: "row"), to: target)
    }
  }

  /// Assigns to a name, or to each of a tuple of names.
  mutating func assign(_ operand: Operand, to target: Expression) throws(CompilationRefusal) {
    if case .name(let name, _) = target.kind {
      variables[name] = operand
      return
    }
    guard let targets = target.elements else {
      throw CompilationRefusal(reason: "it assigns to something that is no name")
    }
    let parts = try unpacked(operand)
    guard targets.count == parts.count else { throw CompilationRefusal(reason: "it unpacks another number of values") }
    for (target, part) in zip(targets, parts) { try assign(part, to: target) }
  }

  mutating func operand(_ argument: UserArgument, named name: String) throws(CompilationRefusal) -> Operand {
    switch argument {
    case .element(let column, let ofArray):
      dividesLikeArrays = dividesLikeArrays || ofArray
      if ofArray, column.dtype.isTime { throw CompilationRefusal(reason: "'\(name)' holds numpy's times") }
      return try parameter(name, column)
    case .row(let row):
      dividesLikeArrays = dividesLikeArrays || row.isArray
      rows.append(row)
      fields.append([:])
      return .row(rows.count - 1)
    case .tuple(let items):
      var operands: [Operand] = []
      for item in items { operands.append(try operand(item, named: name)) }
      return .tuple(operands)
    case .place: return .place
    }
  }

  /// A parameter of a function that another one calls.
  mutating func addParameter(_ name: String, _ type: ValueType, _ time: UserTime?) {
    variables[name] = parameter(name, type, time)
  }

  private mutating func parameter(_ name: String, _ type: ValueType, _ time: UserTime?) -> Operand {
    let id = newNode()
    parameters.append((id: id, name: name, type: type))
    return time.map { .time(RowTime(node: (id, type), time: $0)) } ?? .computed(id, type)
  }

  private mutating func parameter(_ name: String, _ column: TracedColumn) throws(CompilationRefusal) -> Operand {
    let time = UserTime(column.dtype)
    guard let type = column.function?.type ?? column.values.valueType, !(column.dtype.isTime && time == nil) else {
      throw CompilationRefusal(reason: "'\(name)' holds values that rows cannot have")
    }
    inputs.append(column)
    return parameter(name, type, time)
  }

  /// The field of a row; each becomes a parameter when it is used first.
  mutating func field(_ number: Int, of row: Int) throws(CompilationRefusal) -> Operand {
    let (label, column) = rows[row].fields[number]
    let operand: Operand
    if let known = fields[row][number] {
      operand = known
    } else {
      operand = try parameter("\(label.shortText)", column)
      fields[row][number] = operand
    }
    guard rows[row].holdsFloats, column.dtype.isInteger else { return operand }
    return try emit(Cast(to: .float64), [computed(operand)])
  }

  func row(_ number: Int) -> RowArgument { rows[number] }

  /// The value that a name has here.
  func value(of name: String) throws(CompilationRefusal) -> Operand {
    if let variable = variables[name] { return variable }
    guard let value = scope(name) else { throw CompilationRefusal(reason: "'\(name)' is not defined") }
    return .known(value)
  }

  // MARK: Values

  /// An operation on computed values.
  mutating func emit(
    _ operation: some RowOperation, _ inputs: [(Plan.NodeID, ValueType)]
  ) throws(CompilationRefusal) -> Operand {
    budget -= 1
    guard budget > 0 else { throw CompilationRefusal(reason: "it has too many paths") }
    do throws(TypeMismatch) {
      let type = try operation.type(of: inputs.map(\.1))
      let id = newNode()
      block.append(.compute(Plan.Node(id: id, operation: operation, inputs: inputs.map(\.0), type: type)))
      return .computed(id, type)
    } catch {
      throw CompilationRefusal(reason: error.message)
    }
  }

  /// An operation that raises for some values.
  mutating func emitRaising(
    _ operation: some RowOperation, _ inputs: [(Plan.NodeID, ValueType)]
  ) throws(CompilationRefusal) -> Operand {
    raisingOperations += 1
    return try emit(operation, inputs)
  }

  /// The operand as a node; a known scalar becomes a constant.
  mutating func computed(_ operand: Operand) throws(CompilationRefusal) -> (Plan.NodeID, ValueType) {
    switch operand {
    case .computed(let id, let type): return (id, type)
    case .time: throw CompilationRefusal(reason: "it needs a time as a whole")
    case .known(let value):
      let scalar = Scalar(value)
      if case .object = scalar { throw CompilationRefusal(reason: "it needs a \(value.typeName)") }
      return try computed(emit(frozen(scalar), []))
    case .row: throw CompilationRefusal(reason: "it needs the row as a whole")
    case .tuple: throw CompilationRefusal(reason: "it needs several values at once")
    case .place: throw CompilationRefusal(reason: "it needs to know which row it is")
    case .match: throw CompilationRefusal(reason: "it needs a match as a whole")
    case .exception: throw CompilationRefusal(reason: "it uses the exception that it caught")
    }
  }

  private mutating func newNode() -> Plan.NodeID {
    nextNode += 1
    return Plan.NodeID(nextNode - 1)
  }
}

extension Scalar {
  /// The scalar as part of a name.
  var shortText: String {
    switch self {
    case .string(let text): text.description
    case .int(let number): "field\(number)"
    default: "field"
    }
  }
}

extension Expression {
  /// The parts of a tuple or list display; `nil` for anything else.
  var elements: [Expression]? {
    switch kind {
    case .tuple(let parts, _), .list(let parts, _): parts
    default: nil
    }
  }
}
