import Kernels

extension Builtins.Functions {
  static let isinstance = Function("isinstance(obj, class_or_tuple, /)") { call in
    .bool(try call.context.isInstance(call[0], ofAny: call[1]))
  }

  static let issubclass = Function("issubclass(cls, class_or_tuple, /)") { call in
    .bool(try call.context.isSubclass(call[0], ofAny: call[1]))
  }

  static let callable = Function("callable(obj, /)") { call in .bool(call[0].object?.isCallable ?? false) }

  static let hasattr = Function("hasattr(obj, name, /)") { call in
    do throws(Raised) {
      guard let value = try call.context.attributeIfAny(of: call[0], named: attributeName(call)) else { return false }
      return value.object is Unsupported ? value : true
    } catch {
      guard error.isException(of: Exceptions.attributeError) else { throw error }
      return false
    }
  }

  static let getattr = Function("getattr(obj, name, default=None, /)") { call in
    do throws(Raised) {
      let name = try attributeName(call)
      guard call.isGiven("default") else { return try call.context.attribute(of: call[0], named: name) }
      return try call.context.attributeIfAny(of: call[0], named: name) ?? call[2]
    } catch {
      guard call.isGiven("default"), error.isException(of: Exceptions.attributeError) else { throw error }
      return call[2]
    }
  }

  static let setattr = Function("setattr(obj, name, value, /)", acceptsUnsupported: true) { call in
    try call.context.setAttribute(of: call[0], named: attributeName(call), to: call[2])
    return .none
  }

  static let delattr = Function("delattr(obj, name, /)") { call in
    try call.context.deleteAttribute(of: call[0], named: attributeName(call))
    return .none
  }

  private static func attributeName(_ call: Call) throws(Raised) -> PythonString {
    if let name = try call["name"].supported().stringValue { return name }
    throw .typeError("attribute name must be string, not '\(call["name"].typeName)'")
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

  static let vars = Function("vars(obj=None, /)") { call in
    if !call.isGiven("obj") { return .object(call.context.locals) }
    if let module = call[0].object as? ModuleObject, let names = try module.attribute("__dict__", in: call.context) {
      return names
    }
    guard let attributes = call[0].object?.ownAttributes else {
      throw Raised.typeError("vars() argument must have __dict__ attribute")
    }
    return .object(attributes)
  }

  static let dir = Function("dir(obj=None, /)") { call in
    guard call.isGiven("obj") else {
      return .list(call.context.locals.keys.compactMap(\.stringValue).sorted().map(Value.string))
    }
    guard let object = call[0].object, let method = object.type.special("__dir__") else {
      return .list(try call.context.directory(of: call[0]))
    }
    return .list(try call.context.sorted(call.context.items(of: call.context.callSpecial(method, on: object, []))))
  }

  static let globals = Function("globals()") { call in
    .object(call.context.currentGlobals.dictionary)
  }

  static let locals = Function("locals()") { call in
    .object(call.context.locals)
  }
}

extension Builtins.SuperClass {
  static let new = Constructor("super(cls, type=None, object=None, /)") { call in
    guard call.isGiven("type") else { throw Raised.runtimeError("super(): no arguments") }
    guard let type = call[1].cast(to: TypeObject.self) else {
      throw Raised.typeError("super() argument 1 must be a type, not \(call[1].typeName)")
    }
    return .object(try SuperObject(type, receiver: call[2]))
  }
}
