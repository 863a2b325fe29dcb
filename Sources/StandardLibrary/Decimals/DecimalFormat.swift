import BigInt
import Kernels
import PythonRuntime

/// `format` of a decimal number.
struct DecimalFormat {
  private var fill: UInt32 = 0x20
  private var alignment = UInt8(ascii: ">")
  private var sign = UInt8(ascii: "-")
  private var avoidsNegativeZero = false
  private var padsWithZeros = false
  private var width = 0
  private var hasGroups = false
  private var precision: Int?
  private var type: UInt8?

  /// Reads a specification; `nil` if it is none.
  init?(_ specification: PythonString) {
    let points = specification.codePoints
    var i = 0
    func at(_ position: Int) -> UInt8? {
      position < points.count && points[position] < 0x80 ? UInt8(points[position]) : nil
    }
    func isAlignment(_ byte: UInt8?) -> Bool { byte.map { "<>=^".utf8.contains($0) } ?? false }
    var isAligned = false
    if isAlignment(at(1)), let byte = at(1) {
      (fill, alignment, isAligned, i) = (points[0], byte, true, 2)
    } else if isAlignment(at(0)), let byte = at(0) {
      (alignment, isAligned, i) = (byte, true, 1)
    }
    func take(_ character: UInt8) -> Bool {
      guard at(i) == character else { return false }
      i += 1
      return true
    }
    if let byte = at(i), "+- ".utf8.contains(byte) {
      sign = byte
      i += 1
    }
    avoidsNegativeZero = take(UInt8(ascii: "z"))
    if take(UInt8(ascii: "0")) {
      if isAligned { return nil }
      (padsWithZeros, fill, alignment) = (true, 0x30, UInt8(ascii: "="))
    }
    func number() -> Int? {
      var result: Int?
      while let byte = at(i), byte >= 48, byte <= 57, result ?? 0 < 1 << 28 {
        result = (result ?? 0) * 10 + Int(byte - 48)
        i += 1
      }
      return result
    }
    width = number() ?? 0
    hasGroups = take(UInt8(ascii: ","))
    if take(UInt8(ascii: ".")) {
      precision = number()
      if precision == nil { return nil }
    }
    if i < points.count {
      guard let byte = at(i), "eEfFgGn%".utf8.contains(byte), i + 1 == points.count else { return nil }
      type = byte
    }
    if type == UInt8(ascii: "n") {
      if hasGroups { return nil }
      type = UInt8(ascii: "g")
    }
    if precision == 0, type.map({ "gG".utf8.contains($0) }) ?? true { precision = 1 }
  }

  /// The text of a number.
  func formatted(_ number: DecimalNumber, _ settings: DecimalSettings) -> PythonString {
    let kind = Character(Unicode.Scalar(type ?? UInt8(ascii: settings.usesCapitals ? "G" : "g")))
    guard number.isFinite else {
      let text = DecimalText.text(of: number.magnitude, capitals: true) + (kind == "%" ? "%" : "")
      return padded(signText(number.isNegative), text)
    }
    let rounded = rounded(number, kind, settings)
    let digits = rounded.digits
    let left = rounded.exponent + digits.count
    let point: Int
    switch kind {
    case "e", "E": point = rounded.coefficient == 0 ? 1 - (precision ?? 0) : 1
    case "f", "F", "%": point = left
    default: point = rounded.exponent <= 0 && left > -6 ? left : 1
    }
    var (whole, fraction) = DecimalText.split(digits, at: point)
    if point == 0, digits.isEmpty { fraction = "" }
    var tail = fraction.isEmpty ? "" : "." + fraction
    let exponent = left - point
    if exponent != 0 || kind == "e" || kind == "E" {
      tail += (kind == "E" || kind == "G" ? "E" : "e") + (exponent >= 0 ? "+" : "") + String(exponent)
    }
    if kind == "%" { tail += "%" }
    let isNegative = rounded.isNegative && !(avoidsNegativeZero && rounded.coefficient == 0)
    let sign = signText(isNegative)
    if hasGroups || padsWithZeros {
      whole = grouped(whole, minimum: padsWithZeros ? width - tail.count - sign.count : 0)
    }
    return padded(sign, whole + tail)
  }

  private func rounded(_ number: DecimalNumber, _ kind: Character, _ settings: DecimalSettings) -> DecimalNumber {
    var result = number
    if kind == "%" { result.exponent += 2 }
    let arithmetic = DecimalArithmetic(settings)
    if let precision {
      switch kind {
      case "e", "E": result = toDigits(result, precision + 1, arithmetic)
      case "f", "F", "%": result = arithmetic.rescaled(result, to: -precision)
      default: if result.digitCount > precision { result = toDigits(result, precision, arithmetic) }
      }
    }
    if result.coefficient == 0, result.exponent > 0, "fF%".contains(kind) { result.exponent = 0 }
    return result
  }

  private func toDigits(_ number: DecimalNumber, _ count: Int, _ arithmetic: DecimalArithmetic) -> DecimalNumber {
    if number.coefficient == 0 { return number }
    let result = arithmetic.rescaled(number, to: number.adjusted + 1 - count)
    // Rounding up may have made one digit more.
    return result.adjusted != number.adjusted
      ? arithmetic.rescaled(result, to: result.adjusted + 1 - count) : result
  }

  private func signText(_ isNegative: Bool) -> String {
    isNegative ? "-" : sign == UInt8(ascii: "-") ? "" : String(Unicode.Scalar(sign))
  }

  /// The digits in groups of three, with zeros in front up to a width.
  private func grouped(_ digits: String, minimum: Int) -> String {
    var digits = Array(digits.utf8)
    func width() -> Int { hasGroups ? digits.count + (digits.count - 1) / 3 : digits.count }
    while width() < minimum { digits.insert(48, at: 0) }
    guard hasGroups else { return String(decoding: digits, as: UTF8.self) }
    var result: [UInt8] = []
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func padded(_ sign: String, _ body: String) -> PythonString {
    let missing = max(0, width - sign.count - body.count)
    func filling(_ count: Int) -> [UInt8] { PythonString(codePoints: repeatElement(fill, count: count)).bytes }
    let (head, text) = (Array(sign.utf8), Array(body.utf8))
    switch alignment {
    case UInt8(ascii: "<"): return PythonString(bytes: head + text + filling(missing))
    case UInt8(ascii: "^"):
      return PythonString(bytes: filling(missing / 2) + head + text + filling(missing - missing / 2))
    case UInt8(ascii: "="): return PythonString(bytes: head + filling(missing) + text)
    default: return PythonString(bytes: filling(missing) + head + text)
    }
  }
}
