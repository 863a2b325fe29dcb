import BigInt
import Kernels

extension FormatSpecification {
  private var letter: Character? { type.flatMap(Unicode.Scalar.init).map(Character.init) }

  func formattedInteger(_ value: Value) throws(Raised) -> PythonString {
    guard let number = value.bigInt else { return "" }
    let (radix, prefix): (Int, String)
    switch letter {
    case nil, "d", "n": (radix, prefix) = (10, "")
    case "b": (radix, prefix) = (2, "0b")
    case "o": (radix, prefix) = (8, "0o")
    case "x": (radix, prefix) = (16, "0x")
    case "X": (radix, prefix) = (16, "0X")
    case "c": return try formattedCharacter(number)
    case "e", "E", "f", "F", "g", "G", "%":
      let double = try BigIntObject.value(number).double()
      return try formatted(double, of: value)
    default: throw unknown(value.typeName)
    }
    try refuseForIntegers()
    var digits: [UInt8]
    if case .int(let small) = value, radix == 10 {
      digits = Array(String(small.magnitude).utf8)
    } else {
      digits = try DecimalText.digits(number.magnitude, radix: radix)
      if letter == "X" { digits = FormatSpecification.uppercased(digits) }
    }
    return try assembled(
      isNegative: number < 0, prefix: isAlternate ? Array(prefix.utf8) : [], digits, groups: radix == 10 ? 3 : 4)
  }

  private func refuseForIntegers() throws(Raised) {
    if precision != nil { throw .valueError("Precision not allowed in integer format specifier") }
    if coercesNegativeZero {
      throw .valueError("Negative zero coercion (z) not allowed in integer format specifier")
    }
  }

  private func formattedCharacter(_ number: BigInt) throws(Raised) -> PythonString {
    try refuseForIntegers()
    if sign != nil { throw .valueError("Sign not allowed with integer format specifier 'c'") }
    if isAlternate { throw .valueError("Alternate form (#) not allowed with integer format specifier 'c'") }
    guard let point = Int(exactly: number) else {
      throw .overflowError("Python int too large to convert to C long")
    }
    guard point >= 0, point < 0x110000 else { throw .overflowError("%c arg not in range(0x110000)") }
    return try padded([], PythonString(codePoints: [UInt32(point)]).bytes, standard: UInt8(ascii: ">"))
  }

  func formatted(_ number: Double, of value: Value) throws(Raised) -> PythonString {
    let digits = try digits(number, hasPoint: true, typeName: value.typeName)
    return try assembled(isNegative: isNegative(number, digits), digits)
  }

  /// Formats a complex number: two floats of one form, in parentheses where `repr` has them.
  func formatted(_ value: ComplexNumber) throws(Raised) -> PythonString {
    if letter == "%" { throw unknown("complex") }
    if fill == 0x30 { throw .valueError("Zero padding is not allowed in complex format specifier") }
    if alignment == UInt8(ascii: "=") {
      throw .valueError("'=' alignment flag is not allowed in complex format specifier")
    }
    var plain = self
    plain.width = 0
    var body: [UInt8] = []
    let isShort = type == nil && value.real == 0 && value.real.sign == .plus
    if !isShort {
      let digits = try plain.digits(value.real, hasPoint: false, typeName: "complex")
      body += try plain.assembled(isNegative: isNegative(value.real, digits), digits).bytes
      plain.sign = UInt8(ascii: "+")
    }
    let digits = try plain.digits(value.imaginary, hasPoint: false, typeName: "complex")
    body += try plain.assembled(isNegative: isNegative(value.imaginary, digits), digits).bytes
    body.append(UInt8(ascii: "j"))
    if type == nil, !isShort { body = [UInt8(ascii: "(")] + body + [UInt8(ascii: ")")] }
    return try padded([], body, standard: UInt8(ascii: ">"))
  }

  private func isNegative(_ number: Double, _ digits: [UInt8]) -> Bool {
    guard number.sign == .minus, !number.isNaN else { return false }
    guard coercesNegativeZero else { return true }
    let mantissa = digits.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    return !mantissa.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%") }
  }

  /// The digits of the number's magnitude.
  ///
  /// - Parameter hasPoint: whether whole numbers without a format code get `.0`, as floats do.
  private func digits(_ number: Double, hasPoint: Bool, typeName: String) throws(Raised) -> [UInt8] {
    let magnitude = number.magnitude
    if let precision, precision > 1 << 30 { throw .valueError("precision too big") }
    var digits: [UInt8] = []
    switch letter {
    case nil:
      if let precision {
        digits = general(magnitude, precision: max(precision, 1), hasPoint: hasPoint)
      } else {
        appendRepr(magnitude, to: &digits)
        if !hasPoint, digits.suffix(2).elementsEqual(".0".utf8) { digits.removeLast(2) }
        if isAlternate { digits = FormatSpecification.withPoint(digits) }
      }
    case "f", "F": appendFixed(magnitude, precision: precision ?? 6, alternate: isAlternate, to: &digits)
    case "e", "E": appendExponential(magnitude, precision: precision ?? 6, alternate: isAlternate, to: &digits)
    case "g", "G", "n":
      appendGeneral(magnitude, precision: max(precision ?? 6, 1), alternate: isAlternate, to: &digits)
    case "%":
      appendFixed(magnitude * 100, precision: precision ?? 6, alternate: isAlternate, to: &digits)
      digits.append(UInt8(ascii: "%"))
    default: throw unknown(typeName)
    }
    return letter == "E" || letter == "G" || letter == "F" ? FormatSpecification.uppercased(digits) : digits
  }

  /// `format(x, '.3')`: like `g`, but with a digit behind the point where `repr` has one.
  private func general(_ number: Double, precision: Int, hasPoint: Bool) -> [UInt8] {
    var digits: [UInt8] = []
    appendGeneral(number, precision: precision, alternate: isAlternate, to: &digits)
    guard hasPoint, number.isFinite else { return digits }
    // A whole number with as many digits as the precision is written with an exponent.
    let whole = digits.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let isPlain = !digits.contains(UInt8(ascii: "e"))
    if isPlain, whole.count >= precision, whole.first != 0x30 || precision == 1 && number >= 1 {
      var exponential: [UInt8] = []
      appendExponential(number, precision: precision - 1, alternate: isAlternate, to: &exponential)
      return isAlternate ? exponential : FormatSpecification.trimmed(exponential)
    }
    return isPlain && whole.count == digits.count ? digits + Array(".0".utf8) : digits
  }

  private static func withPoint(_ digits: [UInt8]) -> [UInt8] {
    guard let e = digits.firstIndex(of: UInt8(ascii: "e")), !digits.contains(UInt8(ascii: ".")) else { return digits }
    return digits[..<e] + [UInt8(ascii: ".")] + digits[e...]
  }

  private static func uppercased(_ digits: [UInt8]) -> [UInt8] { digits.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }

  private static func trimmed(_ digits: [UInt8]) -> [UInt8] {
    guard let e = digits.firstIndex(of: UInt8(ascii: "e")), digits[..<e].contains(UInt8(ascii: ".")) else {
      return digits
    }
    var mantissa = digits[..<e]
    while mantissa.last == 0x30 { mantissa.removeLast() }
    if mantissa.last == UInt8(ascii: ".") { mantissa.removeLast() }
    return Array(mantissa + digits[e...])
  }
}
