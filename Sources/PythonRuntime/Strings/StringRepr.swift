package import Kernels

/// `repr` of strings.
package enum StringRepr {
  /// The string in quotes, with escapes for what is not printable.
  package static func quoted(_ text: PythonString) -> PythonString {
    let quote: UInt8 = text.bytes.contains(0x27) && !text.bytes.contains(0x22) ? 0x22 : 0x27
    var result: [UInt8] = [quote]
    result.reserveCapacity(text.bytes.count + 2)
    var i = 0
    while i < text.bytes.count {
      let byte = text.bytes[i]
      if byte < 0x80 {
        append(ascii: byte, quote: quote, to: &result)
        i += 1
        continue
      }
      let (point, width) = text.codePoint(at: i)
      if isPrintable(point) {
        result += text.bytes[i..<min(i + width, text.bytes.count)]
      } else {
        append(escape: point, to: &result)
      }
      i += width
    }
    result.append(quote)
    return PythonString(bytes: result)
  }

  /// `ascii(string)`: like `quoted`, with escapes for everything that is not ASCII.
  package static func ascii(_ quoted: PythonString) -> PythonString {
    var result: [UInt8] = []
    for point in quoted.codePoints {
      if point < 0x80 { result.append(UInt8(truncatingIfNeeded: point)) } else { append(escape: point, to: &result) }
    }
    return PythonString(bytes: result)
  }

  private static func append(ascii byte: UInt8, quote: UInt8, to result: inout [UInt8]) {
    switch byte {
    case quote, 0x5C: result += [0x5C, byte]
    case 0x0A: result += [0x5C, UInt8(ascii: "n")]
    case 0x0D: result += [0x5C, UInt8(ascii: "r")]
    case 0x09: result += [0x5C, UInt8(ascii: "t")]
    case 0x20..<0x7F: result.append(byte)
    default: append(escape: UInt32(byte), to: &result)
    }
  }

  /// The escape of a character: `\xe9`, `\u20ac`, `\U0001f600`.
  static func escape(_ point: UInt32) -> String {
    var bytes: [UInt8] = []
    append(escape: point, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(escape point: UInt32, to result: inout [UInt8]) {
    let digits = Array(String(point, radix: 16).utf8)
    let (letter, width): (Character, Int) = point < 0x100 ? ("x", 2) : point < 0x10000 ? ("u", 4) : ("U", 8)
    result += [0x5C, letter.asciiValue ?? 0x78]
    result += [UInt8](repeating: 0x30, count: width - digits.count) + digits
  }

  /// `str.isprintable` of one code point.
  package static func isPrintable(_ point: UInt32) -> Bool {
    CharacterClass.isPrintable(point)
  }
}

/// `repr` of floats.
package enum FloatRepr {
  /// The shortest digits that give the same float.
  package static func text(_ value: Double) -> PythonString {
    var bytes: [UInt8] = []
    appendRepr(value, to: &bytes)
    return PythonString(bytes: bytes)
  }
}
