import Kernels

/// The bootstrap samples of a forest, each from its tree's seed.
///
/// - SeeAlso: scikit-learn, `_generate_sample_indices` and `_parallel_build_trees`.
struct BootstrapDrawing: Sendable {
  private let rows: Int
  private let size: Int
  private let weights: [Double]?
  private let probabilities: [Double]?
  private let isOn: Bool

  init(rows: Int, size: Int, weights: [Double]?, era: LearningEra, isOn: Bool) {
    self.rows = rows
    self.size = size
    self.isOn = isOn
    if isOn, era.bootstrapDrawsByWeight, let weights {
      let sum = pairwiseSum(weights, count: weights.count)
      probabilities = weights.map { $0 / sum }
      self.weights = nil
    } else {
      probabilities = nil
      self.weights = weights
    }
  }

  /// How often each row was drawn.
  func counts(seed: UInt32) -> [Double] {
    let random = RandomState(seed: seed)
    var result = [Double](repeating: 0, count: rows)
    if let probabilities {
      let drawn = (try? random.choice(probabilities: probabilities, count: size, replacing: true)) ?? []
      for row in drawn { result[row] += 1 }
    } else {
      for row in random.integers(from: 0, below: rows, count: size) { result[row] += 1 }
    }
    return result
  }

  /// The weights with which a tree is grown; nil where all are one.
  func weights(seed: UInt32) -> [Double]? {
    isOn ? multiplied(weights, counts(seed: seed)) : weights
  }
}
