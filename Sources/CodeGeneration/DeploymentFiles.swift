package import Plans

/// What a deployment of the bundle starts from: an OpenAPI description, a container, a KServe manifest, an MLmodel file.
package func deploymentFiles(for plan: Plan, name: String) throws(CodeGenerationError) -> [GeneratedFile] {
  let fields = plan.fields.map { field -> [String: Any] in
    let type =
      switch field.type.base {
      case .bool: "boolean"
      case .int64: "integer"
      case .float32, .float64: "number"
      default: "string"
      }
    let mlType =
      switch field.type.base {
      case .bool: "boolean"
      case .int64: "long"
      case .float32, .float64: "double"
      default: "string"
      }
    return ["literal": jsonString(field.name), "type": type, "mlType": mlType]
  }
  let answer =
    switch plan.answer.type.base {
    case .bool: "boolean"
    case .int64: "integer"
    case .float32, .float64: "number"
    default: "string"
    }
  return try Templates(folder: "deploy").rendered(with: [
    "name": name, "slug": slug(name), "fields": fields, "answerType": answer,
    "hasProbabilities": plan.answer.probabilities != nil,
    "classes": plan.answer.classes.map { jsonString(className($0)) },
  ])
}

/// A name that Kubernetes takes.
private func slug(_ name: String) -> String {
  let text = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  let trimmed = String(text).drop { $0 == "-" }
  return trimmed.isEmpty ? "model" : String(trimmed)
}
