package import Columns

extension Plan {
  /// What is to be served, as the trace has it.
  package struct Served {
    /// The notebook's name for the answer.
    package var name: String
    package var answer: RowFunction
    /// The classifier's classes in order, where one is behind the answer.
    package var classes: [Scalar]
    /// The classifier's probabilities, a vector over `classes`.
    package var probabilities: RowFunction?
    /// The model's input vector.
    package var features: RowFunction?
    package var featureNames: [String]

    package init(
      name: String, answer: RowFunction, classes: [Scalar] = [], probabilities: RowFunction? = nil,
      features: RowFunction? = nil, featureNames: [String] = []
    ) {
      self.name = name
      self.answer = answer
      self.classes = classes
      self.probabilities = probabilities
      self.features = features
      self.featureNames = featureNames
    }
  }

  /// Why a trace gives no plan: the answer is not a function of one record.
  package struct ExtractionError: Error, Equatable {
    package let message: String
    /// Where the notebook made what stands in the way.
    package let origin: Origin?
  }

  /// The part of the trace that the served values need, cut free: nodes in the order in which the notebook made them,
  /// numbered from 1. Training, filters, categories, ranges and ignored fields are left to be filled in.
  ///
  /// - Parameter fieldOrder: the columns of the table, in whose order fields are declared.
  /// - Throws: the first opaque value in that order, or that fields of more than one table are needed.
  package init(serving served: Served, fieldOrder: [String] = []) throws(ExtractionError) {
    let roots = [served.answer, served.probabilities, served.features].compactMap(\.self)
    let needed = neededFunctions(for: roots)
    try refuseForeignFields(needed)
    let ids = Dictionary(uniqueKeysWithValues: needed.enumerated().map { ($1.number, NodeID($0 + 1)) })
    var nodes: [Node] = []
    var fields: [Field] = []
    for function in needed {
      let node = try Self.node(function, ids)
      if let field = node.operation as? FieldOperation { fields.append(Field(name: field.field, type: node.type)) }
      nodes.append(node)
    }
    var functions = CalledFunctions()
    for index in nodes.indices { nodes[index] = functions.calling(nodes[index]) }
    let places = Dictionary(fieldOrder.enumerated().map { ($1, $0) }) { first, _ in first }
    fields.sort { (places[$0.name] ?? .max) < (places[$1.name] ?? .max) }
    func id(_ function: RowFunction?) -> NodeID? { function.flatMap { ids[$0.number] } }
    self.init(
      answer: Answer(
        name: served.name, node: id(served.answer) ?? NodeID(0), type: served.answer.type, classes: served.classes,
        probabilities: id(served.probabilities), features: id(served.features), featureNames: served.featureNames),
      fields: fields, nodes: nodes, functions: functions.named)
  }

  private static func node(_ function: RowFunction, _ ids: [Int: NodeID]) throws(ExtractionError) -> Node {
    let operation: any RowOperation
    switch function.kind {
    case .opaque(let reason): throw ExtractionError(message: reason, origin: function.origin)
    case .field(let name, _): operation = FieldOperation(name, type: function.type)
    case .operation(let known, _): operation = known
    }
    return Node(
      id: ids[function.number] ?? NodeID(0), operation: operation,
      inputs: function.inputs.compactMap { ids[$0.number] }, type: function.type, origin: function.origin,
      label: function.labels.last, fitted: function.fitted?.resolved(ids))
  }
}

/// The functions and everything that they are made from, each once, in order of making: inputs first.
private func neededFunctions(for roots: [RowFunction]) -> [RowFunction] {
  var known: [Int: RowFunction] = [:]
  var waiting = roots
  while let function = waiting.popLast() {
    if known.updateValue(function, forKey: function.number) == nil { waiting += function.inputs }
  }
  return known.values.sorted { $0.number < $1.number }
}

private func refuseForeignFields(_ functions: [RowFunction]) throws(Plan.ExtractionError) {
  var first: (name: String, source: Int)?
  for function in functions {
    guard case .field(let name, let source) = function.kind else { continue }
    if let first, first.source != source {
      throw Plan.ExtractionError(
        message: "the answer needs '\(first.name)' and '\(name)', which are columns of different tables",
        origin: function.origin)
    }
    first = first ?? (name, source)
  }
}

/// The user functions that nodes call, each after those that it calls itself, and each with a name of its own: a notebook
/// may define a name again.
private struct CalledFunctions {
  private var known: [Plan.Function] = []
  private(set) var named: [Plan.Function] = []

  /// The node, calling its function by the name that it has in the plan.
  mutating func calling(_ node: Plan.Node) -> Plan.Node {
    guard let call = node.operation as? Call else { return node }
    var node = node
    node.operation = Call(named(call.function))
    return node
  }

  private mutating func named(_ function: Plan.Function) -> Plan.Function {
    if let place = known.firstIndex(of: function) { return named[place] }
    var result = function
    result.body = function.body.map { $0.mapping { calling($0) } }
    let taken = Set(named.map(\.name))
    var number = 2
    while taken.contains(result.name) {
      result.name = "\(function.name) \(number)"
      number += 1
    }
    known.append(function)
    named.append(result)
    return result
  }
}

extension Plan.Fitted {
  /// What a value was computed of, when that is a row function: its node where the plan has it, else its name.
  package static func of(_ function: RowFunction) -> String {
    "@\(function.number) \(function.labels.last ?? "a column")"
  }

  /// The same with what `of(_:)` wrote put in the plan's terms.
  func resolved(_ ids: [Int: Plan.NodeID]) -> Plan.Fitted {
    guard of.hasPrefix("@"), let space = of.firstIndex(of: " "),
      let number = Int(of[of.index(after: of.startIndex)..<space])
    else { return self }
    let name = String(of[of.index(after: space)...])
    return Plan.Fitted(by: by, of: ids[number]?.description ?? name, over: over)
  }
}
