import Kernels

/// The table for `TermWeights`.
///
/// - Parameters:
///   - rarities: a number a term.
///   - norm: 0 for none, 1 for sums, 2 for Euclidean lengths.
package func termWeightTable(
  _ rarities: [Double], takesLogarithms: Bool, norm: Int, sumsFromLast: Bool
) -> [UInt8] {
  var payload: [UInt8] = []
  payload.append(words: [rarities.count, takesLogarithms ? 1 : 0, norm, sumsFromLast ? 1 : 0])
  payload.append(numbers: rarities)
  return ParameterTable.encoded(kind: .termWeights, payload: payload)
}

/// The table for `QuantileMap`.
///
/// - Parameter quantiles: ascending, as many a feature as there are references.
package func quantileTable(_ quantiles: [[Double]], references: [Double], isNormal: Bool) -> [UInt8] {
  var payload: [UInt8] = []
  payload.append(words: [quantiles.count, references.count, isNormal ? 1 : 0])
  payload.append(numbers: references)
  for feature in quantiles { payload.append(numbers: feature) }
  return ParameterTable.encoded(kind: .quantileMap, payload: payload)
}
