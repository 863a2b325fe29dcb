import Plans

/// The two functions of a model: from record to features, from features to answer.
///
/// Where the answer needs more than the features (a raw field after the model), it is one function of the record.
struct ModelBody {
  let featureCount: Int
  let templateValues: [String: Any]

  init(
    _ plan: Plan, in scope: inout SwiftScope, sourceLine: @escaping (Origin) -> String?
  ) throws(CodeGenerationError) {
    let reserved: Set<String> = ["record", "parameters", "scratch", "features", "answer"]
    let needed = plan.nodes(neededFor: plan.answer.features.map { [$0] } ?? [])
    let rest = plan.nodes.filter { !needed.contains($0.id) }
    let restStandsAlone =
      plan.answer.features.map { features in
        rest.allSatisfy { node in node.inputs.allSatisfy { $0 == features || !needed.contains($0) } }
          && !rest.contains { $0.operation is FieldOperation }
      } ?? false

    var first = SwiftStatements(plan, reserved: reserved, sourceLine: sourceLine)
    var values: [String: Any] = ["answersFromFeatures": restStandsAlone]
    if plan.answer.features != nil {
      let lines = try first.lines(for: plan.nodes.filter { needed.contains($0.id) }, in: &scope)
      values["featureLines"] = lines
      values["features"] = plan.answer.features.flatMap { first.expressions[$0]?.code } ?? ""
      values["featuresFail"] = plan.answer.features.flatMap { first.expressions[$0]?.canFail } ?? false
    }
    var second = SwiftStatements(plan, reserved: reserved, sourceLine: sourceLine)
    var answerNodes = plan.nodes
    if restStandsAlone, let features = plan.answer.features, let node = plan.nodes.first(where: { $0.id == features }) {
      second.bind(features, to: "features", node.type)
      answerNodes = rest
    }
    values["answerLines"] = try second.lines(for: answerNodes, in: &scope)
    values["prediction"] = second.expressions[plan.answer.node]?.code ?? ""
    values["predictionFails"] = second.expressions[plan.answer.node]?.canFail ?? false
    if let node = plan.answer.probabilities {
      values["probabilities"] = second.expressions[node]?.code ?? ""
    }
    values["hasProbabilities"] = plan.answer.probabilities != nil
    values["hasFeatures"] = plan.answer.features != nil
    featureCount = plan.answer.features == nil ? 0 : plan.answer.featureNames.count
    templateValues = values
  }
}

extension Plan {
  /// `roots` and everything that they are computed from.
  func nodes(neededFor roots: [NodeID]) -> Set<NodeID> {
    let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var needed: Set<NodeID> = []
    var waiting = roots
    while let id = waiting.popLast() {
      if needed.insert(id).inserted { waiting += byID[id]?.inputs ?? [] }
    }
    return needed
  }
}
