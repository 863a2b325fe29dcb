import Kernels
import PythonRuntime

extension Standard.Asyncio {
  static let run = Function("run(main, *, debug=None)") { call in
    let loop = call.context.eventLoop
    if loop.isRunning {
      throw Raised.runtimeError("asyncio.run() cannot be called from a running event loop")
    }
    guard call[0].type === Types.coroutine else {
      throw Raised.valueError("a coroutine was expected, got \(try call.context.repr(call[0]))")
    }
    let task = loop.task(try call.context.awaitable(call[0]))
    do throws(Raised) {
      let value = try loop.run(until: task, in: call.context)
      try loop.cancelRest(in: call.context)
      return value
    } catch {
      try loop.cancelRest(in: call.context)
      throw error
    }
  }

  static let sleep = Function("sleep(delay, result=None)") { call in
    let (delay, result) = (try call.double("delay"), call[1])
    return .object(
      DeferredAwaitable("sleep") { context throws(Raised) in
        let future = FutureObject()
        let end: EventLoop.Action = { context throws(Raised) in future.finish(.done(result), in: context) }
        if delay <= 0 {
          context.eventLoop.soon(end)
        } else {
          context.eventLoop.later(delay, end)
        }
        return future
      })
  }

  static let gather = Function("gather(*coros_or_futures, return_exceptions=False)") { call in
    let keepsExceptions = try call.bool("return_exceptions")
    var futures: [FutureObject] = []
    for value in call.variadic { futures.append(try call.context.future(of: value)) }
    let all = FutureObject()
    if futures.isEmpty { all.finish(.done(.list([])), in: call.context) }
    let parts = futures
    for future in futures {
      future.whenDone(in: call.context) { future, context in
        if !keepsExceptions {
          if case .failed(let exception) = future.state { return all.finish(.failed(exception), in: context) }
          if case .cancelled = future.state {
            return all.finish(.failed(ExceptionObject(AsyncExceptions.cancelled)), in: context)
          }
        }
        guard parts.allSatisfy(\.isDone) else { return }
        all.finish(.done(.list(parts.map(outcome))), in: context)
      }
    }
    return .object(all)
  }

  /// The result of a future that is done, or its exception as a value.
  private static func outcome(_ future: FutureObject) -> Value {
    switch future.state {
    case .done(let value): value
    case .failed(let exception): .object(exception)
    case .cancelled, .pending: .object(ExceptionObject(AsyncExceptions.cancelled, [""]))
    }
  }

  static let createTask = Function("create_task(coro, *, name=None, context=None)") { call in
    guard call.context.eventLoop.isRunning else { throw Raised.runtimeError("no running event loop") }
    guard call[0].type === Types.coroutine else {
      throw Raised.typeError("a coroutine was expected, got \(try call.context.repr(call[0]))")
    }
    return .object(try call.context.future(of: call[0], name: call.optionalString("name")))
  }

  static let ensureFuture = Function("ensure_future(coro_or_future, *, loop=None)") { call in
    .object(try call.context.future(of: call[0]))
  }

  static let waitFor = Function("wait_for(fut, timeout)") { call in
    let (value, limit) = (call[0], try call.optionalDouble("timeout"))
    return .object(
      DeferredAwaitable("wait_for") { context throws(Raised) in
        let future = try context.future(of: value)
        guard let limit else { return future }
        let outer = FutureObject()
        future.whenDone(in: context) { future, context in outer.finish(future.state, in: context) }
        context.eventLoop.later(limit) { context throws(Raised) in
          guard !outer.isDone else { return }
          _ = future.cancel(in: context)
          outer.finish(.failed(ExceptionObject(Exceptions.timeoutError)), in: context)
        }
        return outer
      })
  }

  static let shield = Function("shield(arg)") { call in .object(try call.context.future(of: call[0])) }

  static let wait = Function("wait(fs, *, timeout=None, return_when='ALL_COMPLETED')") { call in
    let mode = try call.text("return_when")
    let limit = try call.optionalDouble("timeout")
    let values = try call.list("fs")
    return .object(
      DeferredAwaitable("wait") { context throws(Raised) in
        var futures: [FutureObject] = []
        for value in values { futures.append(try context.future(of: value)) }
        let parts = futures
        let all = FutureObject()
        let end: (Context) -> Void = { context in
          let done = parts.filter(\.isDone).map { Value.object($0) }
          let pending = parts.filter { !$0.isDone }.map { Value.object($0) }
          guard let finished = try? SetObject(done, in: context), let rest = try? SetObject(pending, in: context) else {
            return
          }
          all.finish(.done(.tuple([.object(finished), .object(rest)])), in: context)
        }
        for future in futures {
          future.whenDone(in: context) { future, context in
            var isFailure = false
            if case .failed = future.state { isFailure = true }
            if parts.allSatisfy(\.isDone) || mode == "FIRST_COMPLETED" || mode == "FIRST_EXCEPTION" && isFailure {
              end(context)
            }
          }
        }
        if let limit { context.eventLoop.later(limit) { context throws(Raised) in end(context) } }
        return all
      })
  }

  static let asCompleted = Function("as_completed(fs, *, timeout=None)") { call in
    try call.refuse("timeout")
    var futures: [FutureObject] = []
    for value in try call.list("fs") { futures.append(try call.context.future(of: value)) }
    let slots = futures.map { _ in FutureObject() }
    for future in futures {
      future.whenDone(in: call.context) { future, context in
        slots.first { !$0.isDone }?.finish(future.state, in: context)
      }
    }
    return .object(
      ArrayIterator(
        slots.map { slot in .object(DeferredAwaitable("as_completed._wait_for_one") { _ throws(Raised) in slot }) }))
  }

  static let toThread = Function("to_thread(func, /, *args, **kwargs)") { call in
    let (function, arguments) = (call[0], CallArguments(call.variadic, keywords: call.keywords))
    return .object(
      DeferredAwaitable("to_thread") { context throws(Raised) in
        let future = FutureObject()
        future.finish(.done(try context.call(function, arguments)), in: context)
        return future
      })
  }

  static let iscoroutine = Function("iscoroutine(obj)") { call in .bool(call[0].type === Types.coroutine) }

  static let iscoroutinefunction = Function("iscoroutinefunction(func)") { call in
    let function = (call[0].object as? BoundMethod)?.function ?? call[0].object
    return .bool((function as? FunctionObject)?.code.kind == .coroutine)
  }

  static let isfuture = Function("isfuture(obj)") { call in .bool(call[0].object is FutureObject) }

  static let currentTask = Function("current_task(loop=None)") { call in
    guard call.context.eventLoop.isRunning else { throw Raised.runtimeError("no running event loop") }
    return call.context.eventLoop.currentTask.map { .object($0) } ?? .none
  }

  static let allTasks = Function("all_tasks(loop=None)") { call in
    .object(
      try SetObject(
        call.context.eventLoop.tasks.filter { !$0.isDone }.map { Value.object($0) }, in: call.context))
  }

  static let future = Constant("Future") { _ in .object(FutureObject.futureType) }
  static let task = Constant("Task") { _ in .object(TaskObject.taskType) }
  static let cancelledError = Constant("CancelledError") { _ in .object(AsyncExceptions.cancelled) }
  static let timeoutError = Constant("TimeoutError") { _ in .object(Exceptions.timeoutError) }
  static let invalidStateError = Constant("InvalidStateError") { _ in .object(AsyncExceptions.invalidState) }
  static let allCompleted = Constant("ALL_COMPLETED") { _ in "ALL_COMPLETED" }
  static let firstCompleted = Constant("FIRST_COMPLETED") { _ in "FIRST_COMPLETED" }
  static let firstException = Constant("FIRST_EXCEPTION") { _ in "FIRST_EXCEPTION" }
}
