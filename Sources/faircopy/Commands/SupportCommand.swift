import ArgumentParser
import JSON
import Kernels
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

/// The dotted names of what the modules hold, and of their classes' members, sorted.
func providedNames(of libraries: [any Library]) -> [String] {
  let context = Interpreter(libraries: libraries).context
  var names: Set<String> = []
  for module in libraries.flatMap(\.modules) {
    let object = context.importModule(module.name)
    for member in module.members {
      let name = "\(module.name).\(member.name)"
      names.insert(name)
      guard let type = try? context.attribute(of: object, named: member.name).cast(to: TypeObject.self) else { continue }
      for inherited in type.order where inherited !== Types.object {
        for key in inherited.members.keys {
          guard let method = key.stringValue?.description, !method.hasPrefix("_") else { continue }
          names.insert("\(name).\(method)")
        }
      }
    }
  }
  return names.sorted()
}
