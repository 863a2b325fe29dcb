import Kernels

/// Python's `property`.
package final class PropertyObject: Object, Settable {
  package let getter: Value
  package let setter: Value
  package let deleter: Value

  package init(getter: Value, setter: Value = .none, deleter: Value = .none) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    super.init(type: Types.property)
  }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    if getter.isNone { throw .attributeError("property of '\(type.name)' object has no getter") }
    return try context.call(getter, [receiver])
  }

  package func set(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    if setter.isNone { throw .attributeError("property of '\(receiver.typeName)' object has no setter") }
    _ = try context.call(setter, [receiver, value])
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
    return .object(BoundMethod(function, receiver: .object(type)))
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
}
