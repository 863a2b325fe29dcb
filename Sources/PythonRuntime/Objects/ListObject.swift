package import Kernels

/// `list`.
package final class ListObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "list", members: Builtins.ListClass.members)

  package var items: [Value]

  package init(_ items: [Value], type: TypeObject = ListObject.type) {
    self.items = items
    super.init(type: type)
  }

  deinit { Releasing.free(&items) }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if case .int(let index) = key { return items[try position(index, "list index out of range")] }
    if let slice = key.cast(to: SliceObject.self) {
      return .list(try slice.range(count: items.count, in: context).map { items[$0] })
    }
    let index = try context.index(key, orElse: "list indices must be integers or slices, not \(key.typeName)")
    return items[try position(index, "list index out of range")]
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    if let slice = key.cast(to: SliceObject.self) {
      return try store(try replacement(value, for: slice, in: context), at: slice, in: context)
    }
    let index = try context.index(key, orElse: "list indices must be integers or slices, not \(key.typeName)")
    items[try position(index, "list assignment index out of range")] = value
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if let slice = key.cast(to: SliceObject.self) {
      let range = try slice.range(count: items.count, in: context)
      if range.step == 1 {
        items.removeSubrange(range.start..<(range.start + range.count))
      } else if range.count > 0 {
        let removed = Set(range)
        items = items.indices.filter { !removed.contains($0) }.map { items[$0] }
      }
      return
    }
    let index = try context.index(key, orElse: "list indices must be integers or slices, not \(key.typeName)")
    items.remove(at: try position(index, "list assignment index out of range"))
  }

  private func position(_ index: Int, _ message: String) throws(Raised) -> Int {
    let position = index < 0 ? index + items.count : index
    guard position >= 0, position < items.count else { throw .indexError(message) }
    return position
  }

  private func replacement(_ value: Value, for slice: SliceObject, in context: Context) throws(Raised) -> [Value] {
    do throws(Raised) {
      return try context.items(of: value)
    } catch {
      guard error.isException(of: Exceptions.typeError), !(value.object is InstanceObject) else { throw error }
      let isPlain = try slice.range(count: items.count, in: context).step == 1
      throw .typeError(isPlain ? "can only assign an iterable" : "must assign iterable to extended slice")
    }
  }

  private func store(_ values: [Value], at slice: SliceObject, in context: Context) throws(Raised) {
    let range = try slice.range(count: items.count, in: context)
    if range.step == 1 {
      items.replaceSubrange(range.start..<max(range.start, range.start + range.count), with: values)
      return
    }
    guard range.count == values.count else {
      throw .valueError(
        "attempt to assign sequence of size \(values.count) to extended slice of size \(range.count)")
    }
    for (i, value) in zip(range, values) { items[i] = value }
  }

  override package func length(in context: Context) throws(Raised) -> Int? { items.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject { ListIterator(self) }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    for item in items { if try context.sameOrEqual(item, value) { return true } }
    return false
  }

  override package func hash(in context: Context) throws(Raised) -> Int { throw .typeError("unhashable type: 'list'") }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add where !reflected:
      guard let other = other.cast(to: ListObject.self) else {
        if other.object is any SequenceLike || other.type.special("__radd__") != nil { return nil }
        throw .typeError("can only concatenate list (not \"\(other.typeName)\") to list")
      }
      return .list(items + other.items)
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      return .list(try Sequences.repeated(items, count, in: context))
    default: return nil
    }
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add:
      items += try context.items(of: other)
      return .object(self)
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      items = try Sequences.repeated(items, count, in: context)
      return .object(self)
    default: return nil
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: ListObject.self) else { return nil }
    return try Sequences.compared(operation, items, other.items, in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    guard context.enterRepr(self) else { return "[...]" }
    defer { context.leaveRepr(self) }
    return try Sequences.repr(items, open: "[", close: "]", in: context)
  }
}

/// Objects whose reflected operators take a list or tuple as operand: arrays, series.
package protocol SequenceLike: Object {}

/// Iteration over a list, which may grow meanwhile.
package final class ListIterator: IteratorObject {
  private let list: ListObject
  private var position = 0

  package init(_ list: ListObject) {
    self.list = list
    super.init(type: NamedIterators.list)
  }

  override package func next(in context: Context) throws(Raised) -> Value? { advance()?.value }

  override package var lengthHint: Int? { max(0, list.items.count - position) }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? {
    if deeply { return nil }
    let copy = ListIterator(list)
    copy.position = position
    return .object(copy)
  }

  /// Where the next item is.
  @inline(__always)
  func advance() -> Slot? {
    let items = ObjectMemory(Unmanaged.passUnretained(list).toOpaque()).items
    guard position < items.count else {
      // Once at its end it stays there, whatever is appended.
      position = Int.max
      return nil
    }
    position &+= 1
    items.expect(position &+ ListIterator.reach)
    return items[position &- 1]
  }

  /// How many items ahead memory is asked for what they refer to.
  private static let reach = 6
}
