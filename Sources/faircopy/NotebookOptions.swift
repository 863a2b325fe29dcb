import ArgumentParser
import Columns
import Foundation
import Replay

import enum PythonSyntax.PythonVersion

/// What all commands over a notebook take.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "The notebook.", completion: .file(extensions: ["ipynb"]))
  var notebook: String

  @Option(name: .long, help: "A folder with data files, beside the notebook's own. May be given several times.")
  var data: [String] = []

  @Option(
    name: .long,
    help: "The libraries' year: classic (pandas 1.5) or modern (pandas 3); told by the notebook if left out.")
  var era: EraName?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The Python whose syntax the cells may use, 3.8 to 3.14; the newest if left out.", valueName: "VERSION"))
  var python: PythonVersion = .newest

  @Option(name: .long, help: "What to serve: a Python expression over the notebook's final state.")
  var serve: String?

  @Option(
    name: [.customShort("p"), .customLong("parameter")],
    help: ArgumentHelp(
      "A parameter, as papermill takes it: -p NAME VALUE. It is bound after the cell tagged 'parameters'.",
      valueName: "NAME VALUE"))
  var parameters: [Parameter] = []

  @Option(name: .long, help: ArgumentHelp("Stop the replay after so many seconds.", valueName: "SECONDS"))
  var timeout: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Stop the replay when it takes so much memory: 500M, 2G; four fifths of the machine's if left out.",
      valueName: "SIZE"))
  var memory: MemorySize?

  func validate() throws {
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout takes a number of seconds above 0") }
  }

  var replayOptions: ReplayOptions {
    ReplayOptions(
      dataFolders: data.map { URL(filePath: $0) }, era: era?.era, serve: serve,
      parameters: parameters.map { (name: $0.name, value: $0.value) },
      limits: ReplayLimits(timeout: timeout, memory: memory?.bytes ?? defaultMemoryLimit()), python: python)
  }
}

extension PythonVersion: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package var defaultValueDescription: String { description }
  package static var allValueStrings: [String] { allCases.map(\.description) }
}

/// `NAME=VALUE` of `-p`.
struct Parameter: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let separator = argument.firstIndex(of: "="), separator > argument.startIndex else { return nil }
    name = String(argument[..<separator])
    value = String(argument[argument.index(after: separator)...])
    guard let first = name.first, !first.isNumber, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      return nil
    }
  }
}

/// The arguments with papermill's `-p NAME VALUE` as one value, `-p NAME=VALUE`.
func withJoinedParameters(_ arguments: ArraySlice<String>) -> [String] {
  var result: [String] = []
  var rest = arguments
  while let argument = rest.popFirst() {
    result.append(argument)
    guard argument == "-p" || argument == "--parameter", let name = rest.first, !name.contains("="), rest.count > 1
    else { continue }
    rest.removeFirst()
    result.append("\(name)=\(rest.removeFirst())")
  }
  return result
}

/// A size on the command line: `500M`, `2G`, `1.5GiB`, or bytes.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let number = argument.prefix { $0.isNumber || $0 == "." }
    let units: [String: Double] = [
      "": 1, "b": 1, "k": 0x1p10, "m": 0x1p20, "g": 0x1p30, "t": 0x1p40,
    ]
    var unit = argument.dropFirst(number.count).lowercased()
    if unit.hasSuffix("ib") { unit.removeLast(2) } else if unit.count > 1, unit.hasSuffix("b") { unit.removeLast() }
    guard let value = Double(number), let factor = units[unit], value > 0, value * factor < 0x1p62 else { return nil }
    bytes = Int(value * factor)
  }
}

/// An era's name on the command line.
enum EraName: String, ExpressibleByArgument, CaseIterable {
  case classic, modern

  var era: Era {
    switch self {
    case .classic: .classic
    case .modern: .modern
    }
  }
}

/// How a report is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension Era {
  /// As reports and manifests name it.
  var name: String {
    switch self {
    case .classic: "classic"
    case .modern: "modern"
    }
  }
}
