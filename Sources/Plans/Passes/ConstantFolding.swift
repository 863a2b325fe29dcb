import Columns

extension Plan {
  /// The plan in which what is computed from constants alone is a constant.
  ///
  /// Nodes that would raise are left as they are, so that they raise for every row; so are vectors, which are no constants.
  package func foldingConstants() -> Plan {
    var constants: [NodeID: Constant] = [:]
    let folded = nodes.map { node in
      var node = node
      if let constant = node.operation as? Constant ?? node.folded(constants) {
        constants[node.id] = constant
        node.operation = constant
        node.inputs = []
      }
      return node
    }
    return replacing(nodes: folded)
  }
}

extension Plan.Node {
  /// The constant that the node always gives, where its inputs are constants.
  fileprivate func folded(_ constants: [Plan.NodeID: Constant]) -> Constant? {
    let inputs = inputs.compactMap { constants[$0]?.rows(1) }
    guard !inputs.isEmpty, inputs.count == self.inputs.count, type.isScalar, !(operation is Call) else { return nil }
    var failures = RowFailures()
    guard let column = operation.evaluate(inputs, failures: &failures).column, failures.isEmpty, column.count == 1
    else {
      return nil
    }
    let constant = Constant(column[0], type: type)
    return (try? constant.type(of: [])) == nil ? nil : constant
  }
}
