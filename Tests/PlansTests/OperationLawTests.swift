import Columns
import Kernels
import Testing
import YAML

@testable import Plans

/// The laws that every operation obeys, over all types × missing patterns × lengths.
@Suite struct OperationLawTests {
  @Test func everyOperationHasASample() {
    let sampled = Set(sampleOperations.map { $0.name })
    let others: Set = ["call", "constant", "field"]
    let withTables: Set = [
      "linear-scores", "tree-ensemble", "neighbours", "gaussian-classes", "quadratic-scores", "support-vectors",
      "dense-layers", "centre-distances", "histogram-trees", "quantile-map", "term-weights",
    ]
    for operation in OperationRegistry.all where !others.union(withTables).contains(operation.name) {
      #expect(sampled.contains(operation.name), "no sample of '\(operation.name)'")
    }
    #expect(Set(OperationRegistry.all.map { $0.name }).count == OperationRegistry.all.count, "names are unique")
  }

  @Test(arguments: sampleOperations.indices) func laws(_ index: Int) throws {
    let operation = sampleOperations[index]
    let signatures = acceptedInputs(operation)
    #expect(!signatures.isEmpty, "'\(operation.name)' takes none of the types")
    for types in signatures {
      try checkStoredForm(operation, types)
      for count in [0, 1, 2, 65] {
        for missingEvery in [nil, 1, 3] as [Int?] { try check(operation, types, count: count, missingEvery) }
      }
    }
  }

  private func check(
    _ operation: any RowOperation, _ types: [ValueType], count: Int, _ missingEvery: Int?
  ) throws {
    let inputs = types.enumerated().map { index, type in
      sampleValues(type, count: count, missingEvery: missingEvery, seed: index)
    }
    let what = "'\(operation.name)' \(operation.attributes.entries) of \(types), \(count) rows"
    var failures = RowFailures()
    let whole = operation.evaluate(inputs, failures: &failures)
    checkType(whole, try operation.type(of: types), failures, what)
    for row in 0..<count {
      var own = RowFailures()
      let one = operation.evaluate(inputs.map { $0.selecting([row]) }, failures: &own)
      #expect(
        isSame(one, whole.selecting([row])), "\(what), row \(row): \(one) alone, \(whole.selecting([row])) among all")
      let among = failures.all.filter { $0.row == row }
      #expect(own.all.map(\.message) == among.map(\.message), "\(what), row \(row)")
    }
  }

  private func checkType(_ values: RowValues, _ type: ValueType, _ failures: RowFailures, _ what: String) {
    switch (values, type.base) {
    case (.vector(let columns), .vector(let width)): #expect(columns.count == width, "\(what)")
    case (.lists(_, _, let missing), .list): #expect(type.isNullable || missing == nil || !failures.isEmpty, "\(what)")
    case (.column(let column), _):
      #expect(column.valueType?.base == type.base, "\(what) gives \(column), not \(type)")
      #expect(column.missing?.contains(true) ?? true, "\(what) has a mask without missing rows")
      guard !type.isNullable, let missing = column.missing else { return }
      let failed = Set(failures.all.map(\.row))
      for row in missing.indices where missing[row] {
        #expect(failed.contains(row), "\(what), row \(row) is missing, and the type is \(type)")
      }
    default: Issue.record("\(what) gives \(values), not \(type)")
    }
  }

  private func checkStoredForm(_ operation: any RowOperation, _ types: [ValueType]) throws {
    let type = try operation.type(of: types)
    let node = Plan.Node(
      id: Plan.NodeID(9), operation: operation, inputs: types.indices.map { Plan.NodeID($0 + 1) }, type: type)
    let text = node.yaml.printed()
    let blocks = operation.attributes.parameters.map { [$0.name: $0] } ?? [:]
    let parsed = try PlanReader(blocks: blocks).nodes([YAMLNode(parsing: text)])
    #expect(parsed == [node], "\(text)")
  }
}
