package import Kernels

/// A result that is awaited: `asyncio.Future`.
package class FutureObject: Object {
  /// What became of it.
  package enum State {
    case pending
    case done(Value)
    case failed(ExceptionObject)
    case cancelled
  }

  package private(set) var state = State.pending
  private var callbacks: [(FutureObject, Context) -> Void] = []

  package init(type: TypeObject = FutureObject.futureType) {
    super.init(type: type)
  }

  nonisolated(unsafe) package static let futureType = TypeObject(name: "Future", module: "_asyncio")

  /// Whether it will not change any more.
  package final var isDone: Bool { if case .pending = state { false } else { true } }

  /// Ends it; what waits for it goes on in the next round of the loop.
  package final func finish(_ state: State, in context: Context) {
    guard !isDone else { return }
    self.state = state
    let waiting = callbacks
    callbacks = []
    for callback in waiting { context.eventLoop.soon { context throws(Raised) in callback(self, context) } }
  }

  /// Calls back when it is done.
  package final func whenDone(in context: Context, _ callback: @escaping (FutureObject, Context) -> Void) {
    if isDone {
      context.eventLoop.soon { context throws(Raised) in callback(self, context) }
    } else {
      callbacks.append(callback)
    }
  }

  /// Asks it to end; `false` if it is done already.
  package func cancel(_ message: Value? = nil, in context: Context) -> Bool {
    if isDone { return false }
    finish(.cancelled, in: context)
    return true
  }

  /// The result; the exception is raised.
  package final func result(in context: Context) throws(Raised) -> Value {
    switch state {
    case .pending: throw Raised(AsyncExceptions.invalidState, "Result is not set.")
    case .done(let value): return value
    case .failed(let exception): throw .exception(exception)
    case .cancelled: throw .exception(ExceptionObject(AsyncExceptions.cancelled))
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let state =
      switch state {
      case .pending: "pending"
      case .done(let value): "finished result=\(try context.repr(value))"
      case .failed(let exception): "finished exception=\(try exception.repr(in: context))"
      case .cancelled: "cancelled"
      }
    return PythonString("<\(type.name) \(state)>")
  }
}

/// The exceptions of `asyncio`.
package enum AsyncExceptions {
  nonisolated(unsafe) package static let cancelled = Exceptions.make(
    "CancelledError", module: "asyncio.exceptions", Exceptions.baseException)
  nonisolated(unsafe) package static let invalidState = Exceptions.make(
    "InvalidStateError", module: "asyncio.exceptions")
}

/// Waiting for a future: gives the future itself once, to the task that waits.
package final class FutureIterator: IteratorObject, Resumable {
  private let future: FutureObject

  package init(_ future: FutureObject) {
    self.future = future
    super.init(type: Types.iterator)
  }

  override package func next(in context: Context) throws(Raised) -> Value? { try send(.none, in: context) }

  package func send(_ value: Value, in context: Context) throws(Raised) -> Value? {
    if !future.isDone { return .object(future) }
    result = try future.result(in: context)
    return nil
  }

  package func raise(_ raised: Raised, in context: Context) throws(Raised) -> Value? { throw raised }
}

/// A coroutine that the event loop runs: `asyncio.Task`.
package final class TaskObject: FutureObject {
  nonisolated(unsafe) package static let taskType = TypeObject(
    name: "Task", module: "_asyncio", bases: [FutureObject.futureType])

  package let coroutine: IteratorObject
  package var name: PythonString
  private var waitingFor: FutureObject?
  private var mustCancel = false

  package init(_ coroutine: IteratorObject, name: PythonString) {
    self.coroutine = coroutine
    self.name = name
    super.init(type: TaskObject.taskType)
  }

  override package func cancel(_ message: Value? = nil, in context: Context) -> Bool {
    if isDone { return false }
    if let waitingFor, waitingFor.cancel(message, in: context) { return true }
    mustCancel = true
    return true
  }

  /// Runs the coroutine to the next thing that it waits for.
  package func step(in context: Context) throws(Raised) {
    guard !isDone else { return }
    let loop = context.eventLoop
    let outer = loop.currentTask
    loop.currentTask = self
    defer { loop.currentTask = outer }
    waitingFor = nil
    do throws(Raised) {
      let waits: Value?
      if mustCancel {
        mustCancel = false
        waits = try context.raise(.exception(ExceptionObject(AsyncExceptions.cancelled)), in: coroutine)
      } else {
        waits = try context.send(.none, to: coroutine)
      }
      guard let waits else { return finish(.done(coroutine.result), in: context) }
      wait(for: waits, in: context)
    } catch {
      guard case .exception(let exception) = error else { throw error }
      if exception.type.isSubclass(of: AsyncExceptions.cancelled) {
        finish(.cancelled, in: context)
      } else {
        finish(.failed(exception), in: context)
        if !exception.type.isSubclass(of: Exceptions.exception) { throw error }
      }
    }
  }

  private func wait(for value: Value, in context: Context) {
    guard let future = value.object as? FutureObject else {
      // A bare `yield` gives the others a turn.
      return context.eventLoop.soon { [self] context throws(Raised) in try step(in: context) }
    }
    waitingFor = future
    future.whenDone(in: context) { [self] _, context in
      context.eventLoop.front { context throws(Raised) in try self.step(in: context) }
    }
    if mustCancel, future.cancel(in: context) { mustCancel = false }
  }
}
