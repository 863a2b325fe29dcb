public import Kernels

/// `dict`: keys in the order of insertion.
open class DictObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "dict", members: Builtins.DictClass.members)

  /// The entries.
  package final var table = HashTable() {
    didSet { if let namespace { namespace.adopt(table) } }
  }

  /// The names that it shows, of a module or of code that `exec` runs.
  final var namespace: Namespace?

  package init(type: TypeObject = DictObject.type) {
    super.init(type: type)
  }

  deinit {
    namespace?.mirror = nil
    namespace = nil
    Releasing.free(&table)
  }

  /// A dictionary with string keys.
  package convenience init(_ items: [(PythonString, Value)]) {
    self.init()
    for (key, value) in items { self[key] = value }
  }

  /// Number of entries.
  package final var count: Int { table.count }
  /// Keys in order.
  package final var keys: [Value] { table.keys }
  /// Values in order.
  package final var values: [Value] { table.values }
  /// Entries in order.
  package final var items: [(key: Value, value: Value)] { table.items }

  /// The value of a string key, which needs no Python code to be found.
  package final subscript(name: PythonString) -> Value? {
    get { table.value(forString: name) }
    set {
      if let newValue { table.set(string: name, to: newValue) } else { table.remove(string: name) }
    }
  }

  /// The value of a key; `nil` if there is none. Unhashable keys raise.
  package final func value(for key: Value, in context: Context) throws(Raised) -> Value? {
    try table.value(for: key, in: context)
  }

  /// Stores a value; a key that is there keeps its place.
  package final func set(_ key: Value, to value: Value, in context: Context) throws(Raised) {
    try table.set(key, to: value, in: context)
  }

  /// Removes a key and gives its value; `nil` if there was none.
  @discardableResult
  package final func remove(_ key: Value, in context: Context) throws(Raised) -> Value? {
    try table.remove(key, in: context)
  }

  /// An empty dictionary of the same kind; subclasses keep what they are.
  open func emptyCopy() -> DictObject { DictObject() }

  /// What `self[key]` gives for a key that is not there; `nil` raises KeyError. `defaultdict` and `Counter` override it.
  open func missing(_ key: Value, in context: Context) throws(Raised) -> Value? {
    guard type.isUserDefined, let method = type.lookup("__missing__") else { return nil }
    return try context.call(method, [.object(self), key])
  }

  override open func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let value = try table.value(for: key, in: context) { return value }
    if let value = try missing(key, in: context) { return value }
    throw .keyError(key)
  }

  override open func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    try table.set(key, to: value, in: context)
  }

  override open func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if try table.remove(key, in: context) == nil { throw .keyError(key) }
  }

  override open func length(in context: Context) throws(Raised) -> Int? { table.count }

  override open func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try table.value(for: value, in: context) != nil
  }

  override open func iterate(in context: Context) throws(Raised) -> IteratorObject {
    DictIterator(self, .keys)
  }

  override open func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: '\(type.name)'")
  }

  override open func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: DictObject.self) else { return nil }
    return .bool(try equals(other, in: context) == (operation == .equal))
  }

  override open func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or, !reflected, let other = other.cast(to: DictObject.self) else { return nil }
    let result = DictObject()
    result.table = table
    for (key, value) in other.items { try result.set(key, to: value, in: context) }
    return .object(result)
  }

  override open func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    try update(from: other, keywords: [], in: context)
    return .object(self)
  }

  override open func repr(in context: Context) throws(Raised) -> PythonString {
    guard context.enterRepr(self) else { return "{...}" }
    defer { context.leaveRepr(self) }
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    var isFirst = true
    for (key, value) in table.items {
      if !isFirst { bytes += [UInt8(ascii: ","), UInt8(ascii: " ")] }
      isFirst = false
      bytes += try context.repr(key).bytes
      bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
      bytes += try context.repr(value).bytes
    }
    bytes.append(UInt8(ascii: "}"))
    return PythonString(bytes: bytes)
  }

  private func equals(_ other: DictObject, in context: Context) throws(Raised) -> Bool {
    guard count == other.count else { return false }
    for (key, value) in table.items {
      guard let theirs = try other.value(for: key, in: context), try context.equal(value, theirs) else { return false }
    }
    return true
  }
}

/// Iteration over a dictionary's keys, values or items.
package final class DictIterator: IteratorObject {
  /// What is iterated over.
  package enum Part: Sendable { case keys, values, items }

  private let dict: DictObject
  private let part: Part
  private var position = 0
  private let size: Int
  /// How many entries are to come, unless the keys change.
  private var rest: Int

  package init(_ dict: DictObject, _ part: Part) {
    self.dict = dict
    self.part = part
    size = dict.count
    rest = size
    super.init(
      type: part == .keys
        ? NamedIterators.dictKeys : part == .values ? NamedIterators.dictValues : NamedIterators.dictItems)
  }

  /// Puts the next item into two places; false at the end, `nil` if it is not items that are iterated over.
  func advance(_ first: Slot, _ second: Slot) throws(Raised) -> Bool? {
    guard part == .items else { return nil }
    if dict.count != size { throw .runtimeError("dictionary changed size during iteration") }
    guard let entry = dict.table.places(after: &position) else { return false }
    try count()
    first.copy(entry.key)
    second.copy(entry.value)
    return true
  }

  /// Puts the next key or value into a place; false at the end, `nil` if it is items that are iterated over.
  func advance(_ target: Slot) throws(Raised) -> Bool? {
    guard part != .items else { return nil }
    if dict.count != size { throw .runtimeError("dictionary changed size during iteration") }
    guard let entry = dict.table.places(after: &position) else { return false }
    try count()
    target.copy(part == .keys ? entry.key : entry.value)
    return true
  }

  @inline(__always)
  private func count() throws(Raised) {
    if rest == 0 { throw .runtimeError("dictionary keys changed during iteration") }
    rest &-= 1
  }

  override package var lengthHint: Int? { dict.count == size ? rest : 0 }

  override package func next(in context: Context) throws(Raised) -> Value? {
    if dict.count != size { throw .runtimeError("dictionary changed size during iteration") }
    guard let entry = dict.table.entry(after: &position) else { return nil }
    try count()
    switch part {
    case .keys: return entry.key
    case .values: return entry.value
    case .items: return .tuple([entry.key, entry.value])
    }
  }
}
