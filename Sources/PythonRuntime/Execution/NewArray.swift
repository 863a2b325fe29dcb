import CObjectCounts
import Kernels

/// New arrays, made as the standard library makes them but for looking up their class each time: `Array.init` is not
/// specialised here, and the look-up costs more than the memory.
enum NewArray {
  nonisolated(unsafe) private static let values = storageClass(of: Value.self)
  nonisolated(unsafe) private static let bytes = storageClass(of: UInt8.self)

  /// The class of the storage that arrays allocate; literals have another.
  private static func storageClass<T>(of type: T.Type) -> UnsafeRawPointer {
    var array: [T] = []
    array.reserveCapacity(Int.random(in: 8...16))
    return withUnsafeBytes(of: &array) { $0.load(as: UnsafeRawPointer.self) }.load(as: UnsafeRawPointer.self)
  }

  /// Storage for a number of values, which hold nothing yet.
  @inline(__always)
  static func ofValues(_ count: Int) -> ItemsMemory {
    if let known = Recycling.values(count) { return known }
    let capacity =
      count <= 4 ? (count <= 2 ? 2 : 4) : count <= 8 ? 8 : count <= 16 ? 16 : count <= 32 ? 32 : count
    return storage(values, count, capacity: capacity, size: capacity &* Slot.stride)
  }

  /// Storage for a number of bytes.
  @inline(__always)
  static func ofBytes(_ count: Int) -> ItemsMemory {
    if let known = Recycling.bytes(count) { return known }
    let capacity = count <= 16 ? 16 : count <= 32 ? 32 : count
    return storage(bytes, count, capacity: capacity, size: capacity)
  }

  @inline(never)
  private static func storage(_ type: UnsafeRawPointer, _ count: Int, capacity: Int, size: Int) -> ItemsMemory {
    let memory = swift_allocObject(type, Layout.firstItem + size, 7)
    memory.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    // A bit besides, which says nothing here.
    memory.storeBytes(of: capacity << 1, toByteOffset: 24, as: Int.self)
    return ItemsMemory(memory)
  }

  /// Storage that holds a copy of bytes, at least one.
  static func copy(_ source: UnsafeRawPointer, _ count: Int) -> ItemsMemory {
    let result = ofBytes(count)
    (result.memory + Layout.firstItem).copyMemory(from: source, byteCount: count)
    return result
  }

  /// Lets small objects be used again from now on.
  static func begin() { Recycling.begin(values: values, bytes: bytes) }
}

extension ItemsMemory {
  /// The array whose storage this is, with the only reference.
  @inline(__always)
  func array<T>(of type: T.Type) -> [T] {
    var result: [T] = []
    withUnsafeMutableBytes(of: &result) { $0.storeBytes(of: memory, as: UnsafeMutableRawPointer.self) }
    return result
  }
}

extension [Value] {
  /// An array of this size whose items `fill` puts into places that hold None.
  @inline(__always)
  static func filled(_ count: Int, _ fill: (Int, Slot) -> Void) -> [Value] {
    if count == 0 { return [] }
    let items = NewArray.ofValues(count)
    for i in 0..<count {
      let place = items[i]
      place.begin()
      fill(i, place)
    }
    return items.array(of: Value.self)
  }
}

extension [UInt8] {
  /// A copy of bytes in memory.
  @inline(__always)
  static func copy(_ source: UnsafeRawPointer, _ count: Int) -> [UInt8] {
    if count == 0 { return [] }
    let items = NewArray.ofBytes(count)
    (items.memory + Layout.firstItem).copyMemory(from: source, byteCount: count)
    return items.array(of: UInt8.self)
  }

  /// A part of the bytes.
  @inline(__always)
  func part(_ range: Range<Int>) -> [UInt8] {
    withUnsafeBytes { memory in
      guard let base = memory.baseAddress, range.lowerBound >= 0, range.upperBound <= memory.count else { return [] }
      return .copy(base + range.lowerBound, range.count)
    }
  }

  /// The bytes of several strings, one after the other; `count` of them in all.
  static func joined(count: Int, _ append: (_ copy: ([UInt8]) -> Void) -> Void) -> [UInt8] {
    if count == 0 { return [] }
    let items = NewArray.ofBytes(count)
    var end = Layout.firstItem
    append { part in
      part.withUnsafeBytes { source in
        precondition(end + source.count <= Layout.firstItem + count, "more bytes than announced")
        if let base = source.baseAddress { (items.memory + end).copyMemory(from: base, byteCount: source.count) }
      }
      end += part.count
    }
    return items.array(of: UInt8.self)
  }
}
