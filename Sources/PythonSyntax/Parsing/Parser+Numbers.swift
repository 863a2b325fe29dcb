import Diagnostics

extension Parser {
  /// The value of a number, whose form the lexer has checked.
  @inline(never) mutating func number() throws(SyntaxFailure) -> Expression {
    let bytes = source[token.start.offset..<token.end.offset]
    let value = Constant(number: bytes)
    if case .bigInt(let digits, 10) = value, digits.utf8.count > Constant.mostDigits {
      throw failure(
        "Exceeds the limit (4300 digits) for integer string conversion: value has \(digits.utf8.count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals "
          + "to avoid decimal conversion limits.")
    }
    guard let value else { throw failure("invalid decimal literal") }
    return try constant(value)
  }
}

extension Constant {
  /// The most digits of a decimal integer.
  static let mostDigits = 4300

  /// The value of a numeric literal; `nil` where it is none.
  init?(number text: Slice<UnsafeBufferPointer<UInt8>>) {
    let second = text.dropFirst().first.map { $0 | 0x20 }
    if text.first == UInt8(ascii: "0"), let radix = second.flatMap(Self.radix) {
      self.init(digits: text.dropFirst(2), radix: radix)
    } else if text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) {
      self.init(digits: text, radix: 10)
    } else {
      let isImaginary = text.last.map { $0 | 0x20 } == UInt8(ascii: "j")
      let digits = isImaginary ? text.dropLast() : text
      guard let value = Self.float(digits) else { return nil }
      self = isImaginary ? .complex(value) : .float(value)
    }
  }

  private static func radix(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private init?(digits: Slice<UnsafeBufferPointer<UInt8>>, radix: Int) {
    var value: Int64 = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      guard let digit = byte.hexadecimalDigit else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: Int64(radix))
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      if overflow || carry {
        let significant = digits.filter { $0 != UInt8(ascii: "_") }.drop { $0 == UInt8(ascii: "0") }
        self = .bigInt(digits: String(decoding: significant, as: UTF8.self).lowercased(), radix: radix)
        return
      }
      value = sum
    }
    self = .int(value)
  }

  private static func float(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    let text = digits.filter { $0 != UInt8(ascii: "_") }
    // Rounds to nearest, as strtod does; what is too large becomes infinity.
    return Double(String(decoding: text, as: UTF8.self))
  }
}

extension Token {
  /// Whether a number ends with `j`.
  func isImaginary(in source: UnsafeBufferPointer<UInt8>) -> Bool {
    source[end.offset - 1] | 0x20 == UInt8(ascii: "j")
  }
}
