import Kernels

extension Context {
  /// The values in ascending order; equal ones keep their order.
  package func sorted(_ items: [Value]) throws(Raised) -> [Value] {
    try sorted(items, keys: items, reverse: false)
  }

  /// The values in the order of their keys; equal ones keep their order, also in reverse.
  package func sorted(_ items: [Value], keys: [Value], reverse: Bool) throws(Raised) -> [Value] {
    var order = Array(items.indices)
    if reverse { order.reverse() }
    var sort = TimSort(order, by: keys, in: self)
    try sort.sort()
    order = sort.order
    if reverse { order.reverse() }
    return order.map { items[$0] }
  }
}

extension Builtins.Functions {
  static let sorted = Function("sorted(iterable, /, *, key=None, reverse=False)") { call in
    let items = try call.list("iterable")
    return .list(try ordered(items, call))
  }

  /// `sorted` and `list.sort`: by key and order of the call.
  static func ordered(_ items: [Value], _ call: Call) throws(Raised) -> [Value] {
    var keys = items
    if !call.isNone("key") {
      for i in keys.indices { keys[i] = try call.context.call(call["key"], [items[i]]) }
      for key in keys { if let cause = key.poison { throw Raised.unsupported(cause) } }
    }
    return try call.context.sorted(items, keys: keys, reverse: call.bool("reverse"))
  }
}
