import Diagnostics
import Foundation
import Kernels
import PythonRuntime
import PythonSyntax
import Testing

/// A case of `fixtures/conformance`: cells of Python and what real Python answered.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  let path: URL

  /// All cases of a library.
  static func all(of library: String) -> [ConformanceCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/conformance/\(library)")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "py" }.sorted { $0.path < $1.path }.map(ConformanceCase.init(path:))
  }

  var testDescription: String { path.deletingPathExtension().lastPathComponent }

  /// What real Python answered, for each cell.
  func expected(era: String) throws -> [String] {
    let common = path.deletingPathExtension().appendingPathExtension("out")
    let own = path.deletingPathExtension().appendingPathExtension("\(era).out")
    let file = FileManager.default.fileExists(atPath: own.path) ? own : common
    return ConformanceCase.cells(try String(contentsOf: file, encoding: .utf8)).dropFirst().map { $0 }
  }

  /// What we answer, for each cell.
  func answers(libraries: @escaping @Sendable () -> [any Library]) throws -> [String] {
    let sources = ConformanceCase.cells(try String(contentsOf: path, encoding: .utf8))
    return Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: libraries())
      return sources.enumerated().map { i, source in
        let (module, diagnostics) = parse(SourceFile(name: "cell \(i + 1)", text: source))
        if let first = diagnostics.first { return first.rendered() + "\n" }
        let isSilent = source.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix(";")
        return ConformanceCase.text(of: interpreter.run(module, cell: i + 1, showsLast: !isSilent))
      }
    }
  }

  /// A cell's outputs in the form of the expectations.
  private static func text(of result: Interpreter.CellResult) -> String {
    var printed = ""
    var sections = ""
    for output in result.outputs {
      switch output {
      case .stream(.output, let text): printed += text.description
      case .stream(.error, _): break
      case .display(let value):
        sections += "--- text\n\(value.text?.description ?? "<unsupported: \(value.cause?.what ?? "?")>")\n"
        if let html = value.html { sections += "--- html\n\(html)\n" }
      case .error(let error): sections += "--- error\n\(error.name): \(error.message)\n"
      }
    }
    if !printed.isEmpty, !printed.hasSuffix("\n") { printed += "\n" }
    return printed + sections
  }

  private static func cells(_ text: String) -> [String] {
    text.components(separatedBy: "\n").split(separator: "# %%", omittingEmptySubsequences: false).enumerated().map {
      let lines = $1.joined(separator: "\n")
      // The line before a mark ends with a newline of its own.
      return lines.isEmpty || lines.hasSuffix("\n") ? lines : lines + "\n"
    }
  }
}
