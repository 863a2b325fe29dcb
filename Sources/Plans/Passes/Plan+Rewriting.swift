extension Plan {
  /// The same plan with other nodes, and every mention of a node renamed; fields that nothing reads any more are
  /// ignored ones.
  func replacing(nodes: [Node], renamed: [NodeID: NodeID] = [:]) -> Plan {
    func name(_ id: NodeID) -> NodeID { renamed[id] ?? id }
    var plan = self
    plan.nodes = nodes.map { node in
      var node = node
      node.inputs = node.inputs.map(name)
      if let of = node.fitted?.of, let known = renamed.first(where: { $0.key.description == of }) {
        node.fitted?.of = known.value.description
      }
      return node
    }
    plan.answer.node = name(answer.node)
    plan.answer.probabilities = answer.probabilities.map(name)
    plan.answer.features = answer.features.map(name)
    let read = Set(plan.nodes.compactMap { ($0.operation as? FieldOperation)?.field })
    plan.fields = fields.filter { read.contains($0.name) }
    plan.ignoredFields += fields.map(\.name).filter { !read.contains($0) && !ignoredFields.contains($0) }
    return plan
  }

  /// The same plan with nodes numbered from 1, in order.
  package func renumbered() -> Plan {
    let ids = Dictionary(nodes.enumerated().map { ($1.id, NodeID($0 + 1)) }) { first, _ in first }
    let renumbered = nodes.map { node in
      var node = node
      node.id = ids[node.id] ?? node.id
      return node
    }
    return replacing(nodes: renumbered, renamed: ids)
  }

  /// The passes that every plan goes through before code is generated.
  package func simplified() -> Plan {
    mergingCommonNodes().foldingConstants().fusingSplits().withoutDeadNodes().renumbered()
  }
}
