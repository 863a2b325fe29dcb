import YAML

extension Plan {
  /// The stored form, `plan.yaml`: the same text for the same plan. Parsing it gives an equal plan.
  package var yaml: String {
    var map: YAMLMap = ["faircopy": YAMLNode(Plan.formatVersion), "answer": .flow(answer.yaml)]
    map["fields"] = YAMLNode(fields.map { .flow($0.yaml) })
    map["nodes"] = YAMLNode(nodes.map { .flow($0.yaml) })
    if !functions.isEmpty { map["functions"] = YAMLNode(functions.map(\.yaml)) }
    if let training { map["training"] = training.yaml }
    if !trainingFilters.isEmpty { map["filters"] = YAMLNode(trainingFilters.map { .flow($0.yaml) }) }
    if !ignoredFields.isEmpty { map["ignored"] = .flow(YAMLNode(ignoredFields)) }
    return YAMLNode(map).printed()
  }
}

extension Plan.Answer {
  fileprivate var yaml: YAMLNode {
    var map: YAMLMap = [
      "name": YAMLNode(name), "node": YAMLNode(node.description), "type": YAMLNode(type.description),
    ]
    if !classes.isEmpty { map["classes"] = YAMLNode(classes.map { YAMLNode(ExactScalar($0).yaml) }) }
    if let probabilities { map["probabilities"] = YAMLNode(probabilities.description) }
    if let features { map["features"] = YAMLNode(features.description) }
    if !featureNames.isEmpty { map["names"] = YAMLNode(featureNames) }
    return YAMLNode(map)
  }
}

extension Plan.Field {
  fileprivate var yaml: YAMLNode {
    var map: YAMLMap = ["name": YAMLNode(name), "type": YAMLNode(type.description)]
    if let categories { map["categories"] = YAMLNode(categories) }
    if let range { map["range"] = [YAMLNode(range.lowerBound), YAMLNode(range.upperBound)] }
    return YAMLNode(map)
  }
}

extension Plan.Node {
  /// `id, op, inputs`, the attributes, `type, from, label, fitted`; what is absent is not written.
  var yaml: YAMLNode {
    var map: YAMLMap = ["id": YAMLNode(id.description), "op": YAMLNode(operation.name)]
    if !inputs.isEmpty { map["inputs"] = YAMLNode(inputs.map(\.description)) }
    let attributes = operation.attributes
    for (name, value) in attributes.entries { map[name] = YAMLNode(value) }
    if let block = attributes.parameters { map["parameters"] = YAMLNode(block.name) }
    map["type"] = YAMLNode(type.description)
    if let origin { map["from"] = YAMLNode(origin.description) }
    if let label { map["label"] = YAMLNode(label) }
    if let fitted {
      map["fitted"] = ["by": YAMLNode(fitted.by), "of": YAMLNode(fitted.of), "over": YAMLNode(fitted.over)]
    }
    return YAMLNode(map)
  }

  /// The keys that no attribute may have.
  static let reservedKeys: Set<String> = ["id", "op", "inputs", "parameters", "type", "from", "label", "fitted"]
}

extension Plan.Function {
  fileprivate var yaml: YAMLNode {
    var map: YAMLMap = ["name": YAMLNode(name)]
    map["parameters"] = YAMLNode(
      parameters.map { parameter in
        .flow([
          "id": YAMLNode(parameter.id.description), "name": YAMLNode(parameter.name),
          "type": YAMLNode(parameter.type.description),
        ])
      })
    map["result"] = YAMLNode(result.description)
    if let origin { map["from"] = YAMLNode(origin.description) }
    map["body"] = YAMLNode(body.map(\.yaml))
    return YAMLNode(map)
  }
}

extension Plan.Statement {
  fileprivate var yaml: YAMLNode {
    switch self {
    case .compute(let node): return .flow(node.yaml)
    case .result(let id): return .flow(["result": YAMLNode(id.description)])
    case .branch(let condition, let then, let otherwise):
      return [
        "if": YAMLNode(condition.description), "then": YAMLNode(then.map(\.yaml)),
        "else": YAMLNode(otherwise.map(\.yaml)),
      ]
    case .attempt(let body, let handlers):
      return [
        "try": YAMLNode(body.map(\.yaml)),
        "except": YAMLNode(
          handlers.map { handler in
            ["types": .flow(YAMLNode(handler.types.map { YAMLNode($0) })), "body": YAMLNode(handler.body.map(\.yaml))]
          }),
      ]
    }
  }
}

extension Plan.Training {
  fileprivate var yaml: YAMLNode {
    var map: YAMLMap = ["estimator": YAMLNode(estimator)]
    var settings = YAMLMap()
    for (name, value) in parameters { settings[name] = YAMLNode(value) }
    if !settings.isEmpty { map["parameters"] = .flow(YAMLNode(settings)) }
    if let origin { map["from"] = YAMLNode(origin.description) }
    map["rows"] = YAMLNode(rows)
    map["source"] = YAMLNode(source)
    map["label"] = YAMLNode(label)
    if let split { map["split"] = YAMLNode(split) }
    if !metrics.isEmpty { map["metrics"] = YAMLNode(metrics.map { .flow(Self.yaml($0)) }) }
    return YAMLNode(map)
  }

  private static func yaml(_ metric: (name: String, value: Double, origin: Origin?)) -> YAMLNode {
    var map: YAMLMap = ["name": YAMLNode(metric.name), "value": YAMLNode(metric.value)]
    if let origin = metric.origin { map["from"] = YAMLNode(origin.description) }
    return YAMLNode(map)
  }
}

extension Plan.TrainingFilter {
  fileprivate var yaml: YAMLNode {
    var map: YAMLMap = ["description": YAMLNode(description)]
    if let origin { map["from"] = YAMLNode(origin.description) }
    map["kept"] = YAMLNode(kept)
    map["of"] = YAMLNode(of)
    return YAMLNode(map)
  }
}
