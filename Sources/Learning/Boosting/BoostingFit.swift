import Kernels

/// Fits `GradientBoostingClassifier` or `GradientBoostingRegressor`.
///
/// - Parameters:
///   - split: draws the validation rows, where the fit may stop early.
///   - random: `check_random_state(random_state)`; draws subsamples and the trees' seeds.
/// - Throws: what scikit-learn raises for such input.
/// - SeeAlso: scikit-learn, `BaseGradientBoosting.fit`.
package func fitBoosting(
  _ x: Matrix, _ target: TreeTarget, options: BoostingOptions, sampleWeights: [Double]?, split: RandomState,
  random: RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> FittedBoosting {
  try checkTreeInput(x, target, era: era, estimator: estimator, acceptsMissing: false)
  let y = target.isClasses ? target.labels.map(Double.init) : target.numbers
  if target.isClasses { try checkClasses(target, sampleWeights) }
  var training = BoostingRows(x: x, y: y, weights: sampleWeights ?? [Double](repeating: 1, count: x.rows))
  var validation: BoostingRows?
  if options.patience != nil {
    let parts = try earlyStoppingParts(target, options, split)
    validation = training.selecting(parts.test)
    training = training.selecting(parts.train)
    if target.isClasses, Set(training.y).count != target.outputs {
      throw .value(
        "The training data after the early stopping split is missing some classes. Try using another random seed.")
    }
  }
  let loss = BoostingLoss(options.loss, classes: target.outputs, alpha: options.alpha, era: era)
  let initial =
    options.beginsAtZero
    ? [Double](repeating: 0, count: loss.outputs)
    : loss.initial(training.y, classes: target.outputs, weights: sampleWeights == nil ? nil : training.weights)
  var run = BoostingRun(
    training, validation, loss, initial, options, random, era, weighted: sampleWeights != nil)
  try run.boost()
  return run.fitted(features: x.columns)
}

private func checkClasses(_ target: TreeTarget, _ weights: [Double]?) throws(LearningError) {
  var sums = [Double](repeating: 0, count: target.outputs)
  for (row, label) in target.labels.enumerated() { sums[Int(label)] += weights?[row] ?? 1 }
  let present = sums.count { $0 != 0 }
  if present < 2 {
    throw .value(
      "y contains \(present) class after sample_weight trimmed classes with zero weights, while a minimum of 2 classes "
        + "are required.")
  }
}

/// `train_test_split` of the rows, stratified for a classifier.
private func earlyStoppingParts(
  _ target: TreeTarget, _ options: BoostingOptions, _ split: RandomState
) throws(LearningError) -> TrainTestIndices {
  let size = PartSize.fraction(options.validationFraction)
  if case .classes(let classes, _) = target {
    return try stratifiedTrainTestSplit(classes: classes, testSize: size, random: split)
  }
  return try trainTestSplit(rows: target.rows, testSize: size, random: split)
}

/// Rows to boost on.
struct BoostingRows {
  let x: Matrix
  let y: [Double]
  let weights: [Double]

  func selecting(_ rows: [Int]) -> BoostingRows {
    BoostingRows(x: x.selecting(rows: rows), y: rows.map { y[$0] }, weights: rows.map { weights[$0] })
  }
}

extension TreeTarget {
  var isClasses: Bool {
    if case .classes = self { true } else { false }
  }
}
