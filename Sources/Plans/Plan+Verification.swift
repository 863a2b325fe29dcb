import Columns

extension Plan {
  /// Everything that is wrong with the plan; empty for one that can be served.
  ///
  /// Inputs stand before their use, every type is what its operation gives, fields and answer exist, field ranges are
  /// finite, function bodies are typed and end in a result, names of tables and functions are unique.
  package var problems: [PlanError] {
    var verifier = PlanVerifier()
    verifier.verify(self)
    return verifier.problems
  }

  /// The plan itself, if nothing is wrong with it.
  ///
  /// - Throws: the first problem.
  @discardableResult
  package func verified() throws(PlanError) -> Plan {
    if let first = problems.first { throw first }
    return self
  }
}

private struct PlanVerifier {
  var problems: [PlanError] = []
  private var fields: [String: ValueType] = [:]
  private var functions: [String: Plan.Function] = [:]

  mutating func verify(_ plan: Plan) {
    for field in plan.fields { verify(field) }
    for function in plan.functions { verify(function) }
    var types: [Plan.NodeID: ValueType] = [:]
    for node in plan.nodes { verify(node, &types, insideFunction: false) }
    verify(plan.answer, types)
    verifyTables(plan.parameters)
  }

  private mutating func report(_ message: String) {
    problems.append(PlanError(message))
  }

  private mutating func verify(_ field: Plan.Field) {
    if fields.updateValue(field.type, forKey: field.name) != nil { report("field '\(field.name)' is there twice") }
    switch field.type.base {
    case .vector, .list: report("field '\(field.name)' has type \(field.type), which no record holds")
    default: break
    }
    if let range = field.range, !range.lowerBound.isFinite || !range.upperBound.isFinite {
      report("the range of field '\(field.name)' is not finite")
    }
  }

  private mutating func verify(
    _ node: Plan.Node, _ types: inout [Plan.NodeID: ValueType], insideFunction: Bool
  ) {
    var inputs: [ValueType] = []
    for input in node.inputs {
      guard let type = types[input] else { return report("\(node.id) uses \(input), which does not stand before it") }
      inputs.append(type)
    }
    if let field = node.operation as? FieldOperation, insideFunction || fields[field.field] != node.type {
      report("\(node.id) reads '\(field.field)', which is no field of type \(node.type)")
    }
    if let call = node.operation as? Call, functions[call.function.name] != call.function {
      report("\(node.id) calls '\(call.function.name)', which does not stand before it")
    }
    do throws(TypeMismatch) {
      let type = try node.operation.type(of: inputs)
      if type != node.type { report("\(node.id) has type \(node.type), but '\(node.operation.name)' gives \(type)") }
    } catch {
      report("\(node.id): \(error.message)")
    }
    for (name, _) in node.operation.attributes.entries where Plan.Node.reservedKeys.contains(name) {
      report("\(node.id): '\(node.operation.name)' has an attribute named '\(name)', which nodes keep for themselves")
    }
    if types.updateValue(node.type, forKey: node.id) != nil { report("\(node.id) is there twice") }
  }

  private mutating func verify(_ answer: Plan.Answer, _ types: [Plan.NodeID: ValueType]) {
    guard let type = types[answer.node] else { return report("the answer \(answer.node) is not there") }
    if type != answer.type { report("the answer has type \(answer.type), but \(answer.node) has \(type)") }
    if let probabilities = answer.probabilities, types[probabilities] != .vector(answer.classes.count) {
      report("the probabilities \(probabilities) are no vector over \(answer.classes.count) classes")
    }
    if let features = answer.features, types[features] != .vector(answer.featureNames.count) {
      report("the features \(features) are no vector of \(answer.featureNames.count) named numbers")
    }
  }

  private mutating func verifyTables(_ blocks: [ParameterBlock]) {
    var names: Set<String> = []
    for block in blocks {
      if !names.insert(block.name).inserted { report("two tables are named '\(block.name)'") }
      if block.name.isEmpty || block.name.hasPrefix(".") || block.name.utf8.contains(UInt8(ascii: "/")) {
        report("'\(block.name)' is no name of a table's file")
      }
    }
  }

  private mutating func verify(_ function: Plan.Function) {
    var types: [Plan.NodeID: ValueType] = [:]
    for parameter in function.parameters where types.updateValue(parameter.type, forKey: parameter.id) != nil {
      report("\(parameter.id) is there twice in '\(function.name)'")
    }
    if !verify(function.body, types, of: function) {
      report("'\(function.name)' can end without a result")
    }
    if functions.updateValue(function, forKey: function.name) != nil {
      report("function '\(function.name)' is there twice")
    }
  }

  /// Whether every path through the statements ends in a result; values of a branch are not seen behind it.
  private mutating func verify(
    _ statements: [Plan.Statement], _ outer: [Plan.NodeID: ValueType], of function: Plan.Function
  ) -> Bool {
    var types = outer
    var ended = false
    for statement in statements {
      if ended { report("a statement of '\(function.name)' is never reached") }
      switch statement {
      case .compute(let node): verify(node, &types, insideFunction: true)
      case .branch(let condition, let then, let otherwise):
        if types[condition] != .bool { report("'\(function.name)' branches on \(condition), which is no bool") }
        let first = verify(then, types, of: function)
        let second = verify(otherwise, types, of: function)
        ended = first && second
      case .attempt(let body, let handlers):
        if handlers.isEmpty { report("'\(function.name)' attempts something that nothing catches") }
        ended = verify(body, types, of: function)
        for handler in handlers where !verify(handler.body, types, of: function) { ended = false }
        if !ended { report("an attempt of '\(function.name)' can go on behind it") }
      case .result(let id):
        if types[id] != function.result { report("'\(function.name)' gives \(id), which is no \(function.result)") }
        ended = true
      }
    }
    return ended
  }
}
