package import Diagnostics
import JSON

/// Reads a notebook from the bytes of its file; never traps, whatever they are.
///
/// - Returns: the notebook, or `nil` and a diagnostic: `malformed-json`, `not-a-notebook`, `malformed-notebook`,
///   `unsupported-notebook-format`, `git-lfs-pointer`. All tell the byte.
package func readNotebook(_ file: SourceFile) -> (notebook: Notebook?, diagnostics: [Diagnostic]) {
  if file.bytes.starts(with: "version https://git-lfs.github.com/spec/v1".utf8) {
    let diagnostic = Diagnostic(
      id: "git-lfs-pointer", message: "the file is a pointer of Git LFS, not the notebook", file: file,
      help: "fetch the notebook itself with 'git lfs pull'")
    return (nil, [diagnostic])
  }
  do throws(JSONFailure) {
    let value = try JSONValue(parsing: file.bytes)
    return read(value, of: file)
  } catch {
    return (nil, [error.diagnostic(in: file)])
  }
}

private func read(_ value: JSONValue, of file: SourceFile) -> (notebook: Notebook?, diagnostics: [Diagnostic]) {
  do throws(NotebookFailure) {
    return (try notebook(value, name: file.name), [])
  } catch {
    return (nil, [error.diagnostic(in: file)])
  }
}

private func notebook(_ value: JSONValue, name: String) throws(NotebookFailure) -> Notebook {
  guard case .object(let object) = value else {
    throw NotebookFailure.notANotebook("expected an object, found \(value.kindName)")
  }
  let root = JSONCursor(value: value, path: [])
  let major = try object["nbformat"].map { _ throws(NotebookFailure) in try root.integer("nbformat") ?? 0 }
  guard let major else { throw NotebookFailure.notANotebook("'nbformat' is missing") }
  let format = Notebook.Format(major: major, minor: try root.integer("nbformat_minor") ?? 0)
  guard major == 3 || major == 4 else { throw NotebookFailure.unsupported(format) }
  let cells = major == 3 ? try readCells3(root) : try readCells4(root)
  let metadata = try root.object("metadata") ?? JSONObject()
  let kernel = metadata["kernelspec"]?.object
  let language = metadata["language_info"]?.object
  return Notebook(
    name: name, format: format, kernelName: kernel?["name"]?.text,
    language: (language?["name"] ?? kernel?["language"])?.text, languageVersion: language?["version"]?.text,
    metadata: metadata, cells: cells)
}
