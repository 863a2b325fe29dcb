/// A Python string in a row: borrowed UTF-8 bytes (surrogates as WTF-8), compared and ordered bytewise.
///
/// The bytes belong to the request, to a mapped parameter file, to static data, or to a `Scratch`; a `Text` never frees them
/// and must not outlive their owner. A missing string is `Text?.none`.
public struct Text: BitwiseCopyable, @unchecked Sendable {
  /// The first byte; valid for `count` bytes.
  public let base: UnsafePointer<UInt8>
  /// Length in bytes, not in code points: see `codePointCount`.
  public let count: Int

  /// The `count` bytes at `base`.
  @inlinable
  public init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The bytes of a literal.
  @inlinable
  public init(_ literal: StaticString) {
    self.base = literal.utf8Start
    self.count = literal.utf8CodeUnitCount
  }

  /// The bytes, for iteration.
  @inlinable
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// The bytes at `range`, sharing storage; `range` is in bytes and must lie within the text.
  @inlinable
  public func slice(_ range: Range<Int>) -> Text {
    Text(base: base + range.lowerBound, count: range.count)
  }
}

extension Text: Equatable, Comparable {
  /// Whether the bytes are the same.
  @inlinable
  public static func == (a: Text, b: Text) -> Bool {
    guard a.count == b.count else { return false }
    let (x, y) = (UnsafeRawPointer(a.base), UnsafeRawPointer(b.base))
    var i = 0
    while i &+ 8 <= a.count {
      let word = x.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      if word != y.loadUnaligned(fromByteOffset: i, as: UInt64.self) { return false }
      i &+= 8
    }
    while i < a.count {
      if a.base[i] != b.base[i] { return false }
      i &+= 1
    }
    return true
  }

  /// Order by code point, which for UTF-8 is the order of the bytes.
  @inlinable
  public static func < (a: Text, b: Text) -> Bool {
    let shared = a.count < b.count ? a.count : b.count
    var i = 0
    while i < shared {
      if a.base[i] != b.base[i] { return a.base[i] < b.base[i] }
      i &+= 1
    }
    return a.count < b.count
  }
}
