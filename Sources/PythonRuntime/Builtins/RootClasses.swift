import Kernels

extension Builtins.ObjectClass {
  static let new = Constructor("object(cls, /, *args, **kwargs)") { call in
    guard let type = call[0].object as? TypeObject else {
      throw Raised.typeError("object.__new__(X): X is not a type object (\(call[0].typeName))")
    }
    if let native = type.order.first(where: { !$0.isUserDefined }), native !== Types.object,
      native.constructor != nil, !native.isSubclass(of: Exceptions.baseException)
    {
      throw Raised.typeError("object.__new__(\(type.name)) is not safe, use \(native.name).__new__()")
    }
    let arguments = CallArguments(call.variadic, keywords: call.keywords)
    let isFilled = !(arguments.positional.isEmpty && arguments.keywords.isEmpty)
    if isFilled, type.constructor != nil {
      throw Raised.typeError("object.__new__() takes exactly one argument (the type to instantiate)")
    }
    return try call.context.allocate(type, arguments)
  }

  static let initializeSubclass = ClassMethod("__init_subclass__(cls, /, **kwargs)") { call in
    if let type = call.receivingClass, !call.keywords.isEmpty {
      throw Raised.typeError("\(type.name).__init_subclass__() takes no keyword arguments")
    }
    return .none
  }

  /// What `copy` and `pickle` keep: the attributes, and in a tuple with them what `__slots__` hold.
  static let state = Method("__getstate__(self)") { call in
    guard let instance = call[0].object as? InstanceObject else { return .none }
    let attributes = instance.ownAttributes.flatMap { $0.count > 0 ? Value.object($0) : nil } ?? Value.none
    let slots = instance.slotValues
    return slots.count > 0 ? .tuple([attributes, .object(slots)]) : attributes
  }

  static let checkSubclass = ClassMethod("__subclasshook__(cls, subclass, /)") { _ in .notImplemented }
}

extension Builtins.TypeClass {
  static let new = Constructor("type(cls, /, *args, **kwargs)", acceptsUnsupported: true) { call in
    guard let metaclass = call[0].object as? TypeObject else {
      throw Raised.typeError("type.__new__(X): X is not a type object (\(call[0].typeName))")
    }
    return try call.context.makeType(metaclass, CallArguments(call.variadic, keywords: call.keywords))
  }

  static let prepare = ClassMethod("__prepare__(cls, /, *args, **kwargs)") { _ in .object(DictObject()) }

  static let order = Method("mro(self)") { call in
    .list(try call.receiver(as: TypeObject.self).order.map(Value.object))
  }

  static let subclasses = Method("__subclasses__(self)") { call in
    .list(try call.receiver(as: TypeObject.self).subclasses.map(Value.object))
  }
}
