package import Kernels
package import PythonRuntime

/// A function around another one, whose name, documentation and hints it shows.
package class WrappedFunction: Object {
  /// The function inside, `__wrapped__`.
  package let function: Value
  /// What was set on the outer function.
  package let attributes = DictObject()

  init(_ function: Value, type: TypeObject = Types.function) {
    self.function = function
    super.init(type: type)
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }
  override package var findsOwnAttributesFirst: Bool { true }
  override package var ownAttributes: DictObject? { attributes }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: receiver))
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    if name == "__wrapped__" { return function }
    if !name.isDunder || name == "__class__" || name == "__dict__",
      let value = try super.attribute(name, in: context)
    {
      return value
    }
    return try context.attributeIfAny(of: function, named: name)
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  /// `__qualname__` of the function inside.
  func qualifiedName(in context: Context) throws(Raised) -> PythonString {
    try context.attributeIfAny(of: .object(self), named: "__qualname__")?.stringValue ?? "function"
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<function \(try qualifiedName(in: context)) at \(address)>")
  }
}
