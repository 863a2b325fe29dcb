import Kernels
import PythonRuntime

/// What `get_ipython()` gives.
final class ShellObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ZMQInteractiveShell", module: "ipykernel.zmqshell", isOpen: true)

  private unowned let shell: Shell

  init(_ shell: Shell) {
    self.shell = shell
    super.init(type: ShellObject.type)
  }

  override var isMutable: Bool { false }
  override var findsOwnAttributesFirst: Bool { true }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "run_line_magic", "magic": return method(name) { (arguments) throws(Raised) in try self.runLine(arguments) }
    case "run_cell_magic": return method(name) { (arguments) throws(Raised) in try self.runCell(arguments) }
    case "system", "system_piped", "system_raw":
      return method(name) { (arguments) throws(Raised) in try self.shell.system(self.text(arguments, 0)) }
    case "getoutput":
      return method(name) { (arguments) throws(Raised) in try self.shell.lines(of: self.text(arguments, 0)) }
    case "user_ns": return .object(context.globals.dictionary)
    case "__class__": return .object(type)
    default: return .object(SinkObject("get_ipython().\(name)"))
    }
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {}

  private func method(_ name: PythonString, _ body: @escaping (CallArguments) throws(Raised) -> Value) -> Value {
    .object(NativeCallable(name, body))
  }

  /// `run_line_magic(name, line)`, `magic("name line")`.
  private func runLine(_ arguments: CallArguments) throws(Raised) -> Value {
    let first = try text(arguments, 0)
    if arguments.positional.count > 1 { return try shell.line(first, text(arguments, 1)) }
    let words = first.drop { $0 == "%" }.split(separator: " ", maxSplits: 1).map(String.init)
    return try shell.line(words.first ?? "", words.count > 1 ? words[1] : "")
  }

  private func runCell(_ arguments: CallArguments) throws(Raised) -> Value {
    try shell.cell(text(arguments, 0), text(arguments, 1), body: Array(text(arguments, 2).utf8))
  }

  private func text(_ arguments: CallArguments, _ position: Int) throws(Raised) -> String {
    guard position < arguments.positional.count, case .string(let text) = try arguments.positional[position].supported()
    else { throw shell.unsupported("get_ipython()") }
    return text.description
  }
}

/// A function of this run, made of a closure.
final class NativeCallable: Object {
  private let name: PythonString
  private let body: (CallArguments) throws(Raised) -> Value

  init(_ name: PythonString, _ body: @escaping (CallArguments) throws(Raised) -> Value) {
    self.name = name
    self.body = body
    super.init(type: Types.builtinFunction)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try body(arguments)
  }
}
