package import Kernels

/// What an asynchronous function written in Swift gives: nothing happens before it is awaited.
package final class DeferredAwaitable: IteratorObject, Resumable {
  private var start: ((Context) throws(Raised) -> FutureObject)?
  private var inner: FutureIterator?
  private let name: String
  private let finish: ((Context, Result<Value, Raised>) throws(Raised) -> Value)?

  /// - Parameters:
  ///   - start: begins what is waited for.
  ///   - finish: makes the result of the future's.
  package init(
    _ name: String, finish: ((Context, Result<Value, Raised>) throws(Raised) -> Value)? = nil,
    start: @escaping (Context) throws(Raised) -> FutureObject
  ) {
    self.name = name
    self.start = start
    self.finish = finish
    super.init(type: Types.coroutine)
  }

  override package func next(in context: Context) throws(Raised) -> Value? { try send(.none, in: context) }

  package func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    if let start {
      self.start = nil
      inner = FutureIterator(try start(context))
    }
    guard let inner else { throw .runtimeError("cannot reuse already awaited coroutine") }
    do throws(Raised) {
      if let waits = try inner.send(value, in: context) { return waits }
      result = try ended(context, .success(inner.result))
    } catch {
      result = try ended(context, .failure(error))
    }
    self.inner = nil
    return nil
  }

  package func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    start = nil
    inner = nil
    result = try ended(context, .failure(raised))
    return nil
  }

  private func ended(_ context: Context, _ outcome: Result<Value, Raised>) throws(Raised) -> Value {
    if let finish { return try finish(context, outcome) }
    switch outcome {
    case .success(let value): return value
    case .failure(let raised): throw raised
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<coroutine object \(name) at \(address)>")
  }
}
