package import Kernels

/// Complex numbers as text.
package enum ComplexText {
  /// `repr(z)`: the real part is left out when it is a positive zero.
  package static func repr(_ value: ComplexNumber) -> String {
    let imaginary = text(value.imaginary) + "j"
    if value.real == 0, value.real.sign == .plus { return imaginary }
    let sign = imaginary.hasPrefix("-") ? "" : "+"
    return "(\(text(value.real))\(sign)\(imaginary))"
  }

  /// A part as `repr` has it: without `.0`.
  private static func text(_ value: Double) -> String {
    let text = FloatRepr.text(value).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `complex(text)`; `nil` if the text is no complex number.
  package static func parsed(_ text: PythonString) -> ComplexNumber? {
    var bytes: [UInt8] = []
    for point in text.through({ text, _ in stripped(text) }).codePoints {
      if let digit = CharacterClass.decimalValue(point) {
        bytes.append(UInt8(0x30 + digit))
      } else if point < 0x80 {
        bytes.append(UInt8(point))
      } else {
        return nil
      }
    }
    if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
      let inner = PythonString(bytes: Array(bytes.dropFirst().dropLast()))
      bytes = inner.through({ text, _ in stripped(text) }).bytes
    }
    guard let last = bytes.last else { return nil }
    guard last == UInt8(ascii: "j") || last == UInt8(ascii: "J") else {
      return number(bytes[...]).map { ComplexNumber($0) }
    }
    bytes.removeLast()
    // The sign that parts real and imaginary: not the first one and not an exponent's.
    let split = bytes.indices.last { i in
      guard i > 0, bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-") else { return false }
      return bytes[i - 1] != UInt8(ascii: "e") && bytes[i - 1] != UInt8(ascii: "E")
    }
    guard let split else { return imaginary(bytes[...]).map { ComplexNumber(0, $0) } }
    guard let real = number(bytes[..<split]), let imaginary = imaginary(bytes[split...]) else { return nil }
    return ComplexNumber(real, imaginary)
  }

  /// A number in front of `j`, of which the digits may be missing.
  private static func imaginary(_ bytes: ArraySlice<UInt8>) -> Double? {
    if bytes.isEmpty || bytes.elementsEqual("+".utf8) { return 1 }
    if bytes.elementsEqual("-".utf8) { return -1 }
    return number(bytes)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20 else { return nil }
    return PythonString(bytes: Array(bytes)).withText(parsedFloat)
  }
}
