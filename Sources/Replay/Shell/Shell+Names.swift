import Foundation
import Kernels
import PythonRuntime

extension Shell {
  /// The names that the notebook bound itself, sorted: what `%who` lists.
  func interactiveNames(_ types: String) -> [String] {
    let wanted = Set(types.split(separator: " ").map(String.init))
    let hidden: Set<String> = ["In", "Out", "exit", "quit", "open", "get_ipython"]
    return context.globals.bindings.filter { binding in
      binding.name.bytes.first != UInt8(ascii: "_") && !hidden.contains(binding.name.description)
        && (wanted.isEmpty || wanted.contains(binding.value.typeName))
    }.map(\.name.description).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// `%who`
  func writeNames(_ types: String) -> Value {
    let names = interactiveNames(types)
    guard !names.isEmpty else {
      context.write(
        types.isEmpty ? "Interactive namespace is empty.\n" : "No variables match your requested type.\n")
      return .none
    }
    var text = ""
    for (position, name) in names.enumerated() {
      text += name + "\t "
      if position % 9 == 8 { text += "\n" }
    }
    context.write(PythonString(text + "\n"))
    return .none
  }

  /// `%reset -f`: forgets the names of the notebook.
  func reset(_ arguments: String) throws(Raised) -> Value {
    let options = arguments.split(separator: " ")
    guard options.contains("-f") else { throw unsupported("%reset \(arguments)") }
    guard options.allSatisfy({ $0 == "-f" || $0 == "-s" }) else { return .none }
    for binding in context.globals.bindings where !isOfSession(binding.name.description, softly: options.contains("-s"))
    {
      context.globals[binding.name] = nil
    }
    return .none
  }

  private func isOfSession(_ name: String, softly: Bool) -> Bool {
    if ["__name__", "__doc__", "__builtins__", "In", "Out", "_ih", "_oh"].contains(name) { return true }
    return softly && name.hasPrefix("_")
  }

  /// `%reset_selective -f pattern`
  func resetSelective(_ arguments: String) throws(Raised) -> Value {
    let words = arguments.split(separator: " ").map(String.init)
    guard words.contains("-f"), let pattern = words.last, pattern != "-f",
      let expression = try? Regex(pattern)
    else { throw unsupported("%reset_selective \(arguments)") }
    for name in interactiveNames("") where name.firstMatch(of: expression) != nil {
      context.globals[PythonString(name)] = nil
    }
    return .none
  }

  /// `%env NAME=value`, `%env NAME value`, `%set_env`: the value is remembered; what is asked for of the environment is not
  /// known.
  func environment(_ magic: String, _ arguments: String) throws(Raised) -> Value {
    let separator: Character = arguments.contains("=") ? "=" : " "
    let parts = arguments.split(separator: separator, maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2, !parts[1].contains("$"), !parts[1].contains("{") else {
      if parts.count == 1, let value = environment[parts[0]] { return .text(value) }
      throw unsupported("%\(magic) \(arguments)")
    }
    environment[parts[0]] = parts[1]
    if case .object(let os) = context.importModule("os"), os.poison == nil,
      let variables = try context.attributeIfAny(of: .object(os), named: "environ"), variables.poison == nil
    {
      try context.setItem(of: variables, at: .text(parts[0]), to: .text(parts[1]))
    }
    context.write(PythonString("env: \(parts[0])=\(parts[1])\n"))
    return .none
  }

  /// `%store name` says so; what `%store -r name` would bring back is not known.
  func store(_ arguments: String) throws(Raised) -> Value {
    let words = arguments.split(separator: " ").map(String.init)
    if words.first == "-r" {
      for name in words.dropFirst() {
        let cause = context.firstCause(id: "unsupported-magic", what: "'%store -r \(name)'")
        context.globals[PythonString(name)] = .unsupported(cause)
      }
      return .none
    }
    guard !words.isEmpty, !words.contains(where: { $0.hasPrefix("-") || $0.contains(">") }) else {
      return unknownText("%store \(arguments)")
    }
    for name in words {
      guard let value = context.globals[PythonString(name)], value.poison == nil else {
        return unknownText("%store \(name)")
      }
      context.write(PythonString("Stored '\(name)' (\(value.typeName))\n"))
    }
    return .none
  }

  /// `%pylab`: numpy and pyplot with all their names.
  func pylab() throws(Raised) -> Value {
    let globals = context.globals
    for (name, module) in [("numpy", "numpy"), ("np", "numpy"), ("matplotlib", "matplotlib")] {
      globals[PythonString(name)] = context.importModule(module)
    }
    for name in ["pyplot", "plt", "mlab"] {
      globals[PythonString(name)] = context.importModule("matplotlib.\(name == "plt" ? "pyplot" : name)")
    }
    try context.importAll(from: context.importModule("matplotlib.pyplot"), into: globals)
    try context.importAll(from: context.importModule("numpy"), into: globals)
    let text = "%pylab is deprecated, use %matplotlib inline and import the required libraries.\n"
    context.write(
      PythonString(text + "Populating the interactive namespace from numpy and matplotlib\n"))
    return .none
  }

  /// `%precision n`, `%precision %.3f`: how floats are shown.
  func precision(_ arguments: String) throws(Raised) -> Value {
    var format = "%r"
    if let digits = Int(arguments) {
      guard (0...100).contains(digits) else { throw unsupported("%precision \(arguments)") }
      format = "%.\(digits)f"
      if case .object(let numpy) = context.importModule("numpy"), numpy.poison == nil {
        let function = try context.attribute(of: .object(numpy), named: "set_printoptions")
        _ = try context.call(function, CallArguments([], keywords: [("precision", .int(digits))]))
      }
    } else if arguments.contains("%") {
      format = arguments
    } else if !arguments.isEmpty {
      throw unsupported("%precision \(arguments)")
    }
    context.floatFormat = format == "%r" ? nil : PythonString(format)
    return .text(format)
  }
}
