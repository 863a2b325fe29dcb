import Columns
import Kernels

/// A scalar as a Swift literal of a type; missing where it is no value of it.
func swiftLiteral(_ value: Scalar, _ type: ValueType) -> String {
  switch (type.base, value) {
  case (.bool, .bool(let flag)): return flag ? "true" : "false"
  case (.int64, .int(let number)): return String(number)
  case (.float64, .float), (.float64, .int): return swiftLiteral(value.float64)
  case (.float32, .float(let number)): return number.isNaN ? "Float.nan" : "Float(\(swiftLiteral(Float(number))))"
  case (.string, .string(let string)): return swiftLiteral(string)
  default: return type.isFloat ? "\(swiftType(type)).nan" : "\(swiftType(type.nullable)).none"
  }
}

/// Shortest digits that round-trip.
func swiftLiteral(_ number: Double) -> String {
  if number.isNaN { return "Double.nan" }
  if number.isInfinite { return number < 0 ? "-Double.infinity" : "Double.infinity" }
  return number.description
}

func swiftLiteral(_ number: Float) -> String {
  if number.isInfinite { return number < 0 ? "-Float.infinity" : "Float.infinity" }
  return number.description
}

/// `Text("…")`; what is not plainly visible is escaped.
func swiftLiteral(_ string: PythonString) -> String { "Text(\(swiftStringLiteral(string)))" }

/// `"…"`, for parameters that are `StaticString`.
func swiftStringLiteral(_ string: PythonString) -> String {
  var code = "\""
  for scalar in string.description.unicodeScalars {
    switch scalar {
    case "\"": code += "\\\""
    case "\\": code += "\\\\"
    case "\n": code += "\\n"
    case "\t": code += "\\t"
    case "\r": code += "\\r"
    case "\0": code += "\\0"
    default:
      if isVisible(scalar) {
        code.unicodeScalars.append(scalar)
      } else {
        code += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
  }
  return code + "\""
}

private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar >= " " && scalar != "\u{7F}" }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber, .otherNumber, .mathSymbol,
    .currencySymbol, .otherPunctuation, .otherSymbol:
    return true
  default: return false
  }
}

/// How generated code declares a value.
func swiftType(_ type: ValueType) -> String {
  let name =
    switch type.base {
    case .bool: "Bool"
    case .int64: "Int64"
    case .float32: "Float"
    case .float64: "Double"
    case .string: "Text"
    case .vector: "Vector"
    case .list: "TextList"
    }
  return type.isOptionalInSwift ? name + "?" : name
}

/// A Swift name for one of the notebook's: `total_eve_charge` is `totalEveCharge`, `PassengerId` is `passengerId`.
func swiftName(_ name: String) -> String {
  var words: [String] = []
  var inWord = false
  for scalar in name.unicodeScalars {
    let belongs = scalar.isASCII ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) : isLetter(scalar)
    if belongs {
      if inWord { words[words.count - 1].unicodeScalars.append(scalar) } else { words.append(String(scalar)) }
    }
    inWord = belongs
  }
  guard let first = words.first else { return "value" }
  let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
  let joined = loweringFirstWord(first) + rest.joined()
  if let digit = joined.unicodeScalars.first, ("0"..."9").contains(digit) { return "_" + joined }
  return swiftKeywords.contains(joined) ? "`\(joined)`" : joined
}

private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: true
  default: false
  }
}

/// `PassengerId` → `passengerId`, `MSSubClass` → `msSubClass`, `ID` → `id`.
private func loweringFirstWord(_ word: String) -> String {
  let letters = Array(word.unicodeScalars)
  var upper = letters.prefix { $0.properties.isUppercase }.count
  if upper > 1, upper < letters.count, letters[upper].properties.isLowercase { upper -= 1 }
  var result = ""
  for (index, letter) in letters.enumerated() {
    if index < upper { result += letter.properties.lowercaseMapping } else { result.unicodeScalars.append(letter) }
  }
  return result
}

private let swiftKeywords: Set<String> = [
  "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
  "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
  "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat",
  "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
  "typealias", "var", "where", "while",
]
