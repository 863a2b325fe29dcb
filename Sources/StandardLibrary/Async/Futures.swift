import Kernels
import PythonRuntime

/// Gives the classes of `asyncio` their methods; once.
enum AsyncClasses {
  static let areInstalled: Bool = {
    FutureObject.futureType.install(Standard.FutureClass.members)
    TaskObject.taskType.install(Standard.TaskClass.members)
    return true
  }()
}

extension Standard.FutureClass {
  static let new = Constructor("Future(cls, *, loop=None)") { _ in .object(FutureObject()) }

  static let awaiting = Method("__await__(self)") { call in
    .object(FutureIterator(try call.receiver(as: FutureObject.self)))
  }

  static let result = Method("result(self)") { call in
    try call.receiver(as: FutureObject.self).result(in: call.context)
  }

  static let exception = Method("exception(self)") { call in
    let future = try call.receiver(as: FutureObject.self)
    if case .failed(let exception) = future.state { return .object(exception) }
    _ = try future.result(in: call.context)
    return .none
  }

  static let done = Method("done(self)") { call in .bool(try call.receiver(as: FutureObject.self).isDone) }

  static let cancelled = Method("cancelled(self)") { call in
    if case .cancelled = try call.receiver(as: FutureObject.self).state { return true }
    return false
  }

  static let cancel = Method("cancel(self, msg=None)", mutates: true) { call in
    .bool(try call.receiver(as: FutureObject.self).cancel(call[1], in: call.context))
  }

  static let setResult = Method("set_result(self, result, /)", mutates: true) { call in
    let future = try call.receiver(as: FutureObject.self)
    if future.isDone { throw Raised(AsyncExceptions.invalidState, "invalid state") }
    future.finish(.done(call[1]), in: call.context)
    return .none
  }

  static let setException = Method("set_exception(self, exception, /)", mutates: true) { call in
    let future = try call.receiver(as: FutureObject.self)
    if future.isDone { throw Raised(AsyncExceptions.invalidState, "invalid state") }
    future.finish(.failed(try call.context.exception(call[1], .none)), in: call.context)
    return .none
  }

  static let addDoneCallback = Method("add_done_callback(self, fn, /, *, context=None)", mutates: true) { call in
    let function = call[1]
    try call.receiver(as: FutureObject.self).whenDone(in: call.context) { future, context in
      context.eventLoop.front { context throws(Raised) in _ = try context.call(function, [.object(future)]) }
    }
    return .none
  }
}

extension Standard.TaskClass {
  static let getName = Method("get_name(self)") { call in .string(try call.receiver(as: TaskObject.self).name) }

  static let setName = Method("set_name(self, value, /)", mutates: true) { call in
    try call.receiver(as: TaskObject.self).name = call.context.str(call[1])
    return .none
  }

  static let getCoroutine = Method("get_coro(self)") { call in
    .object(try call.receiver(as: TaskObject.self).coroutine)
  }
}
