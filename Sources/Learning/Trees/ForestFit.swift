import Kernels
import Processors

/// Fits `RandomForestClassifier` or `RandomForestRegressor`, on all processors; the result does not depend on their number.
///
/// - Parameter random: `check_random_state(random_state)`; one seed a tree is drawn from it.
/// - Throws: what scikit-learn raises for such input.
/// - SeeAlso: scikit-learn, `BaseForest.fit`.
package func fitForest(
  _ x: Matrix, _ target: TreeTarget, options: ForestOptions, sampleWeights: [Double]? = nil, random: RandomState,
  era: LearningEra, estimator: String
) throws(LearningError) -> FittedForest {
  try checkTreeInput(x, target, era: era, estimator: estimator)
  let labels = target.labels
  let expanded = expandedClassWeights(
    effective(options), labels: labels, classes: target.outputs, sampleWeights: sampleWeights, era: era)
  let weights = multiplied(sampleWeights, expanded)
  let drawing = BootstrapDrawing(
    rows: x.rows, size: try bootstrapSize(options, rows: x.rows, weights: weights, era: era), weights: weights,
    era: era,
    isOn: options.bootstrap)
  let seeds = (0..<options.trees).map { _ in random.estimatorSeed() }
  let columns = FeatureColumns(x)
  columns.rank()
  let grown = inParallel(count: options.trees) { index -> FittedTree? in
    guard options.goesOn() else { return nil }
    let seed = seeds[index]
    var treeWeights = drawing.weights(seed: seed)
    if options.bootstrap, case .balancedSubsample = options.classWeights, let drawn = treeWeights {
      treeWeights = multiplied(drawn, subsampleWeights(labels, target.outputs, drawing.counts(seed: seed)))
    }
    return GrowthTask(
      columns: columns, labels: labels, targets: target.numbers, outputs: target.outputs, weights: treeWeights,
      options: options.tree, era: era, seed: UInt32(RandomState(seed: seed).integer(from: 0, below: 0x7fff_ffff))
    ).grown()
  }
  let trees = grown.compactMap { $0 }
  guard trees.count == grown.count else { throw .interrupted }
  var forest = FittedForest(
    trees: trees, features: x.columns, outputs: target.outputs, isClassifier: !labels.isEmpty, era: era,
    estimator: estimator)
  forest.seeds = seeds
  if options.outOfBag { forest.outOfBag = try outOfBag(forest, x, drawing) }
  return forest
}

/// Without bootstrap, balanced subsamples are balanced samples.
private func effective(_ options: ForestOptions) -> ClassWeights {
  if case .balancedSubsample = options.classWeights, !options.bootstrap { return .balanced }
  return options.classWeights
}

private func bootstrapSize(
  _ options: ForestOptions, rows: Int, weights: [Double]?, era: LearningEra
) throws(LearningError) -> Int {
  switch options.bootstrapSize {
  case nil: return rows
  case .count(let count):
    if !era.bootstrapDrawsByWeight && count > rows {
      throw .value("`max_samples` must be <= n_samples=\(rows) but got value \(count)")
    }
    return count
  case .fraction(let fraction):
    if !era.bootstrapDrawsByWeight { return Int((Double(rows) * fraction).rounded(.toNearestOrEven)) }
    let total = weights.map { pairwiseSum($0, count: $0.count) } ?? Double(rows)
    return max(Int(fraction * total), 1)
  }
}

/// Balanced class weights over a bootstrap sample; classes that are not in it weigh nothing.
private func subsampleWeights(_ labels: [Int32], _ classes: Int, _ counts: [Double]) -> [Double] {
  let weights = balancedClassWeights(labels: labels, classes: classes, sampleWeights: counts)
  return labels.map { weights[Int($0)] }
}

/// Each row's mean answer of the trees that did not see it.
private func outOfBag(_ forest: FittedForest, _ x: Matrix, _ drawing: BootstrapDrawing) throws(LearningError) -> Matrix
{
  var sums = Matrix(
    rows: x.rows, columns: forest.outputs, layout: .rowMajor,
    values: [Double](repeating: 0, count: x.rows * forest.outputs))
  var counts = [Double](repeating: 0, count: x.rows)
  for (tree, seed) in zip(forest.trees, forest.seeds) {
    let drawn = drawing.counts(seed: seed)
    let single = FittedForest(
      trees: [tree], features: forest.features, outputs: forest.outputs, isClassifier: forest.isClassifier,
      era: forest.era, estimator: forest.estimator)
    let rows = drawn.indices.filter { drawn[$0] == 0 }
    let answers = try single.predictedValues(x.selecting(rows: rows))
    for (i, row) in rows.enumerated() {
      for k in 0..<forest.outputs { sums[row, k] += answers[i, k] }
      counts[row] += 1
    }
  }
  for row in 0..<x.rows {
    for k in 0..<forest.outputs { sums[row, k] /= max(counts[row], 1) }
  }
  return sums
}
