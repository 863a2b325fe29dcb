import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

extension SupervisedObject {
  /// The parameters that all stochastic descents share.
  func stochasticOptions(in context: Context) throws(Raised) -> StochasticOptions {
    var options = StochasticOptions()
    options.alpha = try number("alpha", .notNegative(context), in: context)
    options.ratio = parameter("l1_ratio").isNone ? 0.15 : try number("l1_ratio", .fraction(context), in: context)
    options.fitsIntercept = try flag("fit_intercept", in: context)
    options.maxEpochs = try count("max_iter", .count(from: 1), in: context)
    options.tolerance = parameter("tol").isNone ? nil : try number("tol", .notNegative(context), in: context)
    options.shuffles = try flag("shuffle", in: context)
    options.firstRate = try number("eta0", in: context)
    options.patience = try count("n_iter_no_change", .count(from: 1), in: context)
    if try flag("early_stopping", in: context) { throw try unsupported("early_stopping", in: context) }
    switch parameter("penalty") {
    case .none, .string("none"): options.penalty = .none
    case .string("l2"): options.penalty = .l2
    case .string("l1"): options.penalty = .l1
    case .string("elasticnet"): options.penalty = .elasticNet
    default: throw try unsupported("penalty", in: context)
    }
    return options
  }

  /// `learning_rate` and what belongs to it.
  func setRate(of options: inout StochasticOptions, in context: Context) throws(Raised) {
    options.power = try number("power_t", in: context)
    switch parameter("learning_rate") {
    case .string("constant"): options.rate = .constant
    case .string("optimal"): options.rate = .optimal
    case .string("invscaling"): options.rate = .inverse
    case .string("adaptive"): options.rate = .adaptive
    default: throw try unsupported("learning_rate", in: context)
    }
    if options.rate == .optimal {
      if options.alpha == 0 {
        throw .valueError(
          "alpha must be > 0 since learning_rate is 'optimal'. alpha is used to compute the optimal learning rate.")
      }
    } else if options.firstRate <= 0 {
      throw .valueError("eta0 must be > 0")
    }
  }

  /// `loss` by its name.
  func stochasticLoss(_ name: String, in context: Context) throws(Raised) -> StochasticLoss {
    let width = try context.double(parameter("epsilon")) ?? 0.1
    switch name {
    case "hinge": return .hinge(1)
    case "perceptron": return .hinge(0)
    case "squared_hinge": return .squaredHinge
    case "log_loss", "log": return .logistic
    case "modified_huber": return .modifiedHuber
    case "squared_error": return .squaredError
    case "huber": return .huber(width)
    case "epsilon_insensitive": return .insensitive(width)
    case "squared_epsilon_insensitive": return .squaredInsensitive(width)
    default: throw try unsupported("loss", in: context)
    }
  }

  /// Warns of a descent that used all its epochs.
  func warnOfEpochs(_ epochs: Int, _ options: StochasticOptions, in context: Context) throws(Raised) {
    guard options.tolerance != nil, epochs == options.maxEpochs else { return }
    let message: PythonString =
      "Maximum number of iteration reached before convergence. Consider increasing max_iter to improve the fit."
    try context.warnInLibrary(message, ScikitLearn.convergenceWarning)
  }

  /// The scores of a linear model.
  func linearOperation(_ coefficients: [[Double]], _ intercepts: [Double]) -> any RowOperation {
    let table = linearParameterTable(
      coefficients: coefficients, intercepts: intercepts, features: coefficients.first?.count ?? 0)
    return LinearScoresOperation(
      ParameterBlock(name: "coefficients.bin", bytes: table), missing: refusal(.missingInput(estimator: type.name)),
      infinite: refusal(.infiniteInput("float64")))
  }
}
