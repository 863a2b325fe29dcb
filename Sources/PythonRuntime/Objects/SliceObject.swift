package import BigInt
package import Kernels

/// `slice`: what `a:b:c` in brackets gives.
package final class SliceObject: Object {
  package let start: Value
  package let stop: Value
  package let step: Value

  package init(start: Value, stop: Value, step: Value = .none) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(type: Types.slice)
  }

  override package var isMutable: Bool { false }

  /// The positions it selects from `count` items.
  ///
  /// - Throws: TypeError for bounds that are no integers, ValueError for a step of zero.
  package func range(count: Int, in context: Context) throws(Raised) -> SliceRange {
    let (first, last, step) = try bounds(count: count, in: context)
    let length =
      step > 0
      ? (last > first ? (last - first - 1) / step + 1 : 0) : (first > last ? (first - last - 1) / -step + 1 : 0)
    return SliceRange(start: first, step: step, count: length)
  }

  /// Start, stop and step for `count` items, as `slice.indices` gives them.
  package func bounds(
    count: Int, in context: Context
  ) throws(Raised) -> (start: Int, stop: Int, step: Int) {
    let message = "slice indices must be integers or None or have an __index__ method"
    // Negated below, so the smallest integer is one too small.
    let step = self.step.isNone ? 1 : max(try context.clampedIndex(self.step, orElse: message), -Int.max)
    if step == 0 { throw .valueError("slice step cannot be zero") }
    func clamped(_ value: Value, _ standard: Int) throws(Raised) -> Int {
      if value.isNone { return standard }
      var index = try context.clampedIndex(value, orElse: message)
      if index < 0 {
        index += count
        if index < 0 { return step < 0 ? -1 : 0 }
      }
      return index >= count ? (step < 0 ? count - 1 : count) : index
    }
    let first = try clamped(start, step < 0 ? count - 1 : 0)
    let last = try clamped(stop, step < 0 ? -1 : count)
    return (first, last, step)
  }

  /// Start, stop and step for `count` items, unbounded.
  package func bounds(
    count: BigInt, in context: Context
  ) throws(Raised) -> (start: BigInt, stop: BigInt, step: BigInt) {
    func number(_ value: Value) throws(Raised) -> BigInt? {
      if value.isNone { return nil }
      if let number = value.bigInt { return number }
      return BigInt(
        try context.index(value, orElse: "slice indices must be integers or None or have an __index__ method"))
    }
    let step = try number(self.step) ?? 1
    if step == 0 { throw .valueError("slice step cannot be zero") }
    let (low, high): (BigInt, BigInt) = step < 0 ? (-1, count - 1) : (0, count)
    func clamped(_ value: BigInt) -> BigInt {
      value < 0 ? max(value + count, low) : min(value, high)
    }
    let first = try number(start).map(clamped) ?? (step < 0 ? high : low)
    let last = try number(stop).map(clamped) ?? (step < 0 ? low : high)
    return (first, last, step)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: 'slice'")
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "start": return start
    case "stop": return stop
    case "step": return step
    default: return try super.attribute(name, in: context)
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: SliceObject.self) else { return nil }
    return try Sequences.compared(
      operation, [start, stop, step], [other.start, other.stop, other.step], in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("slice(\(try context.repr(start)), \(try context.repr(stop)), \(try context.repr(step)))")
  }
}

/// Positions `start, start + step, …`, `count` of them.
package struct SliceRange: RandomAccessCollection {
  package let start: Int
  package let step: Int
  package let count: Int

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(position: Int) -> Int { start + position * step }
}
