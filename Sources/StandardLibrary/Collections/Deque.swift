package import Kernels
package import PythonRuntime

/// `collections.deque`.
package final class DequeObject: Object, PrettyCall, NamedRepr {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "deque", module: "collections", members: Standard.DequeClass.members)
    type.fillByInitializer()
    type.patternKind = .sequence
    return type
  }()

  var items = RingBuffer() { didSet { changes &+= 1 } }
  var maximum: Int?
  /// Counts changes, so that iterators notice them.
  private(set) var changes = 0

  init(maximum: Int?, type: TypeObject = DequeObject.type) {
    self.maximum = maximum
    super.init(type: type)
  }

  convenience init(_ values: [Value], maximum: Int?, type: TypeObject = DequeObject.type) {
    self.init(maximum: maximum, type: type)
    items = RingBuffer(maximum.map { Array(values.suffix($0)) } ?? values)
  }

  func append(_ value: Value) {
    items.append(value)
    if let maximum, items.count > maximum { _ = items.popFirst() }
  }

  func prepend(_ value: Value) {
    items.prepend(value)
    if let maximum, items.count > maximum { _ = items.popLast() }
  }

  override package func length(in context: Context) throws(Raised) -> Int? { items.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    iterator(items.count, "_deque_iterator") { $0 }
  }

  /// An iterator over `count` items, of which `position` tells the place of the next one.
  func iterator(_ count: Int, _ name: String, position: @escaping (Int) -> Int) -> IteratorObject {
    let expected = changes
    var next = 0
    return NativeIterator(type: name == "_deque_iterator" ? DequeObject.forward : DequeObject.backward) {
      [self] _ throws(Raised) in
      if changes != expected { throw .runtimeError("deque mutated during iteration") }
      guard next < count else { return nil }
      defer { next += 1 }
      return items[position(next)]
    }
  }

  nonisolated(unsafe) private static let forward = TypeObject(
    name: "_deque_iterator", module: "_collections", bases: [Types.iterator])
  nonisolated(unsafe) private static let backward = TypeObject(
    name: "_deque_reverse_iterator", module: "_collections", bases: [Types.iterator])

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    items[try position(key, in: context)]
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    items[try position(key, in: context)] = value
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    var values = items.values
    values.remove(at: try position(key, in: context))
    items = RingBuffer(values)
  }

  private func position(_ key: Value, in context: Context) throws(Raised) -> Int {
    let message = "sequence index must be integer, not '\(key.typeName)'"
    let index = try context.index(key, orElse: message)
    let position = index < 0 ? index + items.count : index
    guard position >= 0, position < items.count else { throw .indexError("deque index out of range") }
    return position
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    let expected = changes
    for item in items.values {
      if try context.sameOrEqual(item, value) { return true }
      if changes != expected { throw .runtimeError("deque mutated during iteration") }
    }
    return false
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: '\(type.qualifiedName)'")
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: DequeObject.self) else { return nil }
    return try Sequences.compared(operation, items.values, other.items.values, in: context)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add where !reflected:
      guard let other = other.cast(to: DequeObject.self) else {
        throw .typeError("can only concatenate deque (not \"\(other.typeName)\") to deque")
      }
      return .object(DequeObject(items.values + other.items.values, maximum: maximum, type: type))
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      return .object(
        DequeObject(try Sequences.repeated(items.values, count, in: context), maximum: maximum, type: type))
    default: return nil
    }
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add: for value in try context.items(of: other) { append(value) }
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      let values = try Sequences.repeated(items.values, count, in: context)
      items = RingBuffer(maximum.map { Array(values.suffix($0)) } ?? values)
    default: return nil
    }
    return .object(self)
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? {
    deeply ? nil : .object(DequeObject(items.values, maximum: maximum, type: type))
  }

  package var prettyName: String { type.name }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] { [.list(items.values)] }

  package func prettyKeywords(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)] {
    maximum.map { [("maxlen", .int($0))] } ?? []
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try repr(named: type.name, in: context)
  }

  package func repr(named name: String, in context: Context) throws(Raised) -> PythonString {
    guard context.enterRepr(self) else { return "[...]" }
    defer { context.leaveRepr(self) }
    let bound = maximum.map { ", maxlen=\($0)" } ?? ""
    return PythonString(
      bytes: Array("\(name)(".utf8) + (try context.repr(.list(items.values))).bytes + Array("\(bound))".utf8))
  }
}

extension Standard.Collections {
  static let deque = Constant("deque") { _ in .object(DequeObject.type) }
}
