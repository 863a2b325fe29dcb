import Kernels

/// Integers as text, for the frequent cases.
enum IntegerDigits {
  /// `str(number)`.
  static func string(_ number: Int, _ characters: CharacterTable) -> PythonString {
    if number >= 0, number < 10, case .string(let text) = characters.string(0x30 + UInt8(truncatingIfNeeded: number)) {
      return text
    }
    return withDigits(of: number) { digits in
      UnsafeRawBufferPointer(rebasing: digits).baseAddress.map { PythonString(bytes: .copy($0, digits.count)) } ?? ""
    }
  }

  /// Appends `str(number)`.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    withDigits(of: number) { bytes += $0 }
  }

  /// Writes `str(number)`, for which there is room; gives its length.
  static func write(_ number: Int, to output: UnsafeMutableRawPointer) -> Int {
    withDigits(of: number) { digits in
      guard let source = UnsafeRawBufferPointer(rebasing: digits).baseAddress else { return 0 }
      output.copyMemory(from: source, byteCount: digits.count)
      return digits.count
    }
  }

  @inline(__always)
  private static func withDigits<R>(of number: Int, _ body: (UnsafeMutableRawBufferPointer.SubSequence) -> R) -> R {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    return withUnsafeMutableBytes(of: &digits) { buffer in
      var i = buffer.count
      var rest = number.magnitude
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        i -= 1
        buffer[i] = 0x30 + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest > 0
      if number < 0 {
        i -= 1
        buffer[i] = UInt8(ascii: "-")
      }
      return body(buffer[i...])
    }
  }

  /// The number of a string of up to 18 digits, perhaps with a sign; `nil` for anything else.
  static func parsed(_ storage: ItemsMemory) -> Int? {
    let count = storage.count
    guard count > 0, count < 19 else { return nil }
    let bytes = storage.memory + 32
    let isNegative = bytes.load(as: UInt8.self) == UInt8(ascii: "-")
    var i = isNegative ? 1 : 0
    if i == count { return nil }
    var number = 0
    while i < count {
      let digit = bytes.load(fromByteOffset: i, as: UInt8.self) &- 0x30
      if digit > 9 { return nil }
      number = number &* 10 &+ Int(digit)
      i &+= 1
    }
    return isNegative ? -number : number
  }
}
