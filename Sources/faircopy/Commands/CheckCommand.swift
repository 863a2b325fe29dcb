import ArgumentParser
import Diagnostics
import JSON
import Replay
import Reporting

/// `faircopy check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Replay a notebook and compare with the outputs that it recorded.",
    discussion: "Exit codes: 0 all compared outputs agree, 1 some differ, 3 nothing could be compared.")

  @OptionGroup var options: NotebookOptions

  @Option(name: .long, help: "text or json (see docs/json.md).")
  var format: ReportFormat = .text

  @Flag(name: .shortAndLong, help: "List every output, not only those that are not reproduced.")
  var verbose = false

  func run() throws {
    let notebook = try replayed(options, Progress())
    let checked = notebook.report
    switch format {
    case .json: print(JSONValue.object(checked.json).serializedText(isPretty: true))
    case .text:
      report(notebook.findings)
      print(checked.text(isVerbose: verbose))
    }
    throw ExitCode(notebook.replay.stop == nil ? checked.exitCode : 3)
  }
}
