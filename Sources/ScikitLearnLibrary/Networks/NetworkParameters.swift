import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

extension SupervisedObject {
  /// The parameters that both networks share.
  func networkOptions(in context: Context) throws(Raised) -> NetworkOptions {
    var options = NetworkOptions()
    if try flag("early_stopping", in: context) { throw try unsupported("early_stopping", in: context) }
    options.hidden = try hiddenUnits(in: context)
    switch parameter("activation") {
    case .string("identity"): options.activation = .identity
    case .string("logistic"): options.activation = .logistic
    case .string("tanh"): options.activation = .tanh
    case .string("relu"): options.activation = .relu
    default:
      throw try refused("activation", "a str among {'identity', 'logistic', 'relu', 'tanh'}", in: context)
    }
    switch parameter("solver") {
    case .string("adam"): options.solver = .adam
    case .string("sgd"): options.solver = .descent
    case .string("lbfgs"): options.solver = .quasiNewton
    default: throw try refused("solver", "a str among {'adam', 'lbfgs', 'sgd'}", in: context)
    }
    switch parameter("learning_rate") {
    case .string("constant"): options.rate = .constant
    case .string("invscaling"): options.rate = .inverse
    case .string("adaptive"): options.rate = .adaptive
    default: throw try refused("learning_rate", "a str among {'adaptive', 'constant', 'invscaling'}", in: context)
    }
    options.alpha = try number("alpha", .notNegative(context), in: context)
    if !parameter("batch_size").isWord("auto") {
      options.batchSize = try count("batch_size", .count(from: 1), in: context)
    }
    options.firstRate = try number("learning_rate_init", .positive(context), in: context)
    options.power = try number("power_t", .notNegative(context), in: context)
    options.maxEpochs = try count("max_iter", .count(from: 1), in: context)
    options.shuffles = try flag("shuffle", in: context)
    options.tolerance = try number("tol", .notNegative(context), in: context)
    options.momentum = try number("momentum", .fraction(context), in: context)
    options.looksAhead = try flag("nesterovs_momentum", in: context)
    options.firstDecay = try number("beta_1", .notNegative(context), in: context)
    options.secondDecay = try number("beta_2", .notNegative(context), in: context)
    options.epsilon = try number("epsilon", .positive(context), in: context)
    options.patience = try count("n_iter_no_change", .count(from: 1), in: context)
    options.maxEvaluations = try count("max_fun", .count(from: 1), in: context)
    return options
  }

  private func hiddenUnits(in context: Context) throws(Raised) -> [Int] {
    if let one = try context.indexIfInteger(parameter("hidden_layer_sizes")) { return [one] }
    var units: [Int] = []
    for item in try context.items(of: parameter("hidden_layer_sizes")) { units.append(try context.index(item)) }
    if units.contains(where: { $0 <= 0 }) {
      throw .valueError(
        "hidden_layer_sizes must be > 0, got [\(units.map(String.init).joined(separator: ", "))].")
    }
    return units
  }

  /// Tells what a network learned, and warns where it did not come to its end.
  func tell(_ fit: NetworkFit, _ options: NetworkOptions, output: Value, in context: Context) throws(Raised) {
    if !fit.hasConverged, options.solver != .quasiNewton {
      let message =
        "Stochastic Optimizer: Maximum iterations (\(options.maxEpochs)) reached and the optimization hasn't converged yet."
      try context.warnInLibrary(PythonString(message), ScikitLearn.convergenceWarning)
    }
    var attributes: [PythonString: Value] = [
      "coefs_": .list(fit.weights.map { ScikitLearn.matrix($0) }),
      "intercepts_": .list(fit.intercepts.map { ScikitLearn.array($0) }), "n_iter_": .int(fit.epochs),
      "n_layers_": .int(fit.weights.count + 1), "n_outputs_": .int(fit.intercepts.last?.count ?? 0),
      "out_activation_": output, "loss_": ScikitLearn.numpyScalar(fit.losses.last ?? 0), "t_": .int(fit.samplesSeen),
    ]
    if options.solver != .quasiNewton {
      attributes["loss_curve_"] = .list(fit.losses.map { ScikitLearn.numpyScalar($0) })
      attributes["best_loss_"] = ScikitLearn.numpyScalar(fit.bestLoss)
    }
    learn(attributes: attributes)
  }

  /// The operation over a network's table.
  func networkOperation(_ fit: NetworkFit, _ options: NetworkOptions) -> any RowOperation {
    DenseLayersOperation(
      ParameterBlock(name: "network.bin", bytes: fit.parameterTable(options.activation)),
      missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
  }
}
