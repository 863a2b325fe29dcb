import Columns
import YAML

extension Plan.Answer {
  init(_ map: YAMLMap) throws(YAMLError) {
    try map.allowOnly(["name", "node", "type", "classes", "probabilities", "features", "names"])
    self.init(
      name: try map.required("name").string(), node: try map.required("node").nodeID(),
      type: try map.required("type").valueType(),
      classes: try (map["classes"] ?? []).each { (item) throws(YAMLError) in try item.scalar() },
      probabilities: try map["probabilities"]?.nodeID(), features: try map["features"]?.nodeID(),
      featureNames: try (map["names"] ?? []).strings())
  }
}

extension Plan.Field {
  init(_ node: YAMLNode) throws(YAMLError) {
    let map = try node.map()
    try map.allowOnly(["name", "type", "categories", "range"])
    self.init(
      name: try map.required("name").string(), type: try map.required("type").valueType(),
      categories: try map["categories"]?.strings())
    guard let bounds = map["range"] else { return }
    let ends = try bounds.each { (end) throws(YAMLError) in try end.number() }
    guard ends.count == 2, ends[0] <= ends[1] else { throw bounds.expected("the least and the greatest value") }
    range = ends[0]...ends[1]
  }
}

extension Plan.Fitted {
  init(_ map: YAMLMap) throws(YAMLError) {
    try map.allowOnly(["by", "of", "over"])
    self.init(
      by: try map.required("by").string(), of: try map.required("of").string(),
      over: try map.required("over").string())
  }
}

extension Plan.Training {
  init(_ map: YAMLMap) throws(YAMLError) {
    try map.allowOnly(["estimator", "parameters", "from", "rows", "source", "label", "split", "metrics"])
    var metrics: [(name: String, value: Double, origin: Origin?)] = []
    for item in try (map["metrics"] ?? []).list() {
      let metric = try item.map()
      try metric.allowOnly(["name", "value", "from"])
      metrics.append(
        (
          try metric.required("name").string(), try metric.required("value").float(),
          try metric["from"]?.origin()
        ))
    }
    let settings = try (map["parameters"] ?? [:]).map()
    self.init(
      estimator: try map.required("estimator").string(),
      parameters: settings.entries.map { ($0.key, $0.value.value) }, origin: try map["from"]?.origin(),
      rows: try map.required("rows").count(), source: try map.required("source").string(),
      label: try map.required("label").string(), split: try map["split"]?.string(), metrics: metrics)
  }
}

extension Plan.TrainingFilter {
  init(_ node: YAMLNode) throws(YAMLError) {
    let map = try node.map()
    try map.allowOnly(["description", "from", "kept", "of"])
    self.init(
      description: try map.required("description").string(), origin: try map["from"]?.origin(),
      kept: try map.required("kept").count(), of: try map.required("of").count())
  }
}

extension YAMLNode {
  /// Every item of a list, read by `read`.
  func each<Part>(_ read: (YAMLNode) throws(YAMLError) -> Part) throws(YAMLError) -> [Part] {
    var parts: [Part] = []
    for item in try list() { parts.append(try read(item)) }
    return parts
  }

  func nodeID() throws(YAMLError) -> Plan.NodeID {
    let text = try string()
    guard text.hasPrefix("n"), let number = Int(text.dropFirst()), number >= 0, "n\(number)" == text else {
      throw expected("a node such as n7")
    }
    return Plan.NodeID(number)
  }

  func valueType() throws(YAMLError) -> ValueType {
    guard let type = ValueType(try string()) else { throw expected("a type such as float64?") }
    return type
  }

  func origin() throws(YAMLError) -> Origin {
    guard let origin = Origin(try string()) else { throw expected("an origin such as 'cell 9:2'") }
    return origin
  }

  func scalar() throws(YAMLError) -> Scalar {
    guard let scalar = ExactScalar(yaml: value) else { throw expected("a constant") }
    return scalar.value
  }
}
