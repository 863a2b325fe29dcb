package import Kernels
package import PythonRuntime

/// `collections.defaultdict`.
package final class DefaultDictObject: DictObject, PrettyCall, NamedRepr {
  nonisolated(unsafe) package static let defaultType: TypeObject = {
    let type = TypeObject(
      name: "defaultdict", module: "collections", bases: [DictObject.type],
      members: Standard.DefaultDictClass.members)
    type.fillByInitializer()
    return type
  }()

  /// Makes the value of a key that is not there.
  var factory: Value

  init(factory: Value, type: TypeObject = DefaultDictObject.defaultType) {
    self.factory = factory
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { DefaultDictObject(factory: factory, type: type) }

  override package func missing(_ key: Value, in context: Context) throws(Raised) -> Value? {
    if type.isUserDefined, let method = type.lookup("__missing__"), !(method.object is NativeFunction) {
      return try context.call(method, [.object(self), key])
    }
    return try made(for: key, in: context)
  }

  /// What the factory makes, stored under the key; `nil` without a factory.
  func made(for key: Value, in context: Context) throws(Raised) -> Value? {
    if factory.isNone { return nil }
    let value = try context.call(factory, [])
    try set(key, to: value, in: context)
    return value
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or, let other = other.cast(to: DictObject.self) else { return nil }
    let result = emptyCopy()
    result.table = reflected ? other.table : table
    for (key, value) in (reflected ? self : other).items { try result.set(key, to: value, in: context) }
    return .object(result)
  }

  package var prettyName: String { type.name }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] {
    let dict = DictObject()
    dict.table = table
    return [factory, .object(dict)]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try repr(named: type.name, in: context)
  }

  package func repr(named name: String, in context: Context) throws(Raised) -> PythonString {
    let dict = try super.repr(in: context)
    return PythonString(
      bytes: Array("\(name)(".utf8) + (try context.repr(factory)).bytes + Array(", ".utf8) + dict.bytes
        + Array(")".utf8))
  }
}

extension Standard.Collections {
  static let defaultdict = Constant("defaultdict") { _ in .object(DefaultDictObject.defaultType) }
}

extension Standard.DefaultDictClass {
  static let new = Constructor("defaultdict(cls, default_factory=None, /, *args, **kwargs)") { call in
    if !call[1].isNone, call[1].object?.isCallable != true {
      throw Raised.typeError("first argument must be callable or None")
    }
    let dict = DefaultDictObject(factory: call[1], type: call.receivingClass ?? DefaultDictObject.defaultType)
    if call.variadic.count > 1 {
      throw Raised.typeError("dict expected at most 1 argument, got \(call.variadic.count)")
    }
    if let first = call.variadic.first {
      try dict.update(from: first, keywords: [], in: call.context)
    }
    for (name, value) in call.keywords { dict[name] = value }
    return .object(dict)
  }

  static let factory = Property("default_factory") { call in
    try call.receiver(as: DefaultDictObject.self).factory
  } set: { call, value in
    try call.receiver(as: DefaultDictObject.self).factory = value
  }

  static let missing = Method("__missing__(self, key, /)", mutates: true) { call in
    guard let value = try call.receiver(as: DefaultDictObject.self).made(for: call[1], in: call.context) else {
      throw Raised.keyError(call[1])
    }
    return value
  }

  static let copy = Method("copy(self)") { call in
    let dict = try call.receiver(as: DefaultDictObject.self)
    let copy = dict.emptyCopy()
    copy.table = dict.table
    return .object(copy)
  }

  static let shallowCopy = Method("__copy__(self)") { call in
    let dict = try call.receiver(as: DefaultDictObject.self)
    let copy = dict.emptyCopy()
    copy.table = dict.table
    return .object(copy)
  }
}
