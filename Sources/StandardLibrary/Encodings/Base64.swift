import Kernels
import PythonRuntime

extension Standard.Base64 {
  static let b64encode = Function("b64encode(s, altchars=None)") { call in
    var result = Base64Text.encoded(try Binary.bytes(call[0]))
    if !call.isNone("altchars") {
      let letters = try alternatives(call)
      result = result.map { $0 == 0x2B ? letters[0] : $0 == 0x2F ? letters[1] : $0 }
    }
    return Binary.value(result)
  }

  static let b64decode = Function("b64decode(s, altchars=None, validate=False)") { call in
    var text = try Binary.ascii(call[0])
    if !call.isNone("altchars") {
      let letters = try alternatives(call)
      text = text.map { $0 == letters[0] ? 0x2B : $0 == letters[1] ? 0x2F : $0 }
    }
    return Binary.value(try Base64Text.decoded(text, isStrict: call.bool("validate")))
  }

  private static func alternatives(_ call: Call) throws(Raised) -> [UInt8] {
    let letters = try Binary.ascii(call["altchars"])
    guard letters.count == 2 else { throw Raised(Exceptions.assertionError, try call.context.repr(call["altchars"])) }
    return letters
  }

  static let standardEncode = Function("standard_b64encode(s)") { call in
    Binary.value(Base64Text.encoded(try Binary.bytes(call[0])))
  }

  static let standardDecode = Function("standard_b64decode(s)") { call in
    Binary.value(try Base64Text.decoded(Binary.ascii(call[0]), isStrict: false))
  }

  static let urlsafeEncode = Function("urlsafe_b64encode(s)") { call in
    Binary.value(Base64Text.encoded(try Binary.bytes(call[0])).map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 })
  }

  static let urlsafeDecode = Function("urlsafe_b64decode(s)") { call in
    let text = try Binary.ascii(call[0]).map { $0 == 0x2D ? 0x2B : $0 == 0x5F ? 0x2F : $0 }
    return Binary.value(try Base64Text.decoded(text, isStrict: false))
  }

  static let b32encode = Function("b32encode(s)") { call in
    Binary.value(Base64Text.encoded32(try Binary.bytes(call[0]), Base64Text.base32))
  }

  static let b32hexencode = Function("b32hexencode(s)") { call in
    Binary.value(Base64Text.encoded32(try Binary.bytes(call[0]), Base64Text.base32Hex))
  }

  static let b32decode = Function("b32decode(s, casefold=False, map01=None)") { call in
    var text = try folded(call)
    if !call.isNone("map01") {
      guard let letter = try Binary.ascii(call["map01"]).first else { throw Raised(Exceptions.assertionError, "b''") }
      text = text.map { $0 == 0x30 ? UInt8(ascii: "O") : $0 == 0x31 ? letter : $0 }
    }
    return Binary.value(try Base64Text.decoded32(text, Base64Text.base32))
  }

  static let b32hexdecode = Function("b32hexdecode(s, casefold=False)") { call in
    Binary.value(try Base64Text.decoded32(folded(call), Base64Text.base32Hex))
  }

  static let b16encode = Function("b16encode(s)") { call in
    Binary.value(upper(Binary.hexadecimal(try Binary.bytes(call[0]))))
  }

  static let b16decode = Function("b16decode(s, casefold=False)") { call in
    let text = try folded(call)
    if text.contains(where: { !(48...57).contains($0) && !(65...70).contains($0) }) {
      throw Binary.failure("Non-base16 digit found")
    }
    return Binary.value(try Binary.fromHexadecimal(text))
  }

  private static func folded(_ call: Call) throws(Raised) -> [UInt8] {
    let text = try Binary.ascii(call[0])
    return try call.bool("casefold") ? upper(text) : text
  }

  private static func upper(_ text: [UInt8]) -> [UInt8] { text.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }

  static let encodebytes = Function("encodebytes(s)") { call in
    let bytes = try Binary.bytes(call[0])
    return Binary.value(
      stride(from: 0, to: bytes.count, by: 57).flatMap { start in
        Base64Text.encoded(Array(bytes[start..<min(start + 57, bytes.count)])) + [0x0A]
      })
  }

  static let decodebytes = Function("decodebytes(s)") { call in
    Binary.value(try Base64Text.decoded(Binary.bytes(call[0]), isStrict: false))
  }
}

extension Standard.Binascii {
  static let error = Constant("Error") { _ in .object(Binary.error) }

  static let hexlify = Function("hexlify(data, sep='', bytes_per_sep=1)") { call in try hexadecimal(call) }
  static let b2aHex = Function("b2a_hex(data, sep='', bytes_per_sep=1)") { call in try hexadecimal(call) }
  static let unhexlify = Function("unhexlify(hexstr, /)") { call in
    Binary.value(try Binary.fromHexadecimal(Binary.ascii(call[0])))
  }
  static let a2bHex = Function("a2b_hex(hexstr, /)") { call in
    Binary.value(try Binary.fromHexadecimal(Binary.ascii(call[0])))
  }

  private static func hexadecimal(_ call: Call) throws -> Value {
    let bytes = try Binary.bytes(call[0])
    let separator = try Binary.ascii(call[1])
    let size = try call.int("bytes_per_sep")
    guard !separator.isEmpty || call.isGiven("sep") else { return Binary.value(Binary.hexadecimal(bytes)) }
    guard separator.count == 1 else { throw Raised.valueError("sep must be length 1.") }
    if size == 0 { return Binary.value(Binary.hexadecimal(bytes)) }
    let step = Int(clamping: size.magnitude)
    var result: [UInt8] = []
    for (i, byte) in bytes.enumerated() {
      let place = size > 0 ? bytes.count - i : i
      if i > 0, place % step == 0 { result += separator }
      result += Binary.hexadecimal([byte])
    }
    return Binary.value(result)
  }

  static let b2aBase64 = Function("b2a_base64(data, /, *, newline=True)") { call in
    Binary.value(Base64Text.encoded(try Binary.bytes(call[0])) + (try call.bool("newline") ? [0x0A] : []))
  }

  static let a2bBase64 = Function("a2b_base64(data, /, *, strict_mode=False)") { call in
    Binary.value(try Base64Text.decoded(Binary.ascii(call[0]), isStrict: call.bool("strict_mode")))
  }

  static let crc32 = Function("crc32(data, crc=0, /)") { call in .int(try Checksum.crc32(call)) }
}

extension Standard.Zlib {
  static let crc32 = Function("crc32(data, value=0, /)") { call in .int(try Checksum.crc32(call)) }

  static let adler32 = Function("adler32(data, value=1, /)") { call in
    let start = try Checksum.start(call)
    var (a, b) = (start & 0xFFFF, start >> 16)
    for byte in try Binary.bytes(call[0]) {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return .int(Int(b << 16 | a))
  }
}

/// CRC-32 of IEEE 802.3.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { i in
    (0..<8).reduce(UInt32(i)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  /// The checksum to go on from.
  static func start(_ call: Call) throws(Raised) -> UInt32 {
    guard let value = call[1].bigInt else {
      throw .typeError("'\(call[1].typeName)' object cannot be interpreted as an integer")
    }
    return UInt32(truncatingIfNeeded: value)
  }

  static func crc32(_ call: Call) throws(Raised) -> Int {
    var value = try ~start(call)
    for byte in try Binary.bytes(call[0]) { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8 }
    return Int(~value)
  }
}
