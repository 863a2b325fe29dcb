import Kernels

extension Builtins.Functions {
  static let aiter = Function("aiter(async_iterable, /)") { call in
    guard let object = call[0].object, let method = object.type.lookup("__aiter__") else {
      throw Raised.typeError("'\(call[0].typeName)' object is not an async iterable")
    }
    let iterator = try call.context.callSpecial(method, on: object, [])
    guard iterator.type.lookup("__anext__") != nil else {
      throw Raised.typeError("aiter() returned not an async iterator of type '\(iterator.typeName)'")
    }
    return iterator
  }

  static let anext = Function("anext(aiterator, default=None, /)") { call in
    guard let object = call[0].object, let method = object.type.lookup("__anext__") else {
      throw Raised.typeError("'\(call[0].typeName)' object is not an async iterator")
    }
    let next = try call.context.callSpecial(method, on: object, [])
    return call.isGiven("default") ? .object(NextOrDefault(next, call[1])) : next
  }
}

/// `anext(iterator, default)`: the next item, or the default at the end.
final class NextOrDefault: IteratorObject, Resumable {
  nonisolated(unsafe) private static let type = TypeObject(name: "anext_awaitable")
  private let next: Value
  private let standard: Value
  private var inner: IteratorObject?

  init(_ next: Value, _ standard: Value) {
    self.next = next
    self.standard = standard
    super.init(type: NextOrDefault.type)
  }

  override func next(in context: Context) throws(Raised) -> Value? { try send(.none, in: context) }

  func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    try ending(in: context) { inner throws(Raised) in try context.send(value, to: inner) }
  }

  func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    try ending(in: context) { inner throws(Raised) in try context.raise(raised, in: inner) }
  }

  private func ending(
    in context: Context, _ step: (IteratorObject) throws(Raised) -> Value?
  ) throws(Raised) -> Value? {
    do throws(Raised) {
      let inner: IteratorObject
      if let known = self.inner { inner = known } else { inner = try context.awaitable(next) }
      self.inner = inner
      if let waits = try step(inner) { return waits }
      result = inner.result
    } catch {
      guard error.isException(of: Exceptions.stopAsyncIteration) else { throw error }
      result = standard
    }
    return nil
  }
}
