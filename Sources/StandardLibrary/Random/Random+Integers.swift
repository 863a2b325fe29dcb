import BigInt
import Kernels
import PythonRuntime

extension Standard.RandomClass {
  static let random = Method("random(self)") { call in
    .float(try call.receiver(as: RandomObject.self).unit(in: call.context))
  }

  static let getrandbits = Method("getrandbits(self, k, /)") { call in
    let count = try call.int("k")
    if count < 0 { throw Raised.valueError("number of bits must be non-negative") }
    if count > 1 << 30 { throw Raised(Exceptions.memoryError, "") }
    return BigIntObject.value(try call.receiver(as: RandomObject.self).bigBits(count, in: call.context))
  }

  static let randbytes = Method("randbytes(self, n)") { call in
    let count = try call.int("n")
    if count < 0 { throw Raised.valueError("number of bits must be non-negative") }
    if count > 1 << 27 { throw Raised(Exceptions.memoryError, "") }
    let number = try call.receiver(as: RandomObject.self).bigBits(count * 8, in: call.context)
    var bytes: [UInt8] = []
    for word in number.magnitude.words {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt(8 * $0)) }
    }
    bytes = Array(bytes.prefix(count))
    return .object(BytesObject(bytes + [UInt8](repeating: 0, count: count - bytes.count)))
  }

  static let randrange = Method("randrange(self, start, stop=None, step=1)") { call in
    let start = try integer(call[1], "arg 1", call)
    let generator = try call.receiver(as: RandomObject.self)
    if call.isNone("stop") {
      if call.isGiven("step"), call[3].bigInt != 1 { throw Raised.typeError("Missing a non-None stop argument") }
      guard start > 0 else { throw Raised.valueError("empty range for randrange()") }
      return BigIntObject.value(try generator.below(start, in: call.context))
    }
    let stop = try integer(call[2], "stop", call)
    return try range(generator, start, stop, integer(call[3], "step", call), call)
  }

  static let randint = Method("randint(self, a, b)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    if case .int(let a) = call[1], case .int(let b) = call[2], a > -1 << 61, b < 1 << 61, a <= b {
      return .int(a + (try generator.below(b - a + 1, in: call.context)))
    }
    let stop = try call.context.binary(.add, call[2], 1)
    return try range(generator, integer(call[1], "arg 1", call), integer(stop, "stop", call), 1, call)
  }

  private static func range(
    _ generator: RandomObject, _ start: BigInt, _ stop: BigInt, _ step: BigInt, _ call: Call
  ) throws(Raised) -> Value {
    let width = stop - start
    if step == 1 {
      guard width > 0 else {
        throw .valueError("empty range for randrange() (\(start), \(stop), \(width))")
      }
      return BigIntObject.value(start + (try generator.below(width, in: call.context)))
    }
    if step == 0 { throw .valueError("zero step for randrange()") }
    let count = BigIntArithmetic.floorQuotient(step > 0 ? width + step - 1 : width + step + 1, step)
    guard count > 0 else { throw .valueError("empty range for randrange()") }
    return BigIntObject.value(start + step * (try generator.below(count, in: call.context)))
  }

  /// An integer argument; whole floats are taken with a warning.
  private static func integer(_ value: Value, _ name: String, _ call: Call) throws(Raised) -> BigInt {
    if let number = value.bigInt { return number }
    if let index = try call.context.indexIfInteger(value) { return BigInt(index) }
    guard case .float(let number) = value else {
      return BigInt(try call.context.index(value))
    }
    guard let whole = try Standard.Math.whole(number, .towardZero).bigInt, Double(nearestTo: whole) == number else {
      try call.context.warn("randrange() will raise TypeError in the future", Exceptions.deprecationWarning)
      throw .valueError("non-integer \(name) for randrange()")
    }
    try call.context.warn(
      "non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed in a subsequent version",
      Exceptions.deprecationWarning)
    return whole
  }
}
