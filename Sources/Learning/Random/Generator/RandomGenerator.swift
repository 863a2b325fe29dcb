import Kernels

/// numpy's `Generator` over PCG64, what `default_rng` gives: the same numbers, in the same order, from the same seed.
///
/// A class, because Python code shares and advances one generator through many names.
///
/// - SeeAlso: numpy 1.23 and 2.4, `_generator.pyx` and `distributions.c`.
package final class RandomGenerator: RandomDraws {
  private var words: PCG64

  /// - Parameter entropy: the seed in words of 32 bits, the lowest first.
  package init(entropy: [UInt32]) {
    words = PCG64(SeedSequence(entropy: entropy))
  }

  package func random() -> Double {
    Double(words.next64() >> 11) * 0x1p-53
  }

  /// `standard_normal()`: by ziggurat.
  package func standardNormal() -> Double {
    let tables = Ziggurat.normal
    while true {
      let word = words.next64()
      let layer = Int(word & 0xff)
      let magnitude = (word >> 9) & 0xf_ffff_ffff_ffff
      let x = Double(magnitude) * tables.widths[layer] * (word & 0x100 == 0 ? 1 : -1)
      if magnitude < tables.within[layer] { return x }
      if layer == 0 { return normalTail(isNegative: (magnitude >> 8) & 1 == 1) }
      let (inner, outer) = (tables.heights[layer - 1], tables.heights[layer])
      if (inner - outer) * random() + outer < exponential(-0.5 * x * x) { return x }
    }
  }

  private func normalTail(isNegative: Bool) -> Double {
    let edge = 3.6541528853610087963519472518
    while true {
      let beyond = -0.27366123732975827203338247596 * logarithmOfOnePlus(-random())
      let height = -logarithmOfOnePlus(-random())
      if height + height > beyond * beyond { return isNegative ? -(edge + beyond) : edge + beyond }
    }
  }

  /// `standard_exponential()`: by ziggurat.
  package func standardExponential() -> Double {
    let tables = Ziggurat.exponential
    while true {
      let word = words.next64() >> 3
      let layer = Int(word & 0xff)
      let magnitude = word >> 8
      let x = Double(magnitude) * tables.widths[layer]
      if magnitude < tables.within[layer] { return x }
      if layer == 0 { return 7.6971174701310497140446280481 - logarithmOfOnePlus(-random()) }
      let (inner, outer) = (tables.heights[layer - 1], tables.heights[layer])
      if (inner - outer) * random() + outer < exponential(-x) { return x }
    }
  }

  // MARK: Integers

  /// `integers(low, high)` for 64 bits: `count` numbers from `low`, at most `range` above it.
  package func integers(from low: Int64, range: UInt64, count: Int) -> [Int64] {
    (0..<count).map { _ in low &+ Int64(truncatingIfNeeded: bounded(range)) }
  }

  /// A number up to and including `range`, by Lemire's method.
  private func bounded(_ range: UInt64) -> UInt64 {
    switch range {
    case 0: return 0
    case 0xffff_ffff: return UInt64(words.next32())
    case ..<0xffff_ffff: return UInt64(bounded(UInt32(range)) { words.next32() })
    case .max: return words.next64()
    default: return bounded(range) { words.next64() }
    }
  }

  private func bounded<Word: FixedWidthInteger & UnsignedInteger>(_ range: Word, _ next: () -> Word) -> Word
  where Word.Magnitude == Word {
    let count = range + 1
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let least = (Word.max - range) % count
      while product.low < least { product = next().multipliedFullWidth(by: count) }
    }
    return product.high
  }

  // MARK: Orders

  package func shuffle<Element>(_ elements: inout [Element]) {
    for i in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(i, Int(words.masked(UInt64(i)))) }
  }

  /// Puts a sample in another order: the elements from `first` on change with those before them. Not the order of `shuffle`.
  private func shuffleSample<Element>(_ elements: inout [Element], from first: Int) {
    for i in stride(from: elements.count - 1, through: first, by: -1) {
      elements.swapAt(i, Int(bounded(UInt64(i))))
    }
  }

  package func choice(_ population: Int, count: Int, replacing: Bool) throws(LearningError) -> [Int] {
    if population == 0 && count > 0 { throw .value("a must be a positive integer unless no samples are taken") }
    if replacing { return integers(from: 0, range: UInt64(max(population, 1) - 1), count: count).map(Int.init) }
    if count > population { throw .value(sampleIsTooLarge) }
    if population > 10_000 && count > population / 50 {
      var all = Array(0..<population)
      shuffleSample(&all, from: max(population - count, 1))
      return Array(all.suffix(count))
    }
    // Floyd's method: each number once, whatever the population.
    var seen = Set<Int>()
    var chosen: [Int] = []
    for last in population - count..<population {
      let draw = Int(bounded(UInt64(last)))
      let kept = seen.insert(draw).inserted ? draw : last
      seen.insert(kept)
      chosen.append(kept)
    }
    shuffleSample(&chosen, from: 1)
    return chosen
  }

  package var sampleIsTooLarge: String { "Cannot take a larger sample than population when replace is False" }
}
