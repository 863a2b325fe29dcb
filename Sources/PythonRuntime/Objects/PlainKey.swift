import CObjectCounts
import Kernels

/// Keys that are hashed and compared without asking them: strings, integers, and tuples of such.
enum PlainKey {
  /// `hash(key)`; `nil` if it is another kind of key.
  @inline(__always)
  static func hash(_ key: Slot) -> Int? {
    if key.isInt { return NumberHash.of(key.int) }
    if key.isString { return key.memory.assumingMemoryBound(to: PythonString.self).pointee.pythonHash }
    return hash(ofTuple: key)
  }

  private static func hash(ofTuple key: Slot) -> Int? {
    guard let items = tuple(key) else { return nil }
    var result = TupleHash()
    for i in 0..<items.count {
      guard let hash = hash(items[i]) else { return nil }
      result.combine(hash)
    }
    return result.value
  }

  /// Whether two keys are one; `nil` if they must be asked.
  @inline(__always)
  static func areSame(_ a: Slot, _ b: Slot) -> Bool? {
    if a.isInt, b.isInt { return a.int == b.int }
    if a.isString, b.isString { return ItemsMemory(a.reference).hasSameBytes(as: ItemsMemory(b.reference)) }
    return areSameTuples(a, b)
  }

  private static func areSameTuples(_ a: Slot, _ b: Slot) -> Bool? {
    guard let first = tuple(a) else { return isInline(a) && (isInline(b) || tuple(b) != nil) ? false : nil }
    guard let second = tuple(b) else { return isInline(b) ? false : nil }
    if first.memory == second.memory { return true }
    guard first.count == second.count else { return false }
    for i in 0..<first.count {
      guard let isSame = areSame(first[i], second[i]) else { return nil }
      if !isSame { return false }
    }
    return true
  }

  private static func isInline(_ key: Slot) -> Bool { key.isInt || key.isString }

  /// The items of a tuple of no derived class.
  @inline(__always)
  private static func tuple(_ key: Slot) -> ItemsMemory? {
    guard let object = key.soundObject, object.type == c_known_class(Recycling.tupleType) else { return nil }
    return object.items
  }

  /// What looking for a key gives.
  enum Place {
    /// Its position in the table.
    case found(Int)
    /// It is not there; where it belongs, if the table knows.
    case absent(Int)
    /// A key must be asked.
    case unknown
  }
}
