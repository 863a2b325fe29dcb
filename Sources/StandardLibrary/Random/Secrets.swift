import BigInt
import Kernels
import PythonRuntime

/// Draws from the system's entropy: like all that is left to chance, from a fixed stream, and marked as unseeded.
extension Standard.Secrets {
  static let systemRandom = Constant("SystemRandom") { _ in .object(RandomObject.systemType) }
  static let defaultEntropy = Constant("DEFAULT_ENTROPY") { _ in 32 }

  private final class Source {
    let generator = RandomObject(RandomObject.systemType)
  }

  private static func source(_ context: Context) -> RandomObject {
    context.state(Source.self) { Source() }.generator
  }

  /// So many bytes that nobody can foresee.
  static func bytes(_ count: Int, in context: Context) throws(Raised) -> [UInt8] {
    if count < 0 { throw .valueError("negative argument not allowed") }
    if count > 1 << 27 { throw Raised(Exceptions.memoryError, "") }
    let generator = source(context)
    return (0..<count).map { _ in
      UInt8(truncatingIfNeeded: generator.bigBits(8, in: context).magnitude.words.first ?? 0)
    }
  }

  private static func bytes(_ call: Call) throws(Raised) -> [UInt8] {
    try bytes(call.optionalInt("nbytes") ?? 32, in: call.context)
  }

  static let tokenBytes = Function("token_bytes(nbytes=None)") { call in .object(BytesObject(try bytes(call))) }
  static let tokenHex = Function("token_hex(nbytes=None)") { call in
    .text(try bytes(call).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
  }
  static let tokenUrlsafe = Function("token_urlsafe(nbytes=None)") { call in
    let text = Base64Text.encoded(try bytes(call)).prefix { $0 != UInt8(ascii: "=") }
    let (plus, slash) = (UInt8(ascii: "+"), UInt8(ascii: "/"))
    return .string(
      PythonString(
        bytes: text.map { $0 == plus ? UInt8(ascii: "-") : $0 == slash ? UInt8(ascii: "_") : $0 }))
  }

  static let randbelow = Function("randbelow(exclusive_upper_bound)") { call in
    let bound = try Standard.Math.integer(call[0], call)
    if bound <= 0 { throw Raised.valueError("Upper bound must be positive.") }
    return BigIntObject.value(try source(call.context).below(bound, in: call.context))
  }
  static let randbits = Function("randbits(k)") { call in
    let count = try call.int("k")
    if count < 0 { throw Raised.valueError("number of bits must be non-negative") }
    return BigIntObject.value(source(call.context).bigBits(min(count, 1 << 30), in: call.context))
  }
  static let choice = Function("choice(seq)") { call in
    try call.context.callMethod(.object(source(call.context)), "choice", CallArguments([call[0]]))
  }

  static let compareDigest = Function("compare_digest(a, b, /)") { call in
    try Standard.HmacModule.compareDigest.code.body(call)
  }
}
