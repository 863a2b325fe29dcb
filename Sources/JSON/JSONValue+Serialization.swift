extension JSONValue {
  /// The JSON text of a value in UTF-8, on one line, or with an indentation of two spaces.
  package func serialized(isPretty: Bool = false) -> [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: isPretty ? 0 : nil)
    return text
  }

  /// The JSON text of a value as a string.
  package func serializedText(isPretty: Bool = false) -> String {
    String(decoding: serialized(isPretty: isPretty), as: UTF8.self)
  }

  private func write(to text: inout [UInt8], indent: Int?) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .double(let value): text += value.isFinite ? Array(value.description.utf8) : Array("null".utf8)
    case .string(let bytes): text.appendQuoted(bytes)
    case .array(let elements):
      text.appendList("[", "]", elements, indent: indent) { text, element, indent in
        element.write(to: &text, indent: indent)
      }
    case .object(let object):
      text.appendList("{", "}", object.members, indent: indent) { text, member, indent in
        text.appendQuoted(Array(member.name.utf8))
        text += indent == nil ? [UInt8(ascii: ":")] : [UInt8(ascii: ":"), 0x20]
        member.value.write(to: &text, indent: indent)
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func appendList<Item>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], indent: Int?,
    _ write: (inout [UInt8], Item, Int?) -> Void
  ) {
    let inner = indent.map { $0 + 2 }
    append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendLine(inner)
      write(&self, item, inner)
    }
    if !items.isEmpty { appendLine(indent) }
    append(UInt8(ascii: close))
  }

  private mutating func appendLine(_ indent: Int?) {
    guard let indent else { return }
    append(0x0A)
    self += repeatElement(0x20, count: indent)
  }

  /// A string in quotes; characters beyond ASCII stay, lone surrogates are escaped.
  fileprivate mutating func appendQuoted(_ bytes: [UInt8]) {
    append(UInt8(ascii: "\""))
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
      case 0x0A: self += "\\n".utf8
      case 0x0D: self += "\\r".utf8
      case 0x09: self += "\\t".utf8
      case 0..<0x20: appendEscape(UInt16(byte))
      case 0xED where index + 2 < bytes.count && bytes[index + 1] >= 0xA0:
        appendEscape(0xD000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F))
        index += 2
      default: append(byte)
      }
      index += 1
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(_ value: UInt16) {
    let digits = String(value, radix: 16)
    self += "\\u".utf8
    self += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
    self += digits.utf8
  }
}
