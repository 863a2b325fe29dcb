import Kernels
package import PythonRuntime

/// Keyed hashes of RFC 2104.
struct Hmac {
  let name: String
  private var inner: HashState
  private var outer: HashState

  /// `nil` for a hash that is not there.
  init?(_ name: String, key: [UInt8]) {
    guard let hash = HashState(name) else { return nil }
    self.name = name
    inner = hash
    outer = hash
    let short = key.count > hash.blockSize ? HashState.digest(name, of: key) ?? [] : key
    let block = short + [UInt8](repeating: 0, count: hash.blockSize - short.count)
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
  }

  mutating func update(_ bytes: [UInt8]) { inner.update(bytes) }

  var digest: [UInt8] {
    var result = outer
    result.update(inner.digest)
    return result.digest
  }

  var blockSize: Int { inner.blockSize }

  static func digest(_ name: String, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    guard var hmac = Hmac(name, key: key) else { return [] }
    hmac.update(message)
    return hmac.digest
  }
}

/// `hmac.HMAC`.
package final class HmacObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "HMAC", module: "hmac", members: Standard.HmacClass.members)

  var hmac: Hmac

  init(_ hmac: Hmac) {
    self.hmac = hmac
    super.init(type: HmacObject.type)
  }
}

extension Standard.HmacModule {
  static let hmac = Constant("HMAC") { _ in .object(HmacObject.type) }

  static let new = Function("new(key, msg=None, digestmod='')") { call in try made(call, 0) }

  static let digest = Function("digest(key, msg, digest)") { call in
    var hmac = try keyed(Binary.bytes(call[0]), call[2], call)
    hmac.update(try Binary.bytes(call[1]))
    return Binary.value(hmac.digest)
  }

  static let compareDigest = Function("compare_digest(a, b, /)") { call in
    if let a = call[0].stringValue, let b = call[1].stringValue {
      if (a.bytes + b.bytes).contains(where: { $0 >= 0x80 }) {
        throw Raised.typeError("comparing strings with non-ASCII characters is not supported")
      }
      return .bool(a == b)
    }
    guard let a = call[0].byteBuffer, let b = call[1].byteBuffer else {
      throw Raised.typeError(
        "unsupported operand types(s) or combination of types: '\(call[0].typeName)' and '\(call[1].typeName)'")
    }
    return .bool(Array(a.bytes) == Array(b.bytes))
  }

  static func made(_ call: Call, _ first: Int) throws(Raised) -> Value {
    guard let key = call[first].byteBuffer else {
      throw .typeError("key: expected bytes or bytearray, but got '\(call[first].typeName)'")
    }
    if call[first + 2].stringValue?.bytes.isEmpty == true || call[first + 2].isNone {
      throw .typeError("Missing required parameter 'digestmod'.")
    }
    var hmac = try keyed(Array(key.bytes), call[first + 2], call)
    if !call[first + 1].isNone { hmac.update(try Standard.Hashlib.bytes(call[first + 1])) }
    return .object(HmacObject(hmac))
  }

  private static func keyed(_ key: [UInt8], _ algorithm: Value, _ call: Call) throws(Raised) -> Hmac {
    let name: String
    if let text = algorithm.stringValue {
      name = text.description.lowercased()
    } else if let function = algorithm.cast(to: NativeFunction.self) {
      name = function.code.signature.name
    } else {
      throw call.unsupported("this 'digestmod' of 'hmac'")
    }
    guard let hmac = Hmac(name, key: key) else { throw .valueError("unsupported hash type \(name)") }
    return hmac
  }
}

extension Standard.HmacClass {
  static let new = Constructor("HMAC(cls, key, msg=None, digestmod='')") { call in
    try Standard.HmacModule.made(call, 1)
  }

  static let update = Method("update(self, msg)", mutates: true) { call in
    try call.receiver(as: HmacObject.self).hmac.update(Standard.Hashlib.bytes(call[1]))
    return .none
  }

  static let digest = Method("digest(self)") { call in Binary.value(try call.receiver(as: HmacObject.self).hmac.digest)
  }
  static let hexdigest = Method("hexdigest(self)") { call in
    .string(PythonString(bytes: Binary.hexadecimal(try call.receiver(as: HmacObject.self).hmac.digest)))
  }
  static let copy = Method("copy(self)") { call in
    .object(HmacObject(try call.receiver(as: HmacObject.self).hmac))
  }
  static let name = Property("name") { call in .text("hmac-" + (try call.receiver(as: HmacObject.self).hmac.name)) }
  static let digestSize = Property("digest_size") { call in
    .int(try call.receiver(as: HmacObject.self).hmac.digest.count)
  }
  static let blockSize = Property("block_size") { call in
    .int(try call.receiver(as: HmacObject.self).hmac.blockSize)
  }
}
