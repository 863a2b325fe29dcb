import Kernels

extension Builtins.Functions {
  static let isinstance = Function("isinstance(obj, class_or_tuple, /)") { call in
    .bool(try matches(call[1], call.context, "isinstance") { call.context.isInstance(call[0], of: $0) })
  }

  static let issubclass = Function("issubclass(cls, class_or_tuple, /)") { call in
    guard let type = call[0].cast(to: TypeObject.self) else {
      throw Raised.typeError("issubclass() arg 1 must be a class")
    }
    return .bool(try matches(call[1], call.context, "issubclass") { type.isSubclass(of: $0) })
  }

  private static func matches(
    _ classes: Value, _ context: Context, _ name: String, _ test: (TypeObject) -> Bool
  ) throws(Raised) -> Bool {
    let value = try classes.supported()
    if let type = value.cast(to: TypeObject.self) { return test(type) }
    if let tuple = value.cast(to: TupleObject.self) {
      for item in tuple.items { if try matches(item, context, name, test) { return true } }
      return false
    }
    throw Raised.typeError("\(name)() arg 2 must be a type, a tuple of types, or a union")
  }

  static let callable = Function("callable(obj, /)") { call in .bool(call[0].object?.isCallable ?? false) }

  static let hasattr = Function("hasattr(obj, name, /)") { call in
    do throws(Raised) {
      guard let value = try call.context.attributeIfAny(of: call[0], named: call.string("name")) else { return false }
      return value.object is Unsupported ? value : true
    } catch {
      guard error.isException(of: Exceptions.attributeError) else { throw error }
      return false
    }
  }

  static let getattr = Function("getattr(obj, name, default=None, /)") { call in
    do throws(Raised) {
      let name = try call.string("name")
      guard call.isGiven("default") else { return try call.context.attribute(of: call[0], named: name) }
      return try call.context.attributeIfAny(of: call[0], named: name) ?? call[2]
    } catch {
      guard call.isGiven("default"), error.isException(of: Exceptions.attributeError) else { throw error }
      return call[2]
    }
  }

  static let setattr = Function("setattr(obj, name, value, /)", acceptsUnsupported: true) { call in
    try call.context.setAttribute(of: call[0], named: call.string("name"), to: call[2])
    return .none
  }

  static let delattr = Function("delattr(obj, name, /)") { call in
    try call.context.deleteAttribute(of: call[0], named: call.string("name"))
    return .none
  }

  static let id = Function("id(obj, /)") { call in
    if case .object(let object) = call[0] { return .int(Int(bitPattern: ObjectIdentifier(object))) }
    return .int(try call.context.hash(call[0]))
  }

  static let hash = Function("hash(obj, /)") { call in .int(try call.context.hash(call[0])) }
  static let repr = Function("repr(obj, /)") { call in .string(try call.context.repr(call[0])) }
  static let ascii = Function("ascii(obj, /)") { call in .string(StringRepr.ascii(try call.context.repr(call[0]))) }

  static let format = Function("format(value, format_spec='', /)") { call in
    .string(try call.context.format(call[0], call.string("format_spec")))
  }

  static let vars = Function("vars(obj, /)") { call in
    guard let attributes = call[0].object?.ownAttributes else {
      throw Raised.typeError("vars() argument must have __dict__ attribute")
    }
    return .object(attributes)
  }

  static let dir = Function("dir(obj=None, /)") { call in
    var names: Set<PythonString> = []
    if !call.isGiven("obj") {
      for binding in call.context.currentGlobals.bindings { names.insert(binding.name) }
    } else {
      let type = call[0].cast(to: TypeObject.self) ?? call[0].type
      for type in type.order { for case .string(let name) in type.members.keys { names.insert(name) } }
      for case .string(let name)? in call[0].object?.ownAttributes?.keys.map(Optional.some) ?? [] { names.insert(name) }
    }
    return .list(names.sorted().map(Value.string))
  }

  static let globals = Function("globals()") { call in
    .object(call.context.currentGlobals.dictionary)
  }

  static let locals = Function("locals()") { call in
    .object(DictObject(call.context.localBindings))
  }

  static let super_ = Function("super(type=None, object=None, /)") { call in
    guard let type = call[0].cast(to: TypeObject.self) else { throw Raised.runtimeError("super(): no arguments") }
    return .object(SuperObject(type, receiver: call[1]))
  }
}
