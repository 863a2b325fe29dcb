/// Numbers of a mapped table, one after the other.
struct TableNumbers: @unchecked Sendable {
  let base: UnsafeRawPointer

  @inline(__always)
  subscript(_ index: Int) -> Double {
    Double(bitPattern: UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)))
  }

  /// The numbers from `index` on.
  @inline(__always)
  func from(_ index: Int) -> TableNumbers { TableNumbers(base: base + index &* 8) }
}

/// Words of a mapped table, one after the other.
struct TableWords: @unchecked Sendable {
  let base: UnsafeRawPointer

  @inline(__always)
  subscript(_ index: Int) -> Int {
    Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)))
  }
}

/// Takes a table's payload apart, from its beginning to its end; sizes are checked here, once.
struct TableCursor {
  private let base: UnsafeRawPointer
  private var offset = 0
  private let count: Int

  /// - Throws: `ParameterError.truncated` for an empty payload.
  init(_ table: ParameterTable) throws(ParameterError) {
    guard let base = table.payload.baseAddress, table.payload.count > 0 else { throw .truncated }
    self.base = base
    count = table.payload.count
  }

  /// The next `length` words of 32 bits.
  mutating func words(_ length: Int) throws(ParameterError) -> TableWords {
    TableWords(base: try take(length, size: 4))
  }

  /// The next `length` numbers of 64 bits.
  mutating func numbers(_ length: Int) throws(ParameterError) -> TableNumbers {
    TableNumbers(base: try take(length, size: 8))
  }

  /// Refuses what lies behind the last part.
  func finish() throws(ParameterError) {
    guard offset == count else { throw .malformed }
  }

  private mutating func take(_ length: Int, size: Int) throws(ParameterError) -> UnsafeRawPointer {
    guard length >= 0, length <= (count - offset) / size else { throw .truncated }
    let start = base + offset
    offset += length * size
    return start
  }
}
