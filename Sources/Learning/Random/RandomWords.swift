import Kernels

/// A source of random words, from which the distributions are made: MT19937 behind `RandomState`; PCG64 belongs here too.
package protocol RandomWords {
  /// The next 32 bits.
  mutating func next32() -> UInt32
  /// The next 64 bits.
  mutating func next64() -> UInt64
}

extension MersenneTwister: RandomWords {}

extension RandomWords {
  /// A number from 0 to `range`, both included, by masking and rejection; a range of 0 draws nothing.
  mutating func masked(_ range: UInt64) -> UInt64 {
    if range == 0 { return 0 }
    let mask = UInt64.max >> UInt64(range.leadingZeroBitCount)
    if range <= 0xffff_ffff {
      let mask = UInt32(mask)
      while true {
        let value = next32() & mask
        if value <= range { return UInt64(value) }
      }
    }
    while true {
      let value = next64() & mask
      if value <= range { return value }
    }
  }
}
