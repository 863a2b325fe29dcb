import Kernels

/// An iterator; subclasses give the next value.
open class IteratorObject: Object {
  /// What the `StopIteration` at its end carries.
  package final var result: Value = .none

  /// An iterator of the class that Python would name.
  package override init(type: TypeObject? = Types.iterator) {
    super.init(type: type)
  }

  /// What the `StopIteration` at its end carries, once.
  package final func takeResult() -> Value {
    defer { result = .none }
    return result
  }

  /// How many items are left, where that is known.
  open var lengthHint: Int? { nil }

  /// The next value, `nil` at the end.
  open func next(in context: Context) throws(Raised) -> Value? { nil }

  override open func iterate(in context: Context) throws(Raised) -> IteratorObject { self }
}

/// Iteration over values that are there already.
package final class ArrayIterator: IteratorObject {
  private let items: [Value]
  private var position = 0

  package init(_ items: [Value], type: TypeObject = Types.iterator) {
    self.items = items
    super.init(type: type)
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    guard position < items.count else { return nil }
    position += 1
    return items[position - 1]
  }

  override package var lengthHint: Int? { items.count - position }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? {
    if deeply { return nil }
    let copy = ArrayIterator(items, type: type)
    copy.position = position
    return .object(copy)
  }

  /// Where the next item is.
  @inline(__always)
  func advance() -> Slot? {
    guard position < items.count else { return nil }
    position &+= 1
    return items.withUnsafeBytes { memory in
      memory.baseAddress.map { Slot(UnsafeMutableRawPointer(mutating: $0) + (position &- 1) &* Slot.stride) }
    }
  }
}

/// Iteration by a Swift function.
package final class NativeIterator: IteratorObject {
  private let advance: (Context) throws(Raised) -> Value?
  private var isDone = false

  package init(type: TypeObject = Types.iterator, _ advance: @escaping (Context) throws(Raised) -> Value?) {
    self.advance = advance
    super.init(type: type)
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    if isDone { return nil }
    let value = try advance(context)
    if value == nil { isDone = true }
    return value
  }
}
