package import BigInt
package import Kernels

/// A `range` of numbers that do not fit into 64 bits.
package final class LongRangeObject: Object {
  package let start: BigInt
  package let stop: BigInt
  package let step: BigInt
  package let count: BigInt

  /// - Parameter step: not zero.
  package init(start: BigInt, stop: BigInt, step: BigInt) {
    self.start = start
    self.stop = stop
    self.step = step
    let distance = step > 0 ? stop - start : start - stop
    count = distance > 0 ? (distance - 1) / BigInt(step.magnitude) + 1 : 0
    super.init(type: RangeObject.type)
  }

  /// The range in its one representation.
  package static func value(_ start: BigInt, _ stop: BigInt, _ step: BigInt) -> Value {
    if let start = Int(exactly: start), let stop = Int(exactly: stop), let step = Int(exactly: step),
      !start.subtractingReportingOverflow(stop).overflow, step != .min,
      !stop.addingReportingOverflow(step).overflow
    {
      return .object(RangeObject(start: start, stop: stop, step: step))
    }
    return .object(LongRangeObject(start: start, stop: stop, step: step))
  }

  override package var isMutable: Bool { false }

  override package func truth(in context: Context) throws(Raised) -> Bool? { count > 0 }

  override package func length(in context: Context) throws(Raised) -> Int? {
    guard let count = Int(exactly: count) else {
      throw .overflowError("Python int too large to convert to C ssize_t")
    }
    return count
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    var (next, rest) = (start, count)
    return NativeIterator(type: NamedIterators.longRange) { [step] _ throws(Raised) in
      guard rest > 0 else { return nil }
      defer {
        next += step
        rest -= 1
      }
      return BigIntObject.value(next)
    }
  }

  /// The same numbers from the last to the first.
  var reversed: Value {
    LongRangeObject.value(start + (count - 1) * step, start - step, -step)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      let (first, last, stride) = try slice.bounds(count: count, in: context)
      return LongRangeObject.value(start + first * step, start + last * step, stride * step)
    }
    var number = key.bigInt
    if number == nil { number = try context.indexIfInteger(key).map { BigInt($0) } }
    guard let number else {
      throw .typeError("range indices must be integers or slices, not \(key.typeName)")
    }
    let position = number < 0 ? number + count : number
    guard position >= 0, position < count else { throw .indexError("range object index out of range") }
    return BigIntObject.value(start + position * step)
  }

  /// Where a number stands.
  func position(of value: Value) -> BigInt? {
    guard let number = value.bigInt, count > 0 else { return nil }
    let distance = number - start
    let (position, rest) = distance.quotientAndRemainder(dividingBy: step)
    return rest == 0 && position >= 0 && position < count ? position : nil
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    if case .float(let number) = value {
      guard number.isFinite, number == number.rounded() else { return false }
      return position(of: BigIntObject.value(BigInt(number))) != nil
    }
    return value.bigInt == nil ? nil : position(of: value) != nil
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.longRange else { return nil }
    let same =
      count == other.count && (count == 0 || start == other.start && (count == 1 || step == other.step))
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    try context.hash(
      .tuple([
        BigIntObject.value(count), count > 0 ? BigIntObject.value(start) : .none,
        count > 1 ? BigIntObject.value(step) : .none,
      ]))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))")
  }
}

extension Value {
  /// Any range, with unbounded integers.
  package var longRange: LongRangeObject? {
    if let range = cast(to: RangeObject.self) {
      return LongRangeObject(start: BigInt(range.start), stop: BigInt(range.stop), step: BigInt(range.step))
    }
    return cast(to: LongRangeObject.self)
  }
}
