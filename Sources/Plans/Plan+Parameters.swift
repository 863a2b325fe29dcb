import YAML

extension Plan {
  /// The binary tables that nodes and functions refer to, each once, in order of first use.
  package var parameters: [ParameterBlock] {
    var blocks: [ParameterBlock] = []
    for node in allNodes {
      guard let block = node.operation.attributes.parameters, !blocks.contains(where: { $0.isSame(as: block) }) else {
        continue
      }
      blocks.append(block)
    }
    return blocks
  }

  /// The nodes of the plan and of its functions.
  var allNodes: [Node] {
    functions.flatMap { $0.body.flatMap(\.nodes) } + nodes
  }

  /// The same plan whose tables have different names: `table.bin`, `table2.bin`. Equal tables share one file.
  package func namingParameters() throws(PlanError) -> Plan {
    var names: [ParameterBlock: ParameterBlock] = [:]
    var taken: Set<String> = []
    for block in parameters where names[block] == nil {
      let name = Self.freeName(for: block.name, taken)
      taken.insert(name)
      names[block] = name == block.name ? block : ParameterBlock(name: name, bytes: block.bytes)
    }
    var plan = self
    var renamed: [String: Function] = [:]
    for (index, function) in functions.enumerated() {
      plan.functions[index].body = try function.body.map { (statement) throws(PlanError) in
        try statement.mapping { (node) throws(PlanError) in try Self.renamed(node, names, functions: renamed) }
      }
      renamed[function.name] = plan.functions[index]
    }
    for index in nodes.indices { plan.nodes[index] = try Self.renamed(nodes[index], names, functions: renamed) }
    return plan
  }

  private static func freeName(for name: String, _ taken: Set<String>) -> String {
    let (stem, ending) = name.lastIndex(of: ".").map { (name[..<$0], name[$0...]) } ?? (name[...], "")
    var candidate = name
    var number = 2
    while taken.contains(candidate) {
      candidate = "\(stem)\(number)\(ending)"
      number += 1
    }
    return candidate
  }

  private static func renamed(
    _ node: Node, _ names: [ParameterBlock: ParameterBlock], functions: [String: Function]
  ) throws(PlanError) -> Node {
    if let call = node.operation as? Call {
      var node = node
      node.operation = Call(functions[call.function.name] ?? call.function)
      return node
    }
    let attributes = node.operation.attributes
    guard let block = attributes.parameters, let named = names[block], named !== block else { return node }
    var reader = AttributeReader(
      operation: node.operation.name, entries: attributes.entries + [("parameters", .string(named.name))],
      blocks: [named.name: named], nodeType: node.type)
    var node = node
    node.operation = try type(of: node.operation).init(attributes: &reader)
    return node
  }
}

extension ParameterBlock {
  /// The same name and the same bytes.
  func isSame(as other: ParameterBlock) -> Bool {
    self === other || (name == other.name && bytes == other.bytes)
  }
}

extension Plan.Statement {
  /// The statement with other nodes in the place of those that it computes.
  func mapping<E: Error>(_ transform: (Plan.Node) throws(E) -> Plan.Node) throws(E) -> Plan.Statement {
    func mapped(_ statements: [Plan.Statement]) throws(E) -> [Plan.Statement] {
      try statements.map { (statement) throws(E) in try statement.mapping(transform) }
    }
    switch self {
    case .compute(let node): return .compute(try transform(node))
    case .branch(let condition, let then, let otherwise):
      return .branch(condition, then: try mapped(then), otherwise: try mapped(otherwise))
    case .attempt(let body, let handlers):
      let others = try handlers.map { (handler) throws(E) in
        Plan.Handler(types: handler.types, body: try mapped(handler.body))
      }
      return .attempt(try mapped(body), handlers: others)
    case .result: return self
    }
  }

  /// The nodes that the statement computes, those of both arms included.
  package var nodes: [Plan.Node] {
    switch self {
    case .compute(let node): [node]
    case .branch(_, let then, let otherwise): (then + otherwise).flatMap(\.nodes)
    case .attempt(let body, let handlers): (body + handlers.flatMap(\.body)).flatMap(\.nodes)
    case .result: []
    }
  }
}
