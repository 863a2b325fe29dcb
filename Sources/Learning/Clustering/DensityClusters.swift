/// Clusters of rows that have many others near: `DBSCAN`.
package struct DensityClusters: Sendable {
  /// Each row's cluster, from 0 on in the order of their first core rows; -1 for noise.
  package let labels: [Int]
  /// The rows that have enough others near.
  package let cores: [Int]

  /// Fits `DBSCAN`.
  ///
  /// - Parameters:
  ///   - near: whether a row lies within reach of another, or of itself.
  ///   - weights: what each row counts; 1 without them.
  /// - Complexity: O(rows²).
  /// - SeeAlso: scikit-learn, `dbscan_inner`.
  package init(rows: Int, least: Double, weights: [Double]?, near: (Int, Int) -> Bool) {
    var neighbours: [[Int]] = []
    neighbours.reserveCapacity(rows)
    for row in 0..<rows { neighbours.append((0..<rows).filter { near(row, $0) }) }
    let isCore = neighbours.map { others in
      (weights.map { weights in others.reduce(0) { $0 + weights[$1] } } ?? Double(others.count)) >= least
    }
    var labels = [Int](repeating: -1, count: rows)
    var next = 0
    for start in 0..<rows where labels[start] == -1 && isCore[start] {
      var waiting = [start]
      while let row = waiting.popLast() {
        guard labels[row] == -1 else { continue }
        labels[row] = next
        if isCore[row] { waiting += neighbours[row].filter { labels[$0] == -1 } }
      }
      next += 1
    }
    self.labels = labels
    cores = (0..<rows).filter { isCore[$0] }
  }
}
