import YAML

extension Plan {
  /// The plan that `yaml` printed, with its binary tables by name.
  ///
  /// - Throws: what is wrong with the text, with line and column; a plan of a newer format version is refused by name. The
  ///   result is not verified yet: see `verified()`.
  package init(yaml text: String, parameters: [String: ParameterBlock] = [:]) throws(PlanError) {
    do throws(YAMLError) {
      let root = try YAMLNode(parsing: text).map()
      let version = try root.required("faircopy")
      guard case .int(let number) = version.value, number >= 1 else { throw version.expected("a format version") }
      guard number <= Plan.formatVersion else {
        throw YAMLError(
          "this plan has format version \(number), and up to \(Plan.formatVersion) are read; a newer faircopy wrote it",
          at: version.span)
      }
      try root.allowOnly(["faircopy", "answer", "fields", "nodes", "functions", "training", "filters", "ignored"])
      var reader = PlanReader(blocks: parameters)
      let functions = try reader.functions(root["functions"])
      self.init(
        answer: try Answer(try root.required("answer").map()),
        fields: try root.required("fields").each(Field.init), nodes: try reader.nodes(root.required("nodes")),
        functions: functions,
        training: try root["training"].map { (node) throws(YAMLError) in try Training(node.map()) },
        trainingFilters: try (root["filters"] ?? []).each(TrainingFilter.init),
        ignoredFields: try (root["ignored"] ?? []).strings())
    } catch {
      throw PlanError("plan.yaml: \(error)")
    }
  }
}

/// Reads what refers to tables and functions by name.
struct PlanReader {
  let blocks: [String: ParameterBlock]
  private var known: [String: Plan.Function] = [:]

  init(blocks: [String: ParameterBlock]) {
    self.blocks = blocks
  }

  /// Functions stand before those that call them.
  mutating func functions(_ node: YAMLNode?) throws(YAMLError) -> [Plan.Function] {
    var functions: [Plan.Function] = []
    for item in try node?.list() ?? [] {
      let function = try function(item.map())
      known[function.name] = function
      functions.append(function)
    }
    return functions
  }

  func nodes(_ list: YAMLNode) throws(YAMLError) -> [Plan.Node] {
    var nodes: [Plan.Node] = []
    for item in try list.list() { nodes.append(try node(item.map())) }
    return nodes
  }

  private func node(_ map: YAMLMap) throws(YAMLError) -> Plan.Node {
    let name = try map.required("op")
    guard let operation = OperationRegistry.operation(named: try name.string()) else {
      throw YAMLError("there is no operation '\(try name.string())'", at: name.span)
    }
    let type = try map.required("type").valueType()
    let entries = map.entries.filter { !Plan.Node.reservedKeys.contains($0.key) || $0.key == "parameters" }
    var reader = AttributeReader(
      operation: operation.name, entries: entries.map { ($0.key, $0.value.value) }, blocks: blocks, functions: known,
      nodeType: type)
    var inputs: [Plan.NodeID] = []
    for input in try (map["inputs"] ?? []).list() { inputs.append(try input.nodeID()) }
    return Plan.Node(
      id: try map.required("id").nodeID(), operation: try made(operation, &reader, at: map.span), inputs: inputs,
      type: type, origin: try map["from"]?.origin(), label: try map["label"]?.string(),
      fitted: try map["fitted"].map { (node) throws(YAMLError) in try Plan.Fitted(node.map()) })
  }

  private func made(
    _ type: any RowOperation.Type, _ reader: inout AttributeReader, at span: YAMLSpan?
  ) throws(YAMLError) -> any RowOperation {
    do throws(PlanError) {
      let operation = try type.init(attributes: &reader)
      guard let surplus = reader.unread.first else { return operation }
      throw PlanError("'\(type.name)' has no attribute '\(surplus)'")
    } catch {
      throw YAMLError(error.message, at: span)
    }
  }

  private func function(_ map: YAMLMap) throws(YAMLError) -> Plan.Function {
    try map.allowOnly(["name", "parameters", "result", "from", "body"])
    var parameters: [(id: Plan.NodeID, name: String, type: ValueType)] = []
    for item in try map.required("parameters").list() {
      let parameter = try item.map()
      try parameter.allowOnly(["id", "name", "type"])
      parameters.append(
        (
          try parameter.required("id").nodeID(), try parameter.required("name").string(),
          try parameter.required("type").valueType()
        ))
    }
    return Plan.Function(
      name: try map.required("name").string(), parameters: parameters, body: try statements(map.required("body")),
      result: try map.required("result").valueType(), origin: try map["from"]?.origin())
  }

  private func statements(_ list: YAMLNode) throws(YAMLError) -> [Plan.Statement] {
    var statements: [Plan.Statement] = []
    for item in try list.list() { statements.append(try statement(item.map())) }
    return statements
  }

  private func statement(_ map: YAMLMap) throws(YAMLError) -> Plan.Statement {
    if let condition = map["if"] {
      try map.allowOnly(["if", "then", "else"])
      return .branch(
        try condition.nodeID(), then: try statements(map.required("then")),
        otherwise: try statements(map.required("else")))
    }
    if let body = map["try"] {
      try map.allowOnly(["try", "except"])
      var handlers: [Plan.Handler] = []
      for item in try map.required("except").list() {
        let handler = try item.map()
        try handler.allowOnly(["types", "body"])
        var types: [String] = []
        for type in try handler.required("types").list() { types.append(try type.string()) }
        handlers.append(Plan.Handler(types: types, body: try statements(handler.required("body"))))
      }
      return .attempt(try statements(body), handlers: handlers)
    }
    if let result = map["result"] {
      try map.allowOnly(["result"])
      return .result(try result.nodeID())
    }
    return .compute(try node(map))
  }
}
