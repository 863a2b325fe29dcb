/// A place in a source text.
package struct SourcePosition: Sendable, Hashable {
  @usableFromInline let storedOffset: UInt32
  @usableFromInline let storedLine: UInt32
  @usableFromInline let storedColumn: UInt32

  /// Bytes before the place.
  @inlinable @inline(__always) package var offset: Int { Int(storedOffset) }
  /// The line, counted from 1.
  @inlinable @inline(__always) package var line: Int { Int(storedLine) }
  /// Bytes before the place in its line, as in Python's `col_offset`.
  @inlinable @inline(__always) package var column: Int { Int(storedColumn) }

  /// A place; numbers beyond 32 bits are clamped.
  @inlinable @inline(__always) package init(offset: Int, line: Int, column: Int) {
    storedOffset = UInt32(clamping: offset)
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
  }
}

extension SourcePosition: Comparable {
  package static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }
}

/// A stretch of a source text, from `start` up to, not including, `end`.
package struct SourceSpan: Sendable, Hashable {
  package let start: SourcePosition
  package let end: SourcePosition

  @inlinable @inline(__always) package init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(start: min(start, other.start), end: max(end, other.end))
  }
}
