import Kernels
import PythonRuntime

extension Standard.Functools {
  static let singledispatch = Function("singledispatch(func)") { call in
    .object(try DispatchObject(call[0], in: call.context))
  }

  static let singledispatchmethod = Constant("singledispatchmethod") { _ in .object(DispatchMethodObject.type) }
}

/// A function with one implementation for each class of its first argument.
final class DispatchObject: WrappedFunction {
  nonisolated(unsafe) static let type = TypeObject(
    name: "function",
    members: [
      Method("register(self, cls, func=None)") { call in
        try call.receiver(as: DispatchObject.self).register(call["cls"], call["func"], in: call.context)
      },
      Method("dispatch(self, cls)") { call in
        try call.receiver(as: DispatchObject.self).implementation(
          for: call.object("cls", as: TypeObject.self), in: call.context)
      },
      Method("_clear_cache(self)") { _ in .none },
      Property("registry") { call in .object(try call.receiver(as: DispatchObject.self).registry) },
    ])

  let registry = DictObject()

  init(_ function: Value, in context: Context) throws(Raised) {
    super.init(function, type: DispatchObject.type)
    try registry.set(.object(Types.object), to: function, in: context)
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let first = arguments.positional.first else {
      let name = try context.attributeIfAny(of: function, named: "__name__")?.stringValue ?? "function"
      throw .typeError("\(name) requires at least 1 positional argument")
    }
    if let cause = first.poison { return .unsupported(cause) }
    return try context.call(implementation(for: first.type, in: context), arguments)
  }

  /// The implementation of the class: of the nearest class in its order, or of an abstract class that it is one of.
  func implementation(for type: TypeObject, in context: Context) throws(Raised) -> Value {
    for base in type.order where base !== Types.object {
      if let found = try registry.value(for: .object(base), in: context) { return found }
    }
    var best: TypeObject?
    for key in registry.keys {
      guard let candidate = key.cast(to: TypeObject.self), candidate !== Types.object,
        try context.isSubclass(type, of: .object(candidate))
      else { continue }
      if let known = best, try !context.isSubclass(candidate, of: .object(known)) { continue }
      best = candidate
    }
    return try registry.value(for: .object(best ?? Types.object), in: context) ?? function
  }

  private func union(_ key: Value) -> [Value]? {
    (key.object as? TypingObject).flatMap { $0.isUnion ? $0.arguments : nil }
  }

  /// `register(cls)`, `register(cls, func)`, and as a decorator of a function whose first parameter has a hint.
  func register(_ key: Value, _ implementation: Value, in context: Context) throws(Raised) -> Value {
    if key.object is TypeObject {
      guard !implementation.isNone else {
        let method = try context.attribute(of: .object(self), named: "register")
        return .object(PartialObject(method, CallArguments([key])))
      }
      try registry.set(key, to: implementation, in: context)
      return implementation
    }
    if !implementation.isNone, let members = (key.object as? UnionObject)?.members ?? union(key) {
      for member in members { try registry.set(member, to: implementation, in: context) }
      return implementation
    }
    guard implementation.isNone, let hints = try context.attributeIfAny(of: key, named: "__annotations__"),
      let first = hints.cast(to: DictObject.self)?.values.first
    else {
      throw .typeError(
        "Invalid first argument to `register()`: \(try context.repr(key)). Use either `@register(some_class)` or plain `@register` on an annotated function."
      )
    }
    return try register(first, key, in: context)
  }
}

/// `functools.singledispatchmethod`.
final class DispatchMethodObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "singledispatchmethod", module: "functools",
    members: [
      Constructor("singledispatchmethod(cls, func)") { call in
        .object(DispatchMethodObject(try DispatchObject(call["func"], in: call.context)))
      },
      Method("register(self, cls, method=None)") { call in
        try call.receiver(as: DispatchMethodObject.self).dispatcher.register(
          call["cls"], call["method"], in: call.context)
      },
      Property("dispatcher") { call in .object(try call.receiver(as: DispatchMethodObject.self).dispatcher) },
    ])
  let dispatcher: DispatchObject

  init(_ dispatcher: DispatchObject) {
    self.dispatcher = dispatcher
    super.init(type: DispatchMethodObject.type)
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(DispatchedMethod(dispatcher, receiver: receiver, owner: type))
  }

  override func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(DispatchedMethod(dispatcher, receiver: nil, owner: type))
  }
}

/// A method that looks at the class of its first argument after `self`.
final class DispatchedMethod: Object {
  private let dispatcher: DispatchObject
  private let receiver: Value?
  private let owner: TypeObject

  init(_ dispatcher: DispatchObject, receiver: Value?, owner: TypeObject) {
    self.dispatcher = dispatcher
    self.receiver = receiver
    self.owner = owner
    super.init(type: Types.function)
  }

  override var isCallable: Bool { true }
  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "register" { return try context.attribute(of: .object(dispatcher), named: name) }
    return try context.attributeIfAny(of: dispatcher.function, named: name)
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let first = arguments.positional.first else {
      throw .typeError("singledispatchmethod requires at least 1 positional argument")
    }
    let method = try dispatcher.implementation(for: first.type, in: context)
    guard case .object(let function) = method else { return try context.call(method, arguments) }
    guard let receiver else { return try context.call(function.boundToClass(owner, in: context), arguments) }
    return try context.call(function.bound(to: receiver, type: owner, in: context), arguments)
  }
}
