extension Plan {
  /// The plan without nodes that the answer, its probabilities and its features do not need.
  ///
  /// A node that can raise in Python is kept only if something needs it: what the notebook computes beside the answer is no
  /// part of serving it.
  package func withoutDeadNodes() -> Plan {
    var needed: Set<NodeID> = Set([answer.node, answer.probabilities, answer.features].compactMap(\.self))
    for node in nodes.reversed() where needed.contains(node.id) { needed.formUnion(node.inputs) }
    return replacing(nodes: nodes.filter { needed.contains($0.id) })
  }
}
