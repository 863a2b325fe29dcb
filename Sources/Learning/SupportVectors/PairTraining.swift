import Kernels

/// Two classes: the rows of the first, then those of the second.
struct SupportPair {
  let rows: [Int]
  let positives: Int
  let costs: (positive: Double, negative: Double)
}

/// Trains the machines of pairs, and the sigmoids that make probabilities of their decisions.
struct PairTraining {
  private let x: Matrix
  private let samples: [Double]?
  private let options: SupportOptions
  private let seed: UInt32?
  private var random: BoundedDraws
  private(set) var hasConverged = true

  init(_ x: Matrix, _ samples: [Double]?, _ options: SupportOptions, seed: UInt32?) {
    self.x = x
    self.samples = samples
    self.options = options
    self.seed = seed
    random = BoundedDraws(seed: seed ?? 0)
  }

  /// The machine of a pair; its multipliers carry the sign of their class.
  func solution(_ pair: SupportPair) -> DualSolution {
    let weights = pair.rows.map { samples?[$0] ?? 1 }
    let sides = pair.rows.indices.map { $0 < pair.positives ? 1.0 : -1 }
    let kernel = KernelRows(x.selecting(rows: pair.rows), options.kernel, cacheSize: options.cacheSize)
    let isByShare = if case .classesByShare = options.problem { true } else { false }
    let count = pair.rows.count
    let bounds =
      isByShare ? weights : zip(weights, sides).map { $0 * ($1 > 0 ? pair.costs.positive : pair.costs.negative) }
    var start = [Double](repeating: 0, count: count)
    if isByShare {
      let half = weights.reduce(0) { $0 + options.nu * $1 } / 2
      start = filled(Array(bounds.prefix(pair.positives)), half) + filled(Array(bounds.dropFirst(pair.positives)), half)
    }
    let problem = DualProblem(
      rows: Array(0..<count), signs: sides, sides: sides,
      linear: [Double](repeating: isByShare ? 0 : -1, count: count), bounds: bounds, start: start)
    var solution = SequentialOptimiser.solution(of: problem, kernel, options, isByShare: isByShare)
    let scale = isByShare ? solution.scale : 1
    solution.multipliers = zip(solution.multipliers, sides).map { isByShare ? $0 * ($1 / scale) : $0 * $1 }
    solution.rho = isByShare ? solution.rho / scale : solution.rho
    return solution
  }

  /// The sigmoid of a pair, from decisions for rows that five machines did not see.
  ///
  /// - SeeAlso: libsvm, `svm_binary_svc_probability`. Training a machine starts its random stream anew.
  mutating func sigmoid(_ pair: SupportPair) -> (slope: Double, offset: Double) {
    let count = pair.rows.count
    var order = Array(0..<count)
    for i in 0..<count { order.swapAt(i, i + random.below(count - i)) }
    var decisions = [Double](repeating: 0, count: count)
    for fold in 0..<5 {
      let held = (fold * count / 5)..<((fold + 1) * count / 5)
      let rest = Array(order[..<held.lowerBound] + order[held.upperBound...])
      let positives = rest.filter { $0 < pair.positives }
      let negatives = rest.filter { $0 >= pair.positives }
      if positives.isEmpty || negatives.isEmpty {
        let lone = positives.isEmpty ? negatives.isEmpty ? 0.0 : -1 : 1
        for position in held { decisions[order[position]] = lone }
        continue
      }
      decide(pair, positives, negatives, order[held], &decisions)
    }
    return fittedSigmoid(decisions, positives: pair.positives)
  }

  private mutating func decide(
    _ pair: SupportPair, _ positives: [Int], _ negatives: [Int], _ held: ArraySlice<Int>, _ decisions: inout [Double]
  ) {
    if let seed { random = BoundedDraws(seed: seed) }
    // libsvm sorts labels, so that -1 comes first: its decisions are turned back by the first label.
    let part = SupportPair(
      rows: (negatives + positives).map { pair.rows[$0] }, positives: negatives.count,
      costs: (pair.costs.negative, pair.costs.positive))
    let solution = solution(part)
    hasConverged = hasConverged && solution.hasConverged
    let vectors = part.rows.indices.filter { solution.multipliers[$0].magnitude > 0 }
    for position in held {
      let row = x.row(pair.rows[position])
      var sum = 0.0
      for index in vectors { sum += solution.multipliers[index] * kernel(row, part.rows[index]) }
      decisions[position] = -(sum - solution.rho)
    }
  }

  private func kernel(_ row: [Double], _ other: Int) -> Double {
    var sum = 0.0
    for j in row.indices {
      if options.kernel.code == 2 {
        let difference = row[j] - x[other, j]
        sum += difference * difference
      } else {
        sum += row[j] * x[other, j]
      }
    }
    return options.kernel.value(sum)
  }
}

/// The generator that scikit-learn put into libsvm and liblinear in place of C's `rand`.
///
/// - SeeAlso: scikit-learn, `newrand.h`; Lemire (2019).
struct BoundedDraws {
  private var words: MersenneTwister

  init(seed: UInt32) {
    words = MersenneTwister(seed: seed)
  }

  /// A number below `limit`, which is above zero.
  mutating func below(_ limit: Int) -> Int {
    let range = UInt32(truncatingIfNeeded: limit)
    var product = UInt64(words.next32()) * UInt64(range)
    var low = UInt32(truncatingIfNeeded: product)
    if low < range {
      let threshold = (0 &- range) % range
      while low < threshold {
        product = UInt64(words.next32()) * UInt64(range)
        low = UInt32(truncatingIfNeeded: product)
      }
    }
    return Int(product >> 32)
  }
}
