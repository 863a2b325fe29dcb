import Kernels

/// A source of random words, from which the distributions are made: MT19937 behind `RandomState`; PCG64 belongs here too.
package protocol RandomWords {
  /// The next 32 bits.
  mutating func next32() -> UInt32
  /// The next 64 bits.
  mutating func next64() -> UInt64
}

extension MersenneTwister: RandomWords {}
