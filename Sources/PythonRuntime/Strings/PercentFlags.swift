import BigInt
import Kernels

/// The flags, width and precision between `%` and its letter.
struct PercentFlags {
  var isLeft = false
  var isZero = false
  var isAlternate = false
  var hasPlus = false
  var hasBlank = false
  var width = 0
  var precision: Int?

  /// Notes a flag; tells whether it was one.
  mutating func insert(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"): isLeft = true
    case UInt8(ascii: "0"): isZero = true
    case UInt8(ascii: "#"): isAlternate = true
    case UInt8(ascii: "+"): hasPlus = true
    case UInt8(ascii: " "): hasBlank = true
    default: return false
    }
    return true
  }

  /// The first `precision` characters.
  func truncated(_ text: PythonString, inBytes: Bool = false) -> PythonString {
    guard let precision else { return text }
    if inBytes { return PythonString(bytes: Array(text.bytes.prefix(precision))) }
    guard text.codePointCount > precision else { return text }
    return PythonString(bytes: Array(text.bytes[..<text.boundaries[precision]]))
  }

  /// An integer by `d`, `i`, `u`, `o`, `x` or `X`: the precision is a least number of digits.
  func formatted(integer value: Value, letter: UInt8) throws(Raised) -> PythonString {
    guard let number = value.bigInt else { return "" }
    var digits: [UInt8]
    var prefix: [UInt8] = []
    switch letter {
    case UInt8(ascii: "o"):
      digits = try DecimalText.digits(number.magnitude, radix: 8)
      prefix = Array("0o".utf8)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      digits = try DecimalText.digits(number.magnitude, radix: 16)
      prefix = [0x30, letter]
      if letter == UInt8(ascii: "X") { digits = digits.map { $0 >= 97 ? $0 - 32 : $0 } }
    default: digits = try DecimalText.digits(number.magnitude)
    }
    if let precision, precision > digits.count {
      if precision > 1 << 28 { throw Raised(Exceptions.memoryError, "") }
      digits.insert(contentsOf: repeatElement(0x30, count: precision - digits.count), at: 0)
    }
    return zeroFilled(head: sign(number < 0) + (isAlternate ? prefix : []), digits)
  }

  /// A float by `e`, `f` or `g`.
  func formatted(_ number: Double, letter: Unicode.Scalar, in context: Context) throws(Raised) -> PythonString {
    let text = PythonString("\(isAlternate ? "#" : "").\(precision ?? 6)\(letter)")
    let digits = try FormatSpecification(parsing: text, of: 0.0).formatted(.float(number.magnitude), in: context)
    return zeroFilled(head: sign(number.sign == .minus && !number.isNaN), digits.bytes)
  }

  private func sign(_ isNegative: Bool) -> [UInt8] {
    isNegative ? [UInt8(ascii: "-")] : hasPlus ? [UInt8(ascii: "+")] : hasBlank ? [0x20] : []
  }

  private func zeroFilled(head: [UInt8], _ digits: [UInt8]) -> PythonString {
    let missing = width - head.count - digits.count
    guard isZero, !isLeft, missing > 0 else { return PythonString(bytes: head + digits) }
    return PythonString(bytes: head + [UInt8](repeating: 0x30, count: missing) + digits)
  }

  /// Appends the text, with blanks up to the width.
  func pad(_ text: PythonString, to output: inout [UInt8]) {
    let blanks = [UInt8](repeating: 0x20, count: max(0, width - text.codePointCount))
    output += isLeft ? text.bytes + blanks : blanks + text.bytes
  }
}
