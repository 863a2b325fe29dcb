import Kernels

/// The stages of one fit of gradient boosting.
struct BoostingRun {
  private let rows: BoostingRows
  private let validation: BoostingRows?
  private let columns: FeatureColumns
  private let validationColumns: FeatureColumns?
  private var loss: BoostingLoss
  private let initial: [Double]
  private let options: BoostingOptions
  private let random: RandomState
  private let era: LearningEra
  private let isWeighted: Bool
  private var raw: [Double]
  private var validationRaw: [Double]
  private var trees: [FittedTree] = []
  private var trainScores: [Double] = []
  private var outOfBagScores: [Double] = []
  private var improvements: [Double] = []

  init(
    _ rows: BoostingRows, _ validation: BoostingRows?, _ loss: BoostingLoss, _ initial: [Double],
    _ options: BoostingOptions, _ random: RandomState, _ era: LearningEra, weighted: Bool
  ) {
    self.rows = rows
    self.validation = validation
    columns = FeatureColumns(rows.x)
    validationColumns = validation.map { FeatureColumns($0.x) }
    self.loss = loss
    self.initial = initial
    self.options = options
    self.random = random
    self.era = era
    isWeighted = weighted
    raw = (0..<rows.y.count).flatMap { _ in initial }
    validationRaw = (0..<(validation?.y.count ?? 0)).flatMap { _ in initial }
  }

  func fitted(features: Int) -> FittedBoosting {
    FittedBoosting(
      trees: trees, features: features, outputs: loss.outputs, learningRate: options.learningRate, initial: initial,
      trainScores: trainScores, outOfBagScores: outOfBagScores, outOfBagImprovements: improvements)
  }

  mutating func boost() throws(LearningError) {
    let patience = options.patience ?? 0
    var history = [Double](repeating: .infinity, count: patience)
    for stage in 0..<options.stages {
      guard options.goesOn() else { throw .interrupted }
      try addStage()
      guard let validation, patience > 0 else { continue }
      let score = loss.value(validation.y, validationRaw, validation.weights)
      if history.contains(where: { score + options.tolerance < $0 }) {
        history[stage % patience] = score
      } else {
        return
      }
    }
  }

  private mutating func addStage() throws(LearningError) {
    guard options.subsample < 1 else {
      try growStage(mask: nil)
      trainScores.append(loss.value(rows.y, raw, rows.weights))
      return
    }
    let mask = sampleMask(rows.y.count, max(1, Int(options.subsample * Double(rows.y.count))))
    // The modern era compares with the rows outside of the stage before, the classic with the same rows before.
    let before =
      loss.isModern ? (trees.isEmpty ? score(mask, inside: false) : outOfBagScores.last) : score(mask, inside: false)
    try growStage(mask: mask)
    trainScores.append(score(mask, inside: true))
    let after = score(mask, inside: false)
    outOfBagScores.append(after)
    improvements.append((before ?? .nan) - after)
  }

  /// Draws which rows a stage sees.
  ///
  /// - SeeAlso: scikit-learn, `_random_sample_mask`.
  private func sampleMask(_ count: Int, _ wanted: Int) -> [Bool] {
    var taken = 0
    return random.random(count: count).enumerated().map { i, draw in
      let isTaken = draw * Double(count - i) < Double(wanted - taken)
      if isTaken { taken += 1 }
      return isTaken
    }
  }

  private func score(_ mask: [Bool], inside: Bool) -> Double {
    let chosen = mask.indices.filter { mask[$0] == inside }
    let k = loss.outputs
    let raw = chosen.flatMap { self.raw[$0 * k..<($0 + 1) * k] }
    return loss.value(chosen.map { rows.y[$0] }, raw, chosen.map { rows.weights[$0] })
  }

  private mutating func growStage(mask: [Bool]?) throws(LearningError) {
    let residuals = loss.residuals(rows.y, raw, rows.weights)
    // Leaves of one class must not see what the class before has moved already.
    let before = raw
    var weights = isWeighted ? rows.weights : nil
    if let mask { weights = zip(rows.weights, mask).map { $1 ? $0 : 0 } }
    for k in 0..<loss.outputs {
      let task = GrowthTask(
        columns: columns, labels: [], targets: residuals[k], outputs: 1, weights: weights, options: options.tree,
        era: era, seed: UInt32(random.integer(from: 0, below: 0x7fff_ffff)), usesProcessors: true)
      var tree = task.grown()
      let leaves = tree.leaves(columns)
      if !loss.keepsLeaves {
        try updateLeaves(&tree, leaves, k, residuals[k], loss.isModern ? raw : before, mask)
      }
      add(tree, leaves, k)
    }
  }

  private func updateLeaves(
    _ tree: inout FittedTree, _ leaves: [Int32], _ k: Int, _ residuals: [Double], _ raw: [Double], _ mask: [Bool]?
  ) throws(LearningError) {
    var byLeaf = [LeafRows](repeating: LeafRows(), count: tree.nodeCount)
    for (row, leaf) in leaves.enumerated() where mask?[row] ?? true {
      let node = Int(leaf)
      let y = rows.y[row]
      byLeaf[node].y.append(loss.outputs == 1 ? y : y == Double(k) ? 1 : 0)
      byLeaf[node].residuals.append(residuals[row])
      byLeaf[node].raw.append(raw[row * loss.outputs + k])
      byLeaf[node].weights.append(rows.weights[row])
    }
    for node in 0..<tree.nodeCount where tree.left[node] < 0 {
      tree.values[node] = try loss.leafValue(byLeaf[node])
    }
  }

  private mutating func add(_ tree: FittedTree, _ leaves: [Int32], _ k: Int) {
    let rate = options.learningRate
    for (row, leaf) in leaves.enumerated() { raw[row * loss.outputs + k] += rate * tree.values[Int(leaf)] }
    if let validationColumns {
      for (row, leaf) in tree.leaves(validationColumns).enumerated() {
        validationRaw[row * loss.outputs + k] += rate * tree.values[Int(leaf)]
      }
    }
    trees.append(tree)
  }
}
