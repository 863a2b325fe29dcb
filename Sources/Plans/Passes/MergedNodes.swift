extension Plan {
  /// The plan in which the same operation on the same inputs is computed once, where it stands first.
  ///
  /// The first of equal nodes keeps its place, origin and label, and takes a label from a later one if it has none.
  package func mergingCommonNodes() -> Plan {
    struct Key: Hashable {
      let operation: AnyHashable
      let inputs: [NodeID]
      let type: ValueType
    }
    var first: [Key: Int] = [:]
    var renamed: [NodeID: NodeID] = [:]
    var kept: [Node] = []
    for node in nodes {
      let inputs = node.inputs.map { renamed[$0] ?? $0 }
      let key = Key(operation: AnyHashable(node.operation), inputs: inputs, type: node.type)
      if let index = first[key] {
        renamed[node.id] = kept[index].id
        kept[index].label = kept[index].label ?? node.label
      } else {
        first[key] = kept.count
        kept.append(node)
      }
    }
    return replacing(nodes: kept, renamed: renamed)
  }
}
