import Columns
import Kernels
package import Plans

/// The Swift of one plan: a package that builds by itself, and the tables that it maps.
package struct GeneratedModel: Sendable {
  /// The package below the bundle's `src/`, kernels included.
  package let files: [GeneratedFile]
  /// The tables, by file name; they belong in the bundle's `parameters/`.
  package let parameters: [(name: String, bytes: [UInt8])]
  /// What `faircopy_describe` says.
  package let description: String
  /// Whether the model needs the regular expression library.
  package let usesRegularExpressions: Bool
}

/// The model of a verified plan.
///
/// - Parameters:
///   - name: the model's name, for its description.
///   - era: the year whose rules tables are read by, `classic` or `modern`.
///   - sourceLine: the notebook's text at an origin.
package func generatedModel(
  for plan: Plan, name: String, era: String, sourceLine: @escaping (Origin) -> String?
) throws(CodeGenerationError) -> GeneratedModel {
  let tables = ModelTables(of: plan)
  let record = RecordType(of: plan)
  var scope = SwiftScope(
    namesOfTables: tables.members,
    namesOfFields: Dictionary(record.members.map { ($0.field.name, $0.name) }) { first, _ in first },
    namesOfFunctions: namesOfFunctions(in: plan))
  let functions = try functionsText(of: plan, in: &scope, sourceLine: sourceLine)
  let body = try ModelBody(plan, in: &scope, sourceLine: sourceLine)
  let description = descriptionJSON(of: plan, name: name, era: era)
  var values: [String: Any] = [
    "description": swiftLiteral(description),
    "answerName": plan.answer.name,
    "fields": record.templateValues,
    "fieldCount": record.members.count,
    "featureCount": body.featureCount,
    "classes": plan.answer.classes.enumerated().map {
      ["index": $0, "literal": swiftLiteral(className($1))] as [String: Any]
    },
    "classCount": plan.answer.probabilities == nil ? 0 : plan.answer.classes.count,
    "predictionKind": interfaceKind(of: plan.answer.type),
    "predictionType": swiftType(of: plan.answer.type),
    "functions": functions,
    "hasFunctions": !functions.isEmpty,
    "usesRegularExpressions": !scope.patterns.isEmpty,
    "patterns": scope.patterns.enumerated().map { ["name": "pattern\($0 + 1)", "literal": swiftLiteral($1)] },
    "templates": scope.templates.enumerated().map { index, template in
      ["name": "template\(index + 1)", "pattern": "pattern\(template.pattern)", "literal": swiftLiteral(template.text)]
    },
    "hasTemplates": !scope.templates.isEmpty,
    "tables": tables.templateValues,
  ]
  values.merge(body.templateValues) { _, new in new }
  let generated = try Templates(folder: "model").rendered(with: values)
  return GeneratedModel(
    files: (generated + kernelSources(withRegularExpressions: !scope.patterns.isEmpty)).sorted { $0.path < $1.path },
    parameters: tables.blocks.map { (name: $0.name, bytes: $0.bytes) },
    description: description, usesRegularExpressions: !scope.patterns.isEmpty)
}

/// The sources that every model is compiled with, as they stand in the generated package.
package func kernelSources(withRegularExpressions: Bool) -> [GeneratedFile] {
  var folders = ["Kernels", "ModelRuntime", "CModelInterface/include"]
  if withRegularExpressions { folders += ["RegularExpressions", "CPCRE2"] }
  return folders.flatMap { folder in
    embeddedFiles(below: "Sources/" + folder).map { GeneratedFile(path: "Sources/\(folder)/\($0.path)", text: $0.text) }
  }
}
