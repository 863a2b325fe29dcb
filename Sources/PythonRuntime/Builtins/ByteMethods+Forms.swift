import Kernels

extension Builtins.ByteMethods {
  // MARK: Trimming and padding

  static let strip = Method("strip(self, bytes=None, /)") { call in try stripped(call, left: true, right: true) }
  static let lstrip = Method("lstrip(self, bytes=None, /)") { call in try stripped(call, left: true, right: false) }
  static let rstrip = Method("rstrip(self, bytes=None, /)") { call in try stripped(call, left: false, right: true) }

  private static func stripped(_ call: Call, left: Bool, right: Bool) throws(Raised) -> Value {
    let sequence = try call.byteSequence()
    let set = call.isNone("bytes") ? ByteSplitting.blanks : try call.context.requiredBytes(call["bytes"])
    var bytes = sequence.bytes[...]
    if left { bytes = bytes.drop { set.contains($0) } }
    if right { while let last = bytes.last, set.contains(last) { bytes.removeLast() } }
    if bytes.count == sequence.bytes.count, sequence is BytesObject { return .object(sequence) }
    return sequence.made(Array(bytes))
  }

  static let removeprefix = Method("removeprefix(self, prefix, /)") { call in
    let sequence = try call.byteSequence()
    let prefix = try call.context.requiredBytes(call["prefix"])
    return sequence.made(
      sequence.bytes.starts(with: prefix) ? Array(sequence.bytes.dropFirst(prefix.count)) : sequence.bytes)
  }

  static let removesuffix = Method("removesuffix(self, suffix, /)") { call in
    let sequence = try call.byteSequence()
    let suffix = try call.context.requiredBytes(call["suffix"])
    let ends = sequence.bytes.count >= suffix.count && sequence.bytes.suffix(suffix.count).elementsEqual(suffix)
    return sequence.made(ends ? Array(sequence.bytes.dropLast(suffix.count)) : sequence.bytes)
  }

  static let ljust = Method("ljust(self, width, fillchar=b' ', /)") { call in
    try padded(call) { (0, $0) }
  }
  static let rjust = Method("rjust(self, width, fillchar=b' ', /)") { call in
    try padded(call) { ($0, 0) }
  }
  static let center = Method("center(self, width, fillchar=b' ', /)") { call in
    let width = max(0, try call.int("width"))
    return try padded(call) { missing in
      let left = missing / 2 + (missing & width & 1)
      return (left, missing - left)
    }
  }

  private static func padded(_ call: Call, _ parts: (Int) -> (Int, Int)) throws(Raised) -> Value {
    let sequence = try call.byteSequence()
    let width = max(0, try call.int("width"))
    try call.context.reserve(width)
    var fill: UInt8 = 0x20
    if call.isGiven("fillchar") {
      guard let bytes = call["fillchar"].byteSequence?.bytes, bytes.count == 1 else {
        let found = call["fillchar"].typeName
        throw .typeError("\(call.signature.name)() argument 2 must be a byte string of length 1, not \(found)")
      }
      fill = bytes[0]
    }
    let missing = width - sequence.bytes.count
    guard missing > 0 else { return sequence.made(sequence.bytes) }
    let (left, right) = parts(missing)
    return sequence.made(
      [UInt8](repeating: fill, count: left) + sequence.bytes + [UInt8](repeating: fill, count: right))
  }

  static let zfill = Method("zfill(self, width, /)") { call in
    let sequence = try call.byteSequence()
    let width = max(0, try call.int("width"))
    try call.context.reserve(width)
    let missing = width - sequence.bytes.count
    guard missing > 0 else { return sequence.made(sequence.bytes) }
    let hasSign = sequence.bytes.first == UInt8(ascii: "+") || sequence.bytes.first == UInt8(ascii: "-")
    let zeros = [UInt8](repeating: 0x30, count: missing)
    return sequence.made(
      hasSign ? sequence.bytes.prefix(1) + zeros + sequence.bytes.dropFirst() : zeros + sequence.bytes)
  }

  static let expandtabs = Method("expandtabs(self, tabsize=8)") { call in
    let sequence = try call.byteSequence()
    let size = min(try call.int("tabsize"), 1 << 16)
    var column = 0
    var result: [UInt8] = []
    for byte in sequence.bytes {
      if byte == 9 {
        let blanks = size > 0 ? size - column % size : 0
        result += repeatElement(0x20, count: blanks)
        column += blanks
      } else {
        result.append(byte)
        column = byte == 10 || byte == 13 ? 0 : column + 1
      }
    }
    return sequence.made(result)
  }

  // MARK: Case

  static let lower = Method("lower(self)") { call in try mapped(call) { bytes in bytes.map(lowered) } }
  static let upper = Method("upper(self)") { call in try mapped(call) { bytes in bytes.map(raised) } }
  static let swapcase = Method("swapcase(self)") { call in
    try mapped(call) { bytes in bytes.map { isUpper($0) ? lowered($0) : raised($0) } }
  }
  static let capitalize = Method("capitalize(self)") { call in
    try mapped(call) { bytes in bytes.prefix(1).map(raised) + bytes.dropFirst().map(lowered) }
  }
  static let title = Method("title(self)") { call in
    try mapped(call) { bytes in
      var wasLetter = false
      return bytes.map { byte in
        defer { wasLetter = isLetter(byte) }
        return wasLetter ? lowered(byte) : raised(byte)
      }
    }
  }

  private static func mapped(_ call: Call, _ map: ([UInt8]) -> [UInt8]) throws(Raised) -> Value {
    let sequence = try call.byteSequence()
    return sequence.made(map(sequence.bytes))
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }
  private static func raised(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 32 : byte }

  static let isalpha = Method("isalpha(self)") { call in try every(call, isLetter) }
  static let isdigit = Method("isdigit(self)") { call in try every(call, isDigit) }
  static let isalnum = Method("isalnum(self)") { call in try every(call) { isLetter($0) || isDigit($0) } }
  static let isspace = Method("isspace(self)") { call in try every(call) { ByteSplitting.blanks.contains($0) } }
  static let isascii = Method("isascii(self)") { call in .bool(try call.byteSequence().bytes.allSatisfy { $0 < 0x80 }) }
  static let islower = Method("islower(self)") { call in
    let bytes = try call.byteSequence().bytes
    return .bool(bytes.contains(where: isLower) && !bytes.contains(where: isUpper))
  }
  static let isupper = Method("isupper(self)") { call in
    let bytes = try call.byteSequence().bytes
    return .bool(bytes.contains(where: isUpper) && !bytes.contains(where: isLower))
  }
  static let istitle = Method("istitle(self)") { call in
    var (wasLetter, hasCase) = (false, false)
    for byte in try call.byteSequence().bytes {
      if isUpper(byte) && wasLetter || isLower(byte) && !wasLetter { return false }
      wasLetter = isLetter(byte)
      hasCase = hasCase || wasLetter
    }
    return .bool(hasCase)
  }

  private static func every(_ call: Call, _ test: (UInt8) -> Bool) throws(Raised) -> Value {
    let bytes = try call.byteSequence().bytes
    return .bool(!bytes.isEmpty && bytes.allSatisfy(test))
  }

  // MARK: Conversions

  static let translate = Method("translate(self, table, /, delete=b'')") { call in
    let sequence = try call.byteSequence()
    let table = call.isNone("table") ? nil : try call.context.requiredBytes(call["table"])
    if let table, table.count != 256 { throw Raised.valueError("translation table must be 256 characters long") }
    let deleted = call.isGiven("delete") ? try call.context.requiredBytes(call["delete"]) : []
    var result: [UInt8] = []
    for byte in sequence.bytes where !deleted.contains(byte) { result.append(table.map { $0[Int(byte)] } ?? byte) }
    return sequence.made(result)
  }

  static let maketrans = StaticMethod("maketrans(frm, to, /)") { call in
    let (from, to) = (try call.context.requiredBytes(call["frm"]), try call.context.requiredBytes(call["to"]))
    guard from.count == to.count else { throw Raised.valueError("maketrans arguments must have same length") }
    var table = (0...255).map { UInt8($0) }
    for (a, b) in zip(from, to) { table[Int(a)] = b }
    return .object(BytesObject(table))
  }

  static let decode = Method("decode(self, encoding='utf-8', errors='strict')") { call in
    .string(
      try call.context.decoded(
        call.byteSequence().bytes, encoding: call.text("encoding"), errors: call.string("errors"), of: call.receiver))
  }

  static let hex = Method("hex(self, sep=None, bytes_per_sep=1)") { call in
    .string(try ByteText.hex(try call.byteSequence().bytes, call))
  }

  static let fromhex = ClassMethod("fromhex(cls, string, /)") { call in
    guard case .string(let text) = call[1] else {
      throw Raised.typeError("fromhex() argument must be str, not \(call[1].typeName)")
    }
    let bytes = try ByteText.bytes(fromHex: text)
    let type = call.receivingClass ?? BytesObject.type
    let value: Value =
      type.isSubclass(of: ByteArrayObject.type) ? .object(ByteArrayObject(bytes)) : .object(BytesObject(bytes))
    return type.isUserDefined ? try call.context.call(.object(type), [value]) : value
  }
}
