package import Diagnostics
package import Kernels

/// The names of a module, in slots that code refers to by number.
package final class Namespace {
  /// The values by slot, `nil` is unbound; behind each value the built-in of that name, once it has been used.
  private(set) var storage = UnsafeMutablePointer<Value?>.allocate(capacity: 32)
  private var capacity = 16
  package private(set) var names: [PythonString] = []
  private var slots: [PythonString: Int] = [:]
  /// The file that the code was read from; `nil` for the cells of the notebook.
  package let file: SourceFile?
  /// The dotted name that relative imports start from; `nil` outside of packages.
  package let package: String?
  /// Whether hints are kept as text: `from __future__ import annotations`.
  var postponesHints = false
  /// Values that depend on draws without a seed, by slot. The slots themselves are unbound, so that reading them takes the
  /// slow way, which notices it.
  private(set) var unseeded: [Int: Value] = [:]

  /// A module that remembers built-ins.
  private struct Reader { weak var namespace: Namespace? }

  /// The modules that remember names of this namespace, if it is that of the built-ins.
  private var readers: [Reader] = []
  private var remembersBuiltins = false

  /// The dictionary that shows these names, changes included; see `dictionary`.
  unowned(unsafe) var mirror: DictObject?
  /// Whether a change of the names is on its way to the dictionary.
  private var isReflecting = false
  /// What `__builtins__` of a dictionary given to `exec` restricts built-ins to.
  var ownBuiltins: DictObject?

  /// - Parameters:
  ///   - name: the module's `__name__`.
  ///   - file: what it was read from.
  ///   - package: the package that it belongs to.
  package init(_ name: PythonString = "__main__", file: SourceFile? = nil, package: String? = nil) {
    self.file = file
    self.package = package
    self["__name__"] = .string(name)
  }

  deinit {
    storage.deinitialize(count: names.count * 2)
    storage.deallocate()
  }

  /// `__name__`
  package var moduleName: Value { self["__name__"] ?? "__main__" }

  /// The slot of a name, made if there is none.
  package func slot(of name: PythonString) -> Int {
    if let slot = slots[name] { return slot }
    let slot = names.count
    if slot == capacity { grow() }
    slots[name] = slot
    (storage + 2 * slot).initialize(repeating: nil, count: 2)
    names.append(name)
    return slot
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Value?>.allocate(capacity: capacity * 4)
    larger.moveInitialize(from: storage, count: names.count * 2)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }

  /// The value of a name.
  package subscript(name: PythonString) -> Value? {
    get { slots[name].flatMap { self[slot: $0] ?? unseeded[$0] } }
    set {
      let slot = self.slot(of: name)
      self[slot: slot] = newValue
      unseeded[slot] = nil
      if !readers.isEmpty { forgetReaders() }
    }
  }

  /// The value in a slot.
  @inline(__always)
  package subscript(slot slot: Int) -> Value? {
    get { storage[2 * slot] }
    set {
      storage[2 * slot] = newValue
      if mirror != nil { reflect(slot) }
    }
  }

  /// The built-in of the name in a slot, once it has been used.
  @inline(__always)
  subscript(builtin slot: Int) -> Value? {
    get { storage[2 * slot + 1] }
    set { storage[2 * slot + 1] = newValue }
  }

  /// The bound names with their values.
  package var bindings: [(name: PythonString, value: Value)] {
    names.indices.compactMap { slot in (self[slot: slot] ?? unseeded[slot]).map { (names[slot], $0) } }
  }

  // MARK: What depends on draws without a seed

  /// Whether the value of a name depends on draws without a seed.
  package func isUnseeded(_ name: PythonString) -> Bool {
    slots[name].map { self[slot: $0] == nil && unseeded[$0] != nil } ?? false
  }

  /// Marks the value in a slot.
  func markUnseeded(slot: Int) {
    guard let value = self[slot: slot] else { return }
    unseeded[slot] = value
    self[slot: slot] = nil
    self[builtin: slot] = nil
  }

  /// The slot of a name that is known; `nil` for others.
  func knownSlot(of name: PythonString) -> Int? { slots[name] }

  /// Unbinds a slot; `false` if nothing was bound.
  func unbind(slot: Int) -> Bool {
    let wasBound = self[slot: slot] != nil || unseeded[slot] != nil
    if !readers.isEmpty { forgetReaders() }
    self[slot: slot] = nil
    unseeded[slot] = nil
    return wasBound
  }

  /// The bits of all slots, to be compared with what they are later: bindings that have changed differ.
  func fingerprint() -> [UInt64] {
    let words = UnsafeRawPointer(storage).assumingMemoryBound(to: UInt64.self)
    let count = names.count * 2 * MemoryLayout<Value?>.stride / 8
    return Array(UnsafeBufferPointer(start: words, count: count))
  }

  /// The bound slots whose bits are others than they were.
  func slotsChanged(since before: [UInt64]) -> [Int] {
    let width = 2 * MemoryLayout<Value?>.stride / 8
    let half = width / 2
    let now = fingerprint()
    return names.indices.filter { slot in
      guard self[slot: slot] != nil else { return false }
      let place = slot * width
      guard place + width <= before.count else { return true }
      return now[place..<(place + half)] != before[place..<(place + half)]
    }
  }

  // MARK: Names that are put back

  /// What all names are bound to now.
  package struct Snapshot {
    fileprivate let values: [Value?]
    fileprivate let unseeded: [Int: Value]
  }

  /// What all names are bound to now.
  package func snapshot() -> Snapshot { Snapshot(values: names.indices.map { self[slot: $0] }, unseeded: unseeded) }

  /// Binds all names as they were; those that came later are unbound.
  package func restore(_ snapshot: Snapshot) {
    for slot in names.indices { self[slot: slot] = slot < snapshot.values.count ? snapshot.values[slot] : nil }
    unseeded = snapshot.unseeded
  }

  /// The names as a dictionary: what is stored in the one is found in the other.
  package var dictionary: DictObject {
    if let mirror { return mirror }
    let dict = DictObject(bindings.map { ($0.name, $0.value) })
    dict.namespace = self
    mirror = dict
    return dict
  }

  /// The names that a dictionary holds, for code that `exec` runs.
  static func of(_ dict: DictObject) -> Namespace {
    if let known = dict.namespace { return known }
    let namespace = Namespace(for: dict)
    namespace.adopt(dict.table)
    namespace.mirror = dict
    dict.namespace = namespace
    return namespace
  }

  private init(for dict: DictObject) {
    file = nil
    package = nil
  }

  // MARK: Built-ins

  /// Notes that a module has found one of these names, the built-ins, and remembers it.
  func note(reader: Namespace) {
    if reader.remembersBuiltins { return }
    reader.remembersBuiltins = true
    readers.append(Reader(namespace: reader))
  }

  /// Lets the modules that remember built-ins look again.
  private func forgetReaders() {
    for reader in readers {
      guard let namespace = reader.namespace else { continue }
      namespace.remembersBuiltins = false
      for slot in namespace.names.indices { namespace[builtin: slot] = nil }
    }
    readers = []
  }

  /// Takes over what the dictionary holds after a change of it.
  func adopt(_ table: HashTable) {
    guard !isReflecting else { return }
    if !readers.isEmpty { forgetReaders() }
    for slot in names.indices where table.value(forString: names[slot]) == nil {
      storage[2 * slot] = nil
      unseeded[slot] = nil
    }
    for (key, value) in table.items {
      guard case .string(let name) = key else { continue }
      // A new slot may move the storage.
      let slot = slot(of: name)
      storage[2 * slot] = value
    }
  }

  /// Shows a change of a name in the dictionary.
  func reflect(_ slot: Int) {
    isReflecting = true
    mirror?[names[slot]] = self[slot: slot]
    isReflecting = false
  }
}
