package import Kernels
package import PythonRuntime

/// `functools.partial`.
package final class PartialObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "partial", module: "functools", members: Standard.PartialClass.members)

  let function: Value
  let arguments: CallArguments
  private let attributes = DictObject()

  init(_ function: Value, _ arguments: CallArguments, type: TypeObject = PartialObject.type) {
    if let inner = function.cast(to: PartialObject.self), inner.attributes.count == 0 {
      self.function = inner.function
      self.arguments = inner.joined(arguments)
    } else {
      self.function = function
      self.arguments = arguments
    }
    super.init(type: type)
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }
  override package var ownAttributes: DictObject? { attributes }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    return try super.attribute(name, in: context)
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try context.call(function, joined(arguments))
  }

  /// The kept arguments followed by others, of which keywords replace the kept ones.
  private func joined(_ others: CallArguments) -> CallArguments {
    var all = arguments
    all.positional += others.positional
    for (name, value) in others.keywords {
      if let i = all.keywords.firstIndex(where: { $0.name == name }) {
        all.keywords[i].value = value
      } else {
        all.keywords.append((name, value))
      }
    }
    return all
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    guard context.enterRepr(self) else { return "..." }
    defer { context.leaveRepr(self) }
    let name = type === PartialObject.type ? "functools.partial" : type.name
    return PythonString("\(name)(\(try PartialText.text(function, arguments, in: context)))")
  }
}

/// What reprs of partial functions have between the parentheses.
enum PartialText {
  static func text(
    _ function: Value, _ arguments: CallArguments, in context: Context
  ) throws(Raised) -> String {
    var parts = ["\(try context.repr(function))"]
    for value in arguments.positional { parts.append("\(try context.repr(value))") }
    for (name, value) in arguments.keywords { parts.append("\(name)=\(try context.repr(value))") }
    return parts.joined(separator: ", ")
  }
}

extension Standard.PartialClass {
  static let new = Constructor("partial(cls, func, /, *args, **keywords)") { call in
    guard call[1].object?.isCallable == true else { throw Raised.typeError("the first argument must be callable") }
    return .object(
      PartialObject(call[1], CallArguments(call.variadic, keywords: call.keywords), type: call.madeClass))
  }

  static let function = Property("func") { call in try call.receiver(as: PartialObject.self).function }
  static let args = Property("args") { call in .tuple(try call.receiver(as: PartialObject.self).arguments.positional) }
  static let keywords = Property("keywords") { call in
    .object(DictObject(try call.receiver(as: PartialObject.self).arguments.keywords.map { ($0.name, $0.value) }))
  }
}

/// `functools.partialmethod`: a method with some of its arguments given.
final class PartialMethodObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "partialmethod", module: "functools",
    members: [
      Constructor("partialmethod(cls, func, /, *args, **keywords)") { call in
        .object(PartialMethodObject(call[1], CallArguments(call.variadic, keywords: call.keywords)))
      },
      Property("func") { call in try call.receiver(as: PartialMethodObject.self).function },
    ])
  private let function: Value
  private let arguments: CallArguments

  init(_ function: Value, _ arguments: CallArguments) {
    self.function = function
    self.arguments = arguments
    super.init(type: PartialMethodObject.type)
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard case .object(let object) = function else { return function }
    return .object(PartialObject(try object.bound(to: receiver, type: type, in: context), arguments))
  }

  override func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard case .object(let object) = function else { return function }
    return .object(PartialObject(try object.boundToClass(type, in: context), arguments))
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("functools.partialmethod(\(try PartialText.text(function, arguments, in: context)))")
  }
}
