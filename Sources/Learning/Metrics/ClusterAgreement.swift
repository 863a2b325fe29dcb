import Kernels

/// How often each pair of labels stands together in two labellings of the same rows.
package struct ClusterAgreement: Sendable {
  /// [labels of the first × labels of the second].
  package let counts: [[Int]]
  private let rows: Int
  /// Whether sums run over the first labels' pairs, one after the other (scipy since 1.11), or over the second's.
  private let sumsByFirst: Bool

  /// - Parameters: the label of each row in both, from 0 on.
  package init(_ first: [Int], _ second: [Int], count: (Int, Int), sumsByFirst: Bool) {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: count.1), count: count.0)
    for (a, b) in zip(first, second) { counts[a][b] += 1 }
    self.counts = counts
    rows = first.count
    self.sumsByFirst = sumsByFirst
  }

  private var firstSizes: [Int] { counts.map { $0.reduce(0, +) } }
  private var secondSizes: [Int] {
    (0..<(counts.first?.count ?? 0)).map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// Pairs of rows: apart in both, together in the second, together in the first, together in both.
  package var pairs: (apart: Int, second: Int, first: Int, both: Int) {
    let squares = counts.joined().reduce(0) { $0 + $1 * $1 }
    let ofFirst = firstSizes.reduce(0) { $0 + $1 * $1 }
    let ofSecond = secondSizes.reduce(0) { $0 + $1 * $1 }
    let both = squares - rows
    let (second, first) = (ofSecond - squares, ofFirst - squares)
    return (rows * rows - second - first - squares, second, first, both)
  }

  /// `rand_score`.
  package var randIndex: Double {
    let pairs = pairs
    let (same, all) = (pairs.apart + pairs.both, pairs.apart + pairs.second + pairs.first + pairs.both)
    return same == all || all == 0 ? 1 : Double(same) / Double(all)
  }

  /// `adjusted_rand_score`.
  package var adjustedRandIndex: Double {
    let (tn, fp, fn, tp) = pairs
    if fn == 0, fp == 0 { return 1 }
    let divisor = Double((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn))
    return 2 * Double(tp * tn - fn * fp) / divisor
  }

  /// `fowlkes_mallows_score`.
  package var fowlkesMallows: Double {
    let both = Double(pairs.both)
    if both == 0 { return 0 }
    let second = Double(secondSizes.reduce(0) { $0 + $1 * $1 } - rows)
    let first = Double(firstSizes.reduce(0) { $0 + $1 * $1 } - rows)
    return (both / second).squareRoot() * (both / first).squareRoot()
  }

  /// `mutual_info_score`, in nats.
  package var mutualInformation: Double {
    let (first, second) = (firstSizes, secondSizes)
    if first.count == 1 || second.count == 1 { return 0 }
    let logarithm = naturalLogarithm(Double(rows))
    var terms: [Double] = []
    for outer in sumsByFirst ? first.indices : second.indices {
      for inner in sumsByFirst ? second.indices : first.indices {
        let (row, column) = sumsByFirst ? (outer, inner) : (inner, outer)
        if counts[row][column] == 0 { continue }
        let share = Double(counts[row][column]) / Double(rows)
        let chance = -naturalLogarithm(Double(first[row] * second[column])) + logarithm + logarithm
        let term = share * (naturalLogarithm(Double(counts[row][column])) - logarithm) + share * chance
        terms.append(term.magnitude < 0x1p-52 ? 0 : term)
      }
    }
    return max(0, pairwiseSum(terms, count: terms.count))
  }

  /// The entropies of both labellings.
  package var entropies: (Double, Double) { (entropy(firstSizes), entropy(secondSizes)) }

  private func entropy(_ sizes: [Int]) -> Double {
    if rows == 0 { return 1 }
    if sizes.count == 1 { return 0 }
    let all = Double(sizes.reduce(0, +))
    let terms = sizes.map { Double($0) / all * (naturalLogarithm(Double($0)) - naturalLogarithm(all)) }
    return -pairwiseSum(terms, count: terms.count)
  }

  /// The mutual information that labellings of these sizes have by chance.
  package var expectedInformation: Double {
    let (first, second) = (firstSizes, secondSizes)
    if first.count == 1 || second.count == 1 { return 0 }
    func factorial(_ number: Int) -> Double { logarithmOfGamma(Double(number) + 1) }
    let logarithm = naturalLogarithm(Double(rows))
    var sum = 0.0
    for a in first {
      for b in second {
        let fixed = factorial(a) + factorial(b) + factorial(rows - a) + factorial(rows - b) - factorial(rows)
        let least = max(1, a - rows + b)
        for shared in least..<max(least, min(a, b) + 1) {
          let gain =
            logarithm + naturalLogarithm(Double(shared)) - naturalLogarithm(Double(a)) - naturalLogarithm(Double(b))
          let chance =
            fixed - factorial(shared) - factorial(a - shared) - factorial(b - shared)
            - factorial(rows - a - b + shared)
          sum += Double(shared) / Double(rows) * gain * exponential(chance)
        }
      }
    }
    return sum
  }
}
