import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A classifier by a network of dense layers.
final class MLPClassifierObject: ClassifierObject {
  override func fitted(
    _ features: FeatureTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (decision: [any RowOperation], probability: [any RowOperation]) {
    let options = try networkOptions(in: context)
    if isContinuing { throw context.unsupportedNow("'\(type.name).partial_fit'") }
    let classes = labels.classes.count
    let isOfMany = classes > 2
    let targets =
      isOfMany
      ? labels.codes.flatMap { code in (0..<classes).map { $0 == code ? 1.0 : 0 } } : labels.codes.map(Double.init)
    let random = try random(in: context)
    let fit: NetworkFit
    do throws(LearningError) {
      fit = try fitNetwork(
        features.matrix, targets, outputs: isOfMany ? classes : 1,
        output: isOfMany ? .probabilities : .oneProbability, options: options, random: random, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    try tell(fit, options, output: isOfMany ? "softmax" : "logistic", in: context)
    let network = networkOperation(fit, options)
    let probability = [network, isOfMany ? Softmax() : LogisticProbabilities()] as [any RowOperation]
    return (probability, probability)
  }

  override var hasDecisionFunction: Bool { false }
  override var fixesTextLabels: Bool { true }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }
  override func clone() -> EstimatorObject { MLPClassifierObject(cloning: self) }
}

extension ScikitLearn {
  package enum MLPClassifier {}

  nonisolated(unsafe) static let mlpClassifier = estimatorType(
    "MLPClassifier", module: "sklearn.neural_network._multilayer_perceptron", mixin: classifier,
    members: MLPClassifier.members,
    fitted: "coefs_ intercepts_ n_iter_ n_layers_ n_outputs_ out_activation_ t_ best_loss_ loss_ loss_curve_")
}

extension ScikitLearn.MLPClassifier {
  /// `sklearn.neural_network.MLPClassifier`.
  static let constructor = Constructor(
    """
    __init__(self, hidden_layer_sizes=(100,), activation='relu', *, solver='adam', alpha=0.0001, batch_size='auto', \
    learning_rate='constant', learning_rate_init=0.001, power_t=0.5, max_iter=200, shuffle=True, random_state=None, \
    tol=0.0001, verbose=False, warm_start=False, momentum=0.9, nesterovs_momentum=True, early_stopping=False, \
    validation_fraction=0.1, beta_1=0.9, beta_2=0.999, epsilon=1e-08, n_iter_no_change=10, max_fun=15000)
    """
  ) { call in
    try call.refuse("warm_start")
    return .object(try MLPClassifierObject(call, type: ScikitLearn.mlpClassifier))
  }
}
