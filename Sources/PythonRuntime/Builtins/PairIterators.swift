import Kernels

/// What `enumerate` gives.
final class EnumerateIterator: IteratorObject {
  private let source: IteratorObject
  private var position: Int

  init(_ source: IteratorObject, from start: Int) {
    self.source = source
    position = start
    super.init(type: NamedIterators.enumerate)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    guard let value = try source.next(in: context) else { return nil }
    return .tuple([.int(try number()), value])
  }

  /// Puts the next number and item into two places; false at the end.
  func advance(_ first: Slot, _ second: Slot, in context: Context) throws(Raised) -> Bool {
    if let cause = source.poison { throw .unsupported(cause) }
    guard try context.nextValue(ObjectMemory(Unmanaged.passUnretained(source).toOpaque()), into: second) else {
      return false
    }
    first.set(try number())
    return true
  }

  private func number() throws(Raised) -> Int {
    let (next, isTooLarge) = position.addingReportingOverflow(1)
    if isTooLarge { throw .overflowError("enumerate() counter is too large") }
    defer { position = next }
    return position
  }
}

/// What `zip` gives.
final class ZipIterator: IteratorObject {
  private let sources: [IteratorObject]
  private let isStrict: Bool

  init(_ sources: [IteratorObject], isStrict: Bool) {
    self.sources = sources
    self.isStrict = isStrict
    super.init(type: NamedIterators.zip)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    if sources.isEmpty { return nil }
    var items: [Value] = []
    items.reserveCapacity(sources.count)
    for (i, source) in sources.enumerated() {
      guard let value = try source.next(in: context) else {
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
