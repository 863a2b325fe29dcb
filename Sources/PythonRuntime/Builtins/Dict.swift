package import Kernels

extension Builtins.DictClass {
  static let new = Constructor("dict(cls, mapping=(), /, **kwargs)", acceptsUnsupported: true) { call in
    let type = call.receivingClass ?? DictObject.type
    let dict = DictObject(type: type)
    try dict.update(from: call[1], keywords: call.keywords, in: call.context)
    return .object(dict)
  }

  static let get = Method("get(self, key, default=None, /)", acceptsUnsupported: true) { call in
    try call.receiver(as: DictObject.self).value(for: call[1], in: call.context) ?? call[2]
  }

  static let setdefault = Method("setdefault(self, key, default=None, /)", mutates: true, acceptsUnsupported: true) {
    call in
    let dict = try call.receiver(as: DictObject.self)
    if let value = try dict.value(for: call[1], in: call.context) { return value }
    try dict.set(call[1], to: call[2], in: call.context)
    return call[2]
  }

  static let pop = Method("pop(self, key, default=None, /)", mutates: true) { call in
    if let value = try call.receiver(as: DictObject.self).remove(call[1], in: call.context) { return value }
    if call.isGiven("default") { return call[2] }
    throw Raised.keyError(call[1])
  }

  static let popitem = Method("popitem(self)", mutates: true) { call in
    let dict = try call.receiver(as: DictObject.self)
    guard let last = dict.table.last else { throw Raised.keyError("popitem(): dictionary is empty") }
    try dict.remove(last.key, in: call.context)
    return .tuple([last.key, last.value])
  }

  static let update = Method("update(self, mapping=(), /, **kwargs)", mutates: true, acceptsUnsupported: true) { call in
    try call.receiver(as: DictObject.self).update(from: call[1], keywords: call.keywords, in: call.context)
    return .none
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: DictObject.self).table.removeAll()
    return .none
  }

  static let copy = Method("copy(self)") { call in
    let source = try call.receiver(as: DictObject.self)
    let copy = source.emptyCopy()
    copy.table = source.table
    return .object(copy)
  }

  static let keys = Method("keys(self)") { call in
    .object(DictView(try call.receiver(as: DictObject.self), .keys))
  }

  static let values = Method("values(self)") { call in
    .object(DictView(try call.receiver(as: DictObject.self), .values))
  }

  static let items = Method("items(self)") { call in
    .object(DictView(try call.receiver(as: DictObject.self), .items))
  }

  static let fromkeys = ClassMethod("fromkeys(cls, iterable, value=None, /)") { call in
    let context = call.context
    guard let type = call.receivingClass, type !== DictObject.type else {
      let dict = DictObject()
      for key in try call.list("iterable") { try dict.set(key, to: call[2], in: context) }
      return .object(dict)
    }
    let made = try context.call(.object(type), [])
    for key in try call.list("iterable") { try context.setItem(of: made, at: key, to: call[2]) }
    return made
  }
}

extension DictObject {
  /// Adds entries of a mapping or of pairs, then keywords.
  package func update(
    from source: Value, keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    let source = try source.supported()
    if let dict = source.cast(to: DictObject.self) {
      if count == 0, keywords.isEmpty {
        table = dict.table
      } else {
        for (key, value) in dict.items { try set(key, to: value, in: context) }
      }
    } else if try context.attributeIfAny(of: source, named: "keys") != nil {
      for (key, value) in try context.pairs(of: source, message: "") { try set(key, to: value, in: context) }
    } else {
      for (i, pair) in try context.items(of: source).enumerated() { try add(pair, at: i, in: context) }
    }
    for (name, value) in keywords { self[name] = value }
  }

  private func add(_ pair: Value, at position: Int, in context: Context) throws(Raised) {
    let parts: [Value]
    do throws(Raised) {
      parts = try context.items(of: pair)
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw Raised.typeError("cannot convert dictionary update sequence element #\(position) to a sequence")
    }
    guard parts.count == 2 else {
      throw Raised.valueError(
        "dictionary update sequence element #\(position) has length \(parts.count); 2 is required")
    }
    try set(parts[0], to: parts[1], in: context)
  }
}

/// `dict.keys()`, `dict.values()`, `dict.items()`.
package final class DictView: Object {
  nonisolated(unsafe) package static let keysType = TypeObject(
    name: "dict_keys", members: Builtins.DictViewClass.members)
  nonisolated(unsafe) package static let valuesType = TypeObject(name: "dict_values")
  nonisolated(unsafe) package static let itemsType = TypeObject(
    name: "dict_items", members: Builtins.DictViewClass.members)

  package let dict: DictObject
  package let part: DictIterator.Part

  package init(_ dict: DictObject, _ part: DictIterator.Part) {
    self.dict = dict
    self.part = part
    let type =
      switch part {
      case .keys: DictView.keysType
      case .values: DictView.valuesType
      case .items: DictView.itemsType
      }
    super.init(type: type)
  }

  /// What it shows now.
  package var contents: [Value] {
    switch part {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.items.map { .tuple([$0.key, $0.value]) }
    }
  }

  override package var isMutable: Bool { false }

  override package func length(in context: Context) throws(Raised) -> Int? { dict.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject { DictIterator(dict, part) }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    switch part {
    case .keys: return try dict.value(for: value, in: context) != nil
    case .values: return nil
    case .items:
      guard let pair = value.cast(to: TupleObject.self), pair.items.count == 2,
        let found = try dict.value(for: pair.items[0], in: context)
      else { return false }
      return try context.sameOrEqual(found, pair.items[1])
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard part != .values, [.and, .or, .subtract, .xor].contains(operation) else { return nil }
    let mine = try SetObject(contents, in: context)
    let theirs = try SetObject(context.items(of: other), in: context)
    let (left, right) = reflected ? (theirs, mine) : (mine, theirs)
    return try left.combined(operation, with: right.table, in: context).map { .object(SetObject($0)) }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard part != .values, other.object is DictView || other.object is SetObject else { return nil }
    let mine = try SetObject(contents, in: context)
    return try mine.compare(operation, .object(SetObject(context.items(of: other), in: context)), in: context)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    if part != .values { throw .typeError("unhashable type: '\(type.name)'") }
    return try super.hash(in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    guard context.enterRepr(self) else { return "..." }
    defer { context.leaveRepr(self) }
    let list = try Sequences.repr(contents, open: "[", close: "]", in: context)
    return PythonString(bytes: Array("\(type.name)(".utf8) + list.bytes + [UInt8(ascii: ")")])
  }
}

extension Builtins.DictViewClass {
  static let isdisjoint = Method("isdisjoint(self, other, /)") { call in
    let view = try call.receiver(as: DictView.self)
    for item in try call.list("other") { if try view.contains(item, in: call.context) == true { return false } }
    return true
  }
}
