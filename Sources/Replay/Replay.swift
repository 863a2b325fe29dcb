package import Columns
package import Diagnostics
package import Foundation
import Kernels
package import NotebookReader
import Plans
package import PythonRuntime
package import PythonSyntax
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
  /// Values for the notebook's parameters, as papermill sets them.
  package var parameters: [(name: String, value: String)]
  package var limits: ReplayLimits
  /// The Python whose grammar counts.
  package var python: PythonVersion
  /// Rounds as another processor may; `nil` for the replay that counts.
  package var otherRounding: OtherRounding?
  /// Whether numpy runs on a processor with AVX-512, for which it has other code for `exp`, `log` and their kin.
  package var isWide = false
  /// Tells the libraries what the notebook's outputs say of their releases.
  package var prepare: (@Sendable (Context) -> Void)?

  package init(
    dataFolders: [URL] = [], era: Era? = nil, serve: String? = nil, order: CellOrder? = nil,
    parameters: [(name: String, value: String)] = [], limits: ReplayLimits = ReplayLimits(),
    python: PythonVersion = .newest
  ) {
    self.python = python
    self.parameters = parameters
    self.limits = limits
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
  /// How many cells ended with a `NameError` that the notebook did not record: the order may be wrong.
  package let unrecordedNameErrors: Int
  /// Why and where the replay was stopped before its end, if it was.
  package let stop: Stop?
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
    let run = ReplayRun(notebook, folder: folder, libraries: libraries, options: options)
    run.run(progress)
    result = run.result()
  }
  guard let result else { preconditionFailure("the replay's thread has ended without a result") }
  return result
}

/// One replay under way.
private final class ReplayRun {
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
  private var unrecordedNameErrors = 0
  private var stop: Stop?
  private let shell: Shell
  /// The fits of statements that depend on draws without a seed, by position in the log.
  private var unseededFits: Set<Int> = []
  private var fitCount = 0

  init(_ notebook: Notebook, folder: URL, libraries: [any Library], options: ReplayOptions) {
    self.notebook = notebook
    self.options = options
    era = options.era ?? EraEvidence(of: notebook).era
    order = options.order ?? CellOrder(of: notebook)
    interpreter = Interpreter(libraries: libraries)
    files = DataFiles(notebookFolder: folder, dataFolders: options.dataFolders)
    let context = interpreter.context
    context.setState(TracingState(era: era, otherRounding: options.otherRounding, isWide: options.isWide))
    options.prepare?(context)
    context.files = files
    context.memoryLimit = MemoryLimit(allowed: options.limits.memory)
    shell = Shell(interpreter)
    context.statementEnded = { [unowned self] in noteFits(isUnseeded: $0) }
  }

  func run(_ progress: (Int, Int) -> Void) {
    let watchdog = Watchdog(options.limits, interpreter.context.stopFlag)
    defer { watchdog.end() }
    let cells = order.cells(of: notebook)
    let takesParameters = cells.lastIndex { $0.marks.isParameters }
    if takesParameters == nil { setParameters(after: nil) }
    for (position, cell) in cells.enumerated() {
      progress(position + 1, cells.count)
      let isReplaced = cell.marks.isInjectedParameters && !options.parameters.isEmpty
      if !isReplaced { run(cell) }
      if stop != nil { return }
      if position == takesParameters { setParameters(after: cell) }
    }
  }

  /// Binds the parameters that were given, as papermill does after the cell that is tagged `parameters`.
  private func setParameters(after cell: Cell?) {
    for (name, value) in options.parameters {
      interpreter.context.globals[PythonString(name)] = parameterValue(value)
    }
  }

  private func run(_ cell: Cell) {
    let file = notebook.sourceFile(of: cell)
    let source = CellSource(file, isBound: shell.isBound)
    let text = source.isPython ? source.python : SourceFile(name: file.name, text: "pass")
    let (module, diagnostics) = parse(text, mode: .cell, version: options.python)
    if let first = diagnostics.first {
      // As in IPython, nothing of a cell runs that has a syntax error, and one error is shown.
      if !cell.recordedError { findings += diagnostics }
      if let old = diagnostics.first(where: { $0.id == "python-2" }), !cell.recordedError {
        return leaveOut(cell, module, written: old)
      }
      let error = ReplayedOutput(.error, text: "\(first.exceptionType.name): \(first.cellMessage(in: file))")
      cells.append(CellReplay(cell: cell.number, outputs: [error]))
      return
    }
    interpreter.context.absentModules = cell.modulesNotFound
    shell.reloadChangedModules()
    let names =
      source.magics.contains { $0.kind == .cell && $0.name == "timeit" } ? interpreter.context.globals.snapshot() : nil
    // What `%%timeit` assigns is local to it.
    defer { if let names { interpreter.context.globals.restore(names) } }
    let result = interpreter.run(
      module, cell: cell.number, count: cell.executionCount, source: cell.source, showsLast: source.showsLast,
      escapes: escapes(of: source, cell))
    if result.error?.name == "NameError", !cell.recordedError, !cell.marks.raises { unrecordedNameErrors += 1 }
    if module.isSetup, source.isPython { importOnly.insert(cell.number) }
    stop = result.stop
    cells.append(
      CellReplay(
        cell: cell.number, outputs: shell.kept(outputs(of: result), under: source), skippedCause: result.skippedCause,
        metCause: result.metCause))
    note(module, cell, result)
  }

  /// Leaves out a cell in Python 2, which ran in its day: what it printed and the names that it binds are not known.
  private func leaveOut(_ cell: Cell, _ module: Module, written diagnostic: Diagnostic) {
    let cause = UnsupportedCause(
      id: diagnostic.id, what: "Python 2",
      origin: SourceOrigin(cell: cell.number, line: diagnostic.span?.start.line ?? 1, column: 0), help: diagnostic.help)
    interpreter.context.remember(cause)
    for (name, _) in boundNames(in: module.body) {
      interpreter.context.globals[PythonString(name)] = .unsupported(cause)
    }
    cells.append(CellReplay(cell: cell.number, outputs: [], skippedCause: cause, metCause: cause))
  }

  /// The magics of a cell; before the first statement, modules that have changed are read again.
  private func escapes(of source: CellSource, _ cell: Cell) -> [Int: Escape] {
    guard !source.isPython, let magic = source.magics.first(where: { !$0.runsPython }) else {
      return shell.escapes(of: source, cell: cell.number)
    }
    return [0: Escape { [shell] _ throws(Raised) in try shell.cell(magic.name, magic.arguments, body: source.body) }]
  }

  private func noteFits(isUnseeded: Bool) {
    let count = interpreter.context.tracer.log.fits.count
    if isUnseeded { unseededFits.formUnion(fitCount..<max(fitCount, count)) }
    fitCount = count
  }

  /// The outputs in the terms of parity.
  private func outputs(of result: Interpreter.CellResult) -> [ReplayedOutput] {
    result.outputs.enumerated().map { position, output in
      switch output {
      case .stream(let stream, let text):
        ReplayedOutput(
          stream == .error ? .stderr : .stdout, text: text.description, cause: result.unsupportedOutputs[position],
          isUnseeded: result.unseededOutputs.contains(position), showsClock: result.clockOutputs.contains(position))
      case .display(let shown):
        ReplayedOutput(
          shown.isResult ? .result : .display, text: shown.text?.description ?? "", html: shown.html?.description,
          cause: shown.cause, isUnseeded: result.unseededOutputs.contains(position),
          showsClock: result.clockOutputs.contains(position))
      case .error(let error):
        ReplayedOutput(
          .error, text: "\(error.name): \(error.message)", isUnseeded: result.unseededOutputs.contains(position))
      }
    }
  }

  /// Remembers what names the cell bound outside of loops, and what it marks to be served.
  private func note(_ module: Module, _ cell: Cell, _ result: Interpreter.CellResult) {
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
    if let first = found.first, isUnseeded(first) { findings.append(unseededAnswer(first)) }
    return ReplayResult(
      era: era, order: order, cells: cells, roles: roles(tracer), tracer: tracer, candidates: found, findings: findings,
      dataFiles: files.read, firstCause: interpreter.context.causes.first,
      unrecordedNameErrors: unrecordedNameErrors, stop: stop)
  }

  // MARK: What depends on draws without a seed

  private func isUnseeded(_ candidate: Candidate) -> Bool {
    candidate.fit.map(unseededFits.contains) ?? false
      || interpreter.context.globals.isUnseeded(PythonString(candidate.name))
  }

  private func unseededAnswer(_ candidate: Candidate) -> Diagnostic {
    let origin = candidate.fit.flatMap { interpreter.context.tracer.log.fits[$0].origin } ?? candidate.origin
    let cell = origin.flatMap { origin in notebook.cells.first { $0.number == origin.cell } }
    let file = cell.map(notebook.sourceFile(of:)) ?? SourceFile(name: notebook.name, bytes: [])
    return Diagnostic(
      id: "unseeded-answer", severity: .warning,
      message: "'\(candidate.name)' depends on draws without a seed: each run of the notebook gives another",
      file: file, span: origin.flatMap { cell == nil ? nil : file.span(ofLine: $0.line) },
      help: "give a random_state, or call np.random.seed before")
  }

  /// Estimators that the notebook saved, as writes of the log.
  private func recordSaves() {
    for saved in interpreter.context.saved {
      let items =
        saved.value.cast(to: TupleObject.self)?.items ?? saved.value.cast(to: ListObject.self)?.items ?? [saved.value]
      let objects = items.flatMap { withParts($0) }.map { ObjectIdentifier($0) }
      interpreter.context.tracer.log.writes.append(
        ReplayLog.Write(
          path: saved.fileName.description, saved: objects,
          origin: Origin(cell: saved.origin.cell, line: saved.origin.line)))
    }
  }

  /// An object and what it consists of: a pipeline and its steps.
  private func withParts(_ value: Value, depth: Int = 0) -> [Object] {
    guard let object = value.object, depth < 8 else { return [] }
    let inner =
      value.cast(to: TupleObject.self)?.items ?? value.cast(to: ListObject.self)?.items ?? object.parts
    return [object] + inner.flatMap { withParts($0, depth: depth + 1) }
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
    let bindings = bindings
    let answers = withParts(value).lazy.compactMap { object in
      answer(ofModel: ObjectIdentifier(object), in: tracer, bindings: bindings)
    }
    guard let found = answers.first else { return nil }
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

  /// The modules that were not there when the cell ran, by the error that it recorded.
  fileprivate var modulesNotFound: Set<String> {
    var names: Set<String> = []
    for case .error(let name, let value, _) in outputs where name == "ModuleNotFoundError" || name == "ImportError" {
      let text = String(decoding: value, as: UTF8.self)
      guard let found = text.firstMatch(of: /No module named '?([^' ]+)'?/) else { continue }
      names.insert(String(found.1))
    }
    return names
  }

  /// Tagged `serve`, or with a line `# faircopy: serve`.
  fileprivate var isMarkedToServe: Bool {
    tags.contains("serve")
      || String(decoding: source, as: UTF8.self).split(separator: "\n").contains {
        $0.filter { !$0.isWhitespace } == "#faircopy:serve"
      }
  }
}

extension CellSource {
  /// Whether the value of the last statement is shown: unless a `;` follows. A magic shows its own value, if it has one.
  fileprivate var showsLast: Bool {
    !suppressesDisplay || !isPython || magics.last.map { !$0.runsPython && $0.span.end.offset >= end } ?? false
  }

  /// Where the last character is that is not blank.
  private var end: Int { (python.bytes.lastIndex { $0 > 0x20 } ?? -1) + 1 }
}

extension Diagnostic {
  /// A syntax error as a kernel records it; it calls text incomplete that ends too early.
  fileprivate func cellMessage(in file: SourceFile) -> String {
    guard message.hasSuffix("was never closed") || message.hasPrefix("unterminated triple-quoted") else {
      return Context.message(of: self, in: file)
    }
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
    return "incomplete input (\(file.name), line \(lines))"
  }
}
