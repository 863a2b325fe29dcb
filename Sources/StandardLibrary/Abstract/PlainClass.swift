import Kernels
import PythonRuntime

/// Classes whose instances keep their state in attributes, as classes written in Python do.
enum PlainClass {
  /// The instance of a class of this kind, after `__init__` where nobody else calls it.
  static let new = Constructor("__new__(cls, /, *args, **kwargs)", acceptsUnsupported: true) { call in
    let type = call.madeClass
    let instance = InstanceObject(of: type)
    // Instances of derived classes are initialised by whoever makes them.
    if !type.isUserDefined, let initializer = type.lookup("__init__") {
      _ = try call.context.call(
        initializer,
        CallArguments([.object(instance)] + call.variadic, keywords: call.keywords))
    }
    return .object(instance)
  }
}

extension Call {
  /// An attribute of the receiver that its own class set.
  func own(_ name: PythonString) throws(Raised) -> Value { try context.attribute(of: receiver, named: name) }

  /// Sets an attribute of the receiver.
  func setOwn(_ name: PythonString, _ value: Value) throws(Raised) {
    try context.setAttribute(of: receiver, named: name, to: value)
  }

  /// A fresh instance of the receiver's class.
  func fresh(_ arguments: Value...) throws(Raised) -> Value {
    try context.call(.object(receiver.type), arguments)
  }
}
