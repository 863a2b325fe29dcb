package import Kernels

/// What `super()` gives: attributes of the classes after one in the order of lookup.
package final class SuperObject: Object {
  let start: TypeObject
  let receiver: Value
  /// The class whose order of lookup is followed.
  let lookedUp: TypeObject
  /// Whether the receiver is a class, and its attributes those of the class.
  let isOfClass: Bool

  /// - Throws: TypeError if the receiver is neither an instance nor a subclass of the class.
  package init(_ start: TypeObject, receiver: Value) throws(Raised) {
    self.start = start
    self.receiver = receiver
    if let type = receiver.object as? TypeObject, type.isSubclass(of: start) {
      (lookedUp, isOfClass) = (type, true)
    } else {
      (lookedUp, isOfClass) = (receiver.type, false)
    }
    super.init(type: Types.superType)
    guard receiver.isNone || lookedUp.isSubclass(of: start) else {
      throw .typeError("super(type, obj): obj must be an instance or subtype of type")
    }
  }

  override package var findsOwnAttributesFirst: Bool { true }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__class__": return .object(type)
    case "__thisclass__": return .object(start)
    case "__self__": return receiver
    case "__self_class__": return .object(lookedUp)
    default: break
    }
    guard let member = lookedUp.lookup(name, after: start) else { return nil }
    guard case .object(let descriptor) = member else { return member }
    return isOfClass
      ? try descriptor.boundToClass(lookedUp, in: context)
      : try descriptor.bound(to: receiver, type: lookedUp, in: context)
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    guard case .object(let member)? = lookedUp.lookup(name, after: start), member.isDataDescriptor else {
      throw .attributeError("'super' object has no attribute '\(name)'")
    }
    try member.setBound(receiver, to: value, in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let target = receiver.isNone ? "NULL" : "<\(lookedUp.name) object>"
    return PythonString("<super: <class '\(start.name)'>, \(target)>")
  }
}
