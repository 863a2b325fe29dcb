package import Kernels
package import PythonRuntime

/// `collections.Counter`.
package final class CounterObject: DictObject, PrettyCall {
  nonisolated(unsafe) package static let counterType: TypeObject = {
    let type = TypeObject(
      name: "Counter", module: "collections", bases: [DictObject.type], members: Standard.CounterClass.members)
    type.allocate = { CounterObject(type: $0) }
    return type
  }()

  package override init(type: TypeObject = CounterObject.counterType) {
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { CounterObject() }

  override package func missing(_ key: Value, in context: Context) throws(Raised) -> Value? { 0 }

  /// Entries by descending count; equal counts in the order of insertion.
  func mostCommon(in context: Context) throws(Raised) -> [(key: Value, value: Value)] {
    let entries = items
    let order = try context.sorted(
      entries.indices.map { .int($0) }, keys: entries.map(\.value), reverse: true)
    return order.compactMap { if case .int(let i) = $0 { entries[i] } else { nil } }
  }

  /// Adds `sign` times the counts of a mapping, or the elements of an iterable.
  func count(_ source: Value, sign: Int, in context: Context) throws(Raised) {
    if let mapping = try source.supported().cast(to: DictObject.self) {
      for (key, value) in mapping.items {
        let known = try self.value(for: key, in: context) ?? 0
        try set(key, to: context.binary(sign > 0 ? .add : .subtract, known, value), in: context)
      }
      return
    }
    let iterator = try context.iterate(source)
    while let key = try iterator.next(in: context) {
      if case .int(let known)? = try value(for: key, in: context) {
        try set(key, to: .int(known + sign), in: context)
      } else {
        try set(key, to: context.binary(.add, value(for: key, in: context) ?? 0, .int(sign)), in: context)
      }
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard !reflected, let other = other.cast(to: CounterObject.self) else { return nil }
    let result = CounterObject()
    for (key, value) in items + other.items.filter({ _ in operation != .and }) {
      if try result.value(for: key, in: context) != nil { continue }
      let mine = try self.value(for: key, in: context) ?? 0
      let theirs = try other.value(for: key, in: context) ?? 0
      guard let combined = try self.combined(operation, mine, theirs, in: context) else { return nil }
      if try context.isLess(0, combined) { try result.set(key, to: combined, in: context) }
      _ = value
    }
    return .object(result)
  }

  private func combined(
    _ operation: BinaryOperator, _ a: Value, _ b: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add, .subtract: try context.binary(operation, a, b)
    case .and: try context.isLess(b, a) ? b : a
    case .or: try context.isLess(a, b) ? b : a
    default: nil
    }
  }

  package var prettyName: String { "Counter" }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] {
    if count == 0 { return [] }
    let dict = DictObject()
    for (key, value) in try mostCommon(in: context) { try dict.set(key, to: value, in: context) }
    return [.object(dict)]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let arguments = try prettyArguments(in: context)
    guard let dict = arguments.first else { return "Counter()" }
    return PythonString(bytes: Array("Counter(".utf8) + (try context.repr(dict)).bytes + Array(")".utf8))
  }
}

extension Standard.Collections {
  static let counter = Constant("Counter") { _ in .object(CounterObject.counterType) }
}

extension Standard.CounterClass {
  static let new = Constructor("Counter(cls, iterable=None, /, **kwds)") { call in
    let counter = CounterObject(type: call.receivingClass ?? CounterObject.counterType)
    if !call.isNone("iterable") { try counter.count(call[1], sign: 1, in: call.context) }
    for (name, value) in call.keywords { counter[name] = value }
    return .object(counter)
  }

  static let mostCommon = Method("most_common(self, n=None)") { call in
    let entries = try call.receiver(as: CounterObject.self).mostCommon(in: call.context)
    let count = try call.optionalInt("n") ?? entries.count
    return .list(entries.prefix(max(0, count)).map { .tuple([$0.key, $0.value]) })
  }

  static let update = Method("update(self, iterable=None, /, **kwds)", mutates: true) { call in
    let counter = try call.receiver(as: CounterObject.self)
    if !call.isNone("iterable") { try counter.count(call[1], sign: 1, in: call.context) }
    return .none
  }

  static let subtract = Method("subtract(self, iterable=None, /, **kwds)", mutates: true) { call in
    let counter = try call.receiver(as: CounterObject.self)
    if !call.isNone("iterable") { try counter.count(call[1], sign: -1, in: call.context) }
    return .none
  }

  static let elements = Method("elements(self)") { call in
    var result: [Value] = []
    for (key, value) in try call.receiver(as: CounterObject.self).items {
      if case .int(let count) = value, count > 0 { result += repeatElement(key, count: count) }
    }
    return .object(ArrayIterator(result))
  }

  static let total = Method("total(self)") { call in
    var total: Value = 0
    for value in try call.receiver(as: CounterObject.self).values {
      total = try call.context.binary(.add, total, value)
    }
    return total
  }
}
