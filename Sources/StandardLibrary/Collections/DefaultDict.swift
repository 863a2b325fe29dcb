package import Kernels
package import PythonRuntime

/// `collections.defaultdict`.
package final class DefaultDictObject: DictObject, PrettyCall {
  nonisolated(unsafe) package static let defaultType: TypeObject = {
    let type = TypeObject(
      name: "defaultdict", module: "collections", bases: [DictObject.type],
      members: Standard.DefaultDictClass.members)
    type.allocate = { DefaultDictObject(factory: .none, type: $0) }
    return type
  }()

  /// Makes the value of a key that is not there.
  let factory: Value

  init(factory: Value, type: TypeObject = DefaultDictObject.defaultType) {
    self.factory = factory
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { DefaultDictObject(factory: factory) }

  override package func missing(_ key: Value, in context: Context) throws(Raised) -> Value? {
    if factory.isNone { return nil }
    let value = try context.call(factory, [])
    try set(key, to: value, in: context)
    return value
  }

  package var prettyName: String { "defaultdict" }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] {
    let dict = DictObject()
    dict.table = table
    return [factory, .object(dict)]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let dict = try super.repr(in: context)
    return PythonString(
      bytes: Array("defaultdict(".utf8) + (try context.repr(factory)).bytes + Array(", ".utf8) + dict.bytes
        + Array(")".utf8))
  }
}

extension Standard.Collections {
  static let defaultdict = Constant("defaultdict") { _ in .object(DefaultDictObject.defaultType) }
}

extension Standard.DefaultDictClass {
  static let new = Constructor("defaultdict(cls, default_factory=None, /, *args, **kwargs)") { call in
    let dict = DefaultDictObject(factory: call[1], type: call.receivingClass ?? DefaultDictObject.defaultType)
    if let first = call.variadic.first {
      try dict.update(from: first, keywords: [], in: call.context)
    }
    for (name, value) in call.keywords { dict[name] = value }
    return .object(dict)
  }

  static let factory = Property("default_factory") { call in try call.receiver(as: DefaultDictObject.self).factory }
}

/// `collections.OrderedDict`.
package final class OrderedDictObject: DictObject, PrettyCall {
  nonisolated(unsafe) package static let orderedType: TypeObject = {
    let type = TypeObject(
      name: "OrderedDict", module: "collections", bases: [DictObject.type],
      members: Standard.OrderedDictClass.members)
    type.allocate = { OrderedDictObject(type: $0) }
    return type
  }()

  package override init(type: TypeObject = OrderedDictObject.orderedType) {
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { OrderedDictObject() }

  package var prettyName: String { "OrderedDict" }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] {
    count == 0 ? [] : [.list(items.map { .tuple([$0.key, $0.value]) })]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if count == 0 { return "OrderedDict()" }
    // Before Python 3.12 the entries are shown as pairs.
    let pairs = Value.list(items.map { .tuple([$0.key, $0.value]) })
    return PythonString(bytes: Array("OrderedDict(".utf8) + (try context.repr(pairs)).bytes + Array(")".utf8))
  }
}

extension Standard.Collections {
  static let orderedDict = Constant("OrderedDict") { _ in .object(OrderedDictObject.orderedType) }
}

extension Standard.OrderedDictClass {
  static let new = Constructor("OrderedDict(cls, mapping=(), /, **kwargs)") { call in
    let dict = OrderedDictObject(type: call.receivingClass ?? OrderedDictObject.orderedType)
    try dict.update(from: call[1], keywords: call.keywords, in: call.context)
    return .object(dict)
  }

  static let moveToEnd = Method("move_to_end(self, key, last=True)", mutates: true) { call in
    let dict = try call.receiver(as: OrderedDictObject.self)
    guard let value = try dict.remove(call["key"], in: call.context) else { throw Raised.keyError(call["key"]) }
    if try call.bool("last") {
      try dict.set(call["key"], to: value, in: call.context)
    } else {
      let rest = dict.items
      dict.table.removeAll()
      try dict.set(call["key"], to: value, in: call.context)
      for (key, value) in rest { try dict.set(key, to: value, in: call.context) }
    }
    return .none
  }

  static let popitem = Method("popitem(self, last=True)", mutates: true) { call in
    let dict = try call.receiver(as: OrderedDictObject.self)
    guard let entry = try call.bool("last") ? dict.items.last : dict.items.first else {
      throw Raised.keyError("dictionary is empty")
    }
    try dict.remove(entry.key, in: call.context)
    return .tuple([entry.key, entry.value])
  }
}
