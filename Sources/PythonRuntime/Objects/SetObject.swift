package import Kernels

/// `set` and `frozenset`.
package final class SetObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "set", members: Builtins.SetMethods.members + Builtins.SetClass.members)
  nonisolated(unsafe) package static let frozenType = TypeObject(
    name: "frozenset", members: Builtins.SetMethods.members + Builtins.FrozenSetClass.members)

  package var table: SetTable
  package let isFrozen: Bool

  package init(_ table: SetTable = SetTable(), isFrozen: Bool = false, type: TypeObject? = nil) {
    self.table = table
    self.isFrozen = isFrozen
    super.init(type: type ?? (isFrozen ? SetObject.frozenType : SetObject.type))
  }

  deinit { Releasing.free(&table) }

  /// A set of these elements, added in order.
  package convenience init(_ items: [Value], isFrozen: Bool = false, in context: Context) throws(Raised) {
    var table = SetTable()
    for item in items { try table.insert(item, in: context) }
    self.init(table, isFrozen: isFrozen)
  }

  /// The elements in the order of iteration.
  package var elements: [Value] { table.elements }

  override package var isMutable: Bool { !isFrozen }

  override package func length(in context: Context) throws(Raised) -> Int? { table.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    if isFrozen { return ArrayIterator(elements, type: NamedIterators.set) }
    let size = table.count
    var items = elements[...]
    return NativeIterator(type: NamedIterators.set) { [self] _ throws(Raised) in
      if table.count != size { throw .runtimeError("Set changed size during iteration") }
      return items.popFirst()
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try table.contains(SetObject.key(value), in: context)
  }

  /// The value as it is looked for: of a set, which has no hash, a frozen copy.
  static func key(_ value: Value) -> Value {
    guard let set = value.cast(to: SetObject.self), !set.isFrozen else { return value }
    return .object(SetObject(set.table, isFrozen: true))
  }

  /// CPython's hash of a frozenset: independent of the order, and spread.
  override package func hash(in context: Context) throws(Raised) -> Int {
    guard isFrozen else { throw .typeError("unhashable type: 'set'") }
    var result: UInt = 0
    for element in elements {
      let hash = UInt(bitPattern: try context.hash(element))
      result ^= ((hash ^ 89_869_747) ^ (hash << 16)) &* 3_644_798_167
    }
    result ^= (UInt(table.count) &+ 1) &* 1_927_868_237
    result ^= (result >> 11) ^ (result >> 25)
    result = result &* 69069 &+ 907_133_923
    return result == UInt.max ? 590_923_713 : Int(bitPattern: result)
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard !reflected, let other = other.cast(to: SetObject.self) else { return nil }
    return try combined(operation, with: other.table, in: context).map { .object(SetObject($0, isFrozen: isFrozen)) }
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard !isFrozen, let other = other.cast(to: SetObject.self) else { return nil }
    guard let result = try combined(operation, with: other.table, in: context) else { return nil }
    table = result
    return .object(self)
  }

  /// Union, intersection, difference or symmetric difference; `nil` for other operators.
  package func combined(
    _ operation: BinaryOperator, with other: SetTable, in context: Context
  ) throws(Raised) -> SetTable? {
    var result = SetTable()
    switch operation {
    case .or:
      result = table
      try result.formUnion(other, in: context)
    case .and:
      // CPython walks the smaller set.
      let (walked, asked) = other.count > table.count ? (table, other) : (other, table)
      for element in walked.elements {
        if try asked.contains(element, in: context) {
          try result.insert(element, in: context)
        }
      }
    case .subtract:
      for element in table.elements {
        if try !other.contains(element, in: context) {
          try result.insert(element, in: context)
        }
      }
    case .xor:
      result = table
      for element in other.elements {
        if try !result.remove(element, in: context) { try result.insert(element, in: context) }
      }
    default: return nil
    }
    return result
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: SetObject.self) else { return nil }
    switch operation {
    case .equal, .notEqual:
      guard table.count == other.table.count else { return .bool(operation == .notEqual) }
      return .bool(try isSubset(of: other.table, in: context) == (operation == .equal))
    case .lessOrEqual: return .bool(try isSubset(of: other.table, in: context))
    case .less:
      guard table.count < other.table.count else { return false }
      return .bool(try isSubset(of: other.table, in: context))
    case .greaterOrEqual: return .bool(try other.isSubset(of: table, in: context))
    case .greater:
      guard other.table.count < table.count else { return false }
      return .bool(try other.isSubset(of: table, in: context))
    }
  }

  /// Whether every element is in the other set.
  package func isSubset(of other: SetTable, in context: Context) throws(Raised) -> Bool {
    if table.count > other.count { return false }
    for element in elements { if try !other.contains(element, in: context) { return false } }
    return true
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let name = type.name
    if table.count == 0 { return PythonString("\(name)()") }
    guard context.enterRepr(self) else { return PythonString("\(name)(...)") }
    defer { context.leaveRepr(self) }
    let braces = try Sequences.repr(elements, open: "{", close: "}", in: context)
    guard isFrozen || type !== SetObject.type else { return braces }
    return PythonString(bytes: Array("\(name)(".utf8) + braces.bytes + [UInt8(ascii: ")")])
  }
}
