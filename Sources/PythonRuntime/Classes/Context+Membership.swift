import Kernels

extension Context {
  /// `isinstance(value, classes)`.
  package func isInstance(_ value: Value, ofAny classes: Value) throws(Raised) -> Bool {
    switch try classes.supported().object {
    case let type as TypeObject:
      if value.type === type { return true }
      if let method = type.ownSpecialMethod("__instancecheck__") {
        return try truth(callSpecial(method, on: type, [value]))
      }
      return value.type.isSubclass(of: type)
    case let tuple as TupleObject:
      try nest(" in __instancecheck__")
      defer { unnest() }
      for item in tuple.items { if try isInstance(value, ofAny: item) { return true } }
      return false
    case let union as UnionObject:
      for item in union.members {
        if try isInstance(value, ofAny: item.isNone ? .object(Types.none) : item) { return true }
      }
      return false
    case is GenericAliasObject: throw .typeError("isinstance() argument 2 cannot be a parameterized generic")
    case let object?:
      guard let method = object.type.special("__instancecheck__") else { fallthrough }
      return try truth(callSpecial(method, on: object, [value]))
    default: throw .typeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    }
  }

  /// `issubclass(value, classes)`.
  package func isSubclass(_ value: Value, ofAny classes: Value) throws(Raised) -> Bool {
    switch try classes.supported().object {
    case let type as TypeObject:
      if let method = type.ownSpecialMethod("__subclasscheck__") {
        return try truth(callSpecial(method, on: type, [value]))
      }
      return try subclass(value).isSubclass(of: type)
    case let tuple as TupleObject:
      for item in tuple.items { if try isSubclass(value, ofAny: item) { return true } }
      return false
    case let union as UnionObject:
      for item in union.members {
        if try isSubclass(value, ofAny: item.isNone ? .object(Types.none) : item) { return true }
      }
      return false
    case is GenericAliasObject: throw .typeError("issubclass() argument 2 cannot be a parameterized generic")
    case let object?:
      guard let method = object.type.special("__subclasscheck__") else { fallthrough }
      return try truth(callSpecial(method, on: object, [value]))
    default:
      _ = try subclass(value)
      throw .typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    }
  }

  private func subclass(_ value: Value) throws(Raised) -> TypeObject {
    guard let type = try value.supported().cast(to: TypeObject.self) else {
      throw .typeError("issubclass() arg 1 must be a class")
    }
    return type
  }

  /// The names that `dir` lists.
  func directory(of value: Value) throws(Raised) -> [Value] {
    var names: Set<PythonString> = []
    if let module = value.object as? ModuleObject {
      for name in module.publicNames(in: self) { names.insert(name) }
    } else {
      let type = value.object as? TypeObject ?? value.type
      for type in type.order { for case .string(let name) in type.members.keys { names.insert(name) } }
      for common in ["__class__", "__doc__", "__module__", "__reduce__", "__reduce_ex__"] as [PythonString] {
        if common != "__module__" || type.isUserDefined { names.insert(common) }
      }
      if type.isUserDefined, type.hasInstanceDictionary { names.formUnion(["__dict__", "__weakref__"]) }
    }
    if !(value.object is TypeObject), let own = value.object?.ownAttributes {
      for case .string(let name) in own.keys { names.insert(name) }
    }
    return names.sorted().map(Value.string)
  }
}
