import Kernels
import PythonRuntime

/// The event loop as notebooks hold it; there is one.
final class LoopObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "_UnixSelectorEventLoop", module: "asyncio.unix_events", members: Standard.LoopClass.members)

  init() { super.init(type: LoopObject.type) }
}

extension Standard.Asyncio {
  static let getEventLoop = Function("get_event_loop()") { _ in .object(LoopObject()) }
  static let newEventLoop = Function("new_event_loop()") { _ in .object(LoopObject()) }
  static let setEventLoop = Function("set_event_loop(loop)") { _ in .none }

  static let getRunningLoop = Function("get_running_loop()") { call in
    guard call.context.eventLoop.isRunning else { throw Raised.runtimeError("no running event loop") }
    return .object(LoopObject())
  }
}

extension Standard.LoopClass {
  static let runUntilComplete = Method("run_until_complete(self, future)") { call in
    if call.context.eventLoop.isRunning { throw Raised.runtimeError("This event loop is already running") }
    let future = try call.context.future(of: call[1])
    return try call.context.eventLoop.run(until: future, in: call.context)
  }

  static let createTask = Method("create_task(self, coro, *, name=None, context=None)") { call in
    .object(try call.context.future(of: call[1], name: call.optionalString("name")))
  }

  static let createFuture = Method("create_future(self)") { _ in .object(FutureObject()) }

  static let time = Method("time(self)") { call in call.context.clockReading(call.context.eventLoop.now) }

  static let isRunning = Method("is_running(self)") { call in .bool(call.context.eventLoop.isRunning) }
  static let isClosed = Method("is_closed(self)") { _ in false }
  static let close = Method("close(self)") { _ in .none }

  static let callSoon = Method("call_soon(self, callback, *args, context=None)") { call in
    let (function, arguments) = (call[1], call.variadic)
    call.context.eventLoop.soon { context throws(Raised) in _ = try context.call(function, arguments) }
    return .none
  }

  static let callLater = Method("call_later(self, delay, callback, *args, context=None)") { call in
    let (function, arguments) = (call[2], call.variadic)
    call.context.eventLoop.later(try call.double("delay")) { context throws(Raised) in
      _ = try context.call(function, arguments)
    }
    return .none
  }

  static let runInExecutor = Method("run_in_executor(self, executor, func, *args)") { call in
    let future = FutureObject()
    do throws(Raised) {
      future.finish(.done(try call.context.call(call[2], call.variadic)), in: call.context)
    } catch {
      guard case .exception(let exception) = error else { throw error }
      future.finish(.failed(exception), in: call.context)
    }
    return .object(future)
  }
}
