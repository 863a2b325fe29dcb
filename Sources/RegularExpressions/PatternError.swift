public import Kernels

/// Why a pattern or a template is refused: Python's `re.error`.
public struct PatternError: Error, Sendable, Equatable {
  /// What `str(error)` gives, position included.
  public let message: PythonString
  /// The message without the position.
  public let reason: PythonString
  /// Where in the pattern, in characters.
  public let position: Int?

  init(_ message: [UInt8], at position: Int? = nil, in pattern: [UInt32] = []) {
    var bytes = message
    reason = PythonString(bytes: message)
    self.position = position
    if let position {
      bytes.add(" at position ")
      bytes.add(position)
      if pattern.contains(10) {
        let before = pattern.prefix(position)
        let line = before.count { $0 == 10 } + 1
        let column = position - (before.lastIndex(of: 10) ?? -1)
        bytes.add(" (line ")
        bytes.add(line)
        bytes.add(", column ")
        bytes.add(column)
        bytes.add(")")
      }
    }
    self.message = PythonString(bytes: bytes)
  }
}

/// The scalar of a code point, to switch over; a surrogate is none of those that mean something.
func scalar(_ c: UInt32) -> Unicode.Scalar { Unicode.Scalar(c) ?? "\u{fffd}" }

extension [UInt8] {
  mutating func add(_ literal: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  mutating func add(_ number: Int) {
    appendInteger(Int64(number), to: &self)
  }

  mutating func add(codePoint c: UInt32) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
      guard let base = buffer.baseAddress else { return }
      append(contentsOf: UnsafeBufferPointer(start: base, count: writeCodePoint(c, base)))
    }
  }

  mutating func add(hexadecimal c: UInt32) {
    var digits: [UInt8] = []
    var rest = c
    repeat {
      let digit = UInt8(rest & 15)
      digits.append(digit < 10 ? 48 + digit : 87 + digit)
      rest >>= 4
    } while rest > 0
    append(contentsOf: digits.reversed())
  }

  /// A name as Python's `repr` quotes it.
  mutating func add(quoted name: ArraySlice<UInt32>) {
    var text: [UInt8] = []
    text.add(name)
    PythonString(bytes: text).withText { appendRepr($0, to: &self) }
  }

  mutating func add(_ codePoints: ArraySlice<UInt32>) {
    for c in codePoints { add(codePoint: c) }
  }
}
