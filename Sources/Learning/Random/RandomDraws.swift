/// What `RandomState` and `Generator` have in common: draws from which others are made in the same way.
package protocol RandomDraws: AnyObject {
  /// A number in [0, 1) with 53 bits.
  func random() -> Double
  /// A draw from the standard normal distribution.
  func standardNormal() -> Double
  /// A draw from the standard exponential distribution.
  func standardExponential() -> Double
  /// Puts the elements in another order.
  func shuffle<Element>(_ elements: inout [Element])
  /// `count` numbers below `population`, each at most once unless `replacing`.
  func choice(_ population: Int, count: Int, replacing: Bool) throws(LearningError) -> [Int]
  /// What is said of a sample without replacement that is larger than what it is of.
  var sampleIsTooLarge: String { get }
}

extension RandomDraws {
  /// `random(count)`.
  package func random(count: Int) -> [Double] {
    (0..<count).map { _ in random() }
  }

  /// `permutation(count)`: the numbers below `count`, shuffled.
  package func permutation(_ count: Int) -> [Int] {
    var result = Array(0..<count)
    shuffle(&result)
    return result
  }

  /// `choice(len(p), count, replace, p)`: indices drawn with the given probabilities, which sum to 1.
  package func choice(probabilities: [Double], count: Int, replacing: Bool) throws(LearningError) -> [Int] {
    if replacing {
      let limits = cumulated(probabilities)
      return random(count: count).map { upperBound(limits, $0) }
    }
    if count > probabilities.count {
      throw .value(sampleIsTooLarge)
    }
    if probabilities.count(where: { $0 > 0 }) < count { throw .value("Fewer non-zero entries in p than size") }
    var rest = probabilities
    var found: [Int] = []
    while found.count < count {
      let draws = random(count: count - found.count)
      for index in found { rest[index] = 0 }
      let limits = cumulated(rest)
      var seen = Set<Int>()
      for draw in draws {
        let index = upperBound(limits, draw)
        if seen.insert(index).inserted { found.append(index) }
      }
    }
    return found
  }

  /// The running sum, divided by its last value.
  private func cumulated(_ probabilities: [Double]) -> [Double] {
    var sum = 0.0
    let sums = probabilities.map { p in
      sum += p
      return sum
    }
    return sums.map { $0 / sum }
  }
}
