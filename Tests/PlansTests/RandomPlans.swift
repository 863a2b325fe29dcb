import Columns
import Kernels
import YAML

@testable import Plans

/// A repeatable stream of choices: SplitMix64.
struct Choices: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A verified plan of random operations over random fields; the same for the same seed.
func randomPlan(_ seed: UInt64) -> Plan {
  var choices = Choices(state: seed)
  let fieldTypes: [ValueType] = [.bool.nullable, .int64.nullable, .float64.nullable, .string.nullable, .string, .int64]
  var fields: [Plan.Field] = []
  var nodes: [Plan.Node] = []
  for (index, type) in fieldTypes.enumerated() {
    let name = ["is_new", "Pclass", "total eve charge", "Name, first", "état", "n1"][index]
    fields.append(Plan.Field(name: name, type: type, categories: index == 3 ? ["yes", "No: 1", ""] : nil))
    nodes.append(
      Plan.Node(id: Plan.NodeID(index + 1), operation: FieldOperation(name, type: type), inputs: [], type: type))
  }
  fields[2].range = -0.0...30.91
  nodes.append(constant(.missing, .string.nullable, nodes.count + 1))
  nodes.append(constant(.float(.nan), .float64, nodes.count + 1))
  nodes.append(constant(.string("\u{1F600}: \"q\"\n#"), .string, nodes.count + 1))
  for _ in 0..<40 {
    guard let operation = sampleOperations.randomElement(using: &choices) else { continue }
    let arity = operation is MakeVector ? 3 : operation is Choose ? 3 : Int.random(in: 1...2, using: &choices)
    let inputs = (0..<arity).compactMap { _ in nodes.randomElement(using: &choices) }
    guard let type = try? operation.type(of: inputs.map(\.type)) else { continue }
    nodes.append(
      Plan.Node(
        id: Plan.NodeID(nodes.count + 1), operation: operation, inputs: inputs.map(\.id), type: type,
        origin: Bool.random(using: &choices) ? Origin(cell: nodes.count, line: 2) : nil,
        label: Bool.random(using: &choices) ? "label \(nodes.count)" : nil,
        fitted: Bool.random(using: &choices) ? Plan.Fitted(by: "median", of: "n1", over: "t.csv, all 5 rows") : nil))
  }
  let last = nodes.last { $0.type.isScalar } ?? nodes[0]
  let plan = Plan(
    answer: Plan.Answer(name: "final_pred", node: last.id, type: last.type), fields: fields, nodes: nodes,
    training: Plan.Training(
      estimator: "RandomForestClassifier", parameters: [("n_estimators", .int(150)), ("max_depth", .null)],
      origin: Origin(cell: 19, line: 3), rows: 3750, source: "telecom_churn.csv", label: "churn", split: nil,
      metrics: [("AUC", 0.9115053101026216, nil)]),
    trainingFilters: [Plan.TrainingFilter(description: "dropna()", origin: nil, kept: 3, of: 5)],
    ignoredFields: ["Unnamed: 0"])
  return (try? plan.namingParameters()) ?? plan
}

private func constant(_ value: Scalar, _ type: ValueType, _ number: Int) -> Plan.Node {
  Plan.Node(id: Plan.NodeID(number), operation: Constant(value, type: type), inputs: [], type: type)
}

/// The plan's tables by name, as a bundle holds them.
func tables(_ plan: Plan) -> [String: ParameterBlock] {
  Dictionary(plan.parameters.map { ($0.name, $0) }) { first, _ in first }
}
