import Mustache

/// The templates of `templates/`, parsed once each.
struct Templates {
  private let folder: String

  /// The templates below `templates/<folder>`.
  init(folder: String) {
    self.folder = "templates/" + folder
  }

  /// Every template rendered with `values`, by its path without `.mustache`.
  func rendered(with values: [String: Any]) throws(CodeGenerationError) -> [GeneratedFile] {
    var files: [GeneratedFile] = []
    for file in embeddedFiles(below: folder) where file.path.hasSuffix(".mustache") {
      let path = String(file.path.dropLast(".mustache".count))
      files.append(GeneratedFile(path: path, text: try render(file.text, values, named: path)))
    }
    return files
  }

  private func render(_ text: String, _ values: [String: Any], named path: String) throws(CodeGenerationError) -> String
  {
    do {
      return try MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}" + text).render(values)
    } catch {
      throw CodeGenerationError("template '\(path)': \(error)")
    }
  }
}

/// Code that cannot be generated: a plan beyond what a model can do, or a broken template.
package struct CodeGenerationError: Error, Equatable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
