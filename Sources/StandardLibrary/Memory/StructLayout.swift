import BigInt
import Kernels
import PythonRuntime

/// A format of `struct`, read: what lies where.
struct StructLayout {
  /// One run of items.
  struct Field {
    let letter: Character
    /// Repetitions, or the length of a string.
    let count: Int
    let size: Int
    /// Padding in front.
    let padding: Int
    /// Whether it stands for one value: `s` and `p` do, whatever their length.
    var isText: Bool { letter == "s" || letter == "p" }
    var valueCount: Int { letter == "x" ? 0 : isText ? 1 : count }
  }

  let text: PythonString
  private(set) var fields: [Field] = []
  private(set) var size = 0
  private var isBig = false
  private var isNative = true

  /// - Throws: `struct.error` in Python's words.
  init(_ text: PythonString) throws(Raised) {
    self.text = text
    var bytes = text.bytes[...]
    switch bytes.first {
    case UInt8(ascii: "@"): bytes.removeFirst()
    case UInt8(ascii: "="), UInt8(ascii: "<"):
      isNative = false
      bytes.removeFirst()
    case UInt8(ascii: ">"), UInt8(ascii: "!"):
      (isNative, isBig) = (false, true)
      bytes.removeFirst()
    default: break
    }
    while let byte = bytes.popFirst() {
      if [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains(byte) { continue }
      var count: Int?
      var letter = byte
      while letter >= 0x30, letter <= 0x39 {
        let (value, overflow) = (count ?? 0).multipliedReportingOverflow(by: 10)
        if overflow || value > 1 << 58 { throw StructLayout.failure("overflow in item count") }
        count = value + Int(letter - 0x30)
        guard let next = bytes.popFirst() else {
          throw StructLayout.failure("repeat count given without format specifier")
        }
        letter = next
      }
      try append(Character(Unicode.Scalar(letter)), count ?? 1)
    }
  }

  private mutating func append(_ letter: Character, _ count: Int) throws(Raised) {
    let isOne = letter == "x" || letter == "s" || letter == "p"
    guard let size = isOne ? 1 : itemSize(letter) else { throw StructLayout.failure("bad char in struct format") }
    let padding = isNative ? (size - self.size % size) % size : 0
    let (length, overflow) = size.multipliedReportingOverflow(by: count)
    let (total, carry) = (self.size + padding).addingReportingOverflow(length)
    if overflow || carry { throw StructLayout.failure("total struct size too long") }
    fields.append(Field(letter: letter, count: count, size: size, padding: padding))
    self.size = total
  }

  private func itemSize(_ letter: Character) -> Int? {
    switch letter {
    case "l", "L": isNative ? 8 : 4
    case "n", "N", "P": isNative ? 8 : nil
    default: PackedNumber.size(letter)
    }
  }

  var valueCount: Int { fields.reduce(0) { $0 + $1.valueCount } }

  static func failure(_ message: String) -> Raised { Raised(Standard.Struct.errorClass, message) }

  // MARK: Packing

  func packed(_ values: [Value], _ name: String, in context: Context) throws(Raised) -> [UInt8] {
    guard values.count == valueCount else {
      throw StructLayout.failure("\(name) expected \(valueCount) items for packing (got \(values.count))")
    }
    if size > 1 << 31 { throw Raised(Exceptions.memoryError, "") }
    var bytes: [UInt8] = []
    var next = 0
    for field in fields {
      bytes += [UInt8](repeating: 0, count: field.padding)
      if field.letter == "x" {
        bytes += [UInt8](repeating: 0, count: field.count)
      } else if field.isText {
        bytes += try text(values[next], field)
        next += 1
      } else {
        for value in values[next..<(next + field.count)] {
          let item = try packed(value, field, in: context)
          bytes += isBig ? item.reversed() : item
        }
        next += field.count
      }
    }
    return bytes
  }

  private func text(_ value: Value, _ field: Field) throws(Raised) -> [UInt8] {
    guard let buffer = value.byteSequence else {
      throw StructLayout.failure("argument for '\(field.letter)' must be a bytes object")
    }
    var bytes = Array(buffer.bytes.prefix(field.letter == "p" ? max(field.count - 1, 0) : field.count))
    if field.letter == "p", field.count > 0 { bytes.insert(UInt8(clamping: bytes.count), at: 0) }
    return bytes + [UInt8](repeating: 0, count: field.count - bytes.count)
  }

  private func packed(_ value: Value, _ field: Field, in context: Context) throws(Raised) -> [UInt8] {
    switch field.letter {
    case "?": return [try context.truth(value) ? 1 : 0]
    case "c":
      guard let bytes = value.byteSequence?.bytes, bytes.count == 1 else {
        throw StructLayout.failure("char format requires a bytes object of length 1")
      }
      return bytes
    case "e", "f", "d":
      guard let number = try context.double(value) else {
        throw StructLayout.failure("required argument is not a float")
      }
      guard let bytes = PackedNumber.bytes(of: number, size: field.size) else {
        throw Raised.overflowError("float too large to pack with \(field.letter) format")
      }
      return bytes
    default:
      var number = value.bigInt
      if number == nil { number = try context.indexIfInteger(value).map { BigInt($0) } }
      guard let number else { throw StructLayout.failure("required argument is not an integer") }
      let isSigned = PackedNumber.isSigned(field.letter)
      guard let bytes = PackedNumber.bytes(of: number, size: field.size, isSigned: isSigned) else {
        throw outOfRange(field, isSigned)
      }
      return bytes
    }
  }

  private func outOfRange(_ field: Field, _ isSigned: Bool) -> Raised {
    let bits = field.size * 8
    let (low, high) = isSigned ? (-(BigInt(1) << (bits - 1)), BigInt(1) << (bits - 1) - 1) : (0, BigInt(1) << bits - 1)
    switch field.letter {
    case "b": return StructLayout.failure("byte format requires -128 <= number <= 127")
    case "B": return StructLayout.failure("ubyte format requires 0 <= number <= 255")
    case "h" where isNative: return StructLayout.failure("short format requires (-32767 -1) <= number <= 32767")
    case "H" where isNative: return StructLayout.failure("ushort format requires 0 <= number <= (0x7fff * 2 + 1)")
    case "l" where isNative, "L" where isNative, "q" where isNative, "Q" where isNative, "n", "N", "P":
      return StructLayout.failure("int too large to convert")
    case "q", "Q": return StructLayout.failure("int too large to convert")
    default: return StructLayout.failure("'\(field.letter)' format requires \(low) <= number <= \(high)")
    }
  }

  /// The values that lie in these bytes, which are as many as the size says.
  func unpacked(_ bytes: ArraySlice<UInt8>) -> [Value] {
    var values: [Value] = []
    var position = bytes.startIndex
    for field in fields {
      position += field.padding
      if field.letter == "x" {
        position += field.count
      } else if field.isText {
        var text = Array(bytes[position..<(position + field.count)])
        if field.letter == "p", let length = text.first { text = Array(text.dropFirst().prefix(Int(length))) }
        values.append(.object(BytesObject(text)))
        position += field.count
      } else {
        for _ in 0..<field.count {
          let item = Array(bytes[position..<(position + field.size)])
          values.append(PackedNumber.value(field.letter, isBig ? item.reversed() : item))
          position += field.size
        }
      }
    }
    return values
  }
}
