import PythonRuntime

/// Values in a circle: both ends grow and shrink in constant time.
struct RingBuffer {
  private var slots: [Value] = []
  private var head = 0
  private(set) var count = 0

  init() {}

  init(_ values: [Value]) {
    slots = values
    count = values.count
  }

  /// The values in order.
  var values: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for i in 0..<count { result.append(self[i]) }
    return result
  }

  subscript(position: Int) -> Value {
    get { slots[slot(position)] }
    set { slots[slot(position)] = newValue }
  }

  mutating func append(_ value: Value) {
    if count == slots.count { grow() }
    slots[slot(count)] = value
    count += 1
  }

  mutating func prepend(_ value: Value) {
    if count == slots.count { grow() }
    head = head == 0 ? slots.count - 1 : head - 1
    slots[head] = value
    count += 1
  }

  mutating func popLast() -> Value? {
    guard count > 0 else { return nil }
    count -= 1
    let last = slot(count)
    defer { slots[last] = .none }
    return slots[last]
  }

  mutating func popFirst() -> Value? {
    guard count > 0 else { return nil }
    let first = head
    head = head + 1 == slots.count ? 0 : head + 1
    count -= 1
    defer { slots[first] = .none }
    return slots[first]
  }

  private func slot(_ position: Int) -> Int {
    let slot = head + position
    return slot >= slots.count ? slot - slots.count : slot
  }

  private mutating func grow() {
    slots = values + [Value](repeating: .none, count: max(8, count))
    head = 0
  }
}
