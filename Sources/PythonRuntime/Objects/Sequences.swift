package import Kernels

/// What lists and tuples share.
package enum Sequences {
  /// `items * count`.
  package static func repeated(_ items: [Value], _ count: Int, in context: Context) throws(Raised) -> [Value] {
    guard count > 0, !items.isEmpty else { return [] }
    guard items.count < Int.max / 64 / count else { throw .exception(ExceptionObject(Exceptions.memoryError)) }
    try context.reserve(items.count * count, of: MemoryLayout<Value>.stride)
    return items.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return [] }
      let first = Slot(UnsafeMutableRawPointer(mutating: base))
      let result = NewArray.ofValues(items.count * count)
      var end = 0
      for _ in 0..<count {
        for i in 0..<items.count { result[end &+ i].initialize(Slot(first.memory + i &* Slot.stride)) }
        end &+= items.count
      }
      return result.array(of: Value.self)
    }
  }

  /// Lexicographic comparison.
  package static func compared(
    _ operation: ComparisonOperator, _ a: [Value], _ b: [Value], in context: Context
  ) throws(Raised) -> Value {
    if a.count != b.count {
      if operation == .equal { return false }
      if operation == .notEqual { return true }
    }
    for i in 0..<min(a.count, b.count) {
      if try context.sameOrEqual(a[i], b[i]) { continue }
      switch operation {
      case .equal: return false
      case .notEqual: return true
      default: return try context.compare(operation, a[i], b[i])
      }
    }
    switch operation {
    case .equal: return .bool(a.count == b.count)
    case .notEqual: return .bool(a.count != b.count)
    case .less: return .bool(a.count < b.count)
    case .lessOrEqual: return .bool(a.count <= b.count)
    case .greater: return .bool(a.count > b.count)
    case .greaterOrEqual: return .bool(a.count >= b.count)
    }
  }

  /// `[a, b]`.
  package static func repr(
    _ items: [Value], open: StaticString, close: StaticString, in context: Context
  ) throws(Raised) -> PythonString {
    var bytes: [UInt8] = []
    open.withUTF8Buffer { bytes += $0 }
    for (i, item) in items.enumerated() {
      if i > 0 { bytes += [UInt8(ascii: ","), UInt8(ascii: " ")] }
      bytes += try context.repr(item).bytes
    }
    close.withUTF8Buffer { bytes += $0 }
    return PythonString(bytes: bytes)
  }
}
