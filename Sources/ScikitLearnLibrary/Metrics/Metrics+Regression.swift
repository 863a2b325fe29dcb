import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Metrics {
  static let meanSquaredErrorFunction = Function(
    "mean_squared_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average', squared=True)"
  ) { call in
    if call.context.era == .modern, call.isGiven("squared") {
      throw Raised.typeError("got an unexpected keyword argument 'squared'")
    }
    let (truth, predicted) = try call.numberPair()
    let error = meanSquaredError(truth, predicted)
    return call.scored("mean_squared_error", try call.bool("squared") ? error : error.squareRoot())
  }

  static let rootMeanSquaredError = Function(
    "root_mean_squared_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average')"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    return call.scored("root_mean_squared_error", meanSquaredError(truth, predicted).squareRoot())
  }

  static let meanAbsoluteErrorFunction = Function(
    "mean_absolute_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average')"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    return call.scored("mean_absolute_error", meanAbsoluteError(truth, predicted))
  }

  static let medianAbsoluteError = Function(
    "median_absolute_error(y_true, y_pred, *, multioutput='uniform_average', sample_weight=None)"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    return call.scored("median_absolute_error", medianOf(zip(truth, predicted).map { ($1 - $0).magnitude }))
  }

  static let meanAbsolutePercentageError = Function(
    "mean_absolute_percentage_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average')"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    let shares = zip(truth, predicted).map { ($1 - $0).magnitude / Swift.max($0.magnitude, 0x1p-52) }
    return call.scored("mean_absolute_percentage_error", pairwiseSum(shares) / Double(shares.count))
  }

  static let meanSquaredLogError = Function(
    "mean_squared_log_error(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average')"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    guard !truth.contains(where: { $0 < 0 }), !predicted.contains(where: { $0 < 0 }) else {
      throw Raised.valueError(
        "Mean Squared Logarithmic Error cannot be used when targets contain negative values.")
    }
    let code = call.context.tracer.elementaryCode
    let error = meanSquaredError(
      truth.map { logarithmOfOnePlus($0, by: code) }, predicted.map { logarithmOfOnePlus($0, by: code) })
    return call.scored("mean_squared_log_error", error)
  }

  static let r2ScoreFunction = Function(
    "r2_score(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average', force_finite=True)"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    return call.scored("r2_score", r2Score(truth, predicted))
  }

  static let maxError = Function("max_error(y_true, y_pred)") { call in
    let (truth, predicted) = try call.numberPair()
    return call.scored("max_error", zip(truth, predicted).map { ($0 - $1).magnitude }.max() ?? .nan)
  }

  static let explainedVarianceScore = Function(
    "explained_variance_score(y_true, y_pred, *, sample_weight=None, multioutput='uniform_average')"
  ) { call in
    let (truth, predicted) = try call.numberPair()
    func variance(_ numbers: [Double]) -> Double {
      let mean = pairwiseSum(numbers) / Double(numbers.count)
      return pairwiseSum(numbers.map { ($0 - mean) * ($0 - mean) }) / Double(numbers.count)
    }
    let (rest, spread) = (variance(zip(truth, predicted).map { $0 - $1 }), variance(truth))
    let score = spread == 0 ? (rest == 0 ? 1 : 0) : 1 - rest / spread
    return call.scored("explained_variance_score", score)
  }
}
