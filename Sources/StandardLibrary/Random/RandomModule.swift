import Kernels
package import PythonRuntime

extension Standard.RandomModule {
  static let random = Constant("Random") { _ in .object(RandomObject.type) }
  static let systemRandom = Constant("SystemRandom") { _ in .object(RandomObject.systemType) }

  /// The functions of the module: methods of one generator, as in CPython.
  package static let all: [any Member] =
    members
    + Standard.RandomClass.members.compactMap { member in
      (member as? Method).flatMap { $0.name.bytes.first == UInt8(ascii: "_") ? nil : GeneratorFunction(method: $0) }
    }
}

/// A method of the global generator as a function of the module.
private struct GeneratorFunction: Member {
  let method: Method

  var name: PythonString { method.name }

  func value(in type: TypeObject) -> Value { method.value(in: type) }

  func value(in module: ModuleObject, context: Context) throws(Raised) -> Value {
    let function = NativeFunction(method.code, owner: RandomObject.type, binding: .receiver)
    return .object(BoundMethod(function, receiver: .object(context.globalRandom)))
  }
}
