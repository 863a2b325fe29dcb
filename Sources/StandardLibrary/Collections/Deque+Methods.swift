import Kernels
import PythonRuntime

extension Standard.DequeClass {
  static let new = Constructor("deque(cls, iterable=(), maxlen=None)") { call in
    let maximum = try call.optionalInt("maxlen")
    if let maximum, maximum < 0 { throw Raised.valueError("maxlen must be non-negative") }
    return .object(DequeObject(try call.list("iterable"), maximum: maximum, type: call.madeClass))
  }

  static let maxlen = Property("maxlen") { call in
    try call.receiver(as: DequeObject.self).maximum.map(Value.int) ?? .none
  }

  static let append = Method("append(self, x, /)", mutates: true, acceptsUnsupported: true) { call in
    try call.receiver(as: DequeObject.self).append(call[1])
    return .none
  }

  static let appendleft = Method("appendleft(self, x, /)", mutates: true, acceptsUnsupported: true) { call in
    try call.receiver(as: DequeObject.self).prepend(call[1])
    return .none
  }

  static let extend = Method("extend(self, iterable, /)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    for value in try call.list("iterable") { deque.append(value) }
    return .none
  }

  static let extendleft = Method("extendleft(self, iterable, /)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    for value in try call.list("iterable") { deque.prepend(value) }
    return .none
  }

  static let pop = Method("pop(self)", mutates: true) { call in
    guard let value = try call.receiver(as: DequeObject.self).items.popLast() else {
      throw Raised.indexError("pop from an empty deque")
    }
    return value
  }

  static let popleft = Method("popleft(self)", mutates: true) { call in
    guard let value = try call.receiver(as: DequeObject.self).items.popFirst() else {
      throw Raised.indexError("pop from an empty deque")
    }
    return value
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: DequeObject.self).items = RingBuffer()
    return .none
  }

  static let rotate = Method("rotate(self, n=1, /)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    let count = deque.items.count
    guard count > 1 else { return .none }
    let shift = ((try call.int("n") % count) + count) % count
    let values = deque.items.values
    deque.items = RingBuffer(Array(values.suffix(shift) + values.dropLast(shift)))
    return .none
  }

  static let reverse = Method("reverse(self)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    deque.items = RingBuffer(deque.items.values.reversed())
    return .none
  }

  static let copy = Method("copy(self)") { call in
    let deque = try call.receiver(as: DequeObject.self)
    return .object(DequeObject(deque.items.values, maximum: deque.maximum, type: deque.type))
  }

  static let shallowCopy = Method("__copy__(self)") { call in
    let deque = try call.receiver(as: DequeObject.self)
    return .object(DequeObject(deque.items.values, maximum: deque.maximum, type: deque.type))
  }

  static let count = Method("count(self, value, /)") { call in
    var count = 0
    for item in try call.receiver(as: DequeObject.self).items.values {
      if try call.context.sameOrEqual(item, call[1]) { count += 1 }
    }
    return .int(count)
  }

  static let index = Method("index(self, value, start=0, stop=9223372036854775807, /)") { call in
    let values = try call.receiver(as: DequeObject.self).items.values
    func bound(_ name: String) throws -> Int {
      let index = try call.int(name)
      return min(max(index < 0 ? index + values.count : index, 0), values.count)
    }
    let (first, last) = (try bound("start"), try bound("stop"))
    for i in first..<max(first, last) {
      if try call.context.sameOrEqual(values[i], call[1]) { return .int(i) }
    }
    throw Raised.valueError("\(try call.context.repr(call[1])) is not in deque")
  }

  static let insert = Method("insert(self, index, value, /)", mutates: true, acceptsUnsupported: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    if let maximum = deque.maximum, deque.items.count >= maximum {
      throw Raised.indexError("deque already at its maximum size")
    }
    var values = deque.items.values
    let index = try call.int("index")
    values.insert(call[2], at: min(max(index < 0 ? index + values.count : index, 0), values.count))
    deque.items = RingBuffer(values)
    return .none
  }

  static let remove = Method("remove(self, value, /)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    var values = deque.items.values
    for (i, item) in values.enumerated() where try call.context.sameOrEqual(item, call[1]) {
      values.remove(at: i)
      deque.items = RingBuffer(values)
      return .none
    }
    throw Raised.valueError("\(try call.context.repr(call[1])) is not in deque")
  }

  static let reversed = Method("__reversed__(self)") { call in
    let deque = try call.receiver(as: DequeObject.self)
    let count = deque.items.count
    return .object(deque.iterator(count, "_deque_reverse_iterator") { count - 1 - $0 })
  }
}
