import Kernels
import Processors

/// Fits `HistGradientBoostingClassifier` or `HistGradientBoostingRegressor`.
///
/// - Parameters:
///   - x: NaN is an input like others.
///   - y: numbers, or class indices.
///   - seed: `_random_seed`; draws the validation rows, and the rows that bins are made from where there are many.
///   - shouldGoOn: asked before each iteration; may throw to interrupt the fit.
/// - Throws: what scikit-learn raises for such input.
/// - SeeAlso: scikit-learn, `BaseHistGradientBoosting.fit`.
package func fitHistogramBoosting(
  _ x: Matrix, _ y: [Double], options: HistogramOptions, sampleWeights: [Double]?, seed: UInt32, era: LearningEra,
  shouldGoOn: () -> Bool
) throws(LearningError) -> FittedHistogramBoosting {
  let stopsEarly = options.stopsEarly ?? (x.rows > 10_000)
  var training = WeightedRows(x: x, y: y, weights: sampleWeights)
  var validation: WeightedRows?
  if stopsEarly, let size = options.validation {
    let parts = try validationParts(y, options.loss, size, seed)
    validation = training.selecting(parts.test)
    training = training.selecting(parts.train)
  }
  let bins = try featureBins(training, options, seed, era)
  var run = HistogramRun(training, validation, bins, options, stopsEarly: stopsEarly, era)
  while run.iterations < options.iterations, shouldGoOn() {
    if run.addIteration() { break }
  }
  return run.fitted
}

/// Rows to boost on.
private struct WeightedRows {
  let x: Matrix
  let y: [Double]
  let weights: [Double]?

  func selecting(_ rows: [Int]) -> WeightedRows {
    WeightedRows(
      x: x.selecting(rows: rows), y: rows.map { y[$0] }, weights: weights.map { weights in rows.map { weights[$0] } })
  }
}

/// `train_test_split` of the rows, stratified for classes.
private func validationParts(
  _ y: [Double], _ loss: HistogramLossKind, _ size: PartSize, _ seed: UInt32
) throws(LearningError) -> TrainTestIndices {
  let random = RandomState(seed: seed)
  switch loss {
  case .binomial, .multinomial:
    return try stratifiedTrainTestSplit(classes: y.map { Int($0) }, testSize: size, random: random)
  default: return try trainTestSplit(rows: y.count, testSize: size, random: random)
  }
}

/// The bins of every feature.
///
/// - SeeAlso: scikit-learn, `_BinMapper.fit`.
private func featureBins(
  _ rows: WeightedRows, _ options: HistogramOptions, _ seed: UInt32, _ era: LearningEra
) throws(LearningError) -> [FeatureBins] {
  let most = 200_000
  var (x, weights) = (rows.x, rows.weights)
  if x.rows > most {
    let random = RandomState(seed: seed)
    let drawn: [Int]
    if era.binsAverageQuantiles, let given = weights {
      let sum = total(given)
      drawn = try random.choice(probabilities: given.map { $0 / sum }, count: most, replacing: true)
    } else {
      drawn = try random.choice(x.rows, count: most, replacing: era.binsAverageQuantiles)
    }
    x = x.selecting(rows: drawn)
    weights = nil
  }
  let made = inParallel(count: x.columns) { [x, weights] feature -> Result<FeatureBins, LearningError> in
    if options.categories.indices.contains(feature), let categories = options.categories[feature] {
      return .success(FeatureBins(thresholds: categories, isCategorical: true))
    }
    return Result { () throws(LearningError) in
      try FeatureBins(x.column(feature), maxBins: options.maxBins, weights: weights, era: era)
    }
  }
  return try made.map { (result) throws(LearningError) in try result.get() }
}

/// A fit that runs: what has grown, and where the raw predictions are.
private struct HistogramRun {
  private let training: WeightedRows
  private let validation: WeightedRows?
  private let binned: BinnedRows
  private let binnedValidation: BinnedRows?
  private let bins: [FeatureBins]
  private let options: HistogramOptions
  private let stopsEarly: Bool
  private let era: LearningEra
  private let loss: HistogramLoss
  private let hasMissing: [Bool]
  private let initial: [Double]
  private var raw: [Double]
  private var rawValidation: [Double]
  private var trees: [FittedHistogramTree] = []
  private var trainScores: [Double] = []
  private var validationScores: [Double] = []

  init(
    _ training: WeightedRows, _ validation: WeightedRows?, _ bins: [FeatureBins], _ options: HistogramOptions,
    stopsEarly: Bool, _ era: LearningEra
  ) {
    self.training = training
    self.validation = validation
    self.bins = bins
    self.options = options
    self.stopsEarly = stopsEarly
    self.era = era
    let missing = UInt8(truncatingIfNeeded: options.maxBins)
    binned = BinnedRows(training.x, bins, missing: missing)
    hasMissing = bins.indices.map { [binned] feature in binned.hasMissing(feature) }
    binnedValidation = validation.map { BinnedRows($0.x, bins, missing: missing) }
    loss = HistogramLoss(kind: options.loss, isModern: era.binsAverageQuantiles)
    initial = loss.initial(training.y, training.weights)
    raw = initial.flatMap { [Double](repeating: $0, count: training.y.count) }
    rawValidation = initial.flatMap { [Double](repeating: $0, count: validation?.y.count ?? 0) }
    if stopsEarly { score() }
  }

  var iterations: Int { trees.count / loss.outputs }

  var fitted: FittedHistogramBoosting {
    FittedHistogramBoosting(
      trees: trees, features: training.x.columns, outputs: loss.outputs, initial: initial, trainScores: trainScores,
      validationScores: validationScores, stopsEarly: stopsEarly, categories: options.categories)
  }

  /// - Returns: whether the fit should stop.
  mutating func addIteration() -> Bool {
    let (gradients, hessians) = loss.gradients(training.y, raw, training.weights)
    for k in 0..<loss.outputs { addTree(k, gradients[k], hessians[k]) }
    guard stopsEarly else { return false }
    score()
    return shouldStop
  }

  private mutating func addTree(_ k: Int, _ gradients: [Float], _ hessians: [Float]) {
    let splitter = HistogramSplitter(
      options: options, binCounts: bins.map(\.count), hasMissing: hasMissing,
      isCategorical: bins.map(\.isCategorical), missing: Int(binned.missing),
      hessiansAreConstant: loss.hasConstantHessian && training.weights == nil)
    var growth = HistogramGrowth(binned, gradients, hessians, splitter, era: era)
    growth.grow()
    let base = k * training.y.count
    if loss.updatesLeaves {
      for leaf in growth.leaves { leaf.value = options.learningRate * update(growth.order[leaf.start..<leaf.end]) }
    }
    let tree = growth.tree(bins)
    trees.append(tree)
    growth.order.withUnsafeBufferPointer { order in
      raw.withUnsafeMutableBufferPointer { raw in
        for leaf in growth.leaves {
          for place in leaf.start..<leaf.end { raw[base + Int(order[place])] += leaf.value }
        }
      }
    }
    guard let data = binnedValidation else { return }
    for row in 0..<data.rows {
      rawValidation[k * data.rows + row] += tree.answer(
        { data.bins[$0 * data.rows + row] }, missing: data.missing)
    }
  }

  /// What is left of a leaf's targets.
  private func update(_ rows: ArraySlice<UInt32>) -> Double {
    let rows = rows.map { Int($0) }
    return loss.constant(
      rows.map { training.y[$0] - raw[$0] }, training.weights.map { weights in rows.map { weights[$0] } })
  }

  private mutating func score() {
    trainScores.append(-loss.value(training.y, raw, training.weights))
    if let validation { validationScores.append(-loss.value(validation.y, rawValidation, validation.weights)) }
  }

  /// Whether none of the last scores is better than the one before them.
  private var shouldStop: Bool {
    let scores = validation == nil ? trainScores : validationScores
    let place = options.patience + 1
    if scores.count < place { return false }
    let reference = scores[scores.count - place] + options.tolerance
    return !scores.suffix(place - 1).contains { $0 > reference }
  }
}
