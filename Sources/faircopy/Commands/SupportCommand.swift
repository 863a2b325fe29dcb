import ArgumentParser
import JSON
import PythonRuntime

/// `faircopy support`
struct SupportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "support", abstract: "List every name that the libraries provide, by era.")

  @Option(name: .long, help: "text or json (see docs/json.md).")
  var format: ReportFormat = .text

  func run() throws {
    let names = providedNames(of: allLibraries)
    switch format {
    case .text: for name in names { print(name) }
    case .json:
      let entries = names.map { name -> JSONValue in ["name": .text(name), "eras": ["classic", "modern"]] }
      print(JSONValue.object(["names": .array(entries)]).serializedText(isPretty: true))
    }
  }
}

/// The dotted names of members of modules and of their classes, sorted.
func providedNames(of libraries: [any Library]) -> [String] {
  var names: Set<String> = []
  for module in libraries.flatMap(\.modules) {
    for member in module.members { names.insert("\(module.name).\(member.name)") }
  }
  return names.sorted()
}
