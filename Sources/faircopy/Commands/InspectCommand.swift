import ArgumentParser
import Diagnostics
import JSON
import Replay
import Reporting

/// `faircopy inspect`
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what a notebook does: its cells' roles, what could be served and why, the features, the data it needs.")

  @OptionGroup var options: NotebookOptions

  @Option(name: .long, help: "text or json (see docs/json.md).")
  var format: ReportFormat = .text

  func run() throws {
    let notebook = try replayed(options, Progress())
    let inspection = Inspection(of: notebook)
    switch format {
    case .json: print(JSONValue.object(inspection.json).serializedText(isPretty: true))
    case .text:
      report(notebook.findings)
      print(inspection.text)
    }
    if notebook.replay.stop != nil { throw ExitCode(3) }
  }
}
