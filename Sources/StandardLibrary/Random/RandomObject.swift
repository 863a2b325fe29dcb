import BigInt
import Kernels
package import PythonRuntime

/// `random.Random` and `random.SystemRandom`: a stream of random numbers.
package final class RandomObject: ExtensibleObject {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "Random", module: "random", members: Standard.RandomClass.members)
  nonisolated(unsafe) package static let systemType = TypeObject(
    name: "SystemRandom", module: "random", bases: [RandomObject.type], members: Standard.SystemRandomClass.members)

  // The fixed seed of draws that the notebook left to chance.
  var twister = MersenneTwister(seed: 0)
  /// `gauss_next`: the second number of a pair.
  var spare: Value = .none
  /// Whether the notebook seeded it: what is drawn else is unseeded.
  var isSeeded = false

  init(_ type: TypeObject = RandomObject.type) {
    super.init(type: type)
  }

  /// Whether it draws from the system's entropy, which has no state.
  var isSystem: Bool { type.isSubclass(of: RandomObject.systemType) }

  /// `random()`: in [0, 1), of 53 bits.
  func unit(in context: Context) throws(Raised) -> Double {
    if let result = try overridden("random", [], in: context) {
      guard let number = try context.double(result) else {
        throw .typeError("must be real number, not \(result.typeName)")
      }
      return number
    }
    note(in: context)
    return twister.nextUnit()
  }

  /// `getrandbits(count)` for up to 64 bits.
  private func bits(_ count: Int, in context: Context) -> UInt64 {
    note(in: context)
    if count == 0 { return 0 }
    if count <= 32 { return UInt64(twister.next32() >> UInt32(32 - count)) }
    let low = UInt64(twister.next32())
    return low | UInt64(twister.next32() >> UInt32(64 - count)) << 32
  }

  /// `getrandbits(count)`: words from the lowest to the highest.
  func bigBits(_ count: Int, in context: Context) -> BigInt {
    if count <= 64 { return BigInt(bits(count, in: context)) }
    note(in: context)
    var words: [UInt] = []
    var rest = count
    while rest > 0 {
      words.append(UInt(bits(min(rest, 64), in: context)))
      rest -= 64
    }
    return BigInt(BigUInt(words: words))
  }

  /// `_randbelow(limit)`: in [0, limit), for limits from 1.
  func below(_ limit: Int, in context: Context) throws(Raised) -> Int {
    if isOverridden { return Int(try below(BigInt(limit), in: context)) }
    let width = Int.bitWidth - limit.leadingZeroBitCount
    while true {
      let draw = bits(width, in: context)
      if draw < UInt64(limit) { return Int(draw) }
    }
  }

  /// `_randbelow(limit)` for limits of any size.
  func below(_ limit: BigInt, in context: Context) throws(Raised) -> BigInt {
    if isOverridden { throw context.unsupportedNow("integers of a class that derives from 'random.Random'") }
    if let small = Int(exactly: limit) { return BigInt(try below(small, in: context)) }
    let width = limit.magnitude.bitWidth
    while true {
      let draw = bigBits(width, in: context)
      if draw < limit { return draw }
    }
  }

  /// Marks the run: something unseeded was drawn.
  func note(in context: Context) {
    if !isSeeded || isSystem { context.hasDrawnUnseeded = true }
  }

  /// Whether a class of the notebook replaces the source of the numbers.
  private var isOverridden: Bool {
    type.isUserDefined && (isReplaced("random") || isReplaced("getrandbits") || isReplaced("_randbelow"))
  }

  private func isReplaced(_ name: PythonString) -> Bool {
    type.lookup(name).map { !($0.object is NativeFunction) } ?? false
  }

  private func overridden(_ name: PythonString, _ arguments: [Value], in context: Context) throws(Raised) -> Value? {
    guard type.isUserDefined, isReplaced(name) else { return nil }
    return try context.callMethod(.object(self), name, CallArguments(arguments))
  }
}

/// The generator behind the functions of the module, one for a run.
private final class GlobalRandom {
  let generator = RandomObject()
}

extension Context {
  /// The generator behind `random.random` and its like.
  package var globalRandom: RandomObject { state(GlobalRandom.self) { GlobalRandom() }.generator }
}
