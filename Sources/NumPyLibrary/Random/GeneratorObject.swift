import Kernels
import Learning
import PythonRuntime

/// `numpy.random.Generator`: what `default_rng` gives.
final class GeneratorObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Generator", module: "numpy.random._generator", isOpen: true, members: NumPy.GeneratorClass.members)

  let generator: RandomGenerator

  init(_ generator: RandomGenerator) {
    self.generator = generator
    super.init(type: Self.type)
  }

  override func str(in context: Context) throws(Raised) -> PythonString { "Generator(PCG64)" }
}

/// `numpy.random.PCG64`: the words from which a `Generator` draws.
final class PCG64Object: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "PCG64", module: "numpy.random._pcg64", isOpen: true, members: NumPy.PCG64Class.members)

  let generator: RandomGenerator

  init(_ generator: RandomGenerator) {
    self.generator = generator
    super.init(type: Self.type)
  }
}

extension RandomGenerator {
  /// A generator with a seed as `default_rng` takes it: an integer, several, or None, which leaves it to chance.
  static func seeded(_ seed: Value, in context: Context) throws(Raised) -> RandomGenerator {
    if seed.isNone {
      // The fixed seed of draws that the notebook left to chance.
      context.hasDrawnUnseeded = true
      return RandomGenerator(entropy: [0])
    }
    if seed.object is ListObject || seed.object is TupleObject || seed.object is ArrayObject {
      var entropy: [UInt32] = []
      for item in try context.items(of: seed) { entropy += try words(of: item, in: context) }
      return RandomGenerator(entropy: entropy)
    }
    return RandomGenerator(entropy: try words(of: seed, in: context))
  }

  private static func words(of seed: Value, in context: Context) throws(Raised) -> [UInt32] {
    if seed.object is BigIntObject { throw context.unsupportedNow("a seed of more than 64 bits") }
    guard let number = try context.indexIfInteger(seed) else {
      let text = try context.str(seed)
      throw .typeError("SeedSequence expects int or sequence of ints for entropy not \(text)")
    }
    guard number >= 0 else { throw .valueError("expected non-negative integer") }
    let low = UInt32(truncatingIfNeeded: number)
    let high = UInt32(truncatingIfNeeded: number >> 32)
    return high == 0 ? [low] : [low, high]
  }
}
