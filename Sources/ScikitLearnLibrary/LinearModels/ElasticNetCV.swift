import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// `ElasticNet` with the penalty that does best in a cross-validation.
class ElasticNetCVObject: LinearRegressorObject {
  /// The shares of the penalty on magnitudes that are tried. `LassoCV` overrides it.
  func ratios(in context: Context) throws(Raised) -> [Double]? {
    try context.floatsOrOne(parameter("l1_ratio"))
  }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try descentOptions(in: context)
    let ratios = try ratios(in: context)
    let grid = try grid(ratios ?? [1], in: context)
    let folds = try regressionFolds(features.rowCount, in: context)
    let shared = try random(in: context, matters: options.drawsCoordinates)
    let seed = try context.indexIfInteger(parameter("random_state")).flatMap(UInt32.init(exactly:))
    let selection: ElasticNetSelection
    do throws(LearningError) {
      selection = try selectElasticNet(
        features.matrix, target, weights: sampleWeights, grid: grid, options: options, folds: folds,
        random: { seed.map { RandomState(seed: $0) } ?? shared }, era: context.learningEra, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    for missed in selection.missed { try warn(missed, alpha: 1, in: context) }
    if let missed = selection.fit.missed { try warn(missed, alpha: selection.alpha, in: context) }
    return serving(selection.fit.line, attributes(of: selection, grid, hasRatio: ratios != nil))
  }

  private func attributes(
    of selection: ElasticNetSelection, _ grid: ElasticNetGrid, hasRatio: Bool
  ) -> [PythonString: Value] {
    var attributes: [PythonString: Value] = [
      "alpha_": ScikitLearn.numpyScalar(selection.alpha), "n_iter_": .int(selection.fit.iterations),
      "dual_gap_": ScikitLearn.numpyScalar(selection.fit.dualGap),
    ]
    if hasRatio { attributes["l1_ratio_"] = ScikitLearn.numpyScalar(selection.ratio) }
    if selection.errors.count == 1 || grid.alphas != nil {
      attributes["alphas_"] = ScikitLearn.array(selection.alphas.first ?? [])
    } else {
      attributes["alphas_"] = ScikitLearn.matrix(selection.alphas)
    }
    if selection.errors.count == 1, let errors = selection.errors.first {
      attributes["mse_path_"] = ScikitLearn.matrix(errors)
    }
    return attributes
  }

  private func grid(_ ratios: [Double], in context: Context) throws(Raised) -> ElasticNetGrid {
    var grid = ElasticNetGrid()
    grid.ratios = ratios
    grid.smallest = try number("eps", .positive(context), in: context)
    if context.era == .classic { grid.count = try count("n_alphas", .count(from: 1), in: context) }
    if let count = try context.indexIfInteger(parameter("alphas")) {
      grid.count = count
    } else if !parameter("alphas").isNone {
      grid.alphas = try context.floats(parameter("alphas"))
    }
    return grid
  }

  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["n_alphas"] : [] }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "alphas" && era == .modern ? .int(100) : nil
  }

  override func clone() -> EstimatorObject { ElasticNetCVObject(cloning: self) }
}

/// `Lasso` with the penalty that does best in a cross-validation.
final class LassoCVObject: ElasticNetCVObject {
  override func ratios(in context: Context) throws(Raised) -> [Double]? { nil }
  override func clone() -> EstimatorObject { LassoCVObject(cloning: self) }
}

extension EstimatorObject {
  /// The folds of `cv`: five in order, as many as it says, or those of a splitter.
  func regressionFolds(_ rows: Int, in context: Context) throws(Raised) -> [TrainTestIndices] {
    let samples = ScikitLearn.array([Double](repeating: 0, count: rows))
    return try ScikitLearn.parts(parameter("cv"), samples, .none, isClassifier: false, in: context)
  }
}

extension ScikitLearn {
  package enum ElasticNetCV {}
  package enum LassoCV {}

  nonisolated(unsafe) static let elasticNetCV = estimatorType(
    "ElasticNetCV", module: "sklearn.linear_model._coordinate_descent", mixin: regressor, members: ElasticNetCV.members,
    fitted: "coef_ intercept_ n_iter_ dual_gap_ alpha_ alphas_ l1_ratio_ mse_path_")
  nonisolated(unsafe) static let lassoCV = estimatorType(
    "LassoCV", module: "sklearn.linear_model._coordinate_descent", mixin: regressor, members: LassoCV.members,
    fitted: "coef_ intercept_ n_iter_ dual_gap_ alpha_ alphas_ mse_path_")
}

extension ScikitLearn.ElasticNetCV {
  /// `sklearn.linear_model.ElasticNetCV`.
  static let constructor = Constructor(
    """
    __init__(self, *, l1_ratio=0.5, eps=0.001, n_alphas=100, alphas=None, fit_intercept=True, precompute='auto', \
    max_iter=1000, tol=0.0001, cv=None, copy_X=True, verbose=0, n_jobs=None, positive=False, random_state=None, \
    selection='cyclic')
    """
  ) { call in
    .object(try ElasticNetCVObject(call, type: ScikitLearn.elasticNetCV))
  }
}

extension ScikitLearn.LassoCV {
  /// `sklearn.linear_model.LassoCV`.
  static let constructor = Constructor(
    """
    __init__(self, *, eps=0.001, n_alphas=100, alphas=None, fit_intercept=True, precompute='auto', max_iter=1000, \
    tol=0.0001, copy_X=True, cv=None, verbose=False, n_jobs=None, positive=False, random_state=None, selection='cyclic')
    """
  ) { call in
    .object(try LassoCVObject(call, type: ScikitLearn.lassoCV))
  }
}
