import Kernels
import PythonRuntime

/// One argument that an `argparse` parser knows.
struct ParserArgument {
  enum Action: String {
    case store, store_const, store_true, store_false, append, append_const, count, extend, help, version
  }
  /// How many values it takes.
  enum Count {
    case one, optional, any, some, rest
    case exactly(Int)
  }

  var options: [PythonString] = []
  var destination: PythonString = ""
  var action = Action.store
  var count: Count?
  var constant = Value.none
  var standard = Value.none
  var type = Value.none
  var choices: [Value]?
  var isRequired = false
  var metavar: PythonString?
  /// The exclusive group it belongs to.
  var group: Int?

  var isPositional: Bool { options.isEmpty }

  /// As messages name it: `-a/--all`, or its destination.
  var name: String {
    if !options.isEmpty { return options.map(\.description).joined(separator: "/") }
    return (metavar ?? destination).description
  }
}

/// `argparse.ArgumentParser`.
final class ArgumentParserObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ArgumentParser", module: "argparse", isOpen: true, members: Standard.ArgumentParserClass.members)
  nonisolated(unsafe) static let namespaceType = TypeObject(
    name: "Namespace", module: "argparse", members: Standard.NamespaceClass.members)
  nonisolated(unsafe) static let errorType = Exceptions.make("ArgumentError", module: "argparse")
  nonisolated(unsafe) static let typeErrorType = Exceptions.make("ArgumentTypeError", module: "argparse")

  let program: PythonString?
  var arguments: [ParserArgument] = []
  var defaults: [(PythonString, Value)] = []
  var groups: [Bool] = []

  init(program: PythonString?, type: TypeObject) {
    self.program = program
    super.init(type: type)
  }

  /// Adds what `add_argument` describes.
  func add(_ call: Call, group: Int? = nil) throws(Raised) {
    var names: [PythonString] = []
    for value in call.variadic { names.append(try call.context.str(value.supported())) }
    var argument = ParserArgument()
    argument.group = group
    var keywords: [PythonString: Value] = [:]
    for (name, value) in call.keywords { keywords[name] = value }
    let isOption = names.first?.bytes.first == 0x2D
    if isOption {
      argument.options = names
      let long = names.first { $0.bytes.starts(with: [0x2D, 0x2D]) } ?? names[0]
      argument.destination = PythonString(
        bytes: long.bytes.drop { $0 == 0x2D }.map { $0 == 0x2D ? 0x5F : $0 })
    } else if let name = names.first {
      argument.destination = name
    }
    if let given = keywords["dest"]?.stringValue { argument.destination = given }
    if let name = keywords["action"] {
      guard case .string(let text) = name, let action = ParserArgument.Action(rawValue: text.description) else {
        throw call.unsupported("argument 'action' of 'add_argument'", argument: "action")
      }
      argument.action = action
    }
    argument.count = try count(keywords["nargs"], call)
    argument.standard = keywords["default"] ?? .none
    argument.constant = keywords["const"] ?? .none
    argument.type = keywords["type"] ?? .none
    argument.metavar = keywords["metavar"]?.stringValue
    if let choices = keywords["choices"], !choices.isNone { argument.choices = try call.context.items(of: choices) }
    if let required = keywords["required"] { argument.isRequired = try call.context.truth(required) }
    switch argument.action {
    case .store_true:
      argument.constant = true
      if keywords["default"] == nil { argument.standard = false }
    case .store_false:
      argument.constant = false
      if keywords["default"] == nil { argument.standard = true }
    default: break
    }
    arguments.append(argument)
  }

  private func count(_ value: Value?, _ call: Call) throws(Raised) -> ParserArgument.Count? {
    guard let value, !value.isNone else { return nil }
    if case .int(let number) = value { return .exactly(max(0, number)) }
    switch value.stringValue {
    case "?": return .optional
    case "*": return .any
    case "+": return .some
    case "...": return .rest
    default: throw .valueError("nargs must be int or one of '?', '*', '+', '...'")
    }
  }

  /// A message on standard error and the end of the cell.
  func fail(_ message: String, in context: Context) -> Raised {
    let program = program?.description ?? context.clockText("ipykernel_launcher.py").description
    // The usage line is made by rules of its own.
    let usage = context.clockText(PythonString("usage: \(program)"))
    context.write(PythonString(bytes: usage.bytes + Array("\n\(program): error: \(message)\n".utf8)), to: .error)
    return .exception(ExceptionObject(Exceptions.systemExit, [2]))
  }
}
