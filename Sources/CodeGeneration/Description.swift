import Plans

/// The JSON that `faircopy_describe` answers; see `faircopy_model.h`.
func descriptionJSON(of plan: Plan, name: String, era: String) -> String {
  let fields = plan.fields.map { field in
    var entries = [
      "\"name\": \(jsonString(field.name))", "\"type\": \"\(field.type.present)\"",
      "\"nullable\": \(field.type.isNullable)",
    ]
    if let categories = field.categories {
      entries.append("\"categories\": [\(categories.map(jsonString).joined(separator: ", "))]")
    }
    if let range = field.range { entries.append("\"range\": [\(range.lowerBound), \(range.upperBound)]") }
    return "{\(entries.joined(separator: ", "))}"
  }
  let answer = [
    "\"name\": \(jsonString(plan.answer.name))", "\"type\": \"\(plan.answer.type.present)\"",
    "\"classes\": [\(plan.answer.classes.map { jsonString(className($0)) }.joined(separator: ", "))]",
    "\"hasProbabilities\": \(plan.answer.probabilities != nil)",
  ]
  return "{"
    + [
      "\"interface\": 1", "\"name\": \(jsonString(name))", "\"fields\": [\(fields.joined(separator: ", "))]",
      "\"ignored\": [\(plan.ignoredFields.map(jsonString).joined(separator: ", "))]",
      "\"features\": [\(plan.answer.featureNames.map(jsonString).joined(separator: ", "))]",
      "\"answer\": {\(answer.joined(separator: ", "))}",
      "\"reader\": {\"era\": \(jsonString(era))}",
    ].joined(separator: ", ") + "}"
}

/// A JSON string literal.
func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
