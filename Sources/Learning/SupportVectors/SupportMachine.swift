package import Kernels

/// A fitted support vector machine, in libsvm's own signs.
package struct SupportMachine: Sendable {
  /// Training rows that are support vectors: class after class.
  package internal(set) var support: [Int] = []
  /// How many of them each class has; empty where there are no classes.
  package internal(set) var counts: [Int] = []
  /// For each class but the last a coefficient for each vector.
  package internal(set) var coefficients: [[Double]] = []
  /// One for each pair of classes.
  package internal(set) var rho: [Double] = []
  package internal(set) var iterations: [Int] = []
  /// Slopes and offsets of the sigmoids that give probabilities.
  package internal(set) var slopes: [Double] = []
  package internal(set) var offsets: [Double] = []
  package internal(set) var hasConverged = true
  /// The support vectors.
  package internal(set) var vectors: Matrix

  /// The machine of two classes as one number, above zero for the second class.
  package var turned: SupportMachine {
    var machine = self
    machine.counts = []
    machine.coefficients = coefficients.map { $0.map { -$0 } }
    machine.rho = rho.map { -$0 }
    return machine
  }

  /// The table for `SupportVectors`.
  package func parameterTable(_ kernel: SupportKernel) -> [UInt8] {
    var payload: [UInt8] = []
    payload.append(words: [vectors.columns, vectors.rows, counts.count, kernel.code, kernel.degree, 0])
    payload.append(words: counts)
    payload.append(numbers: [kernel.gamma, kernel.offset])
    payload.append(numbers: vectors.values)
    for row in coefficients { payload.append(numbers: row) }
    payload.append(numbers: rho)
    return ParameterTable.encoded(kind: .supportVectors, payload: payload)
  }
}

/// Fits `SVC` and `NuSVC`: one machine for each pair of classes.
///
/// - Parameters:
///   - classes: each row's class.
///   - weights: of the classes.
///   - samples: weights of the rows; those of none are left out.
///   - seed: starts the stream that shuffles rows for probabilities; `nil` where none are wanted.
/// - Throws: what scikit-learn raises for NaN and infinities, one class only, and shares that no solution has.
/// - SeeAlso: libsvm as bundled with scikit-learn, `svm_train`.
package func fitSupportClassifier(
  _ x: Matrix, classes: [Int], count: Int, weights: [Double], samples: [Double]?, options: SupportOptions,
  seed: UInt32?, estimator: String
) throws(LearningError) -> SupportMachine {
  try checkInput(x, estimator: estimator)
  let order = (0..<count).map { label in
    classes.indices.filter { classes[$0] == label && samples?[$0] ?? 1 > 0 }
  }
  let rows = x.laidOut(.rowMajor)
  try checkShare(order, samples, options)
  var training = PairTraining(rows, samples, options, seed: seed)
  var machine = SupportMachine(vectors: Matrix(rows: 0, columns: x.columns, layout: .rowMajor, values: []))
  var multipliers: [(i: Int, j: Int, values: [Double])] = []
  var isSupport = [Bool](repeating: false, count: x.rows)
  for i in 0..<count {
    for j in (i + 1)..<max(count, i + 1) {
      let pair = SupportPair(
        rows: order[i] + order[j], positives: order[i].count, costs: (options.c * weights[i], options.c * weights[j]))
      if seed != nil {
        let sigmoid = training.sigmoid(pair)
        machine.slopes.append(sigmoid.slope)
        machine.offsets.append(sigmoid.offset)
      }
      let solution = training.solution(pair)
      machine.rho.append(solution.rho)
      machine.iterations.append(solution.iterations)
      machine.hasConverged = machine.hasConverged && solution.hasConverged
      for (row, value) in zip(pair.rows, solution.multipliers) where value.magnitude > 0 { isSupport[row] = true }
      multipliers.append((i, j, solution.multipliers))
    }
  }
  machine.hasConverged = machine.hasConverged && training.hasConverged
  let vectors = order.map { $0.filter { isSupport[$0] } }
  machine.support = vectors.flatMap { $0 }
  machine.counts = vectors.map(\.count)
  machine.vectors = rows.selecting(rows: machine.support)
  machine.coefficients = spread(multipliers, over: machine.support, order, classes: count)
  return machine
}

/// Each pair's multipliers as libsvm tells them: of the first class in the row of the second, and the other way round.
private func spread(
  _ multipliers: [(i: Int, j: Int, values: [Double])], over support: [Int], _ order: [[Int]], classes: Int
) -> [[Double]] {
  var position: [Int: Int] = [:]
  for (index, row) in support.enumerated() { position[row] = index }
  var result = Array(repeating: [Double](repeating: 0, count: support.count), count: max(classes - 1, 1))
  for (i, j, values) in multipliers {
    for (index, row) in order[i].enumerated() {
      if let place = position[row] { result[j - 1][place] = values[index] }
    }
    for (index, row) in order[j].enumerated() {
      if let place = position[row] { result[i][place] = values[order[i].count + index] }
    }
  }
  return result
}

/// Refuses a share of errors that some pair of classes cannot have.
private func checkShare(_ order: [[Int]], _ samples: [Double]?, _ options: SupportOptions) throws(LearningError) {
  guard case .classesByShare = options.problem else { return }
  let sizes = order.map { rows in rows.reduce(0) { $0 + (samples?[$1] ?? 1) } }
  for i in sizes.indices {
    for j in (i + 1)..<max(sizes.count, i + 1) where options.nu * (sizes[i] + sizes[j]) / 2 > min(sizes[i], sizes[j]) {
      throw .value("specified nu is infeasible")
    }
  }
}

/// Fits `SVR`, `NuSVR` and `OneClassSVM`.
///
/// - Parameter target: a number for each row; `nil` for outliers.
package func fitSupportNumbers(
  _ x: Matrix, _ target: [Double]?, samples: [Double]?, options: SupportOptions, estimator: String
) throws(LearningError) -> SupportMachine {
  try checkInput(x, estimator: estimator)
  let kept = (0..<x.rows).filter { samples?[$0] ?? 1 > 0 }
  let rows = x.laidOut(.rowMajor).selecting(rows: kept)
  let weights = kept.map { samples?[$0] ?? 1 }
  let kernel = KernelRows(rows, options.kernel, cacheSize: options.cacheSize)
  let problem = numberProblem(kept.map { target?[$0] ?? 0 }, weights, options)
  let isByShare = if case .numbersByShare = options.problem { true } else { false }
  let solution = SequentialOptimiser.solution(of: problem, kernel, options, isByShare: isByShare)
  let values = rows.rows
  let alphas =
    problem.rows.count == values
    ? solution.multipliers : (0..<values).map { solution.multipliers[$0] - solution.multipliers[$0 + values] }
  let support = alphas.indices.filter { alphas[$0].magnitude > 0 }
  var machine = SupportMachine(vectors: rows.selecting(rows: support))
  machine.support = support.map { kept[$0] }
  machine.coefficients = [support.map { alphas[$0] }]
  machine.rho = [solution.rho]
  machine.iterations = [solution.iterations]
  machine.hasConverged = solution.hasConverged
  return machine
}

private func numberProblem(_ target: [Double], _ weights: [Double], _ options: SupportOptions) -> DualProblem {
  let count = target.count
  let both = (Array(0..<count) + Array(0..<count), [Double](repeating: 1, count: count))
  let sides = both.1 + both.1.map { -$0 }
  switch options.problem {
  case .numbers(let tube):
    let costs = weights.map { $0 * options.c }
    return DualProblem(
      rows: both.0, signs: sides, sides: sides, linear: target.map { tube - $0 } + target.map { tube + $0 },
      bounds: costs + costs, start: [Double](repeating: 0, count: 2 * count))
  case .numbersByShare:
    let costs = weights.map { $0 * options.c }
    let start = filled(costs, costs.reduce(0) { $0 + $1 * options.nu } / 2)
    return DualProblem(
      rows: both.0, signs: sides, sides: sides, linear: target.map { -$0 } + target, bounds: costs + costs,
      start: start + start)
  case .classes, .classesByShare, .outliers:
    return DualProblem(
      rows: Array(0..<count), signs: both.1, sides: both.1, linear: [Double](repeating: 0, count: count),
      bounds: weights, start: filled(weights, weights.reduce(0) { $0 + $1 * options.nu }))
  }
}

/// Multipliers at their bounds, one after the other, until their sum is reached.
func filled(_ bounds: [Double], _ total: Double) -> [Double] {
  var rest = total
  return bounds.map { bound in
    let value = min(bound, rest)
    rest -= value
    return value
  }
}
