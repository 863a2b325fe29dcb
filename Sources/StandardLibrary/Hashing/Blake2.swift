/// The arithmetic of BLAKE2b and BLAKE2s: words of 64 and 32 bits; see RFC 7693.
struct Blake2<Word: FixedWidthInteger & UnsignedInteger> {
  private var state: [Word]
  private var rest: [UInt8]
  private var count: Word = 0
  let size: Int

  static var blockSize: Int { Word.bitWidth * 2 }

  /// - Parameter parameters: the parameter block.
  init(size: Int, parameters: [UInt8], key: [UInt8]) {
    self.size = size
    let bytes = Word.bitWidth / 8
    state = Blake2.initial
    for i in 0..<8 {
      state[i] ^= (0..<bytes).reduce(Word(0)) { $0 | Word(parameters[i * bytes + $1]) << Word(8 * $1) }
    }
    rest = key.isEmpty ? [] : key + [UInt8](repeating: 0, count: Blake2.blockSize - key.count)
  }

  private static var initial: [Word] {
    let words: [UInt64] = [
      0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
      0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]
    return words.map { Word(truncatingIfNeeded: $0 >> UInt64(64 - Word.bitWidth)) }
  }

  mutating func update(_ bytes: [UInt8]) {
    rest += bytes
    var start = 0
    // The last block waits for the end, even if it is full.
    while rest.count - start > Blake2.blockSize {
      count += Word(Blake2.blockSize)
      compress(rest[start..<(start + Blake2.blockSize)], isLast: false)
      start += Blake2.blockSize
    }
    rest.removeFirst(start)
  }

  func finalized() -> [UInt8] {
    var copy = self
    copy.count += Word(rest.count)
    let block = rest + [UInt8](repeating: 0, count: Blake2.blockSize - rest.count)
    copy.compress(block[...], isLast: true)
    let bytes = Word.bitWidth / 8
    return Array(
      copy.state.flatMap { word in (0..<bytes).map { UInt8(truncatingIfNeeded: word >> Word(8 * $0)) } }.prefix(size))
  }

  private mutating func compress(_ block: ArraySlice<UInt8>, isLast: Bool) {
    let bytes = Word.bitWidth / 8
    let m = (0..<16).map { i in
      (0..<bytes).reduce(Word(0)) { $0 | Word(block[block.startIndex + i * bytes + $1]) << Word(8 * $1) }
    }
    var v = state + Blake2.initial
    v[12] ^= count
    if isLast { v[14] = ~v[14] }
    for round in 0..<(Word.bitWidth == 64 ? 12 : 10) {
      let s = Blake2Schedule.order[round % 10]
      for i in 0..<4 { mix(&v, i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]) }
      for i in 0..<4 {
        mix(&v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[s[2 * i + 8]], m[s[2 * i + 9]])
      }
    }
    for i in 0..<8 { state[i] ^= v[i] ^ v[i + 8] }
  }

  private func mix(_ v: inout [Word], _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: Word, _ y: Word) {
    let turns: (Int, Int, Int, Int) = Word.bitWidth == 64 ? (32, 24, 16, 63) : (16, 12, 8, 7)
    v[a] = v[a] &+ v[b] &+ x
    v[d] = rotated(v[d] ^ v[a], turns.0)
    v[c] = v[c] &+ v[d]
    v[b] = rotated(v[b] ^ v[c], turns.1)
    v[a] = v[a] &+ v[b] &+ y
    v[d] = rotated(v[d] ^ v[a], turns.2)
    v[c] = v[c] &+ v[d]
    v[b] = rotated(v[b] ^ v[c], turns.3)
  }

  private func rotated(_ x: Word, _ count: Int) -> Word { x >> Word(count) | x << Word(Word.bitWidth - count) }
}

enum Blake2Schedule {
  static let order: [[Int]] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  ]
}
