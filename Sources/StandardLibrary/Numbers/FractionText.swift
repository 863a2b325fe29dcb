import BigInt
import Kernels
import PythonRuntime

/// Fractions from text: `3/4`, `-2.5`, `1e-3`.
enum FractionText {
  /// The value; `nil` if the text is none.
  static func parsed(_ text: PythonString) throws(Raised) -> Rational? {
    var scanner = DigitScanner(text)
    scanner.skipSpace()
    let isNegative = scanner.sign()
    let whole = scanner.digits()
    if whole == nil, !(scanner.peek == "." && scanner.isDigit(after: 1)) { return nil }
    guard var n = BigInt(whole ?? "0") else { return nil }
    var d = BigInt(1)
    if scanner.take("/") {
      guard let below = scanner.digits(), let value = BigInt(below) else { return nil }
      d = value
    } else {
      if scanner.take("."), let decimals = scanner.digits() {
        let scale = BigInt(10).power(decimals.count)
        n = n * scale + (BigInt(decimals) ?? 0)
        d = scale
      }
      if scanner.take("e") || scanner.take("E") {
        let isBelow = scanner.sign()
        guard let digits = scanner.digits(), let exponent = Int(digits) else { return nil }
        if exponent > 1_000_000 { throw Raised(Exceptions.memoryError, "") }
        let scale = BigInt(10).power(exponent)
        if isBelow { d *= scale } else { n *= scale }
      }
    }
    scanner.skipSpace()
    guard scanner.isAtEnd else { return nil }
    if d == 0 { throw .zeroDivision("Fraction(\(isNegative ? -n : n), 0)") }
    return Rational(isNegative ? -n : n, d)
  }
}

/// Reads signs and digits, which may be of any script and joined by underscores.
struct DigitScanner {
  private let points: [UInt32]
  private var position = 0

  init(_ text: PythonString) {
    points = text.codePoints.map { CharacterClass.decimalValue($0).map { UInt32($0 + 48) } ?? $0 }
  }

  var isAtEnd: Bool { position == points.count }
  var peek: Unicode.Scalar? { position < points.count ? Unicode.Scalar(points[position]) : nil }

  func isDigit(after count: Int) -> Bool {
    position + count < points.count && (48...57).contains(points[position + count])
  }

  mutating func skipSpace() { while let next = peek, next.properties.isWhitespace { position += 1 } }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  /// Whether a minus was read; a plus is read too.
  mutating func sign() -> Bool {
    if take("-") { return true }
    _ = take("+")
    return false
  }

  /// Digits with single underscores between them; `nil` if there is no digit.
  mutating func digits() -> String? {
    guard isDigit(after: 0) else { return nil }
    var result = ""
    while isDigit(after: 0) || (peek == "_" && !result.isEmpty && isDigit(after: 1)) {
      if let digit = peek, digit != "_" { result.unicodeScalars.append(digit) }
      position += 1
    }
    return result
  }
}
