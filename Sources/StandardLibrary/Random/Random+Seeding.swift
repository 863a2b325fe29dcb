import BigInt
import Foundation
import Kernels
import PythonRuntime

extension Standard.RandomClass {
  static let new = Constructor("Random(cls, x=None)") { call in
    let generator = RandomObject(call.receivingClass ?? RandomObject.type)
    // A class of the notebook may take arguments of its own, which its '__init__' sees.
    if !generator.type.isUserDefined { try seed(generator, call[1], version: 2, in: call.context) }
    return .object(generator)
  }

  static let initialize = Method("__init__(self, x=None)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    if generator.type.isUserDefined { try seed(generator, call[1], version: 2, in: call.context) }
    return .none
  }

  static let seed = Method("seed(self, a=None, version=2)") { call in
    try seed(call.receiver(as: RandomObject.self), call[1], version: call.int("version"), in: call.context)
    return .none
  }

  private static func seed(
    _ generator: RandomObject, _ value: Value, version: Int, in context: Context
  ) throws(Raised) {
    generator.spare = .none
    generator.isSeeded = !value.isNone
    generator.twister =
      value.isNone ? MersenneTwister(seed: 0) : MersenneTwister(words: try words(value, version, context))
  }

  /// The words of a seed, the lowest first.
  private static func words(_ value: Value, _ version: Int, _ context: Context) throws(Raised) -> [UInt32] {
    if let number = value.bigInt { return words(number.magnitude) }
    switch value {
    case .float: return words(BigUInt(UInt(bitPattern: try context.hash(value))))
    case .string(let text):
      if version == 1 { return words(earlierHash(of: text.codePoints)) }
      return words(hashed(text.bytes))
    default: break
    }
    if let buffer = value.byteBuffer, value.type.isSubclass(of: BytesObject.type) || value.object is ByteArrayObject {
      let bytes = Array(buffer.bytes)
      if version == 1, value.type.isSubclass(of: BytesObject.type) {
        return words(earlierHash(of: bytes.map { UInt32($0) }))
      }
      return words(hashed(bytes))
    }
    if value.object is ClockNumber { throw context.unsupportedNow("a seed read from the clock") }
    throw .typeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
  }

  private static func words(_ magnitude: BigUInt) -> [UInt32] {
    var result: [UInt32] = []
    for word in magnitude.words {
      result += [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)]
    }
    while result.last == 0 { result.removeLast() }
    return result.isEmpty ? [0] : result
  }

  /// The bytes and their SHA-512 as one number, the first byte the highest.
  private static func hashed(_ bytes: [UInt8]) -> BigUInt {
    BigUInt(Data(bytes + (HashState.digest("sha512", of: bytes) ?? [])))
  }

  /// The hash of strings that Python 2 seeded with.
  private static func earlierHash(of points: [UInt32]) -> BigUInt {
    var hash: UInt64 = points.first.map { UInt64($0) << 7 } ?? 0
    for point in points { hash = (1_000_003 &* hash) ^ UInt64(point) }
    return BigUInt(hash ^ UInt64(points.count))
  }

  static let getstate = Method("getstate(self)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    generator.note(in: call.context)
    let numbers = generator.twister.key.map { Value.int(Int($0)) } + [.int(generator.twister.position)]
    let state = TupleObject(numbers)
    if !generator.isSeeded { call.context.state(UnseededStates.self) { UnseededStates() }.states.append(state) }
    return .tuple([3, .object(state), generator.spare])
  }

  static let setstate = Method("setstate(self, state)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    let state = try call.context.items(of: call[1])
    guard state.count == 3, let version = state[0].bigInt, version == 3 || version == 2 else {
      let version = try call.context.str(state.first ?? .none)
      throw Raised.valueError("state with version \(version) passed to Random.setstate() of version 3")
    }
    guard let vector = state[1].cast(to: TupleObject.self) else {
      throw Raised.typeError("state vector must be a tuple")
    }
    guard vector.items.count == 625 else { throw Raised.valueError("state vector is the wrong size") }
    var numbers: [Int] = []
    for item in vector.items { numbers.append(try call.context.index(item)) }
    let key = numbers.dropLast().map { UInt32(truncatingIfNeeded: $0) }
    guard let twister = MersenneTwister(key: key, position: numbers[624]) else {
      throw Raised.valueError("invalid state")
    }
    generator.twister = twister
    generator.spare = state[2]
    let unseeded = call.context.state(UnseededStates.self) { UnseededStates() }.states
    generator.isSeeded = !unseeded.contains { $0 === vector }
    return .none
  }
}

/// The states that unseeded generators gave away in this run.
private final class UnseededStates {
  var states: [TupleObject] = []
}

extension Standard.SystemRandomClass {
  static let new = Constructor("SystemRandom(cls, x=None)") { call in
    .object(RandomObject(call.receivingClass ?? RandomObject.systemType))
  }

  static let seed = Method("seed(self, *args, **kwds)") { _ in .none }
  static let getstate = Method("getstate(self, *args, **kwds)") { _ in try stateless() }
  static let setstate = Method("setstate(self, *args, **kwds)") { _ in try stateless() }

  private static func stateless() throws(Raised) -> Value {
    throw Raised(Exceptions.notImplementedError, "System entropy source does not have state.")
  }
}
