extension RandomState {
  /// `choice(population, count, replace)`: indices below `population`.
  package func choice(_ population: Int, count: Int, replacing: Bool) throws(LearningError) -> [Int] {
    if population == 0 && count > 0 { throw .value("a must be greater than 0 unless no samples are taken") }
    if replacing { return integers(from: 0, below: population, count: count) }
    if count > population { throw .value("Cannot take a larger sample than population when 'replace=False'") }
    return Array(permutation(population).prefix(count))
  }

  /// `choice(len(p), count, replace, p)`: indices drawn with the given probabilities, which sum to 1.
  package func choice(probabilities: [Double], count: Int, replacing: Bool) throws(LearningError) -> [Int] {
    if replacing {
      let limits = cumulated(probabilities)
      return random(count: count).map { upperBound(limits, $0) }
    }
    if count > probabilities.count {
      throw .value("Cannot take a larger sample than population when 'replace=False'")
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

  /// How many limits are at most `value`: `searchsorted(side="right")`.
  private func upperBound(_ limits: [Double], _ value: Double) -> Int {
    var low = 0
    var high = limits.count
    while low < high {
      let middle = (low + high) / 2
      if value < limits[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
