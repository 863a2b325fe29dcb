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
    if let numbers = keys.integers {
      mergeSort(&order, numbers)
    } else {
      var sort = TimSort(order, by: keys, in: self)
      try sort.sort()
      order = sort.order
    }
    if reverse { order.reverse() }
    return order.map { items[$0] }
  }

  /// The same for integers, which are compared without a call.
  private func mergeSort(_ order: inout [Int], _ keys: [Int]) {
    let count = order.count
    var target = order
    var width = 1
    keys.withUnsafeBufferPointer { keys in
      while width < count {
        order.withUnsafeBufferPointer { source in
          target.withUnsafeMutableBufferPointer { target in
            for start in stride(from: 0, to: count, by: 2 * width) {
              let middle = min(start + width, count)
              let end = min(start + 2 * width, count)
              var (left, right) = (start, middle)
              for i in start..<end {
                if right < end, left == middle || keys[source[right]] < keys[source[left]] {
                  target[i] = source[right]
                  right &+= 1
                } else {
                  target[i] = source[left]
                  left &+= 1
                }
              }
            }
          }
        }
        swap(&order, &target)
        width *= 2
      }
    }
  }
}

extension Context {
  /// `a < b` as a bool, for sorting.
  func isLess(_ a: Slot, _ b: Slot) throws(Raised) -> Bool {
    if a.isInt, b.isInt { return a.int < b.int }
    if a.isString, b.isString { return ItemsMemory(a.reference).precedes(ItemsMemory(b.reference)) }
    if a.isFloat, b.isFloat { return a.float < b.float }
    if let x = a.soundObject, let y = b.soundObject, x.type == known.tuple, y.type == known.tuple {
      let (first, second) = (x.items, y.items)
      for i in 0..<min(first.count, second.count) {
        if first[i].isInt, second[i].isInt {
          if first[i].int != second[i].int { return first[i].int < second[i].int }
        } else if try !sameOrEqual(first[i].value, second[i].value) {
          return try isLess(first[i].value, second[i].value)
        }
      }
      return first.count < second.count
    }
    return try isLess(a.value, b.value)
  }
}

/// The first two items of keys that are all tuples which begin with two integers: most of such keys differ there, and
/// these lie side by side.
struct LeadingIntegers {
  private let pairs: [(Int, Int)]

  init?(_ keys: [Value], in context: Context) {
    var pairs: [(Int, Int)] = []
    pairs.reserveCapacity(keys.count)
    for i in keys.indices {
      guard let object = keys.slot(i).soundObject, object.type == context.known.tuple else { return nil }
      let items = object.items
      guard items.count >= 2, items[0].isInt, items[1].isInt else { return nil }
      pairs.append((items[0].int, items[1].int))
    }
    self.pairs = pairs
  }

  /// Whether one key is less than another; `nil` if it does not depend on these items.
  @inline(__always)
  func isLess(_ a: Int, _ b: Int) -> Bool? {
    let (x, y) = (pairs[a], pairs[b])
    if x.0 != y.0 { return x.0 < y.0 }
    return x.1 != y.1 ? x.1 < y.1 : nil
  }
}

extension [Value] {
  /// Where an item is.
  func slot(_ position: Int) -> Slot {
    withUnsafeBytes { memory in
      Slot(UnsafeMutableRawPointer(mutating: memory.baseAddress.unsafelyUnwrapped) + position * Slot.stride)
    }
  }

  /// The numbers, if all are integers.
  fileprivate var integers: [Int]? {
    var result: [Int] = []
    result.reserveCapacity(count)
    for value in self {
      guard case .int(let number) = value else { return nil }
      result.append(number)
    }
    return result
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
      let key = RepeatedCall(call["key"])
      for i in keys.indices { keys[i] = try call.context.call(key, with: items[i]) }
      for key in keys { if let cause = key.poison { throw Raised.unsupported(cause) } }
    }
    return try call.context.sorted(items, keys: keys, reverse: call.int("reverse") != 0)
  }
}
