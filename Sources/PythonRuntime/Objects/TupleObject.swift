package import Kernels

/// `tuple`; `namedtuple` classes derive from it.
package final class TupleObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "tuple", members: Builtins.TupleClass.members)

  package private(set) final var items: [Value]

  package init(_ items: [Value], type: TypeObject = TupleObject.type) {
    self.items = items
    super.init(type: type)
  }

  deinit { Releasing.free(&items) }

  override package var isMutable: Bool { false }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      return .tuple(try slice.range(count: items.count, in: context).map { items[$0] })
    }
    let index = try context.index(key, orElse: "tuple indices must be integers or slices, not \(key.typeName)")
    let position = index < 0 ? index + items.count : index
    guard position >= 0, position < items.count else { throw .indexError("tuple index out of range") }
    return items[position]
  }

  override package func length(in context: Context) throws(Raised) -> Int? { items.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(items, type: NamedIterators.tuple)
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    for item in items { if try context.sameOrEqual(item, value) { return true } }
    return false
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    var hash = TupleHash()
    for item in items { hash.combine(try context.hash(item)) }
    return hash.value
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add where !reflected:
      guard let other = other.cast(to: TupleObject.self) else {
        if other.object is any SequenceLike || other.type.special("__radd__") != nil { return nil }
        throw .typeError("can only concatenate tuple (not \"\(other.typeName)\") to tuple")
      }
      return .tuple(items + other.items)
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      return .tuple(try Sequences.repeated(items, count, in: context))
    default: return nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: TupleObject.self) else { return nil }
    return try Sequences.compared(operation, items, other.items, in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if type.isUserDefined, let method = type.lookup("__repr__") {
      return try context.call(method, [.object(self)]).stringValue ?? ""
    }
    if items.count == 1 { return try Sequences.repr(items, open: "(", close: ",)", in: context) }
    return try Sequences.repr(items, open: "(", close: ")", in: context)
  }
}
