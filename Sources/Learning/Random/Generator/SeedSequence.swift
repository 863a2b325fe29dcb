/// numpy's `SeedSequence`: spreads the entropy of a seed over the words that start a generator.
///
/// - SeeAlso: numpy, `bit_generator.pyx`; the mixing is that of M. E. O'Neill's `seed_seq` with a pool of four words.
package struct SeedSequence {
  private var pool = [UInt32](repeating: 0, count: 4)

  /// - Parameter entropy: the seed in words of 32 bits, the lowest first.
  package init(entropy: [UInt32]) {
    var factor: UInt32 = 0x43b0_d7e5
    func hashed(_ word: UInt32) -> UInt32 {
      var word = word ^ factor
      factor = factor &* 0x931e_8875
      word = word &* factor
      return word ^ (word >> 16)
    }
    for i in pool.indices { pool[i] = hashed(i < entropy.count ? entropy[i] : 0) }
    for source in pool.indices {
      for target in pool.indices where target != source {
        pool[target] = Self.mixed(pool[target], hashed(pool[source]))
      }
    }
    for word in entropy.dropFirst(pool.count) {
      for target in pool.indices { pool[target] = Self.mixed(pool[target], hashed(word)) }
    }
  }

  private static func mixed(_ x: UInt32, _ y: UInt32) -> UInt32 {
    let result = x &* 0xca01_f9dd &- y &* 0x4973_f715
    return result ^ (result >> 16)
  }

  /// `generate_state(count, uint64)`.
  package func state(count: Int) -> [UInt64] {
    var factor: UInt32 = 0x8b51_f9dd
    let words = (0..<count * 2).map { i in
      var word = pool[i % pool.count] ^ factor
      factor = factor &* 0x58f3_8ded
      word = word &* factor
      return UInt64(word ^ (word >> 16))
    }
    return (0..<count).map { words[2 * $0] | words[2 * $0 + 1] << 32 }
  }
}
