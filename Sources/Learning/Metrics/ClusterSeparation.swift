import Kernels

/// `calinski_harabasz_score`: how far clusters are from each other, beside how wide they are.
package func calinskiHarabasz(_ x: Matrix, labels: [Int], count: Int) -> Double {
  let x = x.laidOut(.rowMajor)
  let mean = columnSums(x).map { $0 / Double(x.rows) }
  var (between, within) = (0.0, 0.0)
  for label in 0..<count {
    let part = x.selecting(rows: labels.indices.filter { labels[$0] == label })
    let centre = columnSums(part).map { $0 / Double(part.rows) }
    let gaps = zip(centre, mean).map { ($0 - $1) * ($0 - $1) }
    between += Double(part.rows) * pairwiseSum(gaps, count: gaps.count)
    let squares = (0..<part.rows).flatMap { row in zip(part.row(row), centre).map { ($0 - $1) * ($0 - $1) } }
    within += pairwiseSum(squares, count: squares.count)
  }
  return within == 0 ? 1 : between * Double(x.rows - count) / (within * Double(count - 1))
}

/// `davies_bouldin_score`: how wide clusters are, beside how far they are from the nearest other; distances agree with
/// scikit-learn's, which it computes from products, to about twelve digits.
package func daviesBouldin(_ x: Matrix, labels: [Int], count: Int) -> Double {
  func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
  var centres: [[Double]] = []
  var widths: [Double] = []
  for label in 0..<count {
    let part = x.laidOut(.rowMajor).selecting(rows: labels.indices.filter { labels[$0] == label })
    let centre = columnSums(part).map { $0 / Double(part.rows) }
    let distances = (0..<part.rows).map { distance(part.row($0), centre) }
    centres.append(centre)
    widths.append(pairwiseSum(distances, count: distances.count) / Double(part.rows))
  }
  if widths.allSatisfy({ $0 <= 1e-8 }) { return 0 }
  let worst = centres.indices.map { a in
    centres.indices.map { b -> Double in
      let gap = a == b ? 0 : distance(centres[a], centres[b])
      return gap == 0 ? 0 : (widths[a] + widths[b]) / gap
    }.max() ?? 0
  }
  return pairwiseSum(worst, count: worst.count) / Double(count)
}
