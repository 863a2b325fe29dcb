/// Hashes of bytes, eight at a time, for tables of texts.
public enum ByteHash {
  @usableFromInline static let first: UInt64 = 0x2D35_8DCC_AA6C_78A5
  @usableFromInline static let second: UInt64 = 0x8BB8_4B93_962E_ACC9

  /// The hash of `count` bytes; the same in every run.
  @inlinable
  @inline(__always)
  public static func of(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var state = first ^ UInt64(truncatingIfNeeded: count)
    var i = 0
    while i &+ 8 <= count {
      state = folded(state ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self), second)
      i &+= 8
    }
    if i < count { state = folded(state ^ rest(bytes, i, count), second) }
    return folded(state, first)
  }

  /// The last bytes, from one to seven.
  @inlinable
  @inline(__always)
  static func rest(_ bytes: UnsafeRawPointer, _ start: Int, _ count: Int) -> UInt64 {
    let rest = count &- start
    if rest >= 4 {
      let low = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
      let high = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) << 32
    }
    let first = UInt64(bytes.load(fromByteOffset: start, as: UInt8.self))
    let middle = UInt64(bytes.load(fromByteOffset: start &+ rest >> 1, as: UInt8.self))
    return first | middle << 8 | UInt64(bytes.load(fromByteOffset: count &- 1, as: UInt8.self)) << 16
  }

  /// The two halves of a product, one laid over the other.
  @inlinable
  @inline(__always)
  static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
