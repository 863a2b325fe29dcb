/// The generator MT19937 of Matsumoto and Nishimura, seeded as numpy and Python seed it.
public struct MersenneTwister: Sendable {
  /// The state: 624 words.
  public private(set) var key: [UInt32]
  /// How many words of the state have been given out.
  public private(set) var position = 624

  /// A generator in this state; `nil` if it is none.
  public init?(key: [UInt32], position: Int) {
    guard key.count == 624, position >= 0, position <= 624 else { return nil }
    self.key = key
    self.position = position
  }

  /// `init_genrand`: what `numpy.random.seed(int)` and C++'s `std::mt19937` do.
  public init(seed: UInt32) {
    var key = [UInt32](repeating: 0, count: 624)
    key[0] = seed
    for i in 1..<624 {
      key[i] = 1_812_433_253 &* (key[i - 1] ^ (key[i - 1] >> 30)) &+ UInt32(i)
    }
    self.key = key
  }

  /// `init_by_array`: what `numpy.random.seed([…])` does; `words` must not be empty.
  public init(words: [UInt32]) {
    precondition(!words.isEmpty, "a seed array must not be empty")
    self.init(seed: 19_650_218)
    var i = 1
    var j = 0
    for _ in 0..<max(624, words.count) {
      key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_664_525)) &+ words[j] &+ UInt32(j)
      i += 1
      j += 1
      if i == 624 {
        key[0] = key[623]
        i = 1
      }
      if j == words.count { j = 0 }
    }
    for _ in 0..<623 {
      key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i == 624 {
        key[0] = key[623]
        i = 1
      }
    }
    key[0] = 0x8000_0000
  }

  /// The next 32 bits.
  public mutating func next32() -> UInt32 {
    if position == 624 { refill() }
    var y = key[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  /// The first word drawn is the upper half.
  public mutating func next64() -> UInt64 {
    let upper = UInt64(next32())
    return upper << 32 | UInt64(next32())
  }

  /// The next number in [0, 1), of 53 bits.
  public mutating func nextUnit() -> Double {
    let a = next32() >> 5
    let b = next32() >> 6
    return (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
  }

  private mutating func refill() {
    key.withUnsafeMutableBufferPointer { key in
      for i in 0..<624 {
        let y = (key[i] & 0x8000_0000) | (key[(i + 1) % 624] & 0x7fff_ffff)
        key[i] = key[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
      }
    }
    position = 0
  }
}
