import Kernels
import PythonRuntime

extension Standard.Queue {
  static let queue = Constant("Queue") { _ in .object(QueueObject.queueType) }
  static let lifo = Constant("LifoQueue") { _ in .object(QueueObject.lifoType) }
  static let priority = Constant("PriorityQueue") { _ in .object(QueueObject.priorityType) }
  static let simple = Constant("SimpleQueue") { _ in .object(QueueObject.simpleType) }
  static let empty = Constant("Empty") { _ in .object(QueueObject.empty) }
  static let full = Constant("Full") { _ in .object(QueueObject.full) }
}

/// The queues of `queue`. One thread runs, so waiting for another would never end.
final class QueueObject: Object {
  enum Order: Sendable { case first, last, least }

  nonisolated(unsafe) static let empty = Exceptions.make("Empty", module: "_queue")
  nonisolated(unsafe) static let full = Exceptions.make("Full", module: "queue")
  nonisolated(unsafe) static let queueType = make("Queue", .first)
  nonisolated(unsafe) static let lifoType = make("LifoQueue", .last, queueType)
  nonisolated(unsafe) static let priorityType = make("PriorityQueue", .least, queueType)
  nonisolated(unsafe) static let simpleType = make("SimpleQueue", .first)

  private static func make(_ name: String, _ order: Order, _ base: TypeObject = Types.object) -> TypeObject {
    TypeObject(
      name: name, module: "queue", bases: [base],
      members: [
        Constructor("__init__(self, maxsize=0)") { call in
          .object(QueueObject(order, maximum: try call.int("maxsize"), call.madeClass))
        }
      ] + Standard.QueueClass.members)
  }

  let order: Order
  let maximum: Int
  var items = RingBuffer()
  var unfinished = 0

  init(_ order: Order, maximum: Int, _ type: TypeObject) {
    self.order = order
    self.maximum = maximum
    super.init(type: type)
  }

  /// Takes the item that comes next; `nil` if there is none.
  func take(in context: Context) throws(Raised) -> Value? {
    switch order {
    case .first: return items.popFirst()
    case .last: return items.popLast()
    case .least:
      var values = items.values
      guard !values.isEmpty else { return nil }
      // Kept sorted, the first of equal ones in front.
      values = try context.sorted(values)
      let least = values.removeFirst()
      items = RingBuffer(values)
      return least
    }
  }
}

extension Standard.QueueClass {
  static let put = Method("put(self, item, block=True, timeout=None)", mutates: true, acceptsUnsupported: true) {
    call in
    let queue = try call.receiver(as: QueueObject.self)
    if queue.maximum > 0, queue.items.count >= queue.maximum {
      if try call.bool("block"), call.isNone("timeout") { throw call.unsupported("waiting for another thread") }
      throw Raised.exception(ExceptionObject(QueueObject.full))
    }
    queue.items.append(call["item"])
    queue.unfinished += 1
    return .none
  }

  static let putNowait = Method("put_nowait(self, item)", mutates: true, acceptsUnsupported: true) { call in
    let queue = try call.receiver(as: QueueObject.self)
    if queue.maximum > 0, queue.items.count >= queue.maximum {
      throw Raised.exception(ExceptionObject(QueueObject.full))
    }
    queue.items.append(call["item"])
    queue.unfinished += 1
    return .none
  }

  static let get = Method("get(self, block=True, timeout=None)", mutates: true) { call in
    if let value = try call.receiver(as: QueueObject.self).take(in: call.context) { return value }
    if try call.bool("block"), call.isNone("timeout") { throw call.unsupported("waiting for another thread") }
    throw Raised.exception(ExceptionObject(QueueObject.empty))
  }

  static let getNowait = Method("get_nowait(self)", mutates: true) { call in
    if let value = try call.receiver(as: QueueObject.self).take(in: call.context) { return value }
    throw Raised.exception(ExceptionObject(QueueObject.empty))
  }

  static let qsize = Method("qsize(self)") { call in .int(try call.receiver(as: QueueObject.self).items.count) }
  static let empty = Method("empty(self)") { call in .bool(try call.receiver(as: QueueObject.self).items.count == 0) }

  static let full = Method("full(self)") { call in
    let queue = try call.receiver(as: QueueObject.self)
    return .bool(queue.maximum > 0 && queue.items.count >= queue.maximum)
  }

  static let maxsize = Property("maxsize") { call in .int(try call.receiver(as: QueueObject.self).maximum) }

  static let taskDone = Method("task_done(self)") { call in
    let queue = try call.receiver(as: QueueObject.self)
    guard queue.unfinished > 0 else { throw Raised.valueError("task_done() called too many times") }
    queue.unfinished -= 1
    return .none
  }

  static let join = Method("join(self)") { call in
    if try call.receiver(as: QueueObject.self).unfinished > 0 { throw call.unsupported("waiting for another thread") }
    return .none
  }
}
