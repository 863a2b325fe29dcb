public import Kernels

/// An instance of an exception class.
public final class ExceptionObject: Object {
  package var arguments: [Value]
  /// `__cause__`
  package var cause: Value = .none
  /// `__context__`
  package var context: ExceptionObject?
  /// Attributes that the notebook set.
  package let attributes = DictObject()
  /// Where it was raised; the innermost place first.
  package var trace: [SourceOrigin] = []

  package init(_ type: TypeObject, _ arguments: [Value] = []) {
    self.arguments = arguments
    super.init(type: type)
  }

  override public var ownAttributes: DictObject? { attributes }
  override public var findsOwnAttributesFirst: Bool { true }

  override public func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    switch name {
    case "args": return .tuple(arguments)
    case "__cause__": return cause
    case "__context__": return self.context.map { .object($0) } ?? Value.none
    case "__traceback__": return Value.none
    case "value" where type.isSubclass(of: Exceptions.stopIteration): return arguments.first ?? Value.none
    case "code" where type.isSubclass(of: Exceptions.systemExit): return arguments.first ?? Value.none
    default: return try super.attribute(name, in: context)
    }
  }

  override public func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if name == "args" {
      arguments = try context.items(of: value)
    } else {
      attributes[name] = value
    }
  }

  override public func str(in context: Context) throws(Raised) -> PythonString {
    if type.isUserDefined, let method = type.lookup("__str__") {
      if case .string(let text) = try context.call(method, [.object(self)]) { return text }
    }
    if arguments.isEmpty { return "" }
    if arguments.count == 1 {
      return type.isSubclass(of: Exceptions.keyError) ? try context.repr(arguments[0]) : try context.str(arguments[0])
    }
    if arguments.count == 2, type.isSubclass(of: Exceptions.osError) {
      let text = try context.str(arguments[1])
      let path = try attributes["filename"].map { value throws(Raised) in ": \(try context.repr(value))" } ?? ""
      return PythonString("[Errno \(try context.str(arguments[0]))] \(text)\(path)")
    }
    return try Sequences.repr(arguments, open: "(", close: ")", in: context)
  }

  override public func repr(in context: Context) throws(Raised) -> PythonString {
    if type.isUserDefined, let method = type.lookup("__repr__") {
      if case .string(let text) = try context.call(method, [.object(self)]) { return text }
    }
    return PythonString(
      bytes: Array(type.name.utf8) + (try Sequences.repr(arguments, open: "(", close: ")", in: context)).bytes)
  }
}
