import Kernels

/// `class_weight`, resolved to class indices by the caller.
package enum ClassWeights: Sendable {
  /// `None`.
  case uniform
  /// `"balanced"`.
  case balanced
  /// `"balanced_subsample"`: balanced over each tree's bootstrap sample. Forests only.
  case balancedSubsample
  /// A dictionary: a weight for each class index, 1 for the classes it does not name.
  case byClass([Double])
}

/// The weight of each class: `n / (classes * count)`, where classes may be counted by weight.
///
/// - SeeAlso: scikit-learn, `compute_class_weight("balanced")`.
func balancedClassWeights(labels: [Int32], classes: Int, sampleWeights: [Double]?) -> [Double] {
  var counts = [Double](repeating: 0, count: classes)
  for (row, label) in labels.enumerated() { counts[Int(label)] += sampleWeights?[row] ?? 1 }
  let present = counts.count(where: { $0 != 0 })
  let sum = pairwiseSum(counts, count: classes)
  return counts.map { $0 == 0 ? 0 : sum / (Double(present) * $0) }
}

/// The weight of each class under `class_weight='balanced'`, where samples have none of their own.
package func balancedWeights(classes: [Int], count: Int) -> [Double] {
  balancedClassWeights(labels: classes.map { Int32($0) }, classes: count, sampleWeights: nil)
}

/// The class weight of each row, or nil where all are one.
func expandedClassWeights(
  _ weights: ClassWeights, labels: [Int32], classes: Int, sampleWeights: [Double]?, era: LearningEra
) -> [Double]? {
  switch weights {
  case .uniform, .balancedSubsample: return nil
  case .byClass(let weights): return labels.map { weights[Int($0)] }
  case .balanced:
    let weights = balancedClassWeights(
      labels: labels, classes: classes, sampleWeights: era.balancedWeightsUseSampleWeights ? sampleWeights : nil)
    return labels.map { weights[Int($0)] }
  }
}
