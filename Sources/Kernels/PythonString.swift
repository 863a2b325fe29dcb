/// A Python string that owns its bytes: UTF-8, surrogates as WTF-8.
///
/// Compared, hashed and ordered bytewise, as Python does by code point. Swift's `String`, whose equality is canonical
/// equivalence, never holds a Python value.
public struct PythonString: Hashable, Comparable, Sendable {
  /// The UTF-8 (WTF-8) bytes.
  public var bytes: [UInt8]

  /// The string of these bytes, which the caller knows to be WTF-8.
  @inlinable
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A copy of a row's text.
  @inlinable
  public init(_ text: Text) {
    self.bytes = Array(text.bytes)
  }

  /// Runs `body` over the bytes as a row's text.
  @inlinable
  public func withText<R, E: Error>(_ body: (Text) throws(E) -> R) throws(E) -> R {
    try bytes.withUnsafeBufferPointer { buffer throws(E) in
      guard let base = buffer.baseAddress else { return try body(Text("")) }
      return try body(Text(base: base, count: buffer.count))
    }
  }

  /// Order by code point.
  @inlinable
  public static func < (a: PythonString, b: PythonString) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}

#if !hasFeature(Embedded)
  extension PythonString: ExpressibleByStringLiteral, CustomStringConvertible {
    /// The UTF-8 of a Swift string.
    public init(_ string: String) {
      self.bytes = Array(string.utf8)
    }

    /// The UTF-8 of a literal.
    public init(stringLiteral value: String) {
      self.init(value)
    }

    /// For messages and tests: the bytes read as UTF-8, with U+FFFD where they are not.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
  }
#endif
