import BigInt
package import Kernels

/// `range`.
package final class RangeObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "range", members: Builtins.RangeClass.members)

  package let start: Int
  package let stop: Int
  package let step: Int
  package let count: Int

  /// - Parameter step: not zero.
  package init(start: Int, stop: Int, step: Int = 1) {
    self.start = start
    self.stop = stop
    self.step = step
    count = RangeObject.count(start, stop, step)
    super.init(type: RangeObject.type)
  }

  /// How many numbers there are; a count beyond `Int` is clamped.
  static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int {
    let isEmpty = step > 0 ? stop <= start : start <= stop
    if isEmpty { return 0 }
    let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
    let last = step == 1 ? distance &- 1 : (distance &- 1) / step.magnitude
    return Int(clamping: last) &+ (distance > UInt(Int.max) ? 0 : 1)
  }

  override package var isMutable: Bool { false }

  /// The numbers.
  package var numbers: [Int] { (0..<count).map { start &+ $0 &* step } }

  override package func length(in context: Context) throws(Raised) -> Int? { count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject { RangeIterator(self) }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      let (first, last, stride) = try slice.bounds(count: BigInt(count), in: context)
      let (start, step) = (BigInt(start), BigInt(step))
      return LongRangeObject.value(start + first * step, start + last * step, stride * step)
    }
    let index = try context.index(key, orElse: "range indices must be integers or slices, not \(key.typeName)")
    let position = index < 0 ? index + count : index
    guard position >= 0, position < count else { throw .indexError("range object index out of range") }
    return .int(start &+ position &* step)
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    let number: Int
    switch value {
    case .int(let value): number = value
    case .bool(let value): number = value ? 1 : 0
    case .object(let object) where object is BigIntObject: return false
    case .float(let value):
      guard let exact = Int(exactly: value) else { return false }
      number = exact
    default: return nil
    }
    guard count > 0 else { return false }
    let isWithin = step > 0 ? number >= start && number < stop : number <= start && number > stop
    let distance = step > 0 ? UInt(bitPattern: number &- start) : UInt(bitPattern: start &- number)
    return isWithin && distance % step.magnitude == 0
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual else { return nil }
    guard let other = other.cast(to: RangeObject.self) else {
      guard let other = other.cast(to: LongRangeObject.self) else { return nil }
      return try other.compare(operation, .object(self), in: context)
    }
    let same =
      count == other.count && (count == 0 || start == other.start && (count == 1 || step == other.step))
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    try context.hash(.tuple([.int(count), count > 0 ? .int(start) : .none, count > 1 ? .int(step) : .none]))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))")
  }
}

/// Iteration over a range.
package final class RangeIterator: IteratorObject {
  var current: Int
  let step: Int
  var remaining: Int

  convenience init(_ range: RangeObject) { self.init(from: range.start, step: range.step, count: range.count) }

  init(from start: Int, step: Int, count: Int) {
    current = start
    self.step = step
    remaining = count
    super.init(type: NamedIterators.range)
  }

  override package func next(in context: Context) throws(Raised) -> Value? { advance().map(Value.int) }

  override package var lengthHint: Int? { remaining }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? {
    .object(RangeIterator(from: current, step: step, count: remaining))
  }

  /// The next number.
  @inline(__always)
  func advance() -> Int? {
    guard remaining > 0 else { return nil }
    remaining &-= 1
    defer { current &+= step }
    return current
  }
}
