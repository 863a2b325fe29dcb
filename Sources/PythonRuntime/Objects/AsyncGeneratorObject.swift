package import Kernels

/// What calling an `async def` with `yield` gives: a generator whose values are awaited.
package final class AsyncGeneratorObject: Object {
  fileprivate let generator: GeneratorObject
  fileprivate var isClosed = false

  init(_ frame: Frame, of function: FunctionObject?) {
    generator = GeneratorObject(frame, of: function)
    super.init(type: Types.asyncGenerator)
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__", "__qualname__", "ag_running", "ag_frame", "ag_code", "ag_await":
      return try generator.attribute(name, in: context)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let name = try context.str(generator.attribute("__qualname__", in: context) ?? .none)
    return PythonString("<async_generator object \(name) at \(address)>")
  }
}

/// One step of an asynchronous generator, to be awaited: `__anext__`, `asend`, `athrow`, `aclose`.
final class AsyncGeneratorStep: IteratorObject, Resumable {
  /// What the step does first.
  enum Action {
    case send(Value)
    case raise(ExceptionObject)
    case close
  }

  private let owner: AsyncGeneratorObject
  private var action: Action?
  private let isClosing: Bool

  init(_ owner: AsyncGeneratorObject, _ action: Action) {
    self.owner = owner
    self.action = action
    if case .close = action { isClosing = true } else { isClosing = false }
    super.init(type: AsyncGeneratorStep.stepType)
  }

  nonisolated(unsafe) private static let stepType = TypeObject(name: "async_generator_asend")

  override func next(in context: Context) throws(Raised) -> Value? { try send(.none, in: context) }

  func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    let first = action
    action = nil
    switch first {
    case .send(let value)?:
      if owner.isClosed { throw ended() }
      return try advance { context throws(Raised) in try self.owner.generator.send(value, in: context) }(context)
    case .raise(let exception)?:
      if owner.isClosed { throw ended() }
      return try advance { context throws(Raised) in
        try self.owner.generator.raise(.exception(exception), in: context)
      }(context)
    case .close?:
      if owner.isClosed {
        result = .none
        return nil
      }
      let exit = Raised.exception(ExceptionObject(Exceptions.generatorExit))
      return try advance { context throws(Raised) in try self.owner.generator.raise(exit, in: context) }(context)
    case nil:
      return try advance { context throws(Raised) in try self.owner.generator.send(value, in: context) }(context)
    }
  }

  func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? {
    action = nil
    return try advance { context throws(Raised) in try self.owner.generator.raise(raised, in: context) }(context)
  }

  /// Runs the generator on: to where it waits for something, which is passed on, or to its next value.
  private func advance(
    _ body: @escaping (Context) throws(Raised) -> Value?
  ) -> (Context) throws(Raised) -> Value? {
    { context throws(Raised) in
      do throws(Raised) {
        guard let value = try body(context) else {
          self.owner.isClosed = true
          if self.isClosing {
            self.result = .none
            return nil
          }
          throw self.ended()
        }
        if self.owner.generator.isDelegating { return value }
        if self.isClosing { throw .runtimeError("async generator ignored GeneratorExit") }
        self.result = value
        return nil
      } catch {
        if error.isException(of: Exceptions.exception) || error.isException(of: Exceptions.generatorExit) {
          self.owner.isClosed = true
        }
        let isEnd =
          error.isException(of: Exceptions.generatorExit) || error.isException(of: Exceptions.stopAsyncIteration)
        guard self.isClosing, isEnd else { throw error }
        self.result = .none
        return nil
      }
    }
  }

  private func ended() -> Raised { .exception(ExceptionObject(Exceptions.stopAsyncIteration)) }
}

extension Builtins.AsyncGeneratorClass {
  static let iterate = Method("__aiter__(self)") { call in call.receiver }

  static let next = Method("__anext__(self)") { call in
    .object(AsyncGeneratorStep(try call.receiver(as: AsyncGeneratorObject.self), .send(.none)))
  }

  static let send = Method("asend(self, value, /)") { call in
    .object(AsyncGeneratorStep(try call.receiver(as: AsyncGeneratorObject.self), .send(call[1])))
  }

  static let raise = Method("athrow(self, type, value=None, traceback=None, /)") { call in
    let exception = try call.context.exception(call[1], call[2])
    return .object(AsyncGeneratorStep(try call.receiver(as: AsyncGeneratorObject.self), .raise(exception)))
  }

  static let close = Method("aclose(self)") { call in
    .object(AsyncGeneratorStep(try call.receiver(as: AsyncGeneratorObject.self), .close))
  }
}

extension Context {
  /// What `await` iterates over.
  package func awaitable(_ value: Value) throws(Raised) -> IteratorObject {
    if let cause = value.poison { throw .unsupported(cause) }
    if let generator = value.object as? GeneratorObject, generator.isCoroutine { return generator }
    if let step = value.object as? any Resumable { return step }
    if let future = value.object as? FutureObject { return FutureIterator(future) }
    guard let object = value.object, let method = object.type.lookup("__await__") else {
      throw .typeError("object \(value.typeName) can't be used in 'await' expression")
    }
    let iterator = try callSpecial(method, on: object, [])
    if let generator = iterator.object as? GeneratorObject, generator.isCoroutine {
      throw .typeError("__await__() returned a coroutine")
    }
    if let found = iterator.object as? IteratorObject { return found }
    guard let instance = iterator.object, let next = instance.type.lookup("__next__") else {
      throw .typeError("__await__() returned non-iterator of type '\(iterator.typeName)'")
    }
    return InstanceIterator(instance, method: next)
  }

  /// `__aiter__` for `async for`.
  func asyncIterator(_ value: Value) throws(Raised) -> Value {
    if let cause = value.poison { throw .unsupported(cause) }
    guard let object = value.object, let method = object.type.lookup("__aiter__") else {
      throw .typeError("'async for' requires an object with __aiter__ method, got \(value.typeName)")
    }
    let iterator = try callSpecial(method, on: object, [])
    guard iterator.type.lookup("__anext__") != nil else {
      throw .typeError(
        "'async for' received an object from __aiter__ that does not implement __anext__: \(iterator.typeName)")
    }
    return iterator
  }

  /// `__anext__` for `async for`, to be awaited.
  func asyncNext(_ value: Value) throws(Raised) -> IteratorObject {
    guard let object = value.object, let method = object.type.lookup("__anext__") else {
      throw .typeError("'async for' requires an iterator with __anext__ method, got \(value.typeName)")
    }
    let next = try callSpecial(method, on: object, [])
    do throws(Raised) {
      return try awaitable(next)
    } catch {
      guard case .exception(let cause) = error, cause.type === Exceptions.typeError else { throw error }
      let wrapped = ExceptionObject(
        Exceptions.typeError, [.text("'async for' received an invalid object from __anext__: \(next.typeName)")])
      wrapped.cause = .object(cause)
      throw .exception(wrapped)
    }
  }

  /// `__aenter__` or `__aexit__` of `async with`, to be awaited.
  func asyncEntered(_ manager: Value) throws(Raised) -> IteratorObject {
    if let cause = manager.poison { throw .unsupported(cause) }
    let message = "'\(manager.typeName)' object does not support the asynchronous context manager protocol"
    guard let object = manager.object, let method = object.type.lookup("__aenter__") else { throw .typeError(message) }
    guard object.type.lookup("__aexit__") != nil else { throw .typeError(message + " (missed __aexit__ method)") }
    return try awaitable(callSpecial(method, on: object, []))
  }

  func asyncExit(_ manager: Value, _ raised: ExceptionObject?) throws(Raised) -> IteratorObject {
    if let cause = manager.poison { throw .unsupported(cause) }
    guard let object = manager.object, let method = object.type.lookup("__aexit__") else {
      throw .attributeError("__aexit__")
    }
    let arguments: [Value] =
      raised.map { [.object($0.type), .object($0), $0.traceback] } ?? [Value.none, Value.none, Value.none]
    return try awaitable(callSpecial(method, on: object, arguments))
  }
}
