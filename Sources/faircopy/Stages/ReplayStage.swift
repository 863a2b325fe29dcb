import ArgumentParser
import Columns
import Diagnostics
import DisplayLibrary
import Foundation
import NotebookReader
import NumPyLibrary
import PandasLibrary
import ParityChecking
import PythonRuntime
import Replay
import Reporting
import ScikitLearnLibrary
import StandardLibrary
import Tracing

/// What the notebook can import.
var allLibraries: [any Library] {
  [StandardModules(), NumPyModules(), PandasModules(), ScikitLearnModules(), DisplayModules()]
}

/// A notebook that was read and replayed.
struct ReplayedNotebook {
  let notebook: Notebook
  let url: URL
  let bytes: [UInt8]
  let replay: ReplayResult
  let seconds: Double
  /// What there is to say about the notebook.
  var findings: [Diagnostic]
  /// The cells of replays that round as other processors may; made where outputs differ in numbers.
  var variants: [[CellReplay]] = []

  /// The file's name without its ending: the model's name.
  var stem: String { url.deletingPathExtension().lastPathComponent }

  /// The notebook's own text at an origin.
  func line(cell: Int, line: Int) -> String? {
    guard let cell = notebook.cells.first(where: { $0.number == cell }) else { return nil }
    let lines = String(decoding: cell.source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
  }

  /// How well the replay agrees with what the notebook recorded: its outputs, then the names that were there.
  var rank: (reproduced: Int, namesThere: Int) { (report.counts.reproduced, -replay.unrecordedNameErrors) }

  /// The verdicts on the recorded outputs.
  var report: CheckReport {
    let byCell = Dictionary(replay.cells.map { ($0.cell, $0) }) { first, _ in first }
    let cells = notebook.cells.filter { $0.kind == .code }.map { cell in
      let variants = variants.compactMap { $0.first { $0.cell == cell.number } }
      return CheckReport.Cell(
        parity: parity(of: cell, replay: byCell[cell.number], isReached: replay.stop == nil, variants: variants),
        role: replay.roles[cell.number] ?? "unused")
    }
    return CheckReport(
      notebook: url.lastPathComponent, era: replay.era.name, order: replay.order.rawValue, cells: cells,
      findings: findings, seconds: seconds)
  }
}

/// Reads and replays a notebook; diagnostics go to standard error.
///
/// - Throws: exit code 3 for a file that is no notebook.
func replayed(_ options: NotebookOptions, _ progress: Progress) throws -> ReplayedNotebook {
  let url = URL(filePath: options.notebook)
  let data: Data
  do {
    data = try Data(contentsOf: url)
  } catch {
    writeToStandardError(
      "error[unreadable-notebook]: cannot read '\(options.notebook)': \(error.localizedDescription)\n")
    throw ExitCode(3)
  }
  let file = SourceFile(name: url.lastPathComponent, bytes: Array(data))
  let (notebook, diagnostics) = readNotebook(file)
  report(diagnostics)
  guard let notebook else { throw ExitCode(3) }
  try Interruption.makeTemporaryFolder()
  let start = ContinuousClock.now
  let replayer = Replayer(notebook: notebook, url: url, bytes: file.bytes, start: start, progress: progress)
  var options = options.replayOptions
  let tell: @Sendable (StopFlag.Reason, Int, Int) -> Void = { reason, cell, line in
    let place = notebook.cells.first { $0.number == cell }.map(notebook.sourceFile(of:))
    report([stopDiagnostic(reason, place, place?.span(ofLine: line))])
  }
  options.limits.giveUp = { reason, cell, line in
    tell(reason, cell, line)
    Interruption.stop(3)
  }
  options.limits.begins = { flag in
    Interruption.announce { tell(.interrupt, flag.position.cell, flag.position.line) }
  }
  defer { Interruption.announce(nil) }
  return replayer.replayed(options)
}

/// Replays one notebook, in another order if the first does not work.
private struct Replayer {
  let notebook: Notebook
  let url: URL
  let bytes: [UInt8]
  let start: ContinuousClock.Instant
  let progress: Progress

  func replayed(_ options: ReplayOptions) -> ReplayedNotebook {
    var options = options
    let evidence = EraEvidence(of: notebook)
    let isOpen = options.era == nil && !evidence.isClear
    options.era = options.era ?? evidence.era
    let release = ScikitLearnRelease(showing: notebook.outputTexts, python: notebook.pythonMinor)
    let texts = notebook.outputTexts
    let pandas = PandasRelease(showing: texts, isBefore2020: release <= .v22, python: notebook.pythonMinor)
    let sources = notebook.cells.filter { $0.kind == .code }.map { String(decoding: $0.source, as: UTF8.self) }
    options.prepare = { context in
      context.setState(release)
      context.setPandasRelease(pandas)
      context.setMachine(showing: texts, sources: sources)
    }
    var best = inBestOrder(options)
    // Where the outputs do not tell the libraries' year, the one is taken with which more of them come out.
    if isOpen, best.replay.stop == nil, best.report.counts.compared > best.report.counts.reproduced {
      options.era = evidence.era == .modern ? .classic : .modern
      let other = inBestOrder(options)
      if other.rank > best.rank {
        let text =
          "with the \(other.replay.era.name) libraries \(other.report.counts.reproduced) outputs come out, with the "
          + "\(best.replay.era.name) ones \(best.report.counts.reproduced)"
        best = other
        best.findings.append(
          Diagnostic(
            id: "library-era", severity: .note, message: text,
            file: SourceFile(name: url.lastPathComponent, bytes: []), help: "name one with --era"))
      }
    }
    takeWideProcessor(&best, &options)
    if let stop = best.replay.stop { best.findings.append(diagnostic(for: stop)) }
    addVariants(to: &best, options)
    return best
  }

  /// Replays with numpy's code for AVX-512, if numbers differ that may come of it, and takes that if more outputs come out.
  private func takeWideProcessor(_ best: inout ReplayedNotebook, _ options: inout ReplayOptions) {
    guard best.replay.stop == nil, best.replay.tracer.computesElementary, best.report.differsInNumbers else { return }
    var wide = options
    wide.isWide = true
    wide.era = best.replay.era
    wide.order = best.replay.order
    var other = run(wide)
    guard other.replay.stop == nil, other.rank > best.rank else { return }
    let text =
      "with numpy's code for processors with AVX-512 \(other.report.counts.reproduced) outputs come out, without it "
      + "\(best.report.counts.reproduced)"
    other.findings.append(
      Diagnostic(
        id: "processor", severity: .note, message: text, file: SourceFile(name: url.lastPathComponent, bytes: [])))
    best = other
    options.isWide = true
  }

  /// Replays as other processors would round, as long as an output differs in numbers that may come of that.
  private func addVariants(to best: inout ReplayedNotebook, _ options: ReplayOptions) {
    guard best.replay.stop == nil, best.replay.tracer.dependsOnProcessor else { return }
    var options = options
    options.era = best.replay.era
    options.order = best.replay.order
    for seed in 1...4 where best.report.differsInNumbers {
      options.otherRounding = OtherRounding(seed: UInt64(seed))
      let variant = run(options).replay
      guard variant.stop == nil else { return }
      best.variants.append(variant.cells)
    }
  }

  /// In the order of the execution counts, or in that of the document where a name is missing.
  private func inBestOrder(_ options: ReplayOptions) -> ReplayedNotebook {
    let first = run(options)
    var best = first
    if first.replay.unrecordedNameErrors > 0, first.replay.order == .executionCounts, options.order == nil {
      var options = options
      options.order = .document
      let second = run(options)
      if second.rank > first.rank {
        best = second
        best.findings.append(
          Diagnostic(
            id: "cell-order", severity: .note,
            message: "run from top to bottom: in the order of the execution counts a name is missing",
            file: SourceFile(name: url.lastPathComponent, bytes: [])))
      }
    }
    return best
  }

  /// One replay, in what earlier ones have left of the time.
  private func run(_ options: ReplayOptions) -> ReplayedNotebook {
    var options = options
    if let timeout = options.limits.timeout { options.limits.timeout = max(timeout - seconds, 0.001) }
    let result = replay(
      notebook, folder: url.deletingLastPathComponent(), libraries: allLibraries, options: options
    ) { done, total in
      progress.show("replaying cell \(done) of \(total)")
    }
    progress.clear()
    return ReplayedNotebook(
      notebook: notebook, url: url, bytes: bytes, replay: result, seconds: seconds, findings: result.findings)
  }

  /// How long it takes already.
  private var seconds: Double {
    let duration = start.duration(to: .now)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private func diagnostic(for stop: Stop) -> Diagnostic {
    let origin = stop.origin
    let cell = notebook.cells.first { $0.number == origin.cell }.map(notebook.sourceFile(of:))
    let file = origin.file ?? cell
    var notes: [Diagnostic.Note] = []
    if origin.cell != stop.caller.cell || origin.file != nil,
      let caller = notebook.cells.first(where: { $0.number == stop.caller.cell }).map(notebook.sourceFile(of:))
    {
      notes.append(Diagnostic.Note("called from here", file: caller, span: caller.span(ofLine: stop.caller.line)))
    }
    return stopDiagnostic(stop.reason, file, file?.span(ofLine: origin.line), notes)
  }
}

extension Notebook {
  /// The minor version of the Python 3 that it was run with.
  fileprivate var pythonMinor: Int? {
    let parts = languageVersion?.split(separator: ".") ?? []
    return parts.count > 1 && parts[0] == "3" ? Int(parts[1]) : nil
  }
}

extension CheckReport {
  /// Whether an output has the recorded words and other numbers.
  fileprivate var differsInNumbers: Bool {
    cells.lazy.flatMap(\.parity.outputs).contains { output in
      output.verdict == .differs && differInNumbersAlone(output.recorded, output.replayed ?? "")
    }
  }
}

/// Why a replay ended before its end.
private func stopDiagnostic(
  _ reason: StopFlag.Reason?, _ file: SourceFile?, _ span: SourceSpan?, _ notes: [Diagnostic.Note] = []
) -> Diagnostic {
  let (id, message, help) =
    switch reason {
    case .timeout?:
      ("timeout", "the replay takes longer than --timeout allows", "give it more time, or shorten the loop")
    case .memory?: ("out-of-memory", "the replay takes more memory than it may", "allow more with --memory")
    case .interrupt?, nil: ("interrupted", "the replay was stopped", "run it again")
    }
  return Diagnostic(id: id, message: message, file: file, span: span, notes: notes, help: help)
}
