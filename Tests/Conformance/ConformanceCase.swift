import Diagnostics
package import Foundation
import Kernels
package import PythonRuntime
import PythonSyntax

/// A case of `fixtures/conformance`: cells of Python and what real Python answered; see `fixtures/record.py`.
package struct ConformanceCase: Sendable, CustomStringConvertible {
  /// The case's file.
  package let path: URL

  /// All cases of a library.
  package static func all(of library: String) -> [ConformanceCase] {
    pythonFiles(in: "conformance/\(library)").map(ConformanceCase.init(path:))
  }

  /// - Parameter path: the case's file.
  package init(path: URL) { self.path = path }

  package var description: String { path.deletingPathExtension().lastPathComponent }

  /// Where our answers are not those of real Python: the cell, what was expected, what we said.
  ///
  /// - Parameters:
  ///   - era: whose answers are expected, where the eras differ.
  ///   - libraries: made on the thread of the interpreter.
  ///   - prepare: makes the context ready before the first cell runs.
  package func differences(
    era: String = "modern", libraries: @escaping @Sendable () -> [any Library],
    prepare: @escaping @Sendable (Context) -> Void = { _ in }
  ) throws -> [String] {
    let expected = try expected(era: era)
    let answers = try answers(libraries: libraries, prepare: prepare)
    guard answers.count == expected.count else {
      return ["\(answers.count) cells, but expectations for \(expected.count): record \(description) again"]
    }
    return zip(answers, expected).enumerated().compactMap { i, pair in
      let (answer, expectation) = (ConformanceCase.trimmed(pair.0), ConformanceCase.trimmed(pair.1))
      return answer == expectation ? nil : "cell \(i + 1)\nexpected:\n\(expectation)\nanswered:\n\(answer)\n"
    }
  }

  private func expected(era: String) throws -> [String] {
    let common = path.deletingPathExtension().appendingPathExtension("out")
    let own = path.deletingPathExtension().appendingPathExtension("\(era).out")
    let file = FileManager.default.fileExists(atPath: own.path) ? own : common
    return Array(ConformanceCase.cells(try String(contentsOf: file, encoding: .utf8)).dropFirst())
  }

  /// What we answer to each cell, in the form of the expectations.
  package func answers(
    libraries: @escaping @Sendable () -> [any Library], prepare: @escaping @Sendable (Context) -> Void = { _ in }
  ) throws -> [String] {
    let sources = ConformanceCase.cells(try String(contentsOf: path, encoding: .utf8))
    return Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: libraries())
      prepare(interpreter.context)
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
    text.components(separatedBy: "\n").split(separator: "# %%", omittingEmptySubsequences: false).map {
      $0.map { $0 + "\n" }.joined()
    }
  }

  /// Without the newlines at the end, which separate cells.
  private static func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
