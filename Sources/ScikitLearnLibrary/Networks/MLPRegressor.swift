import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A regression by a network of dense layers.
final class MLPRegressorObject: RegressorObject {
  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    let options = try networkOptions(in: context)
    if context.era == .modern, !parameter("loss").isWord("squared_error") {
      throw try unsupported("loss", in: context)
    }
    let random = try random(in: context)
    let fit: NetworkFit
    do throws(LearningError) {
      fit = try fitNetwork(
        features.matrix, target, outputs: 1, output: .numbers, options: options, random: random, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    try tell(fit, options, output: "identity", in: context)
    return [networkOperation(fit, options)]
  }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["loss"] : [] }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }
  override func clone() -> EstimatorObject { MLPRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum MLPRegressor {}

  nonisolated(unsafe) static let mlpRegressor = estimatorType(
    "MLPRegressor", module: "sklearn.neural_network._multilayer_perceptron", mixin: regressor,
    members: MLPRegressor.members,
    fitted: "coefs_ intercepts_ n_iter_ n_layers_ n_outputs_ out_activation_ t_ best_loss_ loss_ loss_curve_")
}

extension ScikitLearn.MLPRegressor {
  /// `sklearn.neural_network.MLPRegressor`.
  static let constructor = Constructor(
    """
    __init__(self, hidden_layer_sizes=(100,), activation='relu', *, loss='squared_error', solver='adam', alpha=0.0001, batch_size='auto', \
    learning_rate='constant', learning_rate_init=0.001, power_t=0.5, max_iter=200, shuffle=True, random_state=None, \
    tol=0.0001, verbose=False, warm_start=False, momentum=0.9, nesterovs_momentum=True, early_stopping=False, \
    validation_fraction=0.1, beta_1=0.9, beta_2=0.999, epsilon=1e-08, n_iter_no_change=10, max_fun=15000)
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try MLPRegressorObject(call, type: ScikitLearn.mlpRegressor))
  }
}
