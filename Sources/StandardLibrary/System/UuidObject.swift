import BigInt
import Kernels
import PythonRuntime

/// `uuid.UUID`: sixteen bytes.
final class UuidObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "UUID", module: "uuid", members: Standard.UuidClass.members)

  let bytes: [UInt8]

  init(_ bytes: [UInt8], type: TypeObject = UuidObject.type) {
    self.bytes = bytes
    super.init(type: type)
  }

  /// With the bits of a version and of the variant of RFC 4122 set.
  convenience init(_ bytes: [UInt8], version: UInt8) {
    var bytes = Array(bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | version << 4
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.init(bytes)
  }

  override var isMutable: Bool { false }
  override var hasOwnText: Bool { true }

  var hex: String { bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }

  var text: String {
    let hex = Array(hex)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
  }

  /// The number that the bytes of a part write, the highest first.
  func number(_ range: Range<Int>) -> BigInt {
    bytes[range].reduce(BigInt(0)) { $0 << 8 | BigInt($1) }
  }

  /// The version of RFC 4122; `nil` for other variants.
  var version: Int? { bytes[8] & 0xC0 == 0x80 ? Int(bytes[6] >> 4) : nil }

  var variant: String {
    if bytes[8] & 0x80 == 0 { return "reserved for NCS compatibility" }
    if bytes[8] & 0x40 == 0 { return "specified in RFC 4122" }
    return bytes[8] & 0x20 == 0 ? "reserved for Microsoft compatibility" : "reserved for future definition"
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: UuidObject.self) else { return nil }
    return .bool(operation.holds(number(0..<16), other.number(0..<16)))
  }

  override func hash(in context: Context) throws(Raised) -> Int {
    try context.hash(BigIntObject.value(number(0..<16)))
  }

  override func int(in context: Context) throws(Raised) -> Value? { BigIntObject.value(number(0..<16)) }
  override func str(in context: Context) throws(Raised) -> PythonString { PythonString(text) }
  override func repr(in context: Context) throws(Raised) -> PythonString { PythonString("\(type.name)('\(text)')") }
}

extension Standard.UuidClass {
  static let new = Constructor(
    "UUID(cls, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None)"
  ) { call in
    try call.refuse("is_safe")
    let names = ["hex", "bytes", "bytes_le", "fields", "int"]
    guard names.count(where: { !call.isNone($0) }) == 1 else {
      throw Raised.typeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
    }
    let bytes = try contents(call)
    guard let version = try call.optionalInt("version") else { return .object(UuidObject(bytes, type: call.madeClass)) }
    guard (1...5).contains(version) else { throw Raised.valueError("illegal version number") }
    return .object(UuidObject(bytes, version: UInt8(version)))
  }

  private static func contents(_ call: Call) throws(Raised) -> [UInt8] {
    if !call.isNone("hex") { return try parsed(call.text("hex")) }
    if !call.isNone("bytes") {
      let bytes = try call.context.requiredBytes(call["bytes"])
      guard bytes.count == 16 else { throw .valueError("bytes is not a 16-char string") }
      return bytes
    }
    if !call.isNone("bytes_le") {
      let bytes = try call.context.requiredBytes(call["bytes_le"])
      guard bytes.count == 16 else { throw .valueError("bytes_le is not a 16-char string") }
      return reordered(bytes)
    }
    if !call.isNone("int") {
      let number = try Standard.Math.integer(call["int"], call)
      guard number >= 0, number < BigInt(1) << 128 else {
        throw .valueError("int is out of range (need a 128-bit value)")
      }
      return (0..<16).map { UInt8(truncatingIfNeeded: (number >> (8 * (15 - $0))).magnitude.words.first ?? 0) }
    }
    return try joined(call.list("fields"), call)
  }

  private static func parsed(_ text: String) throws(Raised) -> [UInt8] {
    let trimmed = text.replacing("urn:", with: "").replacing("uuid:", with: "")
    let digits = trimmed.drop { "{}".contains($0) }.filter { $0 != "-" && $0 != "}" && $0 != "{" }
    guard digits.utf8.count == 32 else { throw .valueError("badly formed hexadecimal UUID string") }
    let values = digits.compactMap(\.hexDigitValue)
    guard values.count == 32 else {
      throw .valueError("invalid literal for int() with base 16: '\(digits)'")
    }
    return (0..<16).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
  }

  /// With the bytes of the first three fields in the other order.
  static func reordered(_ bytes: [UInt8]) -> [UInt8] {
    [3, 2, 1, 0, 5, 4, 7, 6].map { bytes[$0] } + bytes[8...]
  }

  private static func joined(_ fields: [Value], _ call: Call) throws(Raised) -> [UInt8] {
    let widths = [4, 2, 2, 1, 1, 6]
    guard fields.count == 6 else { throw .valueError("fields is not a 6-tuple") }
    var bytes: [UInt8] = []
    for (i, (field, width)) in zip(fields, widths).enumerated() {
      let number = try Standard.Math.integer(field, call)
      guard number >= 0, number < BigInt(1) << (8 * width) else {
        throw .valueError("field \(i + 1) out of range (need a \(8 * width)-bit value)")
      }
      bytes += (0..<width).map {
        UInt8(truncatingIfNeeded: (number >> (8 * (width - 1 - $0))).magnitude.words.first ?? 0)
      }
    }
    return bytes
  }

  private static func uuid(_ call: Call) throws(Raised) -> UuidObject { try call.receiver(as: UuidObject.self) }
  private static func part(_ call: Call, _ range: Range<Int>) throws(Raised) -> Value {
    BigIntObject.value(try uuid(call).number(range))
  }

  static let hex = Property("hex") { call in .text(try uuid(call).hex) }
  static let int = Property("int") { call in try part(call, 0..<16) }
  static let bytes = Property("bytes") { call in .object(BytesObject(try uuid(call).bytes)) }
  static let bytesLe = Property("bytes_le") { call in .object(BytesObject(reordered(try uuid(call).bytes))) }
  static let urn = Property("urn") { call in .text("urn:uuid:\(try uuid(call).text)") }
  static let version = Property("version") { call in try uuid(call).version.map(Value.int) ?? .none }
  static let variant = Property("variant") { call in .text(try uuid(call).variant) }
  static let timeLow = Property("time_low") { call in try part(call, 0..<4) }
  static let timeMid = Property("time_mid") { call in try part(call, 4..<6) }
  static let timeHigh = Property("time_hi_version") { call in try part(call, 6..<8) }
  static let clockHigh = Property("clock_seq_hi_variant") { call in try part(call, 8..<9) }
  static let clockLow = Property("clock_seq_low") { call in try part(call, 9..<10) }
  static let node = Property("node") { call in try part(call, 10..<16) }
  static let clock = Property("clock_seq") { call in
    let high = Int(try uuid(call).bytes[8] & 0x3F)
    return .int(high << 8 | Int(try uuid(call).bytes[9]))
  }
  static let time = Property("time") { call in
    let high = try uuid(call).number(6..<8) & 0x0FFF
    return BigIntObject.value(try high << 48 | uuid(call).number(4..<6) << 32 | uuid(call).number(0..<4))
  }
  static let fields = Property("fields") { call in
    .tuple(try [0..<4, 4..<6, 6..<8, 8..<9, 9..<10, 10..<16].map { try part(call, $0) })
  }
}
