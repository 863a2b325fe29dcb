import Kernels

/// Minimises liblinear's L1-regularised logistic loss: Newton steps whose quadratic models are minimised one coordinate at a
/// time, in random order.
///
/// - SeeAlso: liblinear as bundled with scikit-learn, `solve_l1r_lr`; Yuan et al. (2011).
struct LassoNewton {
  private let problem: LiblinearProblem
  private let stopsWithoutProgress: Bool
  private var random: MersenneTwister
  private let rows: Int
  private let columns: Int
  /// Features, column after column.
  private let x: [Double]
  private var index: [Int]
  private var w: [Double]
  private var candidate: [Double]
  private var diagonal: [Double]
  private var gradient: [Double]
  private var negativeSums: [Double]
  private var change: [Double]
  private var odds: [Double]
  private var tau: [Double]
  private var curvature: [Double]
  private var norm = 0.0
  private var innerTolerance = 1.0
  private var roundsWithoutUpdate = 0
  private let nu = 1e-12

  /// - Parameter earlier: the solver of the class before, whose random stream goes on.
  init(_ problem: LiblinearProblem, continuing earlier: LassoNewton?, seed: UInt32, era: LearningEra) {
    self.problem = problem
    stopsWithoutProgress = era.liblinearStopsWithoutProgress
    random = earlier?.random ?? MersenneTwister(seed: seed)
    rows = problem.features.rows
    columns = problem.features.columns
    x = problem.features.laidOut(.columnMajor).values
    index = Array(0..<columns)
    w = [Double](repeating: 0, count: columns)
    (candidate, diagonal, gradient, negativeSums) = (w, w, w, w)
    change = [Double](repeating: 0, count: rows)
    (odds, tau, curvature) = (change, change, change)
  }

  /// - Returns: weights and the number of Newton steps.
  mutating func minimise(tolerance: Double, maxIterations: Int) -> Minimum {
    for j in 0..<columns {
      for i in 0..<rows where problem.signs[i] == -1 { negativeSums[j] += problem.costs[i] * x[j * rows + i] }
    }
    for i in 0..<rows { updateRow(i, odds: 1) }
    var iteration = 0
    var firstViolation = -1.0
    var largestBefore = Double.infinity
    while iteration < maxIterations {
      let (active, largest, sum) = violations(largestBefore)
      if iteration == 0 { firstViolation = sum }
      if sum <= tolerance * firstViolation || (stopsWithoutProgress && roundsWithoutUpdate >= 10) { break }
      roundsWithoutUpdate += 1
      let rounds = minimiseModel(active, firstViolation)
      searchLine()
      if rounds == 1 { innerTolerance *= 0.25 }
      iteration += 1
      largestBefore = largest
    }
    return Minimum(point: w, iterations: iteration, hasConverged: iteration < maxIterations)
  }

  private mutating func updateRow(_ i: Int, odds value: Double) {
    odds[i] = value
    let t = 1 / (1 + value)
    tau[i] = problem.costs[i] * t
    curvature[i] = problem.costs[i] * value * t * t
  }

  /// Gradients and second derivatives; coordinates that will stay at zero are put last and left out.
  private mutating func violations(_ largestBefore: Double) -> (active: Int, largest: Double, sum: Double) {
    var active = columns
    var largest = 0.0
    var sum = 0.0
    var s = 0
    while s < active {
      let j = index[s]
      var second = nu
      var first = 0.0
      for i in 0..<rows {
        let value = x[j * rows + i]
        second += value * value * curvature[i]
        first += value * tau[i]
      }
      diagonal[j] = second
      gradient[j] = -first + negativeSums[j]
      guard let violation = violation(gradient[j], at: w[j], limit: largestBefore / Double(rows)) else {
        active -= 1
        index.swapAt(s, active)
        continue
      }
      largest = max(largest, violation)
      sum += violation
      s += 1
    }
    return (active, largest, sum)
  }

  /// How much a coordinate violates optimality; nil if it is safely at zero.
  private func violation(_ gradient: Double, at w: Double, limit: Double) -> Double? {
    let (up, down) = (gradient + 1, gradient - 1)
    if w > 0 { return up.magnitude }
    if w < 0 { return down.magnitude }
    if up < 0 { return -up }
    if down > 0 { return down }
    return up > limit && down < -limit ? nil : 0
  }

  /// Minimises the quadratic model; returns the rounds that it took.
  private mutating func minimiseModel(_ active: Int, _ firstViolation: Double) -> Int {
    for i in 0..<rows { change[i] = 0 }
    var rounds = 0
    var left = active
    var limit = Double.infinity
    while rounds < 1000 {
      for j in 0..<left { index.swapAt(j + bounded(UInt32(left - j)), j) }
      var largest = 0.0
      var sum = 0.0
      var s = 0
      while s < left {
        let j = index[s]
        guard let violation = minimiseCoordinate(j, limit / Double(rows)) else {
          left -= 1
          index.swapAt(s, left)
          continue
        }
        largest = max(largest, violation)
        sum += violation
        s += 1
      }
      rounds += 1
      if sum <= innerTolerance * firstViolation {
        if left == active { break }
        left = active
        limit = .infinity
        continue
      }
      limit = largest
    }
    return rounds
  }

  /// One coordinate of the model; nil if it is safely at zero. Since 1.9 a coordinate that does not move counts no violation.
  private mutating func minimiseCoordinate(_ j: Int, _ limit: Double) -> Double? {
    let h = diagonal[j]
    var g = gradient[j] + (candidate[j] - w[j]) * nu
    for i in 0..<rows { g += x[j * rows + i] * curvature[i] * change[i] }
    guard let violation = violation(g, at: candidate[j], limit: limit) else { return nil }
    var z: Double
    if g + 1 < h * candidate[j] {
      z = -(g + 1) / h
    } else if g - 1 > h * candidate[j] {
      z = -(g - 1) / h
    } else {
      z = -candidate[j]
    }
    if z.magnitude < 1e-12 { return stopsWithoutProgress ? 0 : violation }
    z = min(max(z, -10), 10)
    roundsWithoutUpdate = 0
    candidate[j] += z
    for i in 0..<rows { change[i] += x[j * rows + i] * z }
    return violation
  }

  /// Halves the step until the loss decreases enough, up to 20 times.
  private mutating func searchLine() {
    var delta = 0.0
    var newNorm = 0.0
    for j in 0..<columns {
      delta += gradient[j] * (candidate[j] - w[j])
      newNorm += candidate[j].magnitude
    }
    delta += newNorm - norm
    var negativeSum = 0.0
    for i in 0..<rows where problem.signs[i] == -1 { negativeSum += problem.costs[i] * change[i] }
    var newOdds = odds
    for _ in 0..<20 {
      var condition = newNorm - norm + negativeSum - 0.01 * delta
      for i in 0..<rows {
        let e = exponential(change[i])
        newOdds[i] = odds[i] * e
        condition += problem.costs[i] * naturalLogarithm((1 + newOdds[i]) / (e + newOdds[i]))
      }
      if condition <= 0 {
        norm = newNorm
        w = candidate
        for i in 0..<rows { updateRow(i, odds: newOdds[i]) }
        return
      }
      newNorm = 0
      for j in 0..<columns {
        candidate[j] = (w[j] + candidate[j]) * 0.5
        newNorm += candidate[j].magnitude
      }
      delta *= 0.5
      negativeSum *= 0.5
      for i in 0..<rows { change[i] *= 0.5 }
    }
    recomputeOdds()
  }

  private mutating func recomputeOdds() {
    var scores = [Double](repeating: 0, count: rows)
    for j in 0..<columns where w[j] != 0 {
      for i in 0..<rows { scores[i] += w[j] * x[j * rows + i] }
    }
    for i in 0..<rows { odds[i] = exponential(scores[i]) }
  }

  /// Lemire's bounded number, as scikit-learn's `newrand.h` draws it.
  private mutating func bounded(_ range: UInt32) -> Int {
    var product = UInt64(random.next32()) * UInt64(range)
    if UInt32(truncatingIfNeeded: product) < range {
      let threshold = (0 &- range) % range
      while UInt32(truncatingIfNeeded: product) < threshold {
        product = UInt64(random.next32()) * UInt64(range)
      }
    }
    return Int(product >> 32)
  }
}
