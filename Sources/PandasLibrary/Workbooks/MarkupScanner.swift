import Kernels

/// The tags and texts of a small XML document, one after the other: what the parts of a workbook are made of.
struct MarkupScanner {
  enum Token {
    case open(name: String, attributes: [String: String], isEmpty: Bool)
    case close(String)
    case text([UInt8])
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token; `nil` at the end. Comments and declarations are passed over.
  mutating func next() -> Token? {
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else { return .text(text()) }
      if starts("<!--") {
        skip(past: "-->")
      } else if starts("<![CDATA[") {
        let start = place + 9
        skip(past: "]]>")
        return .text(Array(bytes[min(start, bytes.count)..<max(min(start, bytes.count), place - 3)]))
      } else if starts("<?") || starts("<!") {
        skip(past: ">")
      } else {
        return tag()
      }
    }
    return nil
  }

  private func starts(_ word: String) -> Bool { bytes[place...].starts(with: word.utf8) }

  private mutating func skip(past word: String) {
    let end = Array(word.utf8)
    while place < bytes.count, !bytes[place...].starts(with: end) { place += 1 }
    place = min(place + end.count, bytes.count)
  }

  private mutating func text() -> [UInt8] {
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    return MarkupScanner.unescaped(bytes[start..<place])
  }

  private mutating func tag() -> Token? {
    place += 1
    let isClosing = place < bytes.count && bytes[place] == UInt8(ascii: "/")
    if isClosing { place += 1 }
    let name = word()
    var attributes: [String: String] = [:]
    var isEmpty = false
    while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
      let byte = bytes[place]
      if byte == UInt8(ascii: "/") {
        isEmpty = true
        place += 1
      } else if byte <= 32 {
        place += 1
      } else {
        let key = word()
        attributes[key] = value()
        if key.isEmpty { place += 1 }
      }
    }
    place = min(place + 1, bytes.count)
    return isClosing ? .close(name) : .open(name: name, attributes: attributes, isEmpty: isEmpty)
  }

  /// A name without its namespace.
  private mutating func word() -> String {
    var start = place
    while place < bytes.count, bytes[place] > 32, !"/>=".utf8.contains(bytes[place]) {
      place += 1
      if bytes[place - 1] == UInt8(ascii: ":") { start = place }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func value() -> String {
    while place < bytes.count, bytes[place] <= 32 || bytes[place] == UInt8(ascii: "=") { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
      return ""
    }
    let quote = bytes[place]
    let start = place + 1
    place = start
    while place < bytes.count, bytes[place] != quote { place += 1 }
    let text = String(decoding: MarkupScanner.unescaped(bytes[start..<place]), as: UTF8.self)
    place = min(place + 1, bytes.count)
    return text
  }

  private static let entities: [String: UInt8] = [
    "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "amp": UInt8(ascii: "&"), "quot": UInt8(ascii: "\""),
    "apos": UInt8(ascii: "'"),
  ]

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
    var result: [UInt8] = []
    var rest = bytes
    while let first = rest.first {
      guard first == UInt8(ascii: "&"), let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
        result.append(first)
        rest = rest.dropFirst()
        continue
      }
      let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      if let byte = entities[name] {
        result.append(byte)
      } else if name.hasPrefix("#"), let scalar = character(name.dropFirst()) {
        result.append(contentsOf: Array(String(scalar).utf8))
      }
      rest = rest[(end + 1)...]
    }
    return result
  }

  private static func character(_ digits: Substring) -> Character? {
    let isHexadecimal = digits.hasPrefix("x")
    let number = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
    return number.flatMap(Unicode.Scalar.init).map(Character.init)
  }
}
