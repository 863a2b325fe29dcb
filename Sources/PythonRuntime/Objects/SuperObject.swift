package import Kernels

/// What `super()` gives: attributes of the classes after one in the order of lookup.
package final class SuperObject: Object {
  private let start: TypeObject
  private let receiver: Value

  package init(_ start: TypeObject, receiver: Value) {
    self.start = start
    self.receiver = receiver
    super.init(type: Types.superType)
  }

  override package var findsOwnAttributesFirst: Bool { true }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    let type = receiver.cast(to: TypeObject.self) ?? receiver.type
    if let member = type.lookup(name, after: start) {
      guard case .object(let descriptor) = member else { return member }
      return receiver.object is TypeObject
        ? try descriptor.boundToClass(type, in: context)
        : try descriptor.bound(to: receiver, type: type, in: context)
    }
    return nil
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    try context.setAttribute(of: receiver, named: name, to: value)
  }
}
