package import Kernels
package import PythonRuntime

/// `collections.OrderedDict`.
package final class OrderedDictObject: DictObject, PrettyCall, NamedRepr {
  nonisolated(unsafe) package static let orderedType: TypeObject = {
    let type = TypeObject(
      name: "OrderedDict", module: "collections", bases: [DictObject.type],
      members: Standard.OrderedDictClass.members)
    type.fillByInitializer()
    return type
  }()

  package override init(type: TypeObject = OrderedDictObject.orderedType) {
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { OrderedDictObject(type: type) }

  /// Two of them are equal if their entries are in the same order, too.
  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: OrderedDictObject.self) else {
      return try super.compare(operation, other, in: context)
    }
    var isEqual = count == other.count
    for (mine, theirs) in zip(items, other.items) where isEqual {
      isEqual = try context.sameOrEqual(mine.key, theirs.key)
      if isEqual { isEqual = try context.sameOrEqual(mine.value, theirs.value) }
    }
    return .bool(isEqual == (operation == .equal))
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
    count == 0 ? [] : [.list(items.map { .tuple([$0.key, $0.value]) })]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try repr(named: type.name, in: context)
  }

  package func repr(named name: String, in context: Context) throws(Raised) -> PythonString {
    if count == 0 { return PythonString("\(name)()") }
    guard context.enterRepr(self) else { return "..." }
    defer { context.leaveRepr(self) }
    // Before Python 3.12 the entries are shown as pairs.
    let pairs = Value.list(items.map { .tuple([$0.key, $0.value]) })
    return PythonString(bytes: Array("\(name)(".utf8) + (try context.repr(pairs)).bytes + Array(")".utf8))
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
    guard let entry = try call.bool("last") ? dict.table.last : dict.table.first else {
      throw Raised.keyError("dictionary is empty")
    }
    try dict.remove(entry.key, in: call.context)
    return .tuple([entry.key, entry.value])
  }

  static let fromkeys = ClassMethod("fromkeys(cls, iterable, value=None)") { call in
    let type = call.receivingClass ?? OrderedDictObject.orderedType
    guard !type.isUserDefined else { throw call.unsupported("'fromkeys' of a class derived from 'OrderedDict'") }
    let dict = OrderedDictObject(type: type)
    for key in try call.list("iterable") { try dict.set(key, to: call["value"], in: call.context) }
    return .object(dict)
  }

  static let copy = Method("copy(self)") { call in
    let dict = try call.receiver(as: OrderedDictObject.self)
    let copy = dict.emptyCopy()
    copy.table = dict.table
    return .object(copy)
  }
}
