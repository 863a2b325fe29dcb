import Crypto
import Kernels
import PythonRuntime

extension Standard.UuidModule {
  static let uuid = Constant("UUID") { _ in .object(UuidObject.type) }
  static let namespaceDNS = Constant("NAMESPACE_DNS") { _ in .object(namespace(0x10)) }
  static let namespaceURL = Constant("NAMESPACE_URL") { _ in .object(namespace(0x11)) }
  static let namespaceOID = Constant("NAMESPACE_OID") { _ in .object(namespace(0x12)) }
  static let namespaceX500 = Constant("NAMESPACE_X500") { _ in .object(namespace(0x14)) }
  static let ncs = Constant("RESERVED_NCS") { _ in "reserved for NCS compatibility" }
  static let rfc = Constant("RFC_4122") { _ in "specified in RFC 4122" }
  static let microsoft = Constant("RESERVED_MICROSOFT") { _ in "reserved for Microsoft compatibility" }
  static let future = Constant("RESERVED_FUTURE") { _ in "reserved for future definition" }

  /// The name spaces of RFC 4122 differ in their fourth byte.
  private static func namespace(_ last: UInt8) -> UuidObject {
    UuidObject([0x6B, 0xA7, 0xB8, last, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8])
  }

  static let uuid4 = Function("uuid4()") { call in
    .object(UuidObject(try Standard.Secrets.bytes(16, in: call.context), version: 4))
  }
  /// Of clock and machine: left to chance here.
  static let uuid1 = Function("uuid1(node=None, clock_seq=None)") { call in
    try call.refuse("node", "clock_seq")
    return .object(UuidObject(try Standard.Secrets.bytes(16, in: call.context), version: 1))
  }
  static let uuid3 = Function("uuid3(namespace, name)") { call in
    .object(UuidObject(Array(Insecure.MD5.hash(data: try named(call))), version: 3))
  }
  static let uuid5 = Function("uuid5(namespace, name)") { call in
    .object(UuidObject(Array(Insecure.SHA1.hash(data: try named(call))), version: 5))
  }

  private static func named(_ call: Call) throws(Raised) -> [UInt8] {
    let space = try call.object("namespace", as: UuidObject.self)
    if let name = call["name"].stringValue { return space.bytes + name.bytes }
    return try space.bytes + call.context.requiredBytes(call["name"])
  }
}
