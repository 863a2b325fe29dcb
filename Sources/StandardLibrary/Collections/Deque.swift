package import Kernels
package import PythonRuntime

/// `collections.deque`.
package final class DequeObject: Object, PrettyCall {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "deque", module: "collections", members: Standard.DequeClass.members)

  var items: [Value] = []
  let maximum: Int?

  init(maximum: Int?) {
    self.maximum = maximum
    super.init(type: DequeObject.type)
  }

  func append(_ value: Value) {
    items.append(value)
    if let maximum, items.count > maximum { items.removeFirst() }
  }

  func prepend(_ value: Value) {
    items.insert(value, at: 0)
    if let maximum, items.count > maximum { items.removeLast() }
  }

  override package func length(in context: Context) throws(Raised) -> Int? { items.count }
  override package func iterate(in context: Context) throws(Raised) -> IteratorObject { ArrayIterator(items) }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    items[try position(key, in: context)]
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    items[try position(key, in: context)] = value
  }

  private func position(_ key: Value, in context: Context) throws(Raised) -> Int {
    let index = try context.index(key)
    let position = index < 0 ? index + items.count : index
    guard items.indices.contains(position) else { throw .indexError("deque index out of range") }
    return position
  }

  package var prettyName: String { "deque" }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] { [.list(items)] }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let bound = maximum.map { ", maxlen=\($0)" } ?? ""
    return PythonString(
      bytes: Array("deque(".utf8) + (try context.repr(.list(items))).bytes + Array("\(bound))".utf8))
  }
}

extension Standard.Collections {
  static let deque = Constant("deque") { _ in .object(DequeObject.type) }
}

extension Standard.DequeClass {
  static let new = Constructor("deque(cls, iterable=(), maxlen=None)") { call in
    let maximum = try call.optionalInt("maxlen")
    if let maximum, maximum < 0 { throw Raised.valueError("maxlen must be non-negative") }
    let deque = DequeObject(maximum: maximum)
    for value in try call.list("iterable") { deque.append(value) }
    return .object(deque)
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

  static let pop = Method("pop(self)", mutates: true) { call in
    guard let value = try call.receiver(as: DequeObject.self).items.popLast() else {
      throw Raised.indexError("pop from an empty deque")
    }
    return value
  }

  static let popleft = Method("popleft(self)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    if deque.items.isEmpty { throw Raised.indexError("pop from an empty deque") }
    return deque.items.removeFirst()
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: DequeObject.self).items = []
    return .none
  }

  static let rotate = Method("rotate(self, n=1, /)", mutates: true) { call in
    let deque = try call.receiver(as: DequeObject.self)
    guard !deque.items.isEmpty else { return .none }
    let shift = ((try call.int("n") % deque.items.count) + deque.items.count) % deque.items.count
    deque.items = Array(deque.items.suffix(shift) + deque.items.dropLast(shift))
    return .none
  }
}
