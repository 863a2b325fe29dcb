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
    try mergeSort(&order, keys)
    if reverse { order.reverse() }
    return order.map { items[$0] }
  }

  /// A stable merge sort that may raise.
  private func mergeSort(_ order: inout [Int], _ keys: [Value]) throws(Raised) {
    guard order.count > 1 else { return }
    var source = order
    var target = order
    var width = 1
    while width < source.count {
      var start = 0
      while start < source.count {
        let middle = min(start + width, source.count)
        let end = min(start + 2 * width, source.count)
        try merge(source, start, middle, end, into: &target, keys)
        start = end
      }
      swap(&source, &target)
      width *= 2
    }
    order = source
  }

  private func merge(
    _ source: [Int], _ start: Int, _ middle: Int, _ end: Int, into target: inout [Int], _ keys: [Value]
  ) throws(Raised) {
    var (left, right) = (start, middle)
    for i in start..<end {
      let takesRight: Bool
      if left == middle {
        takesRight = true
      } else if right == end {
        takesRight = false
      } else {
        takesRight = try isLess(keys[source[right]], keys[source[left]])
      }
      if takesRight {
        target[i] = source[right]
        right += 1
      } else {
        target[i] = source[left]
        left += 1
      }
    }
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
