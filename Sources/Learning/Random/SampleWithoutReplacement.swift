/// `sample_without_replacement(population, count)`: different numbers below `population`, which is at least `count`.
///
/// - SeeAlso: scikit-learn, `sklearn.utils._random.sample_without_replacement` with `method="auto"`.
package func sampleWithoutReplacement(_ population: Int, count: Int, random: RandomState) -> [Int] {
  let share = population == 0 ? 1 : Double(count) / Double(population)
  if share > 0.01, share < 0.99 { return Array(random.permutation(population).prefix(count)) }
  if share < 0.2 {
    var seen = Set<Int>()
    var result: [Int] = []
    while result.count < count {
      let draw = random.integer(from: 0, below: population)
      if seen.insert(draw).inserted { result.append(draw) }
    }
    return result
  }
  var result = Array(0..<count)
  for i in count..<max(count, population) {
    let draw = random.integer(from: 0, below: i + 1)
    if draw < count { result[draw] = i }
  }
  return result
}
