import Kernels
import PythonRuntime

/// CPython's binary heap in a list: the same comparisons, so that equal items come in the same order.
struct Heap {
  let list: ListObject
  let context: Context
  /// Whether the greatest is in front.
  var isReversed = false

  private func comes(_ a: Value, before b: Value) throws(Raised) -> Bool {
    try isReversed ? context.isLess(b, a) : context.isLess(a, b)
  }

  func heapify() throws(Raised) {
    for i in stride(from: list.items.count / 2 - 1, through: 0, by: -1) { try siftUp(i) }
  }

  func push(_ item: Value) throws(Raised) {
    list.items.append(item)
    try siftDown(from: 0, list.items.count - 1)
  }

  func pop() throws(Raised) -> Value {
    guard let last = list.items.popLast() else { throw .indexError("index out of range") }
    guard let first = list.items.first else { return last }
    list.items[0] = last
    try siftUp(0)
    return first
  }

  func replace(_ item: Value) throws(Raised) -> Value {
    guard let first = list.items.first else { throw .indexError("index out of range") }
    list.items[0] = item
    try siftUp(0)
    return first
  }

  func pushPop(_ item: Value) throws(Raised) -> Value {
    guard let first = list.items.first, try comes(first, before: item) else { return item }
    return try replace(item)
  }

  /// Moves an item towards the front until its parent is not behind it.
  private func siftDown(from start: Int, _ end: Int) throws(Raised) {
    let item = list.items[end]
    var position = end
    while position > start {
      let parent = (position - 1) >> 1
      let other = list.items[parent]
      guard try comes(item, before: other) else { break }
      try checkSize(above: position)
      list.items[position] = other
      position = parent
    }
    list.items[position] = item
  }

  /// Moves the smaller child up until a leaf is reached, then the item down from there.
  private func siftUp(_ start: Int) throws(Raised) {
    let end = list.items.count
    let item = list.items[start]
    var position = start
    var child = 2 * position + 1
    while child < end {
      let right = child + 1
      if right < end, try !comes(list.items[child], before: list.items[right]) { child = right }
      try checkSize(above: child)
      list.items[position] = list.items[child]
      position = child
      child = 2 * position + 1
    }
    list.items[position] = item
    try siftDown(from: start, position)
  }

  /// A comparison written in Python may have changed the list.
  private func checkSize(above position: Int) throws(Raised) {
    if position >= list.items.count { throw .runtimeError("list changed size during iteration") }
  }
}

extension Standard.Heapq {
  static let heapify = Function("heapify(heap, /)") { call in
    try heap(call).heapify()
    return .none
  }

  static let heappush = Function("heappush(heap, item, /)") { call in
    try heap(call).push(call[1])
    return .none
  }

  static let heappop = Function("heappop(heap, /)") { call in try heap(call).pop() }
  static let heapreplace = Function("heapreplace(heap, item, /)") { call in try heap(call).replace(call[1]) }
  static let heappushpop = Function("heappushpop(heap, item, /)") { call in try heap(call).pushPop(call[1]) }

  private static func heap(_ call: Call) throws -> Heap {
    guard let list = call[0].cast(to: ListObject.self) else {
      throw Raised.typeError("\(call.signature.name)() argument 1 must be list, not \(call[0].typeName)")
    }
    return Heap(list: list, context: call.context)
  }

  static let nsmallest = Function("nsmallest(n, iterable, key=None)") { call in try first(call, reverse: false) }
  static let nlargest = Function("nlargest(n, iterable, key=None)") { call in try first(call, reverse: true) }

  /// As sorting the items and taking the first: equal ones in their order.
  private static func first(_ call: Call, reverse: Bool) throws -> Value {
    let items = try call.list("iterable")
    let keys = try call.isNone("key") ? items : items.map { try call.context.call(call["key"], [$0]) }
    let order = try call.context.sorted(items.indices.map { .int($0) }, keys: keys, reverse: reverse)
    let count = max(0, try call.int("n"))
    return .list(order.prefix(count).compactMap { if case .int(let i) = $0 { items[i] } else { nil } })
  }

  static let merge = Function("merge(*iterables, key=None, reverse=False)") { call in
    let context = call.context
    let reverse = try call.bool("reverse")
    let sources = try call.variadic.map { try context.iterate($0) }
    let key = call["key"]
    func keyed(_ value: Value) throws(Raised) -> Value { key.isNone ? value : try context.call(key, [value]) }
    var heads: [(key: Value, value: Value, source: Int)]?
    return .object(
      NativeIterator { context throws(Raised) in
        if heads == nil {
          var first: [(key: Value, value: Value, source: Int)] = []
          for (i, source) in sources.enumerated() {
            if let value = try source.next(in: context) { first.append((try keyed(value), value, i)) }
          }
          heads = first
        }
        guard var known = heads, !known.isEmpty else { return nil }
        var best = 0
        for i in known.indices.dropFirst() {
          let isBefore =
            try reverse
            ? context.isLess(known[best].key, known[i].key) : context.isLess(known[i].key, known[best].key)
          if isBefore { best = i }
        }
        let result = known[best].value
        if let next = try sources[known[best].source].next(in: context) {
          known[best] = (try keyed(next), next, known[best].source)
        } else {
          known.remove(at: best)
        }
        heads = known
        return result
      })
  }
}
