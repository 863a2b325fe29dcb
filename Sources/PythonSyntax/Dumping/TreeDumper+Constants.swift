extension TreeDumper {
  /// A value as Python's `repr` gives it.
  mutating func constant(_ value: Constant) {
    switch value {
    case .none: write("None")
    case .true: write("True")
    case .false: write("False")
    case .ellipsis: write("Ellipsis")
    case .int(let number): write(String(number))
    case .bigInt(let digits, let radix): write(decimal(digits, radix: radix))
    case .float(let number): write(floatText(number))
    case .complex(let number):
      var digits = floatText(number)
      if digits.hasSuffix(".0") { digits.removeLast(2) }
      write(digits + "j")
    case .string(let bytes): string(bytes)
    case .bytes(let bytes):
      write("b")
      quoted(bytes) { byte in byte < 0x20 || byte >= 0x7F ? Self.escape("\\x", UInt32(byte), 2) : nil }
    }
  }

  /// Digits of any radix as decimal ones, in limbs of nine digits.
  private func decimal(_ digits: String, radix: Int) -> String {
    guard radix != 10 else { return digits }
    var limbs: [UInt64] = [0]
    for byte in digits.utf8 {
      var carry = UInt64(byte.hexadecimalDigit ?? 0)
      for index in limbs.indices {
        let value = limbs[index] * UInt64(radix) + carry
        limbs[index] = value % 1_000_000_000
        carry = value / 1_000_000_000
      }
      if carry > 0 { limbs.append(carry) }
    }
    let parts = limbs.reversed().enumerated().map { index, limb in
      let part = String(limb)
      return index == 0 ? part : String(repeating: "0", count: 9 - part.count) + part
    }
    return parts.joined()
  }

  /// The shortest digits that read back, with an exponent below 1e-4 and from 1e16 on.
  private func floatText(_ number: Double) -> String {
    guard number.isFinite else { return number > 0 ? "inf" : "-inf" }
    guard number != 0 else { return "0.0" }
    var (digits, exponent) = significand(number)
    let point = exponent
    if point > -4, point <= 16 {
      if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
      if digits.count <= point { return digits + String(repeating: "0", count: point - digits.count) + ".0" }
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
      return digits
    }
    exponent -= 1
    let tail = digits.dropFirst()
    let mantissa = digits.prefix(1) + (tail.isEmpty ? "" : "." + tail)
    let size = String(abs(exponent))
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.count < 2 ? "0" + size : size)
  }

  /// The digits `d₀d₁…` and `e` of `0.d₀d₁… × 10^e`, read off Swift's own shortest form.
  private func significand(_ number: Double) -> (digits: String, exponent: Int) {
    let parts = number.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
    let whole = halves[0]
    let fraction = halves.count > 1 ? halves[1] : ""
    let all = String(whole + fraction)
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.last == "0" { digits.removeLast() }
    return (digits, exponent + whole.count - leading)
  }

  /// A string as `repr` gives it.
  mutating func string(_ bytes: [UInt8]) {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }) {
      write("'")
      text.append(contentsOf: bytes)
      return write("'")
    }
    quoted(bytes) { byte in byte < 0x20 || byte == 0x7F ? Self.escape("\\x", UInt32(byte), 2) : nil }
  }

  /// Bytes between the quotes that Python would take; `special` gives the escape of a byte where it has one.
  private mutating func quoted(_ bytes: [UInt8], _ special: (UInt8) -> String?) {
    let hasSingle = bytes.contains(UInt8(ascii: "'"))
    let quote = hasSingle && !bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : UInt8(ascii: "'")
    text.append(quote)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x0A: write("\\n")
      case 0x0D: write("\\r")
      case 0x09: write("\\t")
      case quote, UInt8(ascii: "\\"):
        write("\\")
        text.append(byte)
      default:
        if let escape = special(byte) {
          write(escape)
        } else if byte >= 0x80 {
          index += character(bytes, at: index) - 1
        } else {
          text.append(byte)
        }
      }
      index += 1
    }
    text.append(quote)
  }

  /// Writes a character beyond ASCII, escaped where it cannot be printed, and returns its length in bytes.
  private mutating func character(_ bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else {
      text.append(lead)
      return 1
    }
    var value = UInt32(lead & (0xFF >> UInt8(length + 1)))
    for byte in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3F) }
    if Unicode.Scalar(value)?.isPrintable(inUnicode: style.unicodeVersion) == true {
      text.append(contentsOf: bytes[index..<(index + length)])
    } else if value < 0x100 {
      write(Self.escape("\\x", value, 2))
    } else {
      write(value < 0x10000 ? Self.escape("\\u", value, 4) : Self.escape("\\U", value, 8))
    }
    return length
  }

  private static func escape(_ prefix: String, _ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
