import Kernels
import PythonRuntime

/// `asyncio.Queue`.
final class AsyncQueueObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Queue", module: "asyncio.queues", members: Standard.AsyncQueueClass.members)

  let limit: Int
  private(set) var items: [Value] = []
  private var getters: [FutureObject] = []
  private var putters: [(FutureObject, Value)] = []
  var unfinished = 0
  var joining: [FutureObject] = []

  init(limit: Int) {
    self.limit = limit
    super.init(type: AsyncQueueObject.type)
  }

  var isFull: Bool { limit > 0 && items.count >= limit }

  func put(_ value: Value, in context: Context) -> FutureObject {
    let future = FutureObject()
    putters.append((future, value))
    settle(in: context)
    return future
  }

  func get(in context: Context) -> FutureObject {
    let future = FutureObject()
    getters.append(future)
    settle(in: context)
    return future
  }

  /// Moves what can be moved: from those who put into the queue, and from the queue to those who get.
  func settle(in context: Context) {
    var moves = true
    while moves {
      moves = false
      putters.removeAll { $0.0.isDone }
      getters.removeAll(where: \.isDone)
      if !isFull, let (future, value) = putters.first {
        putters.removeFirst()
        items.append(value)
        unfinished += 1
        future.finish(.done(.none), in: context)
        moves = true
      }
      if let value = items.first, let getter = getters.first {
        getters.removeFirst()
        items.removeFirst()
        getter.finish(.done(value), in: context)
        moves = true
      }
    }
  }
}

extension Standard.Asyncio {
  static let queue = Constant("Queue") { _ in .object(AsyncQueueObject.type) }
  static let queueEmpty = Constant("QueueEmpty") { _ in .object(AsyncQueueErrors.empty) }
  static let queueFull = Constant("QueueFull") { _ in .object(AsyncQueueErrors.full) }
}

enum AsyncQueueErrors {
  nonisolated(unsafe) static let empty = Exceptions.make("QueueEmpty", module: "asyncio.queues")
  nonisolated(unsafe) static let full = Exceptions.make("QueueFull", module: "asyncio.queues")
}

extension Standard.AsyncQueueClass {
  static let new = Constructor("Queue(cls, maxsize=0)") { call in
    .object(AsyncQueueObject(limit: try call.int("maxsize")))
  }

  static let put = Method("put(self, item)", mutates: true) { call in
    let (queue, item) = (try call.receiver(as: AsyncQueueObject.self), call[1])
    return .object(DeferredAwaitable("Queue.put") { context throws(Raised) in queue.put(item, in: context) })
  }

  static let get = Method("get(self)", mutates: true) { call in
    let queue = try call.receiver(as: AsyncQueueObject.self)
    return .object(DeferredAwaitable("Queue.get") { context throws(Raised) in queue.get(in: context) })
  }

  static let putNoWait = Method("put_nowait(self, item)", mutates: true) { call in
    let queue = try call.receiver(as: AsyncQueueObject.self)
    if queue.isFull { throw Raised.exception(ExceptionObject(AsyncQueueErrors.full)) }
    _ = queue.put(call[1], in: call.context)
    return .none
  }

  static let getNoWait = Method("get_nowait(self)", mutates: true) { call in
    let queue = try call.receiver(as: AsyncQueueObject.self)
    if queue.items.isEmpty { throw Raised.exception(ExceptionObject(AsyncQueueErrors.empty)) }
    return try queue.get(in: call.context).result(in: call.context)
  }

  static let size = Method("qsize(self)") { call in .int(try call.receiver(as: AsyncQueueObject.self).items.count) }
  static let isEmpty = Method("empty(self)") { call in
    .bool(try call.receiver(as: AsyncQueueObject.self).items.isEmpty)
  }
  static let isFull = Method("full(self)") { call in .bool(try call.receiver(as: AsyncQueueObject.self).isFull) }

  static let taskDone = Method("task_done(self)", mutates: true) { call in
    let queue = try call.receiver(as: AsyncQueueObject.self)
    if queue.unfinished == 0 { throw Raised.valueError("task_done() called too many times") }
    queue.unfinished -= 1
    if queue.unfinished == 0 {
      for future in queue.joining { future.finish(.done(.none), in: call.context) }
      queue.joining = []
    }
    return .none
  }

  static let join = Method("join(self)") { call in
    let queue = try call.receiver(as: AsyncQueueObject.self)
    return .object(
      DeferredAwaitable("Queue.join") { context throws(Raised) in
        let future = FutureObject()
        if queue.unfinished == 0 { future.finish(.done(.none), in: context) } else { queue.joining.append(future) }
        return future
      })
  }
}
