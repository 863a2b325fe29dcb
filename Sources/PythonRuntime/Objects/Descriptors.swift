package import Kernels

/// Python's `property`.
package final class PropertyObject: Object {
  package let getter: Value
  package let setter: Value
  package let deleter: Value
  /// `__doc__`
  package var documentation: Value
  /// The name under which a class has it.
  package var name: PythonString?

  package init(
    getter: Value, setter: Value = .none, deleter: Value = .none, documentation: Value = .none,
    name: PythonString? = nil
  ) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.documentation = documentation
    self.name = name
    super.init(type: Types.property)
  }

  /// The same property with another function.
  package func replacing(getter: Value? = nil, setter: Value? = nil, deleter: Value? = nil) -> PropertyObject {
    PropertyObject(
      getter: getter ?? self.getter, setter: setter ?? self.setter, deleter: deleter ?? self.deleter,
      documentation: documentation, name: name)
  }

  override package var isDataDescriptor: Bool { true }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    if getter.isNone { throw missing("getter", receiver) }
    return try context.call(getter, [receiver])
  }

  override package func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    if setter.isNone { throw missing("setter", receiver) }
    _ = try context.call(setter, [receiver, value])
  }

  override package func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    if deleter.isNone { throw missing("deleter", receiver) }
    _ = try context.call(deleter, [receiver])
  }

  private func missing(_ part: String, _ receiver: Value) -> Raised {
    let quoted = name.map { " \(StringRepr.quoted($0))" } ?? ""
    return .attributeError("property\(quoted) of '\(receiver.typeName)' object has no \(part)")
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "fget": return getter
    case "fset": return setter
    case "fdel": return deleter
    case "__doc__":
      if !documentation.isNone || getter.isNone { return documentation }
      return try context.attributeIfAny(of: getter, named: "__doc__") ?? Value.none
    case "__isabstractmethod__":
      for function in [getter, setter, deleter] { if try context.isAbstract(function) { return true } }
      return false
    default: return try super.attribute(name, in: context)
    }
  }
}

/// Python's `classmethod`.
package final class ClassMethodObject: Object {
  package let function: Value

  package init(_ function: Value) {
    self.function = function
    super.init(type: Types.classMethod)
  }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    try boundToClass(type, in: context)
  }

  override package func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard case .object(let function) = function else { return self.function }
    // Wrapped descriptors, properties above all, are asked; what is none is bound.
    if !(function is NativeFunction), !(function is TypeObject) {
      let bound = try function.bound(to: .object(type), type: type.type, in: context)
      if bound.object !== function { return bound }
    }
    return .object(BoundMethod(function, receiver: .object(type)))
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try context.wrapperAttribute(name, of: function) { return found }
    return try super.attribute(name, in: context)
  }
}

extension Context {
  /// What `classmethod` and `staticmethod` have of the function that they wrap.
  fileprivate func wrapperAttribute(_ name: PythonString, of function: Value) throws(Raised) -> Value? {
    switch name {
    case "__func__", "__wrapped__": return function
    case "__isabstractmethod__": return .bool(try isAbstract(function))
    case "__name__", "__qualname__", "__module__", "__doc__", "__annotations__":
      return try attributeIfAny(of: function, named: name)
    default: return nil
    }
  }

  /// Whether `abc.abstractmethod` marked a function.
  package func isAbstract(_ function: Value) throws(Raised) -> Bool {
    guard case .object(let object) = function, object.poison == nil else { return false }
    guard let mark = try attributeIfAny(of: function, named: "__isabstractmethod__") else { return false }
    return try truth(mark)
  }
}

/// Python's `staticmethod`.
package final class StaticMethodObject: Object {
  package let function: Value

  package init(_ function: Value) {
    self.function = function
    super.init(type: Types.staticMethod)
  }

  override package var isCallable: Bool { true }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    function
  }

  override package func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value { function }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try context.call(function, arguments)
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let found = try context.wrapperAttribute(name, of: function) { return found }
    return try super.attribute(name, in: context)
  }
}
