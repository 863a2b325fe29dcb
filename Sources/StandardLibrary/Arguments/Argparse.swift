import Kernels
import PythonRuntime

extension Standard.Argparse {
  static let parser = Constant("ArgumentParser") { _ in .object(ArgumentParserObject.type) }
  static let namespace = Constant("Namespace") { _ in .object(ArgumentParserObject.namespaceType) }
  static let error = Constant("ArgumentError") { _ in .object(ArgumentParserObject.errorType) }
  static let typeError = Constant("ArgumentTypeError") { _ in .object(ArgumentParserObject.typeErrorType) }
  static let suppress = Constant("SUPPRESS") { _ in "==SUPPRESS==" }
  static let remainder = Constant("REMAINDER") { _ in "..." }
  static let optional = Constant("OPTIONAL") { _ in "?" }
  static let zeroOrMore = Constant("ZERO_OR_MORE") { _ in "*" }
  static let oneOrMore = Constant("ONE_OR_MORE") { _ in "+" }
  static let defaultsFormatter = Constant("ArgumentDefaultsHelpFormatter") { _ in .object(formatters[0]) }
  static let rawFormatter = Constant("RawTextHelpFormatter") { _ in .object(formatters[1]) }
  static let rawDescriptionFormatter = Constant("RawDescriptionHelpFormatter") { _ in .object(formatters[2]) }
  static let helpFormatter = Constant("HelpFormatter") { _ in .object(formatters[3]) }

  nonisolated(unsafe) private static let formatters = [
    "ArgumentDefaultsHelpFormatter", "RawTextHelpFormatter", "RawDescriptionHelpFormatter", "HelpFormatter",
  ].map { TypeObject(name: $0, module: "argparse") }
}

extension Standard.ArgumentParserClass {
  static let new = Constructor(
    "ArgumentParser(cls, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=None, prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True)"
  ) { call in
    try call.refuse("prefix_chars", "fromfile_prefix_chars", "argument_default", "exit_on_error")
    let parser = ArgumentParserObject(
      program: try call.optionalString("prog"), type: call.receivingClass ?? ArgumentParserObject.type)
    if try call.bool("add_help") {
      var help = ParserArgument()
      help.options = ["-h", "--help"]
      help.destination = "help"
      help.action = .help
      parser.arguments.append(help)
    }
    for parent in try call.list("parents") {
      guard let parent = parent.cast(to: ArgumentParserObject.self) else { continue }
      parser.arguments += parent.arguments.filter { $0.action != .help }
      parser.defaults += parent.defaults
    }
    return .object(parser)
  }

  static let addArgument = Method("add_argument(self, *args, **kwargs)", mutates: true) { call in
    try call.receiver(as: ArgumentParserObject.self).add(call)
    return .none
  }
  static let addGroup = Method("add_argument_group(self, *args, **kwargs)") { call in call.receiver }
  static let addExclusive = Method("add_mutually_exclusive_group(self, **kwargs)", mutates: true) { call in
    let parser = try call.receiver(as: ArgumentParserObject.self)
    let required = try call.keywords.first { $0.name == "required" }.map { try call.context.truth($0.value) } ?? false
    parser.groups.append(required)
    return .object(ExclusiveGroup(parser, parser.groups.count - 1))
  }
  static let setDefaults = Method("set_defaults(self, **kwargs)", mutates: true) { call in
    let parser = try call.receiver(as: ArgumentParserObject.self)
    for (name, value) in call.keywords {
      parser.defaults.append((name, value))
      for i in parser.arguments.indices where parser.arguments[i].destination == name {
        parser.arguments[i].standard = value
      }
    }
    return .none
  }
  static let getDefault = Method("get_default(self, dest)") { call in
    let name = try call.string("dest")
    let parser = try call.receiver(as: ArgumentParserObject.self)
    if let argument = parser.arguments.first(where: { $0.destination == name }) { return argument.standard }
    return parser.defaults.last { $0.0 == name }?.1 ?? .none
  }

  private static func parsed(_ call: Call) throws(Raised) -> (namespace: Value, rest: [PythonString]) {
    let parser = try call.receiver(as: ArgumentParserObject.self)
    guard !call.isNone("args") else {
      // What the kernel itself was started with is not the notebook's.
      throw call.unsupported("the command line of the notebook's kernel", help: "pass a list: 'parse_args([])'")
    }
    var words: [PythonString] = []
    for word in try call.list("args") { words.append(try call.context.str(word.supported())) }
    let namespace =
      call["namespace"].cast(to: InstanceObject.self) ?? InstanceObject(of: ArgumentParserObject.namespaceType)
    var parsing = try ArgumentParsing(parser, into: namespace.attributes, in: call.context)
    try parsing.parse(words)
    return (.object(namespace), parsing.rest)
  }

  static let parseArgs = Method("parse_args(self, args=None, namespace=None)") { call in
    let (namespace, rest) = try parsed(call)
    if !rest.isEmpty {
      throw try call.receiver(as: ArgumentParserObject.self).fail(
        "unrecognized arguments: \(rest.map(\.description).joined(separator: " "))", in: call.context)
    }
    return namespace
  }
  static let parseKnownArgs = Method("parse_known_args(self, args=None, namespace=None)") { call in
    let (namespace, rest) = try parsed(call)
    return .tuple([namespace, .list(rest.map(Value.string))])
  }
  static let error = Method("error(self, message)") { call in
    throw try call.receiver(as: ArgumentParserObject.self).fail(call.text("message"), in: call.context)
  }
}

/// A group of arguments of which at most one may be given.
final class ExclusiveGroup: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "_MutuallyExclusiveGroup", module: "argparse", members: Standard.ExclusiveGroupClass.members)

  let parser: ArgumentParserObject
  let number: Int

  init(_ parser: ArgumentParserObject, _ number: Int) {
    self.parser = parser
    self.number = number
    super.init(type: ExclusiveGroup.type)
  }
}

extension Standard.ExclusiveGroupClass {
  static let addArgument = Method("add_argument(self, *args, **kwargs)", mutates: true) { call in
    let group = try call.receiver(as: ExclusiveGroup.self)
    try group.parser.add(call, group: group.number)
    return .none
  }
}

extension Standard.NamespaceClass {
  static let new = Constructor("Namespace(cls, **kwargs)") { call in
    let namespace = InstanceObject(of: call.receivingClass ?? ArgumentParserObject.namespaceType)
    for (name, value) in call.keywords { namespace.attributes[name] = value }
    return .object(namespace)
  }

  static let represent = Method("__repr__(self)") { call in
    var parts: [[UInt8]] = []
    for (key, value) in call.receiver.cast(to: InstanceObject.self)?.attributes.items ?? [] {
      parts.append((key.stringValue?.bytes ?? []) + [0x3D] + (try call.context.repr(value)).bytes)
    }
    return .string(PythonString(bytes: Array("Namespace(".utf8) + parts.joined(separator: [0x2C, 0x20]) + [0x29]))
  }

  static let contains = Method("__contains__(self, key)") { call in
    .bool(try call.receiver.cast(to: InstanceObject.self)?.attributes.value(for: call["key"], in: call.context) != nil)
  }

  static let equals = Method("__eq__(self, other)") { call in
    guard let mine = call.receiver.cast(to: InstanceObject.self),
      let other = call["other"].cast(to: InstanceObject.self),
      other.type.isSubclass(of: ArgumentParserObject.namespaceType)
    else { return .notImplemented }
    return .bool(try call.context.equal(.object(mine.attributes), .object(other.attributes)))
  }
}
