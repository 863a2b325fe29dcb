import Plans

/// The binary tables of a plan and the members that hold them in generated code.
struct ModelTables {
  /// In order of first use, each once.
  let blocks: [ParameterBlock]
  /// The member of `parameters` for each.
  let members: [ParameterBlock: String]
  private let kernels: [String]

  init(of plan: Plan) {
    var blocks: [ParameterBlock] = []
    var members: [ParameterBlock: String] = [:]
    var kernels: [String] = []
    var names = SwiftNames(reserved: ["folder"])
    func visit(_ node: Plan.Node) {
      guard let table = node.operation.table, members[table.block] == nil else { return }
      let stem = table.block.name.hasSuffix(".bin") ? String(table.block.name.dropLast(4)) : table.block.name
      members[table.block] = names.name(for: stem, fallback: "table")
      blocks.append(table.block)
      kernels.append(table.kernel)
    }
    plan.nodes.forEach(visit)
    for function in plan.functions { function.body.flatMap(\.nodes).forEach(visit) }
    self.blocks = blocks
    self.members = members
    self.kernels = kernels
  }

  /// For templates: member, kernel type, file.
  var templateValues: [[String: Any]] {
    zip(blocks, kernels).map { block, kernel in
      ["name": members[block] ?? block.name, "kernel": kernel, "file": swiftLiteral(block.name)]
    }
  }
}
