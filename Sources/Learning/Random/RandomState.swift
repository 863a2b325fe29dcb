import Kernels

/// numpy's legacy generator `numpy.random.RandomState`: the same numbers, in the same order, from the same seed.
///
/// A class, because Python code shares and advances one generator through many names.
///
/// - SeeAlso: numpy 1.23 and 2.4, `mtrand.pyx` and `legacy-distributions.c`; the stream is frozen by NEP 19.
package final class RandomState {
  private var words: MersenneTwister
  private var spareNormal: Double?

  /// A generator seeded with an integer from 0 to 2³² − 1.
  package init(seed: UInt32) {
    words = MersenneTwister(seed: seed)
  }

  /// A generator seeded with an array of words.
  package init(words: [UInt32]) {
    self.words = MersenneTwister(words: words)
  }

  /// Another generator in the same state.
  package func copy() -> RandomState {
    let other = RandomState(seed: 0)
    other.words = words
    other.spareNormal = spareNormal
    return other
  }

  /// `seed(int)`: starts anew.
  package func reseed(_ seed: UInt32) {
    words = MersenneTwister(seed: seed)
    spareNormal = nil
  }

  /// `seed([…])`: starts anew.
  package func reseed(words: [UInt32]) {
    self.words = MersenneTwister(words: words)
    spareNormal = nil
  }

  /// A number from 0 to `range`, both included.
  func bounded(_ range: UInt64) -> UInt64 { words.masked(range) }

  /// The next 32 bits of the stream.
  package func next32() -> UInt32 { words.next32() }

  /// `random_sample()`: a number in [0, 1) with 53 bits.
  package func random() -> Double { words.nextUnit() }

  /// `uniform(low, high, count)`.
  package func uniform(_ low: Double, _ high: Double, count: Int) -> [Double] {
    let range = high - low
    return (0..<count).map { _ in low + range * random() }
  }

  /// `standard_normal()`: the polar method; each second number is kept from the pair before.
  package func standardNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    var x1 = 0.0
    var x2 = 0.0
    var r2 = 0.0
    repeat {
      x1 = 2 * random() - 1
      x2 = 2 * random() - 1
      r2 = x1 * x1 + x2 * x2
    } while r2 >= 1 || r2 == 0
    let f = (-2 * naturalLogarithm(r2) / r2).squareRoot()
    spareNormal = f * x1
    return f * x2
  }

  /// `normal(mean, deviation, count)`.
  package func normal(_ mean: Double, _ deviation: Double, count: Int) -> [Double] {
    (0..<count).map { _ in mean + deviation * standardNormal() }
  }
}
