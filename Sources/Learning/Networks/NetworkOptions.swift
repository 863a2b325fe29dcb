/// The parameters of `MLPClassifier` and `MLPRegressor`.
package struct NetworkOptions: Sendable {
  package enum Activation: Int, Sendable {
    case identity, logistic, tanh, relu
  }

  /// What the last layer's numbers mean.
  package enum Output: Sendable {
    case numbers, oneProbability, probabilities
  }

  package enum Solver: Sendable {
    case adam, descent, quasiNewton
  }

  package enum Rate: Sendable {
    case constant, inverse, adaptive
  }

  package var hidden = [100]
  package var activation = Activation.relu
  package var solver = Solver.adam
  package var alpha = 0.0001
  /// `nil` for 200.
  package var batchSize: Int?
  package var rate = Rate.constant
  package var firstRate = 0.001
  package var power = 0.5
  package var maxEpochs = 200
  package var shuffles = true
  package var tolerance = 1e-4
  package var momentum = 0.9
  package var looksAhead = true
  package var firstDecay = 0.9
  package var secondDecay = 0.999
  package var epsilon = 1e-8
  package var patience = 10
  package var maxEvaluations = 15_000

  package init() {}
}

/// A fitted network.
package struct NetworkFit: Sendable {
  /// For each layer the weights, a row an input.
  package let weights: [[[Double]]]
  package let intercepts: [[Double]]
  package let losses: [Double]
  package let bestLoss: Double
  package let epochs: Int
  package let samplesSeen: Int
  package let hasConverged: Bool
}
