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

  /// The file's name without its ending: the model's name.
  var stem: String { url.deletingPathExtension().lastPathComponent }

  /// The notebook's own text at an origin.
  func line(cell: Int, line: Int) -> String? {
    guard let cell = notebook.cells.first(where: { $0.number == cell }) else { return nil }
    let lines = String(decoding: cell.source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
  }

  /// The verdicts on the recorded outputs.
  var report: CheckReport {
    let byCell = Dictionary(replay.cells.map { ($0.cell, $0) }) { first, _ in first }
    let cells = notebook.cells.filter { $0.kind == .code }.map { cell in
      CheckReport.Cell(
        parity: parity(of: cell, replay: byCell[cell.number]), role: replay.roles[cell.number] ?? "unused")
    }
    return CheckReport(
      notebook: url.lastPathComponent, era: replay.era.name, order: replay.order.rawValue, cells: cells,
      findings: replay.findings, seconds: seconds)
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
  let start = ContinuousClock.now
  let result = replay(
    notebook, folder: url.deletingLastPathComponent(), libraries: allLibraries, options: options.replayOptions
  ) { done, total in
    progress.show("replaying cell \(done) of \(total)")
  }
  progress.clear()
  let duration = start.duration(to: .now)
  let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  return ReplayedNotebook(notebook: notebook, url: url, bytes: file.bytes, replay: result, seconds: seconds)
}
