import Columns
import Diagnostics
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

/// Turns the body of one function into typed statements.
///
/// Both arms of a branch go on to the end of the function, so that every path ends in a result and nothing must be joined.
struct FunctionCompiler {
  /// A value while compiling: one that the row decides, or one that is known now.
  enum Operand {
    case computed(Plan.NodeID, ValueType)
    case known(PythonRuntime.Value)
  }

  let function: FunctionObject
  let context: Context
  private var parameters: [(id: Plan.NodeID, name: String, type: ValueType)] = []
  private var variables: [String: Operand] = [:]
  private var nextNode = 1
  /// The statements of the block that is being compiled.
  private var block: [Plan.Statement] = []
  private var resultTypes: [ValueType] = []
  /// What results are converted to, once it is known that they differ.
  private var commonResult: ValueType?
  /// How many operations so far can raise: what Python skips must not be computed beforehand if it can.
  var raisingOperations = 0

  init(function: FunctionObject, context: Context) {
    self.function = function
    self.context = context
  }

  mutating func addParameter(_ name: String, _ type: ValueType) {
    let id = newNode()
    parameters.append((id: id, name: name, type: type))
    variables[name] = .computed(id, type)
  }

  mutating func bind(_ name: String, to operand: Operand) {
    variables[name] = operand
  }

  mutating func compiled(_ tree: FunctionObject.Tree, named name: String) throws(CompilationRefusal) -> Plan.Function {
    let start = self
    try compile(tree)
    let result = try joinedResult()
    if resultTypes.contains(where: { $0 != result }) {
      // The paths give different kinds: once more, with every result converted to what holds them all.
      self = start
      commonResult = result
      try compile(tree)
    }
    return Plan.Function(name: name, parameters: parameters, body: block, result: result)
  }

  private mutating func compile(_ tree: FunctionObject.Tree) throws(CompilationRefusal) {
    switch tree {
    case .lambda(_, let body): try returnValue(of: body)
    case .definition(let definition): try statements(definition.body[...])
    }
  }

  private func joinedResult() throws(CompilationRefusal) -> ValueType {
    guard var result = resultTypes.first else { throw CompilationRefusal(reason: "it returns nothing") }
    for type in resultTypes.dropFirst() {
      guard let joined = ValueType.joining(result, type) else {
        throw CompilationRefusal(reason: "it returns \(result) on one path and \(type) on another")
      }
      result = joined
    }
    return result
  }

  // MARK: Statements

  /// Compiles statements to the end of the function.
  private mutating func statements(_ body: ArraySlice<Statement>) throws(CompilationRefusal) {
    guard let first = body.first else { throw CompilationRefusal(reason: "a path ends without 'return'") }
    let rest = body.dropFirst()
    switch first.kind {
    case .return(let value?): try returnValue(of: value)
    case .assign(let targets, let value):
      let operand = try self.operand(value)
      for target in targets {
        guard case .name(let name, _) = target.kind else {
          throw CompilationRefusal(reason: "it assigns to something that is no name")
        }
        variables[name] = operand
      }
      try statements(rest)
    case .augAssign(let target, let operation, let value):
      guard case .name(let name, _) = target.kind, let old = variables[name] else {
        throw CompilationRefusal(reason: "it assigns to something that is no name")
      }
      variables[name] = try arithmetic(old, operation, operand(value))
      try statements(rest)
    case .if(let test, let then, let otherwise):
      try branch(on: truth(operand(test))) { (compiler) throws(CompilationRefusal) in
        try compiler.statements(then[...] + rest)
      } otherwise: { (compiler) throws(CompilationRefusal) in
        try compiler.statements(otherwise[...] + rest)
      }
    case .expr(let value):
      // A documentation string.
      guard case .constant = value.kind else { throw CompilationRefusal(reason: "it calls something for its effect") }
      try statements(rest)
    case .pass: try statements(rest)
    default: throw CompilationRefusal(reason: "line \(first.span.start.line) is a statement that rows cannot have")
    }
  }

  private mutating func returnValue(of expression: Expression) throws(CompilationRefusal) {
    if case .ifExp(let test, let body, let orElse) = expression.kind {
      return try branch(on: truth(operand(test))) { (compiler) throws(CompilationRefusal) in
        try compiler.returnValue(of: body)
      } otherwise: { (compiler) throws(CompilationRefusal) in
        try compiler.returnValue(of: orElse)
      }
    }
    var (id, type) = try computed(operand(expression))
    if let common = commonResult, common.base != type.base {
      (id, type) = try computed(emit(Cast(to: common.base), [(id, type)]))
    }
    resultTypes.append(type)
    block.append(.result(id))
  }

  /// A branch whose arms both end the function.
  private mutating func branch(
    on condition: Operand, _ then: (inout FunctionCompiler) throws(CompilationRefusal) -> Void,
    otherwise: (inout FunctionCompiler) throws(CompilationRefusal) -> Void
  ) throws(CompilationRefusal) {
    guard case .computed(let id, _) = condition else {
      return try isTrue(condition) ? then(&self) : otherwise(&self)
    }
    let outer = block
    let before = variables
    block = []
    try then(&self)
    let first = block
    block = []
    variables = before
    try otherwise(&self)
    block = outer + [.branch(id, then: first, otherwise: block)]
  }

  private func isTrue(_ operand: Operand) -> Bool {
    guard case .known(let value) = operand else { return false }
    return (try? context.truth(value)) ?? false
  }

  // MARK: Values

  /// The value that a name has here.
  func value(of name: String) throws(CompilationRefusal) -> Operand {
    if let variable = variables[name] { return variable }
    guard let value = function.value(ofFree: name, in: context) else {
      throw CompilationRefusal(reason: "'\(name)' is not defined")
    }
    return .known(value)
  }

  /// An operation on computed values.
  mutating func emit(
    _ operation: some RowOperation, _ inputs: [(Plan.NodeID, ValueType)]
  ) throws(CompilationRefusal) -> Operand {
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
    case .known(let value):
      let scalar = Scalar(value)
      if case .object = scalar { throw CompilationRefusal(reason: "it needs a \(value.typeName)") }
      return try computed(emit(frozen(scalar), []))
    }
  }

  private mutating func newNode() -> Plan.NodeID {
    nextNode += 1
    return Plan.NodeID(nextNode - 1)
  }
}
