import Plans

/// Prints nodes as statements in single assignment, each under the notebook's own line.
///
/// Values that have a name in the notebook, that are used more than once or that can fail get a `let`; the others stand
/// where they are used.
struct SwiftStatements {
  private let plan: Plan
  private let sourceLine: (Origin) -> String?
  private var names: SwiftNames
  private var uses: [Plan.NodeID: Int] = [:]
  /// How each value made so far is referred to.
  private(set) var expressions: [Plan.NodeID: SwiftExpression] = [:]

  init(_ plan: Plan, reserved: Set<String>, sourceLine: @escaping (Origin) -> String?) {
    self.plan = plan
    self.sourceLine = sourceLine
    names = SwiftNames(reserved: reserved)
    for node in plan.nodes { for input in node.inputs { uses[input, default: 0] += 1 } }
    uses[plan.answer.node, default: 0] += 2
    if let node = plan.answer.probabilities { uses[node, default: 0] += 2 }
    if let node = plan.answer.features { uses[node, default: 0] += 2 }
  }

  /// Says that the value of `node` is at hand under `code`.
  mutating func bind(_ node: Plan.NodeID, to code: String, _ type: ValueType) {
    expressions[node] = SwiftExpression(code, type)
  }

  /// An identifier of this function's own.
  mutating func name(for label: String) -> String {
    names.name(for: label)
  }

  /// The statements that compute `nodes`, which stand in order and after what they need.
  mutating func lines(for nodes: [Plan.Node], in scope: inout SwiftScope) throws(CodeGenerationError) -> [String] {
    var lines: [String] = []
    var latest: Origin?
    for node in nodes where expressions[node.id] == nil {
      let expression = try spelled(node, in: &scope)
      if standsWhereUsed(node, expression) {
        expressions[node.id] = expression
        continue
      }
      if let origin = node.origin, origin != latest {
        lines += comment(for: origin)
        latest = origin
      }
      let name = names.name(for: node.label ?? node.operation.name)
      lines.append("let \(name) = \(expression.canFail ? "try " : "")\(expression.code)")
      expressions[node.id] = SwiftExpression(name, node.type)
    }
    return lines
  }

  private func spelled(_ node: Plan.Node, in scope: inout SwiftScope) throws(CodeGenerationError) -> SwiftExpression {
    var inputs: [SwiftExpression] = []
    for input in node.inputs {
      guard let known = expressions[input] else {
        throw CodeGenerationError("\(node.id) needs \(input), which is not made")
      }
      inputs.append(known)
    }
    let whole = node.operation.spelled(inputs, in: &scope)
    if whole.isLiteral { return whole }
    return SwiftExpression(whole.code, node.type, canFail: whole.canFail || inputs.contains(where: \.canFail))
  }

  private func standsWhereUsed(_ node: Plan.Node, _ expression: SwiftExpression) -> Bool {
    if node.inputs.isEmpty { return true }
    return node.label == nil && uses[node.id, default: 0] == 1 && expression.code.utf8.count <= 60
  }

  /// `// cell 9:2   the notebook's line`.
  private func comment(for origin: Origin) -> [String] {
    guard let line = sourceLine(origin) else { return ["// \(origin)"] }
    let code = line.drop(while: \.isWhitespace)
    return ["// \(origin)   \(String(code.filter { !$0.isNewline }))"]
  }
}
