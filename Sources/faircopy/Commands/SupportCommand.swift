import ArgumentParser
import Columns
import JSON
import Kernels
import PythonRuntime
import Tracing

/// `faircopy support`
struct SupportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "support", abstract: "List every name that the libraries provide, by era.")

  @Option(name: .long, help: "text or json (see docs/json.md).")
  var format: ReportFormat = .text

  func run() throws {
    let names = providedNames(of: allLibraries)
    switch format {
    case .text:
      for (name, eras) in names { print(eras.count == Era.allCases.count ? name : "\(name) (\(eras[0].name) only)") }
    case .json:
      let entries = names.map { name, eras -> JSONValue in
        ["name": .text(name), "eras": .array(eras.map { .text($0.name) })]
      }
      print(JSONValue.object(["names": .array(entries)]).serializedText(isPretty: true))
    }
  }
}

/// The dotted names of what the modules hold and of their classes' members, sorted, each with the eras that have it.
func providedNames(of libraries: [any Library]) -> [(name: String, eras: [Era])] {
  var eras: [String: [Era]] = [:]
  for era in Era.allCases {
    for name in providedNames(of: libraries, era: era) { eras[name, default: []].append(era) }
  }
  return eras.sorted { $0.key < $1.key }.map { (name: $0.key, eras: $0.value) }
}

private func providedNames(of libraries: [any Library], era: Era) -> Set<String> {
  let context = Interpreter(libraries: libraries).context
  context.setState(TracingState(era: era))
  var names: Set<String> = []
  for module in libraries.flatMap(\.modules) {
    let object = context.importModule(module.name)
    for member in module.members {
      // Names that a library only knows of, and those of the other era, are not provided.
      guard let value = try? context.attribute(of: object, named: member.name), value.poison == nil else { continue }
      let name = "\(module.name).\(member.name)"
      names.insert(name)
      guard let type = value.cast(to: TypeObject.self) else { continue }
      for inherited in type.order where inherited !== Types.object {
        for key in inherited.members.keys {
          guard let method = key.stringValue?.description, !method.hasPrefix("_") else { continue }
          names.insert("\(name).\(method)")
        }
      }
    }
  }
  return names
}
