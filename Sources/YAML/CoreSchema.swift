/// What a plain scalar means in YAML 1.2's core schema.
///
/// - Returns: `nil` for an integer that 64 bits do not hold.
/// - SeeAlso: YAML 1.2.2, section 10.3.2.
func coreSchemaValue(ofPlain text: String) -> YAMLValue? {
  switch text {
  case "", "~", "null", "Null", "NULL": return .null
  case "true", "True", "TRUE": return .bool(true)
  case "false", "False", "FALSE": return .bool(false)
  case ".nan", ".NaN", ".NAN": return .float(.nan)
  case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
  case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
  default: break
  }
  let bytes = Array(text.utf8)
  if let radix = prefixedRadix(bytes) {
    return Int64(text.dropFirst(2), radix: radix).map { .int($0) }
  }
  switch decimalForm(bytes) {
  case .none: return .string(text)
  case .integer: return Int64(text).map { .int($0) }
  case .float: return Double(text).map { .float($0) } ?? .string(text)
  }
}

/// 8 for `0o17`, 16 for `0x1F`, else nothing.
private func prefixedRadix(_ bytes: [UInt8]) -> Int? {
  guard bytes.count > 2, bytes[0] == UInt8(ascii: "0") else { return nil }
  switch bytes[1] {
  case UInt8(ascii: "o"):
    return bytes.dropFirst(2).allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") } ? 8 : nil
  case UInt8(ascii: "x"):
    return bytes.dropFirst(2).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } ? 16 : nil
  default: return nil
  }
}

private enum DecimalForm {
  case none, integer, float
}

/// Matches `[-+]?[0-9]+` and `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
private func decimalForm(_ bytes: [UInt8]) -> DecimalForm {
  var at = 0
  func digits() -> Int {
    let start = at
    while at < bytes.count, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
    return at - start
  }
  func sign() {
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") { at += 1 }
  }
  sign()
  let whole = digits()
  if whole > 0, at == bytes.count { return .integer }
  if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
    at += 1
    let fraction = digits()
    guard whole + fraction > 0 else { return .none }
  } else if whole == 0 {
    return .none
  }
  if at < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") {
    at += 1
    sign()
    guard digits() > 0 else { return .none }
  }
  return at == bytes.count ? .float : .none
}
