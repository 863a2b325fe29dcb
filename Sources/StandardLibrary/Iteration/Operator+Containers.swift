import Kernels
import PythonRuntime

extension Standard.Operator {
  static let concat = Function("concat(a, b, /)") { call in
    let isSequence =
      call[0].stringValue != nil || call[0].object is ListObject || call[0].object is TupleObject
      || call[0].object is BytesObject || call.context.specialMethod("__getitem__", of: call[0]) != nil
    guard isSequence else { throw Raised.typeError("'\(call[0].typeName)' object can't be concatenated") }
    return try call.context.binary(.add, call[0], call[1])
  }

  static let iconcat = Function("iconcat(a, b, /)") { call in try call.context.inPlace(.add, call[0], call[1]) }

  static let contains = Function("contains(a, b, /)") { call in .bool(try call.context.contains(call[0], call[1])) }

  static let getitem = Function("getitem(a, b, /)") { call in try call.context.item(of: call[0], at: call[1]) }

  static let setitem = Function("setitem(a, b, c, /)", acceptsUnsupported: true) { call in
    try call.context.setItem(of: call[0], at: call[1], to: call[2])
    return .none
  }

  static let delitem = Function("delitem(a, b, /)") { call in
    try call.context.deleteItem(of: call[0], at: call[1])
    return .none
  }

  static let countOf = Function("countOf(a, b, /)") { call in
    let source = try call.context.iterate(call[0])
    var count = 0
    while let item = try source.next(in: call.context) {
      if try call.context.sameOrEqual(item, call[1]) { count += 1 }
    }
    return .int(count)
  }

  static let indexOf = Function("indexOf(a, b, /)") { call in
    let source = try call.context.iterate(call[0])
    var position = 0
    while let item = try source.next(in: call.context) {
      if try call.context.sameOrEqual(item, call[1]) { return .int(position) }
      position += 1
    }
    throw Raised.valueError("sequence.index(x): x not in sequence")
  }

  static let lengthHint = Function("length_hint(obj, default=0, /)") { call in
    if case .string = call[0] { return .int(try call.context.length(call[0])) }
    if let length = try call[0].object?.length(in: call.context) { return .int(length) }
    if let hint = call.context.specialMethod("__length_hint__", of: call[0]) {
      let value = try call.context.call(hint, [call[0]])
      if !value.isIdentical(to: .notImplemented) { return value }
    }
    return .int(try call.int("default"))
  }

  static let call = Function("call(obj, /, *args, **kwargs)") { call in
    try call.context.call(call[0], CallArguments(call.variadic, keywords: call.keywords))
  }

  static let itemgetter = Constant("itemgetter") { _ in .object(ItemGetter.type) }
  static let attrgetter = Constant("attrgetter") { _ in .object(AttributeGetter.type) }
  static let methodcaller = Constant("methodcaller") { _ in .object(MethodCaller.type) }
}

/// A callable of `operator` that is shown as the call that made it.
class OperatorCallable: Object {
  let arguments: CallArguments

  init(_ arguments: CallArguments, type: TypeObject) {
    self.arguments = arguments
    super.init(type: type)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for value in arguments.positional { parts.append("\(try context.repr(value))") }
    for (name, value) in arguments.keywords { parts.append("\(name)=\(try context.repr(value))") }
    return PythonString("\(type.qualifiedName)(\(parts.joined(separator: ", ")))")
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard arguments.keywords.isEmpty else { throw .typeError("\(type.name)() takes no keyword arguments") }
    guard arguments.positional.count == 1 else {
      throw .typeError("\(type.name) expected 1 argument, got \(arguments.positional.count)")
    }
    if let cause = arguments.positional[0].poison { return .unsupported(cause) }
    return try applied(to: arguments.positional[0], in: context)
  }

  func applied(to value: Value, in context: Context) throws(Raised) -> Value { value }
}

/// `operator.itemgetter`.
final class ItemGetter: OperatorCallable {
  nonisolated(unsafe) static let type = TypeObject(
    name: "itemgetter", module: "operator",
    members: [
      Constructor("itemgetter(cls, item, /, *items)") { call in
        .object(ItemGetter(CallArguments([call[1]] + call.variadic), type: call.madeClass))
      }
    ])

  override func applied(to value: Value, in context: Context) throws(Raised) -> Value {
    var values: [Value] = []
    for key in arguments.positional { values.append(try context.item(of: value, at: key)) }
    return values.count == 1 ? values[0] : .tuple(values)
  }
}

/// `operator.attrgetter`.
final class AttributeGetter: OperatorCallable {
  nonisolated(unsafe) static let type = TypeObject(
    name: "attrgetter", module: "operator",
    members: [
      Constructor("attrgetter(cls, attr, /, *attrs)") { call in
        for name in [call[1]] + call.variadic where name.stringValue == nil {
          throw Raised.typeError("attribute name must be a string")
        }
        return .object(AttributeGetter(CallArguments([call[1]] + call.variadic), type: call.madeClass))
      }
    ])

  override func applied(to value: Value, in context: Context) throws(Raised) -> Value {
    var values: [Value] = []
    for path in arguments.positional {
      var value = value
      for name in path.stringValue?.bytes.split(separator: UInt8(ascii: ".")) ?? [] {
        value = try context.attribute(of: value, named: PythonString(bytes: Array(name)))
      }
      values.append(value)
    }
    return values.count == 1 ? values[0] : .tuple(values)
  }
}

/// `operator.methodcaller`.
final class MethodCaller: OperatorCallable {
  nonisolated(unsafe) static let type = TypeObject(
    name: "methodcaller", module: "operator",
    members: [
      Constructor("methodcaller(cls, name, /, *args, **kwargs)") { call in
        guard call[1].stringValue != nil else { throw Raised.typeError("method name must be a string") }
        return .object(
          MethodCaller(CallArguments([call[1]] + call.variadic, keywords: call.keywords), type: call.madeClass))
      }
    ])

  override func applied(to value: Value, in context: Context) throws(Raised) -> Value {
    guard let name = arguments.positional.first?.stringValue else { return .none }
    return try context.callMethod(
      value, name, CallArguments(Array(arguments.positional.dropFirst()), keywords: arguments.keywords))
  }
}
