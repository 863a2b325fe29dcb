import Kernels

/// Fits `LogisticRegression`.
///
/// Coefficients agree with scikit-learn's to about ten digits: both stop at the same iteration of the same algorithm, but
/// BLAS sums in another order.
///
/// - Parameters:
///   - classes: each row's class as an index into the sorted classes.
///   - random: `check_random_state(random_state)`; only liblinear draws from it, one number.
/// - Throws: what scikit-learn raises for such input.
package func fitLogisticRegression(
  _ x: Matrix, classes: [Int], count: Int, options: LogisticOptions, sampleWeights: [Double]? = nil,
  random: RandomState,
  era: LearningEra
) throws(LearningError) -> FittedLinearClassifier {
  try checkLinearInput(x, classes.count)
  if count < 2 {
    throw .value("This solver needs samples of at least 2 classes in the data, but the data contains only one class")
  }
  let fit = LogisticFit(
    x: x.laidOut(.rowMajor), classes: classes, count: count, options: options, weights: sampleWeights, era: era)
  switch options.solver {
  case .lbfgs, .newtonConjugate, .sag, .saga:
    try checkPenalty(options, era)
    return fit.byDescent(random: random)
  case .liblinear:
    if count > 2 && era.liblinearRefusesManyClasses {
      throw .value(
        "The 'liblinear' solver does not support multiclass classification (n_classes >= 3). Either use another solver or "
          + "wrap the estimator in a OneVsRestClassifier to keep applying a one-versus-rest scheme.")
    }
    if options.penalty == .none { throw .value("penalty=None is not supported for the liblinear solver") }
    return fit.byLiblinear(seed: random.estimatorSeed())
  }
}

/// What scikit-learn's input check raises before it fits a linear model.
func checkLinearInput(_ x: Matrix, _ rows: Int) throws(LearningError) {
  if x.rows != rows {
    throw .value("Found input variables with inconsistent numbers of samples: [\(x.rows), \(rows)]")
  }
  try checkInput(x, estimator: "LogisticRegression")
}

/// Refuses penalties that a solver does not take.
private func checkPenalty(_ options: LogisticOptions, _ era: LearningEra) throws(LearningError) {
  let penalty: String
  switch options.penalty {
  case .none, .l2: return
  case .l1: penalty = "l1"
  case .elasticNet: penalty = "elasticnet"
  }
  if options.solver == .saga { return }
  let solver = options.solver == .lbfgs ? "lbfgs" : options.solver == .sag ? "sag" : "newton-cg"
  let none = era.logisticLossIsMean ? "None" : "'none'"
  throw .value("Solver \(solver) supports only 'l2' or \(none) penalties, got \(penalty) penalty.")
}

/// One call of `LogisticRegression.fit`.
struct LogisticFit {
  let x: Matrix
  let classes: [Int]
  let count: Int
  let options: LogisticOptions
  let weights: [Double]?
  let era: LearningEra

  private var columns: Int { x.columns }

  /// By a solver that takes all classes at once, or one after the other.
  func byDescent(random: RandomState) -> FittedLinearClassifier {
    let isMultinomial: Bool
    switch options.manyClasses {
    case .automatic: isMultinomial = count > 2
    case .multinomial: isMultinomial = true
    case .oneAgainstRest: isMultinomial = false
    }
    if isMultinomial { return multinomial(random) }
    let positives = count == 2 ? [1] : Array(0..<count)
    var result = FittedLinearClassifier(
      classes: count, features: columns, link: count == 2 ? .logistic : .oneAgainstRest)
    for positive in positives {
      let targets = classes.map { $0 == positive ? 1.0 : 0.0 }
      let minimum = solve(targets, rowWeights(positive: positive), outputs: 1, random)
      result.append(Array(minimum.point.prefix(columns)), options.fitsIntercept ? minimum.point[columns] : 0)
      result.iterations.append(minimum.iterations)
      result.hasConverged = result.hasConverged && minimum.hasConverged
    }
    return result
  }

  private func multinomial(_ random: RandomState) -> FittedLinearClassifier {
    let minimum = solve(classes.map { Double($0) }, rowWeights(positive: nil), outputs: count, random)
    var result = FittedLinearClassifier(
      classes: count, features: columns, link: count == 2 ? .symmetricSoftmax : .softmax)
    for k in 0..<count where count > 2 || k == 1 {
      let coefficients = (0..<columns).map { minimum.point[$0 * count + k] }
      result.append(coefficients, options.fitsIntercept ? minimum.point[columns * count + k] : 0)
    }
    result.iterations = [minimum.iterations]
    result.hasConverged = minimum.hasConverged
    return result
  }

  private func solve(
    _ targets: [Double], _ weights: [Double]?, outputs: Int, _ random: RandomState
  ) -> Minimum {
    if options.solver == .sag || options.solver == .saga {
      return averageGradient(
        x, targets, weights: weights, outputs: outputs, options: averageOptions, random: random)
    }
    let inverse = options.penalty == .none ? Double.infinity : options.c
    let total = weights.map { pairwiseSum($0, count: $0.count) } ?? Double(x.rows)
    let loss = LogisticLoss(
      features: x, targets: targets, weights: weights,
      penalty: era.logisticLossIsMean ? 1 / (inverse * total) : 1 / inverse, hasIntercept: options.fitsIntercept,
      classes: outputs, era: era)
    if options.solver == .newtonConjugate {
      return newtonConjugate(loss, tolerance: options.tolerance, maxIterations: options.maxIterations)
    }
    let limits = QuasiNewtonOptions(
      maxIterations: options.maxIterations, gradientTolerance: options.tolerance,
      decreaseTolerance: era.logisticLossIsMean ? 64 * 0x1p-52 : 2.2204460492503131e-09,
      maxLineSearchSteps: era.logisticLossIsMean ? 50 : 20)
    return minimised(from: [Double](repeating: 0, count: loss.parameterCount), limits) { point, gradient in
      loss.evaluate(point, &gradient)
    }
  }

  /// The penalties of stochastic average gradients, which scikit-learn states for each sample.
  private var averageOptions: AverageGradientOptions {
    var average = AverageGradientOptions()
    let strength = options.penalty == .none ? 0 : 1 / options.c / Double(x.rows)
    switch options.penalty {
    case .none: break
    case .l2: average.squares = strength
    case .l1: average.magnitudes = strength
    case .elasticNet(let share):
      average.squares = strength * (1 - share)
      average.magnitudes = strength * share
    }
    average.fitsIntercept = options.fitsIntercept
    average.usesCommonLosses = era.averageGradientUsesCommonLosses
    average.tolerance = options.tolerance
    average.maxEpochs = options.maxIterations
    average.isCorrected = options.solver == .saga
    return average
  }

  /// Sample weights times class weights; balanced ones are those of the binary problem, if it is one.
  private func rowWeights(positive: Int?) -> [Double]? {
    var labels = classes.map { Int32($0) }
    var labelCount = count
    if let positive, case .balanced = options.classWeights {
      labels = classes.map { $0 == positive ? 1 : 0 }
      labelCount = 2
    }
    let expanded = expandedClassWeights(
      options.classWeights, labels: labels, classes: labelCount, sampleWeights: weights, era: era)
    return multiplied(weights, expanded)
  }

  func byLiblinear(seed: UInt32) -> FittedLinearClassifier {
    var result = FittedLinearClassifier(
      classes: count, features: columns, link: count == 2 ? .logistic : .oneAgainstRest)
    let classWeights = classWeightVector()
    let bias = options.fitsIntercept ? options.interceptScaling : nil
    var generator: LassoNewton?
    for positive in count == 2 ? [1] : Array(0..<count) {
      let costs = (
        positive: options.c * classWeights[positive], negative: count == 2 ? options.c * classWeights[0] : options.c
      )
      let problem = LiblinearProblem(
        x, classes: classes, weights: weights, positive: positive, costs: costs, bias: bias)
      let tolerance = problem.scaledTolerance(options.tolerance)
      let minimum: Minimum
      if options.penalty == .l1 {
        var solver = LassoNewton(problem, continuing: generator, seed: seed, era: era)
        minimum = solver.minimise(tolerance: tolerance, maxIterations: options.maxIterations)
        generator = solver
      } else {
        minimum = trustRegionNewton(LiblinearLoss(problem), tolerance: tolerance, maxIterations: options.maxIterations)
      }
      result.append(
        Array(minimum.point.prefix(columns)),
        options.fitsIntercept ? options.interceptScaling * minimum.point[columns] : 0)
      result.iterations.append(minimum.iterations)
    }
    result.hasConverged = (result.iterations.max() ?? 0) < options.maxIterations
    return result
  }

  private func classWeightVector() -> [Double] {
    switch options.classWeights {
    case .uniform, .balancedSubsample: [Double](repeating: 1, count: count)
    case .byClass(let weights): weights
    case .balanced:
      balancedClassWeights(
        labels: classes.map { Int32($0) }, classes: count,
        sampleWeights: era.balancedWeightsUseSampleWeights ? weights : nil)
    }
  }
}
