import Learning
import Testing

@Suite struct LogisticTests {
  /// BLAS sums in another order than we do; the solvers amplify that by what the problem's condition allows.
  private let tolerance = 1e-10

  @Test(arguments: Fixture.cases(of: "logistic")) func fit(_ fixture: Fixture) throws {
    let y = fixture.integers("y")
    let random = RandomState(seed: UInt32(fixture.integer("random_state") ?? 0))
    let fitted = try fitLogisticRegression(
      fixture.x, classes: y, count: (y.max() ?? 0) + 1, options: fixture.logisticOptions,
      sampleWeights: fixture.weights,
      random: random, era: fixture.era)
    #expect(fitted.iterations == fixture.integers("iterations"))
    expectClose(fitted.coefficients.flatMap { $0 }, fixture.numbers("coefficients"), within: tolerance, "coefficients")
    expectClose(fitted.intercepts, fixture.numbers("intercepts"), within: tolerance, "intercepts")
    #expect(try fitted.predictedClasses(fixture.x) == fixture.integers("labels"))
    let probabilities = try fitted.predictedProbabilities(
      fixture.x.selecting(rows: Array(0..<10)), era: fixture.era)
    expectClose(probabilities.values, fixture.numbers("probabilities"), within: tolerance, "probabilities")
  }

  @Test func missingValuesAreRefused() {
    let x = Matrix(rows: 2, columns: 1, layout: .rowMajor, values: [1, .nan])
    #expect(throws: LearningError.self) {
      try fitLogisticRegression(
        x, classes: [0, 1], count: 2, options: LogisticOptions(), random: RandomState(seed: 0), era: .modern)
    }
  }
}

extension Fixture {
  var logisticOptions: LogisticOptions {
    var options = LogisticOptions()
    if text("solver") == "liblinear" { options.solver = .liblinear }
    if text("penalty") == "l1" || number("l1_ratio") == 1 { options.penalty = .l1 }
    if text("penalty") == "none" || number("C") == .infinity { options.penalty = .none }
    options.c = number("C") ?? 1
    options.tolerance = number("tol") ?? options.tolerance
    options.maxIterations = integer("max_iter") ?? options.maxIterations
    options.fitsIntercept = integer("fit_intercept") != 0
    options.interceptScaling = number("intercept_scaling") ?? 1
    options.classWeights = classWeights
    if text("multi_class") == "multinomial" { options.manyClasses = .multinomial }
    if text("multi_class") == "ovr" { options.manyClasses = .oneAgainstRest }
    return options
  }
}
