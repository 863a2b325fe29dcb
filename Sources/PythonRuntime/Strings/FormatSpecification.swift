import BigInt
package import Kernels

/// The format mini-language: `[[fill]align][sign][#][0][width][,][.precision][type]`.
package struct FormatSpecification {
  var fill: UInt32 = 0x20
  /// `<`, `>`, `=`, `^`; `nil` for what the value's type asks for.
  var alignment: UInt8?
  var sign = UInt8(ascii: "-")
  var isAlternate = false
  var width = 0
  var grouping: UInt8?
  var precision: Int?
  var type: UInt8?

  /// Reads a specification.
  ///
  /// - Throws: ValueError in Python's words.
  package init(parsing text: PythonString, of value: Value) throws(Raised) {
    let points = text.codePoints
    var i = 0
    func at(_ position: Int) -> UInt8? {
      position < points.count && points[position] < 0x80 ? UInt8(points[position]) : nil
    }
    func isAlignment(_ byte: UInt8?) -> Bool {
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "^")
    }
    if isAlignment(at(1)) {
      fill = points[0]
      alignment = at(1)
      i = 2
    } else if isAlignment(at(0)) {
      alignment = at(0)
      i = 1
    }
    if let byte = at(i), [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: " ")].contains(byte) {
      sign = byte
      i += 1
    }
    if at(i) == UInt8(ascii: "#") {
      isAlternate = true
      i += 1
    }
    if at(i) == UInt8(ascii: "0") {
      if alignment == nil {
        fill = 0x30
        if case .string = value {} else { alignment = UInt8(ascii: "=") }
      }
      i += 1
    }
    func number() throws(Raised) -> Int? {
      var result: Int?
      while let byte = at(i), byte >= 0x30, byte <= 0x39 {
        result = (result ?? 0) * 10 + Int(byte - 0x30)
        if result ?? 0 > 1 << 28 { throw .valueError("Too many decimal digits in format string") }
        i += 1
      }
      return result
    }
    width = try number() ?? 0
    if at(i) == UInt8(ascii: ",") || at(i) == UInt8(ascii: "_") {
      grouping = at(i)
      i += 1
    }
    if at(i) == UInt8(ascii: ".") {
      i += 1
      precision = try number()
      if precision == nil { throw .valueError("Format specifier missing precision") }
    }
    if i < points.count {
      guard i + 1 == points.count, let byte = at(i) else {
        throw .valueError("Invalid format specifier '\(text)' for object of type '\(value.typeName)'")
      }
      type = byte
    }
  }

  /// Formats a number, string or bool.
  package func formatted(_ value: Value, in context: Context) throws(Raised) -> PythonString {
    switch value {
    case .string(let text): return try formatted(text)
    case .float(let number): return try formatted(number, of: value)
    case .int, .bool: return try formattedInteger(value)
    case .object(let object) where object is BigIntObject: return try formattedInteger(value)
    default: throw .typeError("unsupported format string passed to \(value.typeName).__format__")
    }
  }

  private func formatted(_ text: PythonString) throws(Raised) -> PythonString {
    if let type, type != UInt8(ascii: "s") { throw unknown(type, "str") }
    if sign != UInt8(ascii: "-") { throw .valueError("Sign not allowed in string format specifier") }
    if grouping != nil { throw .valueError("Cannot specify ',' with 's'.") }
    if alignment == UInt8(ascii: "=") { throw .valueError("'=' alignment not allowed in string format specifier") }
    var text = text
    if let precision, text.codePointCount > precision {
      text = PythonString(bytes: Array(text.bytes[..<text.boundaries[precision]]))
    }
    return padded([], text.bytes, standard: UInt8(ascii: "<"))
  }

  private func formattedInteger(_ value: Value) throws(Raised) -> PythonString {
    guard let number = value.bigInt else { return "" }
    let letter = type ?? UInt8(ascii: "d")
    var digits: [UInt8]
    var prefix: [UInt8] = []
    switch Character(Unicode.Scalar(letter)) {
    case "d", "n": digits = Array(String(number.magnitude).utf8)
    case "b":
      digits = Array(String(number.magnitude, radix: 2).utf8)
      prefix = Array("0b".utf8)
    case "o":
      digits = Array(String(number.magnitude, radix: 8).utf8)
      prefix = Array("0o".utf8)
    case "x":
      digits = Array(String(number.magnitude, radix: 16).utf8)
      prefix = Array("0x".utf8)
    case "X":
      digits = Array(String(number.magnitude, radix: 16, uppercase: true).utf8)
      prefix = Array("0X".utf8)
    case "c": return padded([], PythonString(codePoints: [UInt32(clamping: number)]).bytes, standard: UInt8(ascii: "<"))
    case "e", "E", "f", "F", "g", "G", "%": return try formatted(Double(nearestTo: number), of: value)
    default: throw unknown(letter, value.typeName)
    }
    if precision != nil { throw .valueError("Precision not allowed in integer format specifier") }
    return assembled(
      isNegative: number < 0, prefix: isAlternate ? prefix : [], digits, groups: letter == UInt8(ascii: "d") ? 3 : 4)
  }

  private func formatted(_ number: Double, of value: Value) throws(Raised) -> PythonString {
    var digits: [UInt8] = []
    let magnitude = number.magnitude
    let letter = type.map { Character(Unicode.Scalar($0)) }
    switch letter {
    case nil:
      if let precision {
        digits = FormatSpecification.general(magnitude, precision: max(precision, 1))
      } else {
        appendRepr(magnitude, to: &digits)
      }
    case "f", "F": appendFixed(magnitude, precision: precision ?? 6, alternate: isAlternate, to: &digits)
    case "e", "E": appendExponential(magnitude, precision: precision ?? 6, alternate: isAlternate, to: &digits)
    case "g", "G", "n":
      appendGeneral(magnitude, precision: max(precision ?? 6, 1), alternate: isAlternate, to: &digits)
    case "%":
      appendFixed(magnitude * 100, precision: precision ?? 6, alternate: isAlternate, to: &digits)
      digits.append(UInt8(ascii: "%"))
    default: throw unknown(type ?? 0, value.typeName)
    }
    if letter == "E" || letter == "G" || letter == "F" { digits = digits.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }
    return assembled(isNegative: number.sign == .minus && !number.isNaN, prefix: [], digits, groups: 3)
  }

  /// `format(x, '.3')`: like `g`, but with a digit behind the point where `repr` has one.
  private static func general(_ number: Double, precision: Int) -> [UInt8] {
    var digits: [UInt8] = []
    appendGeneral(number, precision: precision, to: &digits)
    let isPlain = digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    guard isPlain else { return digits }
    // A whole number with as many digits as the precision is written with an exponent.
    if digits.count >= precision {
      var exponential: [UInt8] = []
      appendExponential(number, precision: precision - 1, to: &exponential)
      return trimmed(exponential)
    }
    return digits + Array(".0".utf8)
  }

  private static func trimmed(_ digits: [UInt8]) -> [UInt8] {
    guard let e = digits.firstIndex(of: UInt8(ascii: "e")), digits[..<e].contains(UInt8(ascii: ".")) else {
      return digits
    }
    var mantissa = digits[..<e]
    while mantissa.last == 0x30 { mantissa.removeLast() }
    if mantissa.last == UInt8(ascii: ".") { mantissa.removeLast() }
    return Array(mantissa + digits[e...])
  }

  /// Sign, prefix, grouping and padding around digits.
  private func assembled(isNegative: Bool, prefix: [UInt8], _ digits: [UInt8], groups: Int) -> PythonString {
    var head: [UInt8] = []
    if isNegative { head.append(UInt8(ascii: "-")) } else if sign != UInt8(ascii: "-") { head.append(sign) }
    head += prefix
    guard let grouping else { return padded(head, digits, standard: UInt8(ascii: ">")) }
    let end = digits.firstIndex { $0 < 0x30 || ($0 > 0x39 && groups == 3) } ?? digits.count
    var whole = Array(digits[..<end])
    let rest = digits[end...]
    if alignment == UInt8(ascii: "="), fill == 0x30 {
      // Zeros in front are grouped too.
      while FormatSpecification.groupedCount(whole.count, groups) + head.count + rest.count < width {
        whole.insert(0x30, at: 0)
      }
    }
    var grouped: [UInt8] = []
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % groups == 0 { grouped.append(grouping) }
      grouped.append(digit)
    }
    return padded(head, grouped + rest, standard: UInt8(ascii: ">"))
  }

  private static func groupedCount(_ count: Int, _ size: Int) -> Int { count + (count - 1) / size }

  private func padded(_ head: [UInt8], _ body: [UInt8], standard: UInt8) -> PythonString {
    let missing = width - PythonString(bytes: head + body).codePointCount
    guard missing > 0 else { return PythonString(bytes: head + body) }
    func filling(_ count: Int) -> [UInt8] {
      PythonString(codePoints: repeatElement(fill, count: count)).bytes
    }
    switch alignment ?? standard {
    case UInt8(ascii: "<"): return PythonString(bytes: head + body + filling(missing))
    case UInt8(ascii: "^"):
      return PythonString(bytes: filling(missing / 2) + head + body + filling(missing - missing / 2))
    case UInt8(ascii: "="): return PythonString(bytes: head + filling(missing) + body)
    default: return PythonString(bytes: filling(missing) + head + body)
    }
  }

  private func unknown(_ letter: UInt8, _ typeName: String) -> Raised {
    .valueError("Unknown format code '\(Character(Unicode.Scalar(letter)))' for object of type '\(typeName)'")
  }
}
