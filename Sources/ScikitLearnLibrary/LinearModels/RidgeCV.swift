import Columns
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// `Ridge` with the penalty that does best when each sample is left out in turn, or in a cross-validation.
final class RidgeCVObject: LinearRegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let alphas = try alphas(in: context)
    // By mean squared errors it chooses in any case; the errors that it keeps would be predictions.
    let keepsErrors = parameter("store_cv_values").isTrue || parameter("store_cv_results").isTrue
    let scoresErrors = parameter("scoring").isWord("neg_mean_squared_error") && parameter("cv").isNone && !keepsErrors
    guard parameter("scoring").isNone || scoresErrors else { throw try unsupported("scoring", in: context) }
    do throws(LearningError) {
      if parameter("cv").isNone { return try serving(selected(features, target, alphas, context), context) }
    } catch {
      throw context.raised(error)
    }
    return try crossValidated(features, target, alphas, in: context)
  }

  private func alphas(in context: Context) throws(Raised) -> [Double] {
    let alphas = try context.floatsOrOne(parameter("alphas"))
    if let index = alphas.firstIndex(where: { $0 <= 0 }), parameter("cv").isNone {
      throw .valueError("alphas[\(index)] == \(try context.repr(.float(alphas[index]))), must be > 0.0.")
    }
    return alphas
  }

  /// A penalty as it was given: of an array a numpy scalar.
  private func alphaValue(_ alpha: Double) -> Value {
    parameter("alphas").object is ArrayObject ? ScikitLearn.numpyScalar(alpha) : .float(alpha)
  }

  private func selected(
    _ features: FeatureTable, _ target: [Double], _ alphas: [Double], _ context: Context
  ) throws(LearningError) -> RidgeSelection {
    try selectRidge(
      features.matrix, target, weights: sampleWeights, alphas: alphas, fitsIntercept: hasIntercept,
      estimator: type.name)
  }

  private func serving(_ selection: RidgeSelection, _ context: Context) -> [any RowOperation] {
    var attributes: [PythonString: Value] = [
      "alpha_": alphaValue(selection.alpha),
      "best_score_": ScikitLearn.numpyScalar(selection.bestScore),
    ]
    for name: PythonString in ["store_cv_values", "store_cv_results"] where parameter(name).isTrue {
      attributes[name == "store_cv_values" ? "cv_values_" : "cv_results_"] = ScikitLearn.matrix(selection.errors)
    }
    return serving(selection.line, attributes)
  }

  /// The best mean R² over the folds.
  private func crossValidated(
    _ features: FeatureTable, _ target: [Double], _ alphas: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    if sampleWeights != nil { throw context.unsupportedNow("'sample_weight' of RidgeCV with 'cv'") }
    let folds = try regressionFolds(features.rowCount, in: context)
    var best: (alpha: Double, score: Double)?
    do throws(LearningError) {
      for alpha in alphas {
        var sum = 0.0
        for fold in folds {
          let line = try fitRidge(
            features.matrix.selecting(rows: fold.train), fold.train.map { target[$0] }, weights: nil, alpha: alpha,
            fitsIntercept: hasIntercept, estimator: type.name)
          let answers = fold.test.map { row in
            zip(features.matrix.row(row), line.coefficients).reduce(0) { $0 + $1.0 * $1.1 } + line.intercept
          }
          sum += r2Score(fold.test.map { target[$0] }, answers)
        }
        let score = sum / Double(folds.count)
        if best.map({ score > $0.score }) ?? true { best = (alpha, score) }
      }
      guard let best else { throw .value("alphas must not be empty") }
      let line = try fitRidge(
        features.matrix, target, weights: nil, alpha: best.alpha, fitsIntercept: hasIntercept, estimator: type.name)
      return serving(
        line,
        ["alpha_": alphaValue(best.alpha), "best_score_": ScikitLearn.numpyScalar(best.score)])
    } catch {
      throw context.raised(error)
    }
  }

  override func tableTarget(_ era: Era) -> TableTarget { era == .classic ? .kept : .keptIfSeveral }
  override func absentParameters(_ era: Era) -> [String] { [era == .modern ? "store_cv_values" : "store_cv_results"] }
  override func clone() -> EstimatorObject { RidgeCVObject(cloning: self) }
}

extension Value {
  /// Whether the value is Python's `True`.
  var isTrue: Bool {
    if case .bool(true) = self { true } else { false }
  }

  /// Whether the value is this string.
  func isWord(_ word: PythonString) -> Bool {
    if case .string(let text) = self { text == word } else { false }
  }
}

extension ScikitLearn {
  package enum RidgeCV {}

  nonisolated(unsafe) static let ridgeCV = estimatorType(
    "RidgeCV", module: "sklearn.linear_model._ridge", mixin: regressor, members: RidgeCV.members,
    fitted: "coef_ intercept_ alpha_ best_score_")
}

extension ScikitLearn.RidgeCV {
  /// `sklearn.linear_model.RidgeCV`.
  static let constructor = Constructor(
    """
    __init__(self, alphas=(0.1, 1.0, 10.0), *, fit_intercept=True, scoring=None, cv=None, gcv_mode=None, \
    store_cv_values=False, store_cv_results=False, alpha_per_target=False)
    """
  ) { call in
    .object(try RidgeCVObject(call, type: ScikitLearn.ridgeCV))
  }
}
