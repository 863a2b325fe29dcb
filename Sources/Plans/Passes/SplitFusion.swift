extension Plan {
  /// The plan in which an item of a split text is cut out of the text, where nothing else needs the list.
  package func fusingSplits() -> Plan {
    let uses = Dictionary(grouping: nodes.flatMap(\.inputs), by: \.self).mapValues(\.count)
    let splits = Dictionary(nodes.filter { $0.operation is Split }.map { ($0.id, $0) }) { first, _ in first }
    var fused: Set<NodeID> = []
    let rewritten = nodes.map { node in
      guard let item = node.operation as? ListItem, let split = node.inputs.first.flatMap({ splits[$0] }),
        uses[split.id] == 1, let operation = split.operation as? Split
      else { return node }
      fused.insert(split.id)
      var node = node
      node.operation = SplitPart(operation, item)
      node.inputs = split.inputs
      return node
    }
    return replacing(nodes: rewritten.filter { !fused.contains($0.id) })
  }
}
