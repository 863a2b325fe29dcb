import BigInt
import Kernels

/// `float.hex` and `float.fromhex`.
enum HexadecimalFloat {
  /// `0x1.8000000000000p+1`.
  static func text(_ value: Double) -> String {
    if !value.isFinite { return FloatRepr.text(value).description }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0x0.0p+0" }
    let digits = String(value.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.count) + digits
    let exponent = value.isSubnormal ? -1022 : Int(value.exponent)
    return "\(sign)0x\(value.isSubnormal ? 0 : 1).\(fraction)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }

  /// The float that the text writes, rounded half to even.
  static func parsed(_ text: PythonString) throws(Raised) -> Double {
    var rest = text.through { text, _ in stripped(text) }.bytes[...]
    var isNegative = false
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    let word = String(decoding: rest, as: UTF8.self).lowercased()
    let magnitude: Double
    switch word {
    case "inf", "infinity": magnitude = .infinity
    case "nan": magnitude = .nan
    default: magnitude = try number(rest)
    }
    return isNegative ? -magnitude : magnitude
  }

  private static func number(_ text: ArraySlice<UInt8>) throws(Raised) -> Double {
    let failure = Raised.valueError("invalid hexadecimal floating-point string")
    var rest = text
    if rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8) { rest = rest.dropFirst(2) }
    var digits: [UInt8] = []
    var behindPoint: Int?
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), behindPoint == nil {
        behindPoint = 0
      } else if byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue {
        digits.append(UInt8(digit))
        if behindPoint != nil { behindPoint = (behindPoint ?? 0) + 1 }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard !digits.isEmpty else { throw failure }
    var exponent = 0
    if let byte = rest.first {
      guard byte | 0x20 == UInt8(ascii: "p") else { throw failure }
      let digits = String(decoding: rest.dropFirst(), as: UTF8.self)
      let unsigned = digits.hasPrefix("-") || digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
      guard !unsigned.isEmpty, unsigned.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { throw failure }
      let bound = Int.max / 8
      let size = min(Int(unsigned) ?? bound, bound)
      exponent = digits.hasPrefix("-") ? -size : size
    }
    let magnitude = DecimalText.number(digits[...], radix: 16)
    if magnitude == 0 { return 0 }
    let power = exponent - 4 * (behindPoint ?? 0)
    if power + magnitude.bitWidth < -1080 { return 0 }
    let result = Double(nearestTo: magnitude, timesTwoTo: power)
    if result.isInfinite { throw .overflowError("hexadecimal value too large to represent as a float") }
    return result
  }
}
