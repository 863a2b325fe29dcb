package import Kernels
package import PythonRuntime

/// What the constructors of `hashlib` give.
package final class HashObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "HASH", module: "_hashlib", members: Standard.HashClass.members)

  let name: String
  var state: HashState

  init(_ name: String, _ state: HashState) {
    self.name = name
    self.state = state
    super.init(type: HashObject.type)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<\(name) \(type.qualifiedName) object @ \(address)>")
  }
}

extension Standard.HashClass {
  static let update = Method("update(self, obj, /)", mutates: true) { call in
    try call.receiver(as: HashObject.self).state.update(Standard.Hashlib.bytes(call[1]))
    return .none
  }

  static let digest = Method("digest(self)") { call in
    Binary.value(try call.receiver(as: HashObject.self).state.digest)
  }

  static let hexdigest = Method("hexdigest(self)") { call in
    .string(PythonString(bytes: Binary.hexadecimal(try call.receiver(as: HashObject.self).state.digest)))
  }

  static let copy = Method("copy(self)") { call in
    let hash = try call.receiver(as: HashObject.self)
    return .object(HashObject(hash.name, hash.state))
  }

  static let name = Property("name") { call in .text(try call.receiver(as: HashObject.self).name) }
  static let digestSize = Property("digest_size") { call in
    .int(try call.receiver(as: HashObject.self).state.digest.count)
  }
  static let blockSize = Property("block_size") { call in
    .int(try call.receiver(as: HashObject.self).state.blockSize)
  }
}

extension Standard.Hashlib {
  static let md5 = Function("md5(string=b'', *, usedforsecurity=True)") { call in try made("md5", call) }
  static let sha1 = Function("sha1(string=b'', *, usedforsecurity=True)") { call in try made("sha1", call) }
  static let sha224 = Function("sha224(string=b'', *, usedforsecurity=True)") { call in try made("sha224", call) }
  static let sha256 = Function("sha256(string=b'', *, usedforsecurity=True)") { call in try made("sha256", call) }
  static let sha384 = Function("sha384(string=b'', *, usedforsecurity=True)") { call in try made("sha384", call) }
  static let sha512 = Function("sha512(string=b'', *, usedforsecurity=True)") { call in try made("sha512", call) }
  static let sha3x256 = Function("sha3_256(string=b'', *, usedforsecurity=True)") { call in try made("sha3_256", call) }
  static let sha3x384 = Function("sha3_384(string=b'', *, usedforsecurity=True)") { call in try made("sha3_384", call) }
  static let sha3x512 = Function("sha3_512(string=b'', *, usedforsecurity=True)") { call in try made("sha3_512", call) }

  private static func made(_ name: String, _ call: Call) throws -> Value {
    guard var state = HashState(name) else { throw call.unsupported("'hashlib.\(name)'") }
    if call.isGiven("string") { state.update(try bytes(call[0])) }
    return .object(HashObject(name, state))
  }

  static let new = Function("new(name, data=b'', **kwargs)") { call in
    let name = try call.text("name").lowercased()
    guard var state = HashState(name) else {
      if ["sha3_224", "shake_128", "shake_256", "sha512_224", "sha512_256", "sm3", "ripemd160"].contains(name) {
        throw call.unsupported("'hashlib.\(name)'")
      }
      throw Raised.valueError("unsupported hash type \(try call.text("name"))")
    }
    if call.isGiven("data") { state.update(try bytes(call[1])) }
    return .object(HashObject(name, state))
  }

  static let blake2b = Function(
    "blake2b(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', usedforsecurity=True)"
  ) { call in
    let parts = try blakeParts(call, largest: 64, saltSize: 16)
    var hash = HashState.blake2b(size: parts.size, key: parts.key, salt: parts.salt, person: parts.person)
    if call.isGiven("data") { hash.update(try bytes(call[0])) }
    return .object(HashObject("blake2b", .blake2b(hash)))
  }

  static let blake2s = Function(
    "blake2s(data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', usedforsecurity=True)"
  ) { call in
    let parts = try blakeParts(call, largest: 32, saltSize: 8)
    var hash = HashState.blake2s(size: parts.size, key: parts.key, salt: parts.salt, person: parts.person)
    if call.isGiven("data") { hash.update(try bytes(call[0])) }
    return .object(HashObject("blake2s", .blake2s(hash)))
  }

  private static func blakeParts(
    _ call: Call, largest: Int, saltSize: Int
  ) throws -> (size: Int, key: [UInt8], salt: [UInt8], person: [UInt8]) {
    let size = try call.int("digest_size")
    guard size > 0, size <= largest else {
      throw Raised.valueError("digest_size must be between 1 and \(largest) bytes")
    }
    func part(_ name: String, _ limit: Int) throws(Raised) -> [UInt8] {
      let bytes = try call.isGiven(name) ? Binary.bytes(call[name]) : []
      if bytes.count > limit { throw .valueError("maximum \(name) length is \(limit) bytes") }
      return bytes
    }
    return (size, try part("key", largest), try part("salt", saltSize), try part("person", saltSize))
  }

  static let algorithms = Constant("algorithms_guaranteed") { context in
    guard let context else { return .none }
    let names = [
      "blake2b", "blake2s", "md5", "sha1", "sha224", "sha256", "sha384", "sha3_224", "sha3_256", "sha3_384",
      "sha3_512", "sha512", "shake_128", "shake_256",
    ]
    return try context.call(.object(SetObject.type), [.list(names.map(Value.text))])
  }

  /// PBKDF2 of RFC 8018 over HMAC.
  static let pbkdf2 = Function("pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)") { call in
    let name = try call.text("hash_name").lowercased()
    guard let sample = HashState(name) else { throw Raised.valueError("unsupported hash type \(name)") }
    let (password, salt) = (try Binary.bytes(call[1]), try Binary.bytes(call[2]))
    let iterations = try call.int("iterations")
    let length = try call.optionalInt("dklen") ?? sample.digest.count
    if iterations < 1 { throw Raised.valueError("iteration value must be greater than 0.") }
    if length < 1 { throw Raised.valueError("key length must be greater than 0.") }
    var result: [UInt8] = []
    var block: UInt32 = 1
    while result.count < length {
      var digest = Hmac.digest(
        name, key: password, salt + (0..<4).map { UInt8(truncatingIfNeeded: block >> UInt32(24 - 8 * $0)) })
      var sum = digest
      for _ in 1..<max(1, iterations) {
        digest = Hmac.digest(name, key: password, digest)
        for i in sum.indices { sum[i] ^= digest[i] }
      }
      result += sum
      block += 1
    }
    return Binary.value(Array(result.prefix(length)))
  }

  /// The bytes that are to be hashed.
  static func bytes(_ value: Value) throws(Raised) -> [UInt8] {
    if let buffer = value.byteBuffer { return Array(buffer.bytes) }
    if value.stringValue != nil { throw .typeError("Strings must be encoded before hashing") }
    throw .typeError("object supporting the buffer API required")
  }
}
