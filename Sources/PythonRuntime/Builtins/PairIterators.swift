import BigInt
import Kernels

/// What `enumerate` gives.
final class EnumerateIterator: IteratorObject {
  private let source: IteratorObject
  private var position: Int
  /// The position, once it has more than 64 bits.
  private var largePosition: BigInt?

  init(_ source: IteratorObject, from start: BigInt) {
    self.source = source
    position = Int(exactly: start) ?? 0
    largePosition = Int(exactly: start) == nil ? start : nil
    super.init(type: NamedIterators.enumerate)
  }

  /// Numbers items from 0 on.
  init(_ source: IteratorObject) {
    self.source = source
    position = 0
    super.init(type: NamedIterators.enumerate)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    guard let value = try source.next(in: context) else {
      result = source.takeResult()
      return nil
    }
    return .tuple([number(), value])
  }

  /// Puts the next number and item into two places; false at the end.
  func advance(_ first: Slot, _ second: Slot, in context: Context) throws(Raised) -> Bool {
    if let cause = source.poison { throw .unsupported(cause) }
    guard try context.nextValue(ObjectMemory(Unmanaged.passUnretained(source).toOpaque()), into: second) else {
      return false
    }
    first.store(number())
    return true
  }

  /// What is asked for the items, while their numbers are far from needing more than 64 bits.
  @inline(__always)
  var plainSource: ObjectMemory? {
    position.magnitude < 1 << 60 && largePosition == nil
      ? ObjectMemory(Unmanaged.passUnretained(source).toOpaque()) : nil
  }

  /// The next number, where there is such a source.
  @inline(__always)
  func takePlainPosition() -> Int {
    position &+= 1
    return position &- 1
  }

  private func number() -> Value {
    if let large = largePosition {
      largePosition = large + 1
      return BigIntObject.value(large)
    }
    defer {
      let (next, isTooLarge) = position.addingReportingOverflow(1)
      if isTooLarge { largePosition = BigInt(position) + 1 } else { position = next }
    }
    return .int(position)
  }
}

extension Builtins.EnumerateClass {
  static let new = Constructor("enumerate(cls, iterable=None, start=0)") { call in
    guard call.isGiven("iterable") else {
      throw Raised.typeError("enumerate() missing required argument 'iterable'")
    }
    let source = try call.context.iterate(call[1])
    if let start = call[2].bigInt { return .object(EnumerateIterator(source, from: start)) }
    return .object(EnumerateIterator(source, from: BigInt(try call.int("start"))))
  }
}

extension Builtins.ZipClass {
  static let new = Constructor("zip(cls, /, *iterables, strict=False)") { call in
    var sources: [IteratorObject] = []
    for value in call.variadic { sources.append(try call.context.iterate(value)) }
    return .object(ZipIterator(sources, isStrict: try call.bool("strict")))
  }
}

/// What `zip` gives.
final class ZipIterator: IteratorObject {
  private let sources: [IteratorObject]
  private let isStrict: Bool
  /// What is asked for the items of a pair, if nothing is checked at the end.
  let plainPair: (ObjectMemory, ObjectMemory)?

  init(_ sources: [IteratorObject], isStrict: Bool = false) {
    self.sources = sources
    self.isStrict = isStrict
    plainPair =
      !isStrict && sources.count == 2
      ? (
        ObjectMemory(Unmanaged.passUnretained(sources[0]).toOpaque()),
        ObjectMemory(Unmanaged.passUnretained(sources[1]).toOpaque())
      ) : nil
    super.init(type: NamedIterators.zip)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    if sources.isEmpty { return nil }
    var items: [Value] = []
    items.reserveCapacity(sources.count)
    for (i, source) in sources.enumerated() {
      guard let value = try source.next(in: context) else {
        result = sources[i].takeResult()
        try end(at: i, in: context)
        return nil
      }
      items.append(value)
    }
    return .tuple(items)
  }

  /// Puts the items of the next pair into two places; false at the end, `nil` if they are no pairs.
  func advance(_ first: Slot, _ second: Slot, in context: Context) throws(Raised) -> Bool? {
    guard sources.count == 2 else { return nil }
    for i in 0..<2 {
      if let cause = sources[i].poison { throw .unsupported(cause) }
      let source = ObjectMemory(Unmanaged.passUnretained(sources[i]).toOpaque())
      guard try context.nextValue(source, into: i == 0 ? first : second) else {
        try end(at: i, in: context)
        return false
      }
    }
    return true
  }

  /// Checks that all end where one does, if that is asked for.
  private func end(at position: Int, in context: Context) throws(Raised) {
    guard isStrict else { return }
    if position > 0 {
      let others = position == 1 ? "argument 1" : "arguments 1-\(position)"
      throw Raised.valueError("zip() argument \(position + 1) is shorter than \(others)")
    }
    for i in sources.indices.dropFirst() {
      if try sources[i].next(in: context) != nil {
        let others = i == 1 ? "argument 1" : "arguments 1-\(i)"
        throw Raised.valueError("zip() argument \(i + 1) is longer than \(others)")
      }
    }
  }
}
