/// The generator behind numpy's `default_rng`: a linear congruential generator of 128 bits whose output is folded (XSL-RR).
///
/// - SeeAlso: M. E. O'Neill, *PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number
///   Generation*, 2014; numpy, `pcg64.c`.
package struct PCG64: RandomWords {
  private var state: UInt128
  private let increment: UInt128
  /// The upper half of a word of which the lower half was asked for.
  private var upperHalf: UInt32?

  private static let multiplier = UInt128(0x2360_ed05_1fc6_5da4) << 64 | 0x4385_df64_9fcc_f645

  /// A generator seeded by four words.
  package init(_ seed: SeedSequence) {
    let words = seed.state(count: 4).map { UInt128($0) }
    increment = (words[2] << 64 | words[3]) << 1 | 1
    state = 0
    step()
    state = state &+ (words[0] << 64 | words[1])
    step()
  }

  private mutating func step() {
    state = state &* Self.multiplier &+ increment
  }

  package mutating func next64() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded >> turn | folded << ((64 &- turn) & 63)
  }

  package mutating func next32() -> UInt32 {
    if let half = upperHalf {
      upperHalf = nil
      return half
    }
    let word = next64()
    upperHalf = UInt32(truncatingIfNeeded: word >> 32)
    return UInt32(truncatingIfNeeded: word)
  }
}
