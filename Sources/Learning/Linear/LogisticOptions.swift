/// The parameters of `LogisticRegression`, with their defaults.
package struct LogisticOptions: Sendable {
  package enum Solver: Sendable {
    case lbfgs
    case newtonConjugate
    case sag
    case saga
    case liblinear
  }

  package enum Penalty: Equatable, Sendable {
    case none
    case l1
    case l2
    /// Both, this share of them on magnitudes.
    case elasticNet(Double)
  }

  /// `multi_class`, which scikit-learn 1.8 removed; `automatic` is what it does since.
  package enum ManyClasses: Sendable {
    case automatic
    case oneAgainstRest
    case multinomial
  }

  package var solver = Solver.lbfgs
  package var penalty = Penalty.l2
  package var c = 1.0
  package var tolerance = 1e-4
  package var maxIterations = 100
  package var fitsIntercept = true
  package var interceptScaling = 1.0
  package var classWeights = ClassWeights.uniform
  package var manyClasses = ManyClasses.automatic

  package init() {}
}

/// How a linear classifier's scores become probabilities.
package enum ScoreLink: Equatable, Sendable {
  /// One score: `1 - p` and `p` by the logistic function.
  case logistic
  /// A score a class: logistic functions, divided by their sum.
  case oneAgainstRest
  /// A score a class: softmax.
  case softmax
  /// One score `s`: the softmax of `-s` and `s`.
  case symmetricSoftmax
}
