package import Kernels
package import PythonRuntime

/// `collections.Counter`.
package final class CounterObject: DictObject, PrettyCall, NamedRepr {
  nonisolated(unsafe) package static let counterType: TypeObject = {
    let type = TypeObject(
      name: "Counter", module: "collections", bases: [DictObject.type], members: Standard.CounterClass.members)
    type.fillByInitializer()
    return type
  }()

  package override init(type: TypeObject = CounterObject.counterType) {
    super.init(type: type)
  }

  override package func emptyCopy() -> DictObject { CounterObject(type: type) }

  override package func missing(_ key: Value, in context: Context) throws(Raised) -> Value? {
    if type.isUserDefined, let method = type.lookup("__missing__"), !(method.object is NativeFunction) {
      return try context.call(method, [.object(self), key])
    }
    return 0
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    _ = try remove(key, in: context)
  }

  /// The count of an element, zero if it is not there.
  func count(of key: Value, in context: Context) throws(Raised) -> Value { try value(for: key, in: context) ?? 0 }

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
      if case .int(let known)? = try value(for: key, in: context), known.magnitude < 1 << 62 {
        try set(key, to: .int(known + sign), in: context)
      } else {
        try set(key, to: context.binary(.add, value(for: key, in: context) ?? 0, .int(sign)), in: context)
      }
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? { try arithmetic(operation, other, reflected: reflected, in: context) }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? { try arithmeticInPlace(operation, other, in: context) }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    try sign(operation, in: context)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? { try comparison(operation, other, in: context) }

  package var prettyName: String { type.name }

  package func prettyArguments(in context: Context) throws(Raised) -> [Value] {
    if count == 0 { return [] }
    let dict = DictObject()
    for (key, value) in try mostCommon(in: context) { try dict.set(key, to: value, in: context) }
    return [.object(dict)]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try repr(named: type.name, in: context)
  }

  package func repr(named name: String, in context: Context) throws(Raised) -> PythonString {
    if count == 0 { return PythonString("\(name)()") }
    let dict = DictObject()
    do throws(Raised) {
      for (key, value) in try mostCommon(in: context) { try dict.set(key, to: value, in: context) }
    } catch {
      // Counts that cannot be ordered are shown as they stand.
      guard error.isException(of: Exceptions.typeError) else { throw error }
      dict.table = table
    }
    return PythonString(
      bytes: Array("\(name)(".utf8) + (try context.repr(.object(dict))).bytes + Array(")".utf8))
  }
}

extension Standard.Collections {
  static let counter = Constant("Counter") { _ in .object(CounterObject.counterType) }
}
