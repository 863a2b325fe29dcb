/// scikit-learn's small generator, a 32-bit xorshift, by which its compiled code draws features and coordinates.
///
/// - SeeAlso: scikit-learn, `our_rand_r`.
struct Xorshift {
  private var state: UInt32

  init(seed: UInt32) {
    state = seed
  }

  /// A number below `limit`, which is above zero.
  mutating func below(_ limit: Int) -> Int {
    if state == 0 { state = 1 }
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    return Int(state % 0x8000_0000) % limit
  }
}
