extension RandomState {
  /// `count` different numbers below `total`.
  ///
  /// - SeeAlso: scikit-learn, `sample_without_replacement`, whose method depends on the share.
  package func sampleWithoutReplacement(_ count: Int, of total: Int) -> [Int] {
    guard total > 0 else { return [] }
    let share = Double(count) / Double(total)
    if share > 0.01 && share < 0.99 { return Array(permutation(total).prefix(count)) }
    if share < 0.2 { return tracked(count, of: total) }
    var result = Array(0..<count)
    for i in count..<max(total, count) {
      let j = integer(from: 0, below: i + 1)
      if j < count { result[j] = i }
    }
    return result
  }

  private func tracked(_ count: Int, of total: Int) -> [Int] {
    var seen = Set<Int>()
    var result: [Int] = []
    while result.count < count {
      let drawn = integer(from: 0, below: total)
      if seen.insert(drawn).inserted { result.append(drawn) }
    }
    return result
  }
}
