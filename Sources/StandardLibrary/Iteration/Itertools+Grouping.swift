import Kernels
import PythonRuntime

extension Standard.Itertools {
  static let accumulate = Constant("accumulate") { _ in .object(accumulateClass) }
  static let pairwise = Constant("pairwise") { _ in .object(pairwiseClass) }
  static let zipLongest = Constant("zip_longest") { _ in .object(zipLongestClass) }
  static let groupby = Constant("groupby") { _ in .object(groupbyClass) }

  static let tee = Function("tee(iterable, n=2, /)") { call in
    let count = try call.int("n")
    if count < 0 { throw Raised.valueError("n must be >= 0") }
    let source = try call.context.iterate(call[0])
    if let known = source as? TeeIterator {
      return .tuple((0..<count).map { $0 == 0 ? call[0] : .object(known.copy()) })
    }
    let first = TeeIterator(TeeLink(source))
    return .tuple((0..<count).map { _ in .object(first.copy()) })
  }

  nonisolated(unsafe) private static let accumulateClass = TypeObject.iterator(
    Constructor("accumulate(cls, iterable, func=None, *, initial=None)") { call in
      let source = try call.context.iterate(call["iterable"])
      let function = call["func"]
      var total: Value? = call.isNone("initial") ? nil : call["initial"]
      var isFirst = total != nil
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          if isFirst {
            isFirst = false
            return total
          }
          guard let value = try source.next(in: context) else { return nil }
          guard let known = total else {
            total = value
            return value
          }
          total = try function.isNone ? context.binary(.add, known, value) : context.call(function, [known, value])
          return total
        })
    })

  nonisolated(unsafe) private static let pairwiseClass = TypeObject.iterator(
    Constructor("pairwise(cls, iterable, /)") { call in
      let source = try call.context.iterate(call[1])
      var last: Value?
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          if last == nil { last = try source.next(in: context) }
          guard let first = last, let second = try source.next(in: context) else { return nil }
          last = second
          return .tuple([first, second])
        })
    })

  nonisolated(unsafe) private static let zipLongestClass = TypeObject.iterator(
    Constructor("zip_longest(cls, *iterables, fillvalue=None)") { call in
      var sources: [IteratorObject?] = []
      for value in call.variadic { sources.append(try call.context.iterate(value)) }
      let fill = call["fillvalue"]
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          var items: [Value] = []
          for i in sources.indices {
            if let value = try sources[i]?.next(in: context) {
              items.append(value)
            } else {
              sources[i] = nil
              items.append(fill)
            }
          }
          return sources.allSatisfy { $0 == nil } ? nil : .tuple(items)
        })
    })

  nonisolated(unsafe) private static let groupbyClass = TypeObject.iterator(
    Constructor("groupby(cls, iterable, key=None)") { call in
      let source = try call.context.iterate(call["iterable"])
      return .object(GroupIterator(source, key: call["key"], type: call.madeClass))
    })
}

/// `itertools.groupby`: groups share the one source, so a group that is left behind is empty.
final class GroupIterator: IteratorObject {
  private let source: IteratorObject
  private let key: Value
  private var targetKey: Value?
  private var currentKey: Value?
  private var currentValue: Value?
  private var groupCount = 0

  init(_ source: IteratorObject, key: Value, type: TypeObject) {
    self.source = source
    self.key = key
    super.init(type: type)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    groupCount += 1
    while true {
      if let currentKey {
        guard let targetKey else { break }
        if try !context.equal(targetKey, currentKey) { break }
      }
      guard try advance(in: context) else { return nil }
    }
    let key = currentKey ?? .none
    targetKey = key
    let group = groupCount
    let members = NativeIterator(type: GroupIterator.groupType) { [self] context throws(Raised) in
      guard group == groupCount else { return nil }
      if currentValue == nil {
        guard try advance(in: context) else { return nil }
      }
      guard let currentKey, try context.equal(key, currentKey) else { return nil }
      defer { currentValue = nil }
      return currentValue
    }
    return .tuple([key, .object(members)])
  }

  /// Reads the next item; `false` at the end of the source.
  private func advance(in context: Context) throws(Raised) -> Bool {
    guard let value = try source.next(in: context) else { return false }
    currentKey = try key.isNone ? value : context.call(key, [value])
    currentValue = value
    return true
  }

  nonisolated(unsafe) private static let groupType = TypeObject(
    name: "_grouper", module: "itertools", bases: [Types.iterator])
}

/// A value that iterators made by `tee` share, and the rest of the source.
final class TeeLink {
  private var source: IteratorObject?
  private var entry: (value: Value, next: TeeLink)?

  init(_ source: IteratorObject) { self.source = source }

  func read(in context: Context) throws(Raised) -> (value: Value, next: TeeLink)? {
    if let entry { return entry }
    guard let source, let value = try source.next(in: context) else { return nil }
    self.source = nil
    entry = (value, TeeLink(source))
    return entry
  }

  // A long chain is freed link by link, not by recursion.
  deinit {
    var next = entry?.next
    entry = nil
    while let link = next, isKnownUniquelyReferenced(&next) {
      next = link.entry?.next
      link.entry = nil
    }
  }
}

/// One of the iterators that `tee` makes.
final class TeeIterator: IteratorObject {
  nonisolated(unsafe) private static let type = TypeObject(
    name: "_tee", module: "itertools", bases: [Types.iterator])
  private var link: TeeLink

  init(_ link: TeeLink) {
    self.link = link
    super.init(type: TeeIterator.type)
  }

  func copy() -> TeeIterator { TeeIterator(link) }

  override func next(in context: Context) throws(Raised) -> Value? {
    guard let (value, next) = try link.read(in: context) else { return nil }
    link = next
    return value
  }

  override func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { deeply ? nil : .object(copy()) }
}
