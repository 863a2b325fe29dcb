import Glibc
import Kernels

/// A place in a JSON document that is read byte by byte, without allocation. Every read is checked against the end.
package struct JSONCursor {
  let base: UnsafePointer<UInt8>
  let end: Int
  var position: Int

  /// The deepest nesting that is read.
  static let depthLimit = 64

  /// The start of the document of `count` bytes at `base`, or byte `position` of it.
  package init(base: UnsafePointer<UInt8>, count: Int, position: Int = 0) {
    self.base = base
    self.end = count
    self.position = position
  }

  /// The byte at the cursor; 0, which is never part of JSON, at the end.
  @inline(__always)
  var byte: UInt8 { position < end ? base[position] : 0 }

  @inline(__always)
  mutating func take(_ expected: UInt8) -> Bool {
    guard position < end, base[position] == expected else { return false }
    position &+= 1
    return true
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < end {
      let byte = base[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  /// Nothing but white space may follow.
  mutating func expectEnd() throws(BadInput) {
    skipSpace()
    if position < end { throw unexpected("the end of the document") }
  }

  /// The fault of finding something else than `expected` here.
  func unexpected(_ expected: String) -> BadInput {
    guard position < end else { return .malformed("expected \(expected), found the end", at: position) }
    let byte = base[position]
    let found = 0x21...0x7E ~= byte ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return .malformed("expected \(expected), found \(found)", at: position)
  }

  /// Takes `true`, `false` or `null`, whose first byte is at the cursor.
  @inline(__always)
  mutating func expectWord(_ word: StaticString) throws(BadInput) {
    let count = word.utf8CodeUnitCount
    guard end &- position >= count, memcmp(base + position, word.utf8Start, count) == 0 else {
      throw unexpected("a value")
    }
    position &+= count
  }
}

extension JSONCursor {
  /// Checks that the whole document is JSON, whatever it holds.
  package static func check(base: UnsafePointer<UInt8>, count: Int) throws(BadInput) {
    var cursor = JSONCursor(base: base, count: count)
    let scratch = Scratch()
    cursor.skipSpace()
    try cursor.skipValue(depth: 0, scratch: scratch)
    try cursor.expectEnd()
  }

  /// Passes one value of any kind, checking its form.
  mutating func skipValue(depth: Int, scratch: Scratch) throws(BadInput) {
    switch byte {
    case UInt8(ascii: "\""): _ = try string(scratch: scratch)
    case UInt8(ascii: "t"): try expectWord("true")
    case UInt8(ascii: "f"): try expectWord("false")
    case UInt8(ascii: "n"): try expectWord("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
    case UInt8(ascii: "["): try skipArray(depth: depth + 1, scratch: scratch)
    case UInt8(ascii: "{"): try skipObject(depth: depth + 1, scratch: scratch)
    default: throw unexpected("a value")
    }
  }

  private mutating func skipArray(depth: Int, scratch: Scratch) throws(BadInput) {
    guard depth <= Self.depthLimit else { throw tooDeep }
    position &+= 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    repeat {
      skipSpace()
      try skipValue(depth: depth, scratch: scratch)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw unexpected("',' or ']'") }
  }

  private mutating func skipObject(depth: Int, scratch: Scratch) throws(BadInput) {
    guard depth <= Self.depthLimit else { throw tooDeep }
    position &+= 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipSpace()
      _ = try string(scratch: scratch)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
      skipSpace()
      try skipValue(depth: depth, scratch: scratch)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw unexpected("',' or '}'") }
  }

  private var tooDeep: BadInput { .malformed("nested deeper than \(Self.depthLimit) levels", at: position) }
}
