/// `sklearn.metrics.silhouette_samples` with Euclidean distances: how much nearer each row is to its own cluster than to
/// the next.
///
/// The scalar products have an order of our own: the reference's is that of its BLAS, so distances agree within some units
/// in the last place.
///
/// - Parameter labels: each row's cluster as an index below `count`.
/// - Complexity: O(rows² × columns) time, O(rows) space.
package func silhouetteCoefficients(_ x: Matrix, labels: [Int], count: Int) -> [Double] {
  let rows = (0..<x.rows).map { x.row($0) }
  let squares = rows.map { row in row.reduce(0) { $0 + $1 * $1 } }
  var sizes = [Double](repeating: 0, count: count)
  for label in labels { sizes[label] += 1 }
  return rows.indices.map { i in
    var sums = [Double](repeating: 0, count: count)
    for j in rows.indices where j != i {
      var product = 0.0
      for (a, b) in zip(rows[i], rows[j]) { product += a * b }
      sums[labels[j]] += max(0, squares[i] - 2 * product + squares[j]).squareRoot()
    }
    let own = labels[i]
    guard sizes[own] > 1 else { return 0 }
    let inside = sums[own] / (sizes[own] - 1)
    var outside = Double.infinity
    for label in 0..<count where label != own { outside = min(outside, sums[label] / sizes[label]) }
    let greater = max(inside, outside)
    return greater == 0 ? 0 : (outside - inside) / greater
  }
}
