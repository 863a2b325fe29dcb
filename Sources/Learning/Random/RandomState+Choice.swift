extension RandomState: RandomDraws {
  /// `choice(population, count, replace)`: indices below `population`.
  package func choice(_ population: Int, count: Int, replacing: Bool) throws(LearningError) -> [Int] {
    if population == 0 && count > 0 { throw .value("a must be greater than 0 unless no samples are taken") }
    if replacing { return integers(from: 0, below: population, count: count) }
    if count > population { throw .value(sampleIsTooLarge) }
    return Array(permutation(population).prefix(count))
  }

  package var sampleIsTooLarge: String { "Cannot take a larger sample than population when 'replace=False'" }
}
