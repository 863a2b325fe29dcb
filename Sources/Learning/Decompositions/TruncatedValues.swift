import Kernels

/// What `TruncatedSVD` learned.
package struct TruncatedValues: Sendable {
  /// A row a component.
  package let components: [[Double]]
  package let singularValues: [Double]
  package let variances: [Double]
  package let shares: [Double]
}

/// Fits `TruncatedSVD`.
///
/// Numbers agree with scikit-learn's to about nine digits, as those of `fitPrincipalComponents` do.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `TruncatedSVD.fit_transform`.
package func fitTruncatedValues(
  _ x: Matrix, count: Int, rounds: Int, oversamples: Int, isDrawn: Bool,
  random: () throws(LearningError) -> RandomState, era: LearningEra
) throws(LearningError) -> TruncatedValues {
  let columns = (0..<x.columns).map { x.column($0) }
  let decomposition =
    isDrawn
    ? drawnValues(columns, x.rows, count, oversamples: oversamples, rounds: rounds, try random())
    : SingularValues(columns: columns)
  let kept = min(count, decomposition.values.count)
  let components = (0..<kept).map { k in
    turned(decomposition, k, byLeft: isDrawn ? !era.componentsTurnByThemselves : false)
  }
  let variances = components.map { direction in
    plainVariance((0..<x.rows).map { row in dot(x.row(row), direction) })
  }
  let total = columns.reduce(0) { $0 + plainVariance($1) }
  return TruncatedValues(
    components: components, singularValues: Array(decomposition.values.prefix(kept)), variances: variances,
    shares: variances.map { $0 / total })
}

/// Principal components of rows that come in batches.
///
/// - SeeAlso: Ross et al. (2008); scikit-learn, `IncrementalPCA.partial_fit`.
package struct IncrementalComponents: Sendable {
  package private(set) var components: [[Double]] = []
  package private(set) var singularValues: [Double] = []
  package private(set) var variances: [Double] = []
  package private(set) var shares: [Double] = []
  package private(set) var mean: [Double]
  package private(set) var featureVariances: [Double]
  package private(set) var noise = 0.0
  package private(set) var seen = 0

  package init(features: Int) {
    mean = [Double](repeating: 0, count: features)
    featureVariances = mean
  }

  /// Learns from a batch.
  package mutating func take(_ x: Matrix, count: Int) throws(LearningError) {
    let width = x.columns
    let (old, new) = (Double(seen), Double(x.rows))
    let total = old + new
    let batchMean = columnSums(x).map { $0 / new }
    let lastMean = mean
    var rows = (0..<x.rows).map { row in zip(x.row(row), batchMean).map { $0 - $1 } }
    for j in 0..<width {
      let sum = batchMean[j] * new
      let lastSum = lastMean[j] * old
      mean[j] = (lastSum + sum) / total
      let own = rows.reduce(0) { $0 + $1[j] * $1[j] }
      guard seen > 0 else {
        featureVariances[j] = own / total
        continue
      }
      let ratio = old / new
      let gap = lastSum / ratio - sum
      featureVariances[j] = (featureVariances[j] * old + own + ratio / total * gap * gap) / total
    }
    if seen > 0 {
      let factor = (old / total * new).squareRoot()
      rows = zip(singularValues, components).map { value, component in component.map { $0 * value } } + rows
      rows.append((0..<width).map { factor * (lastMean[$0] - batchMean[$0]) })
    }
    let found: (u: [Double], s: [Double], vt: [Double])
    do throws(Decompositions.Failure) {
      found = try Decompositions.singular(rows.flatMap { $0 }, rows: rows.count, columns: width, full: false)
    } catch {
      throw .value("SVD did not converge")
    }
    let squares = found.s.map { $0 * $0 / (total - 1) }
    let all = featureVariances.reduce(0) { $0 + $1 * total }
    let kept = min(count, found.s.count)
    components = (0..<kept).map { k in
      let direction = Array(found.vt[(k * width)..<((k + 1) * width)])
      var largest = 0.0
      for value in direction where value.magnitude > largest.magnitude { largest = value }
      return largest < 0 ? direction.map { -$0 } : direction
    }
    singularValues = Array(found.s.prefix(kept))
    variances = Array(squares.prefix(kept))
    shares = found.s.prefix(kept).map { $0 * $0 / all }
    seen += x.rows
    let rest = squares.dropFirst(kept)
    noise = kept == x.rows || kept == width || rest.isEmpty ? 0 : rest.reduce(0, +) / Double(rest.count)
  }
}
