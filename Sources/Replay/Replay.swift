package import Columns
package import Diagnostics
package import Foundation
import Kernels
package import NotebookReader
import Plans
package import PythonRuntime
import PythonSyntax
package import Tracing

/// What a replay is asked to do.
package struct ReplayOptions: Sendable {
  /// Folders with data files besides the notebook's own.
  package var dataFolders: [URL]
  /// The libraries' year; told by the notebook if `nil`.
  package var era: Era?
  /// A Python expression for what is to be served.
  package var serve: String?
  /// The order of the cells; told by the execution counts if `nil`.
  package var order: CellOrder?

  package init(dataFolders: [URL] = [], era: Era? = nil, serve: String? = nil, order: CellOrder? = nil) {
    self.dataFolders = dataFolders
    self.era = era
    self.serve = serve
    self.order = order
  }
}

/// What came of replaying a notebook.
package struct ReplayResult {
  package let era: Era
  package let order: CellOrder
  /// The cells that were run, in the order in which they were.
  package let cells: [CellReplay]
  /// Each code cell's role, by its number.
  package let roles: [Int: String]
  package let tracer: Tracer
  /// What could be served, the best first.
  package let candidates: [Candidate]
  package let findings: [Diagnostic]
  /// The data files that were read.
  package let dataFiles: [URL]
  /// The first thing that the replay did not know.
  package let firstCause: UnsupportedCause?
  /// Whether a cell ended with a `NameError` that the notebook did not record: the order may be wrong.
  package let hasUnrecordedNameError: Bool
}

/// Runs the cells of a notebook over its data, in the order in which they were run.
///
/// - Parameters:
///   - folder: the notebook's folder; data files are looked for below it.
///   - libraries: what the notebook can import.
///   - progress: called before every cell with its position and the number of cells.
package func replay(
  _ notebook: Notebook, folder: URL, libraries: [any Library], options: ReplayOptions,
  progress: @escaping (Int, Int) -> Void = { _, _ in }
) -> ReplayResult {
  // The interpreter and everything in it belong to the one thread that runs here while this one waits.
  nonisolated(unsafe) let libraries = libraries
  nonisolated(unsafe) let progress = progress
  nonisolated(unsafe) var result: ReplayResult?
  Interpreter.withDeepStack {
    var run = ReplayRun(notebook, folder: folder, libraries: libraries, options: options)
    run.run(progress)
    result = run.result()
  }
  guard let result else { preconditionFailure("the replay's thread has ended without a result") }
  return result
}

/// One replay under way.
private struct ReplayRun {
  private let notebook: Notebook
  private let options: ReplayOptions
  private let interpreter: Interpreter
  private let files: DataFiles
  private let era: Era
  private let order: CellOrder
  private var cells: [CellReplay] = []
  private var bindings: [Binding] = []
  private var marked: [Candidate] = []
  private var findings: [Diagnostic] = []
  private var importOnly: Set<Int> = []
  private var hasUnrecordedNameError = false

  init(_ notebook: Notebook, folder: URL, libraries: [any Library], options: ReplayOptions) {
    self.notebook = notebook
    self.options = options
    era = options.era ?? evidentEra(of: notebook)
    order = options.order ?? CellOrder(of: notebook)
    interpreter = Interpreter(libraries: libraries)
    files = DataFiles(notebookFolder: folder, dataFolders: options.dataFolders)
    interpreter.context.setState(TracingState(era: era))
    interpreter.context.files = files
  }

  mutating func run(_ progress: (Int, Int) -> Void) {
    let cells = order.cells(of: notebook)
    for (position, cell) in cells.enumerated() {
      progress(position + 1, cells.count)
      run(cell)
    }
  }

  private mutating func run(_ cell: Cell) {
    let source = CellSource(notebook.sourceFile(of: cell))
    guard source.isPython else { return cells.append(CellReplay(cell: cell.number, outputs: [])) }
    let (module, diagnostics) = parse(source.python, mode: .cell)
    guard diagnostics.isEmpty else {
      findings += diagnostics
      return cells.append(CellReplay(cell: cell.number, outputs: diagnostics.map(\.asOutput)))
    }
    for magic in source.magics {
      guard let placeholder = magic.placeholder else { continue }
      let origin = SourceOrigin(cell: cell.number, line: magic.line, column: 0)
      let cause = UnsupportedCause(id: "unsupported-magic", what: "'\(magic.name)\(magic.arguments)'", origin: origin)
      interpreter.context.globals[PythonString(placeholder)] = .unsupported(cause)
    }
    let showsLast = !source.suppressesDisplay && !(source.magics.last?.isAtEnd(of: source) ?? false)
    let result = interpreter.run(
      module, cell: cell.number, count: cell.executionCount, source: cell.source, showsLast: showsLast)
    if result.error?.name == "NameError", !cell.recordedError { hasUnrecordedNameError = true }
    if module.isSetup { importOnly.insert(cell.number) }
    cells.append(CellReplay(cell: cell.number, outputs: outputs(of: result)))
    note(module, cell, result)
  }

  /// The outputs in the terms of parity.
  private func outputs(of result: Interpreter.CellResult) -> [ReplayedOutput] {
    result.outputs.enumerated().map { position, output in
      switch output {
      case .stream(let stream, let text):
        ReplayedOutput(
          stream == .error ? .stderr : .stdout, text: text.description, cause: result.unsupportedOutputs[position])
      case .display(let shown):
        ReplayedOutput(
          shown.isResult ? .result : .display, text: shown.text?.description ?? "", html: shown.html?.description,
          cause: shown.cause)
      case .error(let error): ReplayedOutput(.error, text: "\(error.name): \(error.message)")
      }
    }
  }

  /// Remembers what names the cell bound outside of loops, and what it marks to be served.
  private mutating func note(_ module: Module, _ cell: Cell, _ result: Interpreter.CellResult) {
    for (name, line) in boundNames(in: module.body) {
      guard let column = interpreter.context.globals[PythonString(name)]?.singleColumn else { continue }
      let origin = Origin(cell: cell.number, line: line)
      column.function?.labels.append(name)
      bindings.append(Binding(name: name, column: column, origin: origin))
    }
    guard cell.isMarkedToServe else { return }
    for case .display(let shown) in result.outputs {
      if let candidate = candidate(for: shown.value, named: "answer", reason: "marked in cell \(cell.number)") {
        marked.append(candidate)
      }
    }
  }

  func result() -> ReplayResult {
    recordSaves()
    let tracer = interpreter.context.tracer
    var found = candidates(in: tracer, bindings: bindings)
    found = marked.reversed() + found
    var findings = findings
    if let expression = options.serve {
      switch served(by: expression) {
      case .success(let candidate): found.insert(candidate, at: 0)
      case .failure(let failure):
        findings.append(Diagnostic(id: "cannot-serve-expression", message: failure.message, help: failure.help))
        found = []
      }
    }
    return ReplayResult(
      era: era, order: order, cells: cells, roles: roles(tracer), tracer: tracer, candidates: found, findings: findings,
      dataFiles: files.read, firstCause: interpreter.context.causes.first,
      hasUnrecordedNameError: hasUnrecordedNameError)
  }

  /// Estimators that the notebook saved, as writes of the log.
  private func recordSaves() {
    for saved in interpreter.context.saved {
      let items =
        saved.value.cast(to: TupleObject.self)?.items ?? saved.value.cast(to: ListObject.self)?.items ?? [saved.value]
      let objects = items.compactMap(\.object).map { ObjectIdentifier($0) }
      interpreter.context.tracer.log.writes.append(
        ReplayLog.Write(
          path: saved.fileName.description, saved: objects,
          origin: Origin(cell: saved.origin.cell, line: saved.origin.line)))
    }
  }

  // MARK: --serve

  private struct ServeFailure: Error {
    let message: String
    let help: String
  }

  private func served(by expression: String) -> Result<Candidate, ServeFailure> {
    let file = SourceFile(name: "--serve", bytes: Array(expression.utf8))
    let (tree, diagnostics) = parseExpression(file)
    guard let tree else {
      return .failure(
        ServeFailure(
          message: "--serve: \(diagnostics.first?.message ?? "no expression")", help: "give a Python expression"))
    }
    do throws(Raised) {
      let value = try interpreter.evaluate(tree)
      if let candidate = candidate(for: value, named: expression, reason: "asked for with --serve") {
        return .success(candidate)
      }
      let what =
        value.poison.map { "depends on \($0.what), which the replay does not know" } ?? "is a \(value.typeName)"
      return .failure(
        ServeFailure(
          message: "--serve '\(expression)' \(what)", help: "name a fitted model or a column of values, one a row"))
    } catch {
      return .failure(
        ServeFailure(message: "--serve '\(expression)' raises", help: "name something that the notebook leaves behind"))
    }
  }

  /// A value as something to serve: a column, or the answer of a fitted estimator.
  private func candidate(for value: Value, named name: String, reason: String) -> Candidate? {
    let tracer = interpreter.context.tracer
    if let column = value.singleColumn, let function = column.function {
      return Candidate(
        name: name, answer: function, fit: ModelUse(tracer.log).fit(behind: function), reason: reason,
        origin: function.origin, column: column)
    }
    guard let object = value.object else { return nil }
    guard let found = answer(ofModel: ObjectIdentifier(object), in: tracer, bindings: bindings) else { return nil }
    return Candidate(
      name: found.name, answer: found.answer, fit: found.fit, reason: "\(reason), \(found.reason)",
      origin: found.origin,
      column: found.column)
  }

  // MARK: Roles

  /// What each code cell is for, from what the replay noticed in it.
  private func roles(_ tracer: Tracer) -> [Int: String] {
    var roles: [Int: String] = [:]
    let ran = Set(cells.map(\.cell))
    for cell in notebook.cells where cell.kind == .code {
      roles[cell.number] =
        ran.contains(cell.number) ? (importOnly.contains(cell.number) ? "setup" : "display") : "unused"
    }
    for binding in bindings { roles[binding.origin.cell] = "feature" }
    for cell in tracer.functions.cells where roles[cell] != nil { roles[cell] = "feature" }
    for score in tracer.log.scores { if let cell = score.origin?.cell { roles[cell] = "evaluation" } }
    for prediction in tracer.log.predictions { if let cell = prediction.origin?.cell { roles[cell] = "evaluation" } }
    for fit in tracer.log.fits { if let cell = fit.origin?.cell { roles[cell] = "training" } }
    for source in tracer.sources { if let cell = source.origin?.cell { roles[cell] = "data" } }
    return roles
  }
}

extension Value {
  /// The one traced column of a series, a vector or a frame of one column.
  var singleColumn: TracedColumn? {
    guard let table = object as? any TracedTable, poison == nil, table.tracedColumns.count == 1 else { return nil }
    return table.tracedColumns.first
  }
}

extension Cell {
  /// Whether the notebook recorded an exception here.
  fileprivate var recordedError: Bool {
    outputs.contains { if case .error = $0 { true } else { false } }
  }

  /// Tagged `serve`, or with a line `# faircopy: serve`.
  fileprivate var isMarkedToServe: Bool {
    tags.contains("serve")
      || String(decoding: source, as: UTF8.self).split(separator: "\n").contains {
        $0.filter { !$0.isWhitespace } == "#faircopy:serve"
      }
  }
}

extension Magic {
  /// Whether the magic is the last line, so that nothing after it is shown.
  fileprivate func isAtEnd(of source: CellSource) -> Bool {
    !runsPython && span.end.offset >= source.python.bytes.count
  }
}

extension Diagnostic {
  /// A syntax error as the cell's output.
  fileprivate var asOutput: ReplayedOutput { ReplayedOutput(.error, text: "SyntaxError: \(message)") }
}
