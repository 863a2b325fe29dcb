package import Kernels

extension OutputBytes {
  /// Appends `text`, UTF-8, as a JSON string with its quotes.
  package func append(json text: Text) {
    append(UInt8(ascii: "\""))
    var start = 0
    for i in 0..<text.count {
      let byte = text.base[i]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      append(text.slice(start..<i))
      appendEscape(of: byte)
      start = i + 1
    }
    append(text.slice(start..<text.count))
    append(UInt8(ascii: "\""))
  }

  /// Appends `string` as a JSON string with its quotes.
  package func append(json string: String) {
    var string = string
    string.withUTF8 { bytes in
      if let base = bytes.baseAddress {
        append(json: Text(base: base, count: bytes.count))
      } else {
        append("\"\"")
      }
    }
  }

  /// Appends `value` as a JSON number. JSON has no infinity: `1e999` reads as one, here and in most readers.
  /// NaN is `null`.
  package func append(json value: Double) {
    if value.isFinite {
      append(repr: value)
    } else if value.isNaN {
      append("null")
    } else {
      append(value < 0 ? "-1e999" : "1e999")
    }
  }

  private func appendEscape(of byte: UInt8) {
    switch byte {
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    default:
      append("\\u00")
      append(hexadecimal(byte >> 4))
      append(hexadecimal(byte & 0x0F))
    }
  }

  private func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}

extension OutputBytes {
  /// Appends the JSON object that says what is wrong with a request.
  package func append(_ fault: BadInput) {
    append("{\"error\": ")
    append(json: fault.message)
    if let field = fault.field {
      append(", \"field\": ")
      append(json: field)
    }
    if let index = fault.index {
      append(", \"index\": ")
      append(decimal: Int64(index))
    }
    if let offset = fault.offset {
      append(", \"offset\": ")
      append(decimal: Int64(offset))
    }
    append(UInt8(ascii: "}"))
  }
}
