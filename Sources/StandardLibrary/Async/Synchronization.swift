import Kernels
import PythonRuntime

/// `asyncio.Semaphore`, and `Lock`, which is one of a single place.
final class SemaphoreObject: Object {
  nonisolated(unsafe) static let semaphoreType = TypeObject(
    name: "Semaphore", module: "asyncio.locks", members: Standard.SemaphoreClass.members)
  nonisolated(unsafe) static let lockType = TypeObject(
    name: "Lock", module: "asyncio.locks", members: Standard.SemaphoreClass.members + Standard.LockClass.members)

  var places: Int
  private var waiting: [FutureObject] = []

  init(_ places: Int, type: TypeObject) {
    self.places = places
    super.init(type: type)
  }

  func acquired(in context: Context) -> FutureObject {
    let future = FutureObject()
    waiting.append(future)
    admit(in: context)
    return future
  }

  func release(in context: Context) {
    places += 1
    admit(in: context)
  }

  private func admit(in context: Context) {
    waiting.removeAll(where: \.isDone)
    while places > 0, let next = waiting.first {
      waiting.removeFirst()
      places -= 1
      next.finish(.done(true), in: context)
    }
  }
}

extension Standard.Asyncio {
  static let semaphore = Constant("Semaphore") { _ in .object(SemaphoreObject.semaphoreType) }
  static let boundedSemaphore = Constant("BoundedSemaphore") { _ in .object(SemaphoreObject.semaphoreType) }
  static let lock = Constant("Lock") { _ in .object(SemaphoreObject.lockType) }
  static let event = Constant("Event") { _ in .object(EventObject.type) }
}

extension Standard.SemaphoreClass {
  static let new = Constructor("Semaphore(cls, value=1)") { call in
    let value = try call.int("value")
    if value < 0 { throw Raised.valueError("Semaphore initial value must be >= 0") }
    return .object(SemaphoreObject(value, type: SemaphoreObject.semaphoreType))
  }

  static let acquire = Method("acquire(self)") { call in
    let semaphore = try call.receiver(as: SemaphoreObject.self)
    return .object(DeferredAwaitable("acquire") { context throws(Raised) in semaphore.acquired(in: context) })
  }

  static let release = Method("release(self)", mutates: true) { call in
    let semaphore = try call.receiver(as: SemaphoreObject.self)
    if semaphore.type === SemaphoreObject.lockType, semaphore.places > 0 {
      throw Raised.runtimeError("Lock is not acquired.")
    }
    semaphore.release(in: call.context)
    return .none
  }

  static let locked = Method("locked(self)") { call in
    .bool(try call.receiver(as: SemaphoreObject.self).places == 0)
  }

  static let enter = Method("__aenter__(self)") { call in
    let semaphore = try call.receiver(as: SemaphoreObject.self)
    return .object(
      DeferredAwaitable("__aenter__", finish: { _, _ throws(Raised) in .none }) { context throws(Raised) in
        semaphore.acquired(in: context)
      })
  }

  static let exit = Method("__aexit__(self, exc_type, exc, tb)") { call in
    let semaphore = try call.receiver(as: SemaphoreObject.self)
    return .object(
      DeferredAwaitable("__aexit__") { context throws(Raised) in
        semaphore.release(in: context)
        let future = FutureObject()
        future.finish(.done(.none), in: context)
        return future
      })
  }
}

extension Standard.LockClass {
  static let new = Constructor("Lock(cls)") { _ in .object(SemaphoreObject(1, type: SemaphoreObject.lockType)) }
}

/// `asyncio.Event`.
final class EventObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Event", module: "asyncio.locks", members: Standard.EventClass.members)

  var isSet = false
  var waiting: [FutureObject] = []

  init() { super.init(type: EventObject.type) }
}

extension Standard.EventClass {
  static let new = Constructor("Event(cls)") { _ in .object(EventObject()) }
  static let isSet = Method("is_set(self)") { call in .bool(try call.receiver(as: EventObject.self).isSet) }

  static let set = Method("set(self)", mutates: true) { call in
    let event = try call.receiver(as: EventObject.self)
    event.isSet = true
    let waiting = event.waiting
    event.waiting = []
    for future in waiting { future.finish(.done(true), in: call.context) }
    return .none
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: EventObject.self).isSet = false
    return .none
  }

  static let wait = Method("wait(self)") { call in
    let event = try call.receiver(as: EventObject.self)
    return .object(
      DeferredAwaitable("wait") { context throws(Raised) in
        let future = FutureObject()
        if event.isSet { future.finish(.done(true), in: context) } else { event.waiting.append(future) }
        return future
      })
  }
}
