import Columns
import Conformance
import DisplayLibrary
import Foundation
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import ScikitLearnLibrary
import StandardLibrary
import Tracing

// Runs conformance cases with every library there is:
// `run-cells [--era classic|modern] FILE…` prints our answers in the form of the expectations;
// `run-cells [--era classic|modern] --check FILE…` prints where they differ from what is recorded, and fails if any does;
// `run-cells [--era classic|modern] --trace FILE…` prints the idioms of `fixtures/traces` with the traces that they have.

keepFreedMemory()
var era = Era.modern
var checks = false
var traces = false
var files: [URL] = []
var arguments = Array(CommandLine.arguments.dropFirst())[...]
while let argument = arguments.popFirst() {
  switch argument {
  case "--check": checks = true
  case "--trace": traces = true
  case "--era":
    guard let name = arguments.popFirst(), ["classic", "modern"].contains(name) else {
      FileHandle.standardError.write(Data("'--era' takes 'classic' or 'modern'\n".utf8))
      exit(2)
    }
    era = name == "classic" ? .classic : .modern
  default: files.append(URL(filePath: argument))
  }
}

let libraries: @Sendable () -> [any Library] = {
  [StandardModules(), NumPyModules(), PandasModules(), ScikitLearnModules(), DisplayModules()]
}
var differing = 0
for file in files {
  guard FileManager.default.fileExists(atPath: file.path) else {
    FileHandle.standardError.write(Data("there is no '\(file.path)'\n".utf8))
    exit(2)
  }
  let (era, folder) = (era, file.deletingLastPathComponent())
  let prepare: @Sendable (Context) -> Void = {
    $0.setState(TracingState(era: era))
    $0.files = DataFiles(notebookFolder: folder)
  }
  if traces {
    let traceCase = TraceCase(path: file)
    let idioms = try traceCase.idioms(libraries: libraries, prepare: prepare)
    print(try traceCase.setup() + idioms.map(\.text).joined(separator: "\n"), terminator: "")
    continue
  }
  let conformanceCase = ConformanceCase(path: file)
  if checks {
    let name = era == .classic ? "classic" : "modern"
    let differences = try conformanceCase.differences(era: name, libraries: libraries, prepare: prepare)
    differing += differences.count
    print("\(conformanceCase): \(differences.isEmpty ? "equal" : "\(differences.count) cells differ")")
    for difference in differences { print(difference) }
  } else {
    let answers = try conformanceCase.answers(libraries: libraries, prepare: prepare)
    print(answers.map { "# %%\n" + $0 }.joined(), terminator: "")
  }
}
exit(differing == 0 && !files.isEmpty ? 0 : 1)
