import BigInt
import Kernels
import PythonRuntime

/// Decimal numbers as text and from text.
enum DecimalText {
  /// `str`, with engineering exponents if asked.
  static func text(of number: DecimalNumber, capitals: Bool, isEngineering: Bool = false) -> String {
    let sign = number.isNegative ? "-" : ""
    switch number.kind {
    case .infinite: return sign + "Infinity"
    case .quiet: return sign + "NaN" + payload(number)
    case .signaling: return sign + "sNaN" + payload(number)
    case .finite: break
    }
    let digits = number.digits
    let left = number.exponent + digits.count
    let point: Int
    if number.exponent <= 0, left > -6 {
      point = left
    } else if !isEngineering {
      point = 1
    } else if number.coefficient == 0 {
      point = floorModulo(left + 1, 3) - 1
    } else {
      point = floorModulo(left - 1, 3) + 1
    }
    let (whole, fraction) = split(digits, at: point)
    let exponent = left == point ? "" : (capitals ? "E" : "e") + (left > point ? "+" : "") + String(left - point)
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction) + exponent
  }

  private static func payload(_ number: DecimalNumber) -> String {
    number.coefficient == 0 ? "" : number.digits
  }

  private static func floorModulo(_ a: Int, _ b: Int) -> Int { ((a % b) + b) % b }

  /// The digits before and behind the point.
  static func split(_ digits: String, at point: Int) -> (whole: String, fraction: String) {
    if point <= 0 { return ("0", String(repeating: "0", count: -point) + digits) }
    if point >= digits.count { return (digits + String(repeating: "0", count: point - digits.count), "") }
    return (String(digits.prefix(point)), String(digits.dropFirst(point)))
  }

  /// The exact number that the text says; `nil` if it says none.
  static func parsed(_ text: PythonString) -> DecimalNumber? {
    var points = text.codePoints[...]
    func isSpace(_ point: UInt32) -> Bool { Unicode.Scalar(point)?.properties.isWhitespace ?? false }
    while let first = points.first, isSpace(first) { points.removeFirst() }
    while let last = points.last, isSpace(last) { points.removeLast() }
    var ascii: [UInt8] = []
    for point in points where point != 0x5F {
      if let digit = CharacterClass.decimalValue(point) {
        ascii.append(UInt8(48 + digit))
      } else {
        guard point < 0x80 else { return nil }
        ascii.append(UInt8(point))
      }
    }
    return parsed(ascii: ascii[...])
  }

  private static func parsed(ascii: ArraySlice<UInt8>) -> DecimalNumber? {
    var rest = ascii
    var isNegative = false
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      rest.removeFirst()
    }
    let word = String(decoding: rest, as: UTF8.self).lowercased()
    if word == "inf" || word == "infinity" { return .infinity(isNegative: isNegative) }
    for (name, kind) in [("snan", DecimalNumber.Kind.signaling), ("nan", .quiet)] where word.hasPrefix(name) {
      let digits = word.dropFirst(name.count)
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      return .nan(kind, isNegative: isNegative, payload: BigUInt(digits.isEmpty ? "0" : String(digits)) ?? 0)
    }
    return finite(word, isNegative: isNegative)
  }

  private static func finite(_ word: String, isNegative: Bool) -> DecimalNumber? {
    let parts = word.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let digits = mantissa[0] + fraction
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = BigUInt(digits) else {
      return nil
    }
    var exponent = 0
    if parts.count > 1 {
      let sign = parts[1].first
      let body = sign == "-" || sign == "+" ? parts[1].dropFirst() : parts[1]
      guard !body.isEmpty, body.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(body),
        number <= DecimalSettings.largestPrecision
      else { return nil }
      exponent = sign == "-" ? -number : number
    }
    return DecimalNumber(isNegative: isNegative, value, exponent: exponent - fraction.count)
  }
}
