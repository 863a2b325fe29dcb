import BigInt
import Kernels

/// Integers from text.
enum IntegerText {
  /// `int(text, base)`.
  static func parsed(_ text: PythonString, base: Int) throws(Raised) -> Value {
    if base == 10, case .value(let value) = text.withText(parsedInteger) { return .int(Int(value)) }
    var bytes: [UInt8] = []
    for point in text.through({ text, _ in stripped(text) }).codePoints {
      // Digits of other scripts count as ours.
      bytes.append(CharacterClass.decimalValue(point).map { UInt8($0 + 48) } ?? (point < 0x80 ? UInt8(point) : 0))
    }
    return try parsed(bytes, base) { StringRepr.quoted(text) }
  }

  /// `int(bytes, base)`.
  static func parsed(bytes: [UInt8], base: Int) throws(Raised) -> Value {
    var text = bytes[...].drop { ByteSplitting.blanks.contains($0) }
    while let last = text.last, ByteSplitting.blanks.contains(last) { text.removeLast() }
    return try parsed(Array(text), base) { PythonString(bytes: ByteText.repr(bytes)) }
  }

  private static func parsed(
    _ text: [UInt8], _ base: Int, shown: () -> PythonString
  ) throws(Raised) -> Value {
    guard base == 0 || (2...36).contains(base) else {
      throw .valueError("int() base must be >= 2 and <= 36, or 0")
    }
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let radix = radix(&rest, base)
    if let digits = digits(rest, radix) {
      if radix & (radix - 1) != 0, digits.count > DecimalText.limit {
        throw .valueError(
          "Exceeds the limit (\(DecimalText.limit) digits) for integer string conversion: value has "
            + "\(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit")
      }
      let magnitude = DecimalText.number(digits[...], radix: radix)
      // Without a prefix, base 0 takes no leading zeros.
      let isOctalOfOld = base == 0 && radix == 10 && digits.count > 1 && digits[0] == 0 && magnitude != 0
      if !isOctalOfOld { return BigIntObject.value(BigInt(sign: isNegative ? .minus : .plus, magnitude: magnitude)) }
    }
    let points = shown().codePoints.prefix(200)
    throw .valueError("invalid literal for int() with base \(base): \(PythonString(codePoints: points))")
  }

  /// The base, from a prefix where that decides; the prefix is taken away.
  private static func radix(_ text: inout ArraySlice<UInt8>, _ base: Int) -> Int {
    let prefixes: [(UInt8, Int)] = [(UInt8(ascii: "x"), 16), (UInt8(ascii: "o"), 8), (UInt8(ascii: "b"), 2)]
    if text.count > 2, text.first == 0x30, let letter = text.dropFirst().first {
      for (name, radix) in prefixes where letter | 0x20 == name && (base == radix || base == 0) {
        text = text.dropFirst(2)
        if text.first == UInt8(ascii: "_") { text = text.dropFirst() }
        return radix
      }
    }
    return base == 0 ? 10 : base
  }

  /// The values of the digits; `nil` if something else is there or an underscore has no digit on each side.
  private static func digits(_ text: ArraySlice<UInt8>, _ radix: Int) -> [UInt8]? {
    var digits: [UInt8] = []
    digits.reserveCapacity(text.count)
    var wasDigit = false
    for byte in text {
      if byte == UInt8(ascii: "_") {
        if !wasDigit { return nil }
        wasDigit = false
        continue
      }
      let value: UInt8
      switch byte {
      case 0x30...0x39: value = byte - 0x30
      case 0x41...0x5A: value = byte - 0x37
      case 0x61...0x7A: value = byte - 0x57
      default: return nil
      }
      guard Int(value) < radix else { return nil }
      digits.append(value)
      wasDigit = true
    }
    return wasDigit ? digits : nil
  }
}
