import ArgumentParser
import Diagnostics
import Foundation
import JSON
import Replay
import Reporting

/// `faircopy convert`
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert a notebook into a bundle that serves its model, and prove the bundle.",
    discussion: """
      Writes DIR/<notebook>.tar.zst. Exit codes: 0 converted and proven; 1 the proof failed, or a recorded output that the \
      served answer feeds differs, and nothing is left behind; 3 not convertible.
      """)

  @OptionGroup var options: NotebookOptions

  @Option(name: .shortAndLong, help: "The folder for the bundle; made if it is not there.")
  var output = "."

  @Flag(name: .long, help: "Overwrite a bundle that is there.")
  var force = false

  @Flag(name: .long, help: "Convert although a recorded output that the answer feeds differs; the manifest says so.")
  var acceptDifferences = false

  @Flag(name: .long, help: "Fail when any recorded output differs.")
  var strict = false

  @Flag(name: .long, help: "Put no rows of the notebook's data into the bundle; golden records come from the schema.")
  var noRows = false

  @Option(name: .long, help: "text or json (see docs/json.md).")
  var format: ReportFormat = .text

  func run() throws {
    let progress = Progress()
    let notebook = try replayed(options, progress)
    report(notebook.findings)
    if notebook.replay.stop != nil { throw ExitCode(3) }
    for folder in [URL(filePath: output), cacheFolder.appending(path: "kernels")] { Interruption.watch(folder) }
    let settings = ConversionSettings(
      folder: output, force: force, acceptsDifferences: acceptDifferences, isStrict: strict, withoutRows: noRows)
    let conversion = try convert(notebook, settings, progress)
    progress.clear()
    switch format {
    case .json: print(JSONValue.object(conversion.json).serializedText(isPretty: true))
    case .text: print(conversion.text)
    }
    if let refusal = conversion.refusal {
      writeToStandardError("error[\(refusal.id)]: \(refusal.message)\n")
      throw ExitCode(refusal.code)
    }
  }
}
