import Columns
import DataFrames
import Diagnostics
package import Foundation
import Kernels
import Plans
package import PythonRuntime
import PythonSyntax
import Tracing

/// A file of `fixtures/traces`: idioms of notebooks, each with the trace that its last expression must have.
///
/// The text before the first `# %%` runs before every cell, in an interpreter of its own. A cell's last lines begin with
/// `#:` and say the expected trace: of a series or vector one line; of a frame a line `name: trace` for each column.
package struct TraceCase: Sendable, CustomStringConvertible {
  /// The case's file.
  package let path: URL

  /// All cases there are.
  package static func all() -> [TraceCase] { pythonFiles(in: "traces").map(TraceCase.init(path:)) }

  /// - Parameter path: the case's file.
  package init(path: URL) { self.path = path }

  package var description: String { path.deletingPathExtension().lastPathComponent }

  /// One idiom.
  package struct Idiom {
    /// What the cell is about: the rest of its `# %%` line, newline included.
    package let title: String
    package let source: String
    /// The lines expected.
    package let expected: [String]
    /// The lines that the trace has.
    package let answered: [String]

    /// The cell with what the trace has as its expectation.
    package var text: String {
      "# %%\(title)\(source)" + answered.map { "#: \($0)\n" }.joined()
    }
  }

  /// The text that runs before each idiom.
  package func setup() throws -> String {
    String(try String(contentsOf: path, encoding: .utf8).components(separatedBy: "# %%")[0])
  }

  /// Runs every idiom.
  ///
  /// - Parameters:
  ///   - libraries: made on the thread of the interpreter.
  ///   - prepare: makes the context ready before the text runs.
  package func idioms(
    libraries: @escaping @Sendable () -> [any Library], prepare: @escaping @Sendable (Context) -> Void
  ) throws -> [Idiom] {
    let setup = try setup()
    return try String(contentsOf: path, encoding: .utf8).components(separatedBy: "# %%").dropFirst().map { cell in
      let lines = cell.components(separatedBy: "\n")
      let source = lines.dropFirst().filter { !$0.hasPrefix("#:") }.joined(separator: "\n")
      let trimmed = source.trimmingCharacters(in: .newlines) + "\n"
      let answered = Interpreter.withDeepStack {
        let interpreter = Interpreter(libraries: libraries())
        prepare(interpreter.context)
        return Self.trace(ofLastExpressionIn: setup + trimmed, interpreter)
      }
      return Idiom(
        title: lines[0] + "\n", source: trimmed,
        expected: lines.filter { $0.hasPrefix("#:") }.map { String($0.dropFirst(3)) }, answered: answered)
    }
  }

  /// The trace of the value of the text's last expression, in the form of the expectations; else why there is none.
  package static func trace(ofLastExpressionIn text: String, _ interpreter: Interpreter) -> [String] {
    let (module, diagnostics) = parse(SourceFile(name: "cell", text: text))
    if let first = diagnostics.first { return [first.rendered()] }
    let outcome = interpreter.run(module, cell: 1, showsLast: true)
    if let error = outcome.error { return ["\(error.name): \(error.message)"] }
    guard let value = interpreter.context.globals["_"] else { return ["nothing"] }
    if let cause = value.poison { return ["unsupported: \(cause.what)"] }
    guard let table = value.object as? any TracedTable else { return ["no table"] }
    let traces = table.tracedColumns.map { $0.function.map(\.formula) ?? "constant" }
    guard !table.isOneDimensional else { return traces }
    let names = table.columnLabels.map { $0.map(name(of:)) } ?? traces.indices.map(String.init)
    return zip(names, traces).map { "\($0): \($1)" }
  }

  private static func name(of label: Label) -> String {
    label.parts.map { part in
      if case .string(let text) = part { "\(text)" } else { "\(part)" }
    }.joined(separator: ", ")
  }
}

extension RowFunction {
  /// The function in short: operations by name, without their attributes.
  fileprivate var formula: String {
    switch kind {
    case .field(let name, _): name
    case .opaque(let reason): "opaque: \(reason)"
    case .operation(let operation, let inputs):
      inputs.isEmpty ? operation.name : "\(operation.name)(\(inputs.map(\.formula).joined(separator: ", ")))"
    }
  }
}
