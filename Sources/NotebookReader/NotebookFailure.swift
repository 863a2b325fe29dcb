import Diagnostics
import JSON

/// Why JSON is no notebook that we read, and at which value.
struct NotebookFailure: Error {
  let id: String
  let message: String
  let path: [JSONStep]
  var help: String?

  static func notANotebook(_ reason: String) -> NotebookFailure {
    NotebookFailure(
      id: "not-a-notebook", message: "the file is not a notebook: \(reason)", path: [],
      help: "a notebook is JSON with 'nbformat' and 'cells'")
  }

  static func unsupported(_ format: Notebook.Format) -> NotebookFailure {
    NotebookFailure(
      id: "unsupported-notebook-format",
      message: "the notebook has format \(format.major).\(format.minor); formats 3 and 4 are read",
      path: [.member("nbformat")], help: "convert it with 'jupyter nbconvert --to notebook'")
  }

  func diagnostic(in file: SourceFile) -> Diagnostic {
    let offset = offset(of: path, inJSON: file.bytes) ?? 0
    return Diagnostic(
      id: id, message: "\(message) at byte \(offset)", file: file, span: file.span(from: offset, to: offset + 1),
      help: help)
  }
}
