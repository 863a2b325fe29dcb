package import Columns

/// `Series.corr`: Pearson's correlation of two columns over the rows where both are present.
///
/// Unlike `corr` of a frame, pandas goes by way of numpy's products of centred values, whose order of summation is the
/// BLAS's: the result is within a few units in the last place of it.
package func pairCorrelation(_ x: [Double], _ y: [Double], minimumCount: Int = 1, era: Era) -> Double {
  let (a, b) = presentPairs(x, y)
  guard a.count >= max(minimumCount, 1) else { return .nan }
  guard era == .modern else { return classicCorrelation(a, b) }
  guard a.count > 1 else { return .nan }
  var centredA = centred(a)
  var centredB = centred(b)
  guard let scaleA = centredA.map(abs).max(), let scaleB = centredB.map(abs).max(), scaleA > 0, scaleB > 0 else {
    return .nan
  }
  centredA = centredA.map { $0 / scaleA }
  centredB = centredB.map { $0 / scaleB }
  let freedom = Double(a.count - 1)
  let deviationA = (dot(centredA, centredA) / freedom).squareRoot()
  let deviationB = (dot(centredB, centredB) / freedom).squareRoot()
  guard deviationA != 0, deviationB != 0 else { return .nan }
  return min(max(dot(centredA, centredB) / freedom / deviationA / deviationB, -1), 1)
}

/// `Series.cov`: within the same bound as `pairCorrelation`.
package func pairCovariance(_ x: [Double], _ y: [Double], minimumCount: Int = 1, ddof: Int = 1) -> Double {
  let (a, b) = presentPairs(x, y)
  guard a.count >= max(minimumCount, 1), a.count > ddof else { return .nan }
  return dot(centred(a), centred(b)) * (1 / Double(a.count - ddof))
}

/// numpy's `corrcoef`.
private func classicCorrelation(_ a: [Double], _ b: [Double]) -> Double {
  let share = 1 / Double(a.count - 1)
  let centredA = centred(a)
  let centredB = centred(b)
  let deviationA = (dot(centredA, centredA) * share).squareRoot()
  let deviationB = (dot(centredB, centredB) * share).squareRoot()
  let result = dot(centredA, centredB) * share / deviationA / deviationB
  return result.isNaN ? .nan : min(max(result, -1), 1)
}

private func presentPairs(_ x: [Double], _ y: [Double]) -> ([Double], [Double]) {
  let rows = (0..<min(x.count, y.count)).filter { !x[$0].isNaN && !y[$0].isNaN }
  return (rows.map { x[$0] }, rows.map { y[$0] })
}

private func centred(_ values: [Double]) -> [Double] {
  let mean = pairwiseSum(values) / Double(values.count)
  return values.map { $0 - mean }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for (x, y) in zip(a, b) { sum += x * y }
  return sum
}
