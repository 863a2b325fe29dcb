/// Solves a dual problem two multipliers at a time, by libsvm's steps: the same pairs, the same shrinking, the same stopping
/// rule. Kernel rows are `Float` as there.
///
/// - SeeAlso: libsvm as bundled with scikit-learn, `Solver` and `Solver_NU`; Fan, Chen and Lin (2005).
final class SequentialOptimiser {
  private let problem: DualProblem
  private let kernel: KernelRows
  private let tolerance: Double
  /// Whether pairs must be on one side (ν machines).
  private let isByShare: Bool
  private let goesOn: @Sendable () -> Bool
  private let count: Int
  private let diagonal: [Double]
  private var multipliers: [Double]
  private var gradient: [Double]
  /// The gradient of the multipliers at their upper bounds alone.
  private var boundGradient: [Double]
  private var status: [Status]
  /// Variables, the active ones first.
  private var order: [Int]
  private var active: Int
  private var hasUnshrunk = false

  private enum Status {
    case lower, upper, free
  }

  private init(
    _ problem: DualProblem, _ kernel: KernelRows, tolerance: Double, isByShare: Bool,
    goesOn: @escaping @Sendable () -> Bool
  ) {
    self.problem = problem
    self.kernel = kernel
    self.tolerance = tolerance
    self.isByShare = isByShare
    self.goesOn = goesOn
    count = problem.rows.count
    diagonal = problem.rows.map { kernel.diagonal[$0] }
    multipliers = problem.start
    gradient = problem.linear
    boundGradient = [Double](repeating: 0, count: count)
    status = Array(repeating: .free, count: count)
    order = Array(0..<count)
    active = count
  }

  static func solution(
    of problem: DualProblem, _ kernel: KernelRows, _ options: SupportOptions, isByShare: Bool
  ) -> DualSolution {
    SequentialOptimiser(
      problem, kernel, tolerance: options.tolerance, isByShare: isByShare, goesOn: options.goesOn
    )
    .solve(shrinks: options.shrinks, maxIterations: options.maxIterations)
  }

  private func solve(shrinks: Bool, maxIterations: Int) -> DualSolution {
    begin()
    var iterations = 0
    var counter = min(count, 1000) + 1
    var hasConverged = true
    while true {
      // Who told it to stop does not look at what it has.
      if maxIterations != -1 && iterations >= maxIterations || iterations & 0xff == 0xff && !goesOn() {
        hasConverged = false
        break
      }
      counter -= 1
      if counter == 0 {
        counter = min(count, 1000)
        if shrinks { shrink() }
      }
      var pair = violatingPair()
      if pair == nil {
        reconstructGradient()
        active = count
        pair = violatingPair()
        if pair == nil { break }
        counter = 1
      }
      guard let pair else { break }
      iterations += 1
      step(pair.0, pair.1)
    }
    let (rho, scale) = offset()
    return DualSolution(
      multipliers: multipliers, rho: rho, scale: scale, iterations: iterations, hasConverged: hasConverged)
  }

  private func begin() {
    for i in 0..<count { updateStatus(i) }
    for i in 0..<count where status[i] != .lower {
      let row = kernel.row(problem.rows[i])
      let sign = problem.signs[i]
      for j in 0..<count {
        let q = sign * problem.signs[j] * Double(row[problem.rows[j]])
        gradient[j] += multipliers[i] * q
        if status[i] == .upper { boundGradient[j] += problem.bounds[i] * q }
      }
    }
  }

  private func updateStatus(_ i: Int) {
    status[i] = multipliers[i] >= problem.bounds[i] ? .upper : multipliers[i] <= 0 ? .lower : .free
  }

  private func q(_ row: UnsafePointer<Float>, _ i: Int, _ j: Int) -> Double {
    problem.signs[i] * problem.signs[j] * Double(row[problem.rows[j]])
  }

  // MARK: The pair

  /// The pair of variables that violates the conditions most, by second order; `nil` where none does by the tolerance.
  private func violatingPair() -> (Int, Int)? {
    isByShare ? violatingPairOfOneSide() : violatingPairOfAll()
  }

  /// How much a variable may still grow in the constraint's direction, by its gradient.
  private func upward(_ i: Int) -> Double? {
    if problem.sides[i] > 0 { return status[i] == .upper ? nil : -gradient[i] }
    return status[i] == .lower ? nil : gradient[i]
  }

  private func downward(_ i: Int) -> Double? {
    if problem.sides[i] > 0 { return status[i] == .lower ? nil : gradient[i] }
    return status[i] == .upper ? nil : -gradient[i]
  }

  private func violatingPairOfAll() -> (Int, Int)? {
    var most = -Double.infinity
    var first = -1
    for position in 0..<active {
      let i = order[position]
      if let violation = upward(i), violation >= most {
        most = violation
        first = i
      }
    }
    guard first >= 0 else { return nil }
    let row = kernel.row(problem.rows[first])
    var least = -Double.infinity
    var second = -1
    var best = Double.infinity
    let side = problem.sides[first]
    for position in 0..<active {
      let j = order[position]
      guard let violation = downward(j) else { continue }
      least = max(least, violation)
      let difference = most + violation
      guard difference > 0 else { continue }
      let curvature = diagonal[first] + diagonal[j] - 2 * side * problem.sides[j] * q(row, first, j)
      let decrease = -(difference * difference) / (curvature > 0 ? curvature : 1e-12)
      if decrease <= best {
        second = j
        best = decrease
      }
    }
    return most + least < tolerance || second < 0 ? nil : (first, second)
  }

  private func violatingPairOfOneSide() -> (Int, Int)? {
    var most = (positive: -Double.infinity, negative: -Double.infinity)
    var first = (positive: -1, negative: -1)
    for position in 0..<active {
      let i = order[position]
      guard let violation = upward(i) else { continue }
      if problem.sides[i] > 0 {
        if violation >= most.positive { (most.positive, first.positive) = (violation, i) }
      } else if violation >= most.negative {
        (most.negative, first.negative) = (violation, i)
      }
    }
    let rows = (
      positive: first.positive < 0 ? nil : kernel.row(problem.rows[first.positive]),
      negative: first.negative < 0 ? nil : kernel.row(problem.rows[first.negative])
    )
    var least = (positive: -Double.infinity, negative: -Double.infinity)
    var second = -1
    var best = Double.infinity
    for position in 0..<active {
      let j = order[position]
      guard let violation = downward(j) else { continue }
      let isPositive = problem.sides[j] > 0
      if isPositive {
        least.positive = max(least.positive, violation)
      } else {
        least.negative = max(least.negative, violation)
      }
      let difference = (isPositive ? most.positive : most.negative) + violation
      guard difference > 0, let row = isPositive ? rows.positive : rows.negative else { continue }
      let i = isPositive ? first.positive : first.negative
      let curvature = diagonal[i] + diagonal[j] - 2 * q(row, i, j)
      let decrease = -(difference * difference) / (curvature > 0 ? curvature : 1e-12)
      if decrease <= best {
        second = j
        best = decrease
      }
    }
    let violation = max(most.positive + least.positive, most.negative + least.negative)
    guard violation >= tolerance, second >= 0 else { return nil }
    return (problem.sides[second] > 0 ? first.positive : first.negative, second)
  }

  // MARK: The step

  private func step(_ i: Int, _ j: Int) {
    let (rowOfI, rowOfJ) = (kernel.row(problem.rows[i]), kernel.row(problem.rows[j]))
    let old = (multipliers[i], multipliers[j])
    if problem.sides[i] != problem.sides[j] {
      moveTogether(i, j, curvature: diagonal[i] + diagonal[j] + 2 * q(rowOfI, i, j))
    } else {
      moveApart(i, j, curvature: diagonal[i] + diagonal[j] - 2 * q(rowOfI, i, j))
    }
    let (changeOfI, changeOfJ) = (multipliers[i] - old.0, multipliers[j] - old.1)
    let (signOfI, signOfJ) = (problem.signs[i], problem.signs[j])
    for position in 0..<active {
      let k = order[position]
      let (row, sign) = (problem.rows[k], problem.signs[k])
      gradient[k] += signOfI * sign * Double(rowOfI[row]) * changeOfI + signOfJ * sign * Double(rowOfJ[row]) * changeOfJ
    }
    let wereUpper = (status[i] == .upper, status[j] == .upper)
    updateStatus(i)
    updateStatus(j)
    if wereUpper.0 != (status[i] == .upper) { moveBound(i, rowOfI, isLeaving: wereUpper.0) }
    if wereUpper.1 != (status[j] == .upper) { moveBound(j, rowOfJ, isLeaving: wereUpper.1) }
  }

  private func moveBound(_ i: Int, _ row: UnsafePointer<Float>, isLeaving: Bool) {
    let bound = isLeaving ? -problem.bounds[i] : problem.bounds[i]
    for k in 0..<count { boundGradient[k] += bound * q(row, i, k) }
  }

  private func moveTogether(_ i: Int, _ j: Int, curvature: Double) {
    let delta = (-gradient[i] - gradient[j]) / (curvature <= 0 ? 1e-12 : curvature)
    let difference = multipliers[i] - multipliers[j]
    let (boundOfI, boundOfJ) = (problem.bounds[i], problem.bounds[j])
    multipliers[i] += delta
    multipliers[j] += delta
    if difference > 0 {
      if multipliers[j] < 0 { (multipliers[j], multipliers[i]) = (0, difference) }
    } else if multipliers[i] < 0 {
      (multipliers[i], multipliers[j]) = (0, -difference)
    }
    if difference > boundOfI - boundOfJ {
      if multipliers[i] > boundOfI { (multipliers[i], multipliers[j]) = (boundOfI, boundOfI - difference) }
    } else if multipliers[j] > boundOfJ {
      (multipliers[j], multipliers[i]) = (boundOfJ, boundOfJ + difference)
    }
  }

  private func moveApart(_ i: Int, _ j: Int, curvature: Double) {
    let delta = (gradient[i] - gradient[j]) / (curvature <= 0 ? 1e-12 : curvature)
    let sum = multipliers[i] + multipliers[j]
    let (boundOfI, boundOfJ) = (problem.bounds[i], problem.bounds[j])
    multipliers[i] -= delta
    multipliers[j] += delta
    if sum > boundOfI {
      if multipliers[i] > boundOfI { (multipliers[i], multipliers[j]) = (boundOfI, sum - boundOfI) }
    } else if multipliers[j] < 0 {
      (multipliers[j], multipliers[i]) = (0, sum)
    }
    if sum > boundOfJ {
      if multipliers[j] > boundOfJ { (multipliers[j], multipliers[i]) = (boundOfJ, sum - boundOfJ) }
    } else if multipliers[i] < 0 {
      (multipliers[i], multipliers[j]) = (0, sum)
    }
  }

  // MARK: Shrinking

  private func shrink() {
    var up = (positive: -Double.infinity, negative: -Double.infinity)
    var down = (positive: -Double.infinity, negative: -Double.infinity)
    for position in 0..<active {
      let i = order[position]
      let isPositive = !isByShare || problem.sides[i] > 0
      if let violation = upward(i) {
        if isPositive { up.positive = max(up.positive, violation) } else { up.negative = max(up.negative, violation) }
      }
      if let violation = downward(i) {
        if isPositive {
          down.positive = max(down.positive, violation)
        } else {
          down.negative = max(down.negative, violation)
        }
      }
    }
    let violation = max(up.positive + down.positive, isByShare ? up.negative + down.negative : -Double.infinity)
    if !hasUnshrunk, violation <= tolerance * 10 {
      hasUnshrunk = true
      reconstructGradient()
      active = count
    }
    func isSettled(_ i: Int) -> Bool {
      let isPositive = !isByShare || problem.sides[i] > 0
      let (ups, downs) = isPositive ? (up.positive, down.positive) : (up.negative, down.negative)
      switch (status[i], problem.sides[i] > 0) {
      case (.upper, true): return -gradient[i] > ups
      case (.upper, false): return -gradient[i] > downs
      case (.lower, true): return gradient[i] > downs
      case (.lower, false): return gradient[i] > ups
      case (.free, _): return false
      }
    }
    var position = 0
    while position < active {
      if isSettled(order[position]) {
        active -= 1
        while active > position {
          if !isSettled(order[active]) {
            order.swapAt(position, active)
            break
          }
          active -= 1
        }
      }
      position += 1
    }
  }

  /// The gradient of the variables that were left out.
  private func reconstructGradient() {
    if active == count { return }
    for position in active..<count {
      let i = order[position]
      gradient[i] = boundGradient[i] + problem.linear[i]
    }
    let free = (0..<active).filter { status[order[$0]] == .free }
    if free.count * count > 2 * active * (count - active) {
      for position in active..<count {
        let i = order[position]
        let row = kernel.row(problem.rows[i])
        for other in free { gradient[i] += multipliers[order[other]] * q(row, i, order[other]) }
      }
    } else {
      for other in free {
        let i = order[other]
        let row = kernel.row(problem.rows[i])
        for position in active..<count { gradient[order[position]] += multipliers[i] * q(row, i, order[position]) }
      }
    }
  }

  // MARK: The offset

  /// ρ, and for ν machines what the solution is divided by.
  private func offset() -> (rho: Double, scale: Double) {
    if !isByShare {
      return (
        threshold {
          problem.sides[$0] * gradient[$0]
        } of: { _ in
          true
        }, 1
      )
    }
    let positive = threshold {
      gradient[$0]
    } of: {
      problem.sides[$0] > 0
    }
    let negative = threshold {
      gradient[$0]
    } of: {
      problem.sides[$0] < 0
    }
    return ((positive - negative) / 2, (positive + negative) / 2)
  }

  /// The mean over free variables, or the middle of the bounds where none is free.
  private func threshold(_ value: (Int) -> Double, of isMeant: (Int) -> Bool) -> Double {
    var free = 0
    var sum = 0.0
    var (upper, lower) = (Double.infinity, -Double.infinity)
    for position in 0..<active where isMeant(order[position]) {
      let i = order[position]
      // For ν machines both sides are read as if they were positive.
      let isPositive = isByShare || problem.sides[i] > 0
      switch status[i] {
      case .free:
        free += 1
        sum += value(i)
      case .upper where isPositive, .lower where !isPositive: lower = max(lower, value(i))
      case .upper, .lower: upper = min(upper, value(i))
      }
    }
    return free > 0 ? sum / Double(free) : (upper + lower) / 2
  }
}
