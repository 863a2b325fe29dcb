/// A step from a value to one within it.
package enum JSONStep: Sendable, Hashable {
  case member(String)
  case element(Int)
}

/// The byte at which the value at a path begins; found by reading the text once more, which only an error is worth.
///
/// - Returns: `nil` where the text or the path has no such value.
package func offset(of path: [JSONStep], inJSON bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { buffer in
    var scanner = JSONScanner(buffer)
    scanner.skipByteOrderMark()
    scanner.skipBlanks()
    for step in path {
      guard let offset = try? scanner.offset(of: step) else { return nil }
      scanner.offset = offset
    }
    return scanner.offset
  }
}

extension JSONScanner {
  /// The start of a value in the list or object at the place; the last where a name is repeated.
  fileprivate mutating func offset(of step: JSONStep) throws(JSONFailure) -> Int? {
    let isObject = peek == UInt8(ascii: "{")
    guard isObject || peek == UInt8(ascii: "[") else { return nil }
    offset += 1
    var found: Int?
    var index = 0
    while true {
      skipBlanks()
      if peek == UInt8(ascii: "}") || peek == UInt8(ascii: "]") { return found }
      let name = isObject ? String(decoding: try memberName(), as: UTF8.self) : ""
      skipBlanks()
      if step == (isObject ? .member(name) : .element(index)) { found = offset }
      _ = try value()
      skipBlanks()
      guard accept(UInt8(ascii: ",")) else { return found }
      index += 1
    }
  }
}
