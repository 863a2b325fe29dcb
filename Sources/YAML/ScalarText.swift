/// How a scalar is written on one line, so that it is read back as the same value.
func scalarText(_ value: YAMLValue) -> String? {
  switch value {
  case .null: "null"
  case .bool(let value): value ? "true" : "false"
  case .int(let value): String(value)
  case .float(let value): floatText(value)
  case .string(let value): isPlain(value) ? value : doubleQuoted(value)
  case .list, .map: nil
  }
}

/// The shortest digits that give the same float, always with a point: YAML 1.1 readers take `1e+16` for a string.
private func floatText(_ value: Double) -> String {
  if value.isNaN { return ".nan" }
  if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
  let text = value.description
  guard !text.utf8.contains(UInt8(ascii: ".")), let exponent = text.firstIndex(of: "e") else { return text }
  return text[..<exponent] + ".0" + text[exponent...]
}

/// Whether a string may stand without quotes, in flow style too. Stricter than YAML asks, so that readers of YAML 1.1
/// and of 1.2 agree: what begins like a number or date, or is one of their words, is quoted.
private func isPlain(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, last != " " else { return false }
  guard first.properties.isAlphabetic || "_/($".unicodeScalars.contains(first) else { return false }
  guard text.unicodeScalars.allSatisfy(isPlain) else { return false }
  return !wordsWithMeaning.contains(text.lowercased())
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  guard scalar.isASCII else { return scalar.properties.isAlphabetic && isPrinted(scalar) }
  return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    || " _-./+*()<>=?%~^;$'&|!@".unicodeScalars.contains(scalar)
}

private let wordsWithMeaning: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

/// A JSON-like string in which everything that is not plainly visible is escaped.
private func doubleQuoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    if let escape = shortEscape(scalar) {
      result += escape
    } else if isPrinted(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += longEscape(scalar.value)
    }
  }
  return result + "\""
}

private func shortEscape(_ scalar: Unicode.Scalar) -> String? {
  switch scalar {
  case "\"": "\\\""
  case "\\": "\\\\"
  case "\n": "\\n"
  case "\t": "\\t"
  case "\r": "\\r"
  case "\0": "\\0"
  default: nil
  }
}

private func longEscape(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  let (letter, count) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
  return "\\" + letter + String(repeating: "0", count: count - digits.utf8.count) + digits
}

/// Visible as itself: no control, format, private or unassigned character and no space but the plain one.
func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar >= " " && scalar != "\u{7F}" }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned: return false
  case .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
  default: return true
  }
}
