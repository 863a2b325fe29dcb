import Kernels

/// One or more fitted trees whose answers are averaged: what every tree and forest estimator of scikit-learn comes to.
package struct FittedForest: Sendable {
  package let trees: [FittedTree]
  package let features: Int
  /// Classes, or 1.
  package let outputs: Int
  package let isClassifier: Bool
  package let era: LearningEra
  /// The Python class, for messages.
  package let estimator: String
  /// Each tree's `random_state`, if it belongs to a forest.
  package internal(set) var seeds: [UInt32] = []
  /// `oob_decision_function_` or `oob_prediction_`, if asked for.
  package internal(set) var outOfBag: Matrix?
  private let table: LoadedEnsemble

  /// A tree of its own: a member of an ensemble.
  package init(tree: FittedTree, features: Int, isClassifier: Bool, era: LearningEra, estimator: String) {
    self.init(
      trees: [tree], features: features, outputs: tree.outputs, isClassifier: isClassifier, era: era,
      estimator: estimator)
  }

  init(
    trees: [FittedTree], features: Int, outputs: Int, isClassifier: Bool, era: LearningEra, estimator: String
  ) {
    self.trees = trees
    self.features = features
    self.outputs = outputs
    self.isClassifier = isClassifier
    self.era = era
    self.estimator = estimator
    table = LoadedEnsemble(
      treeTable(
        trees, features: features, outputs: outputs, normalises: isClassifier && !era.treeValuesAreFractions,
        acceptsMissing: era.treesAcceptMissing))
  }

  /// The tree at `index` on its own.
  package func member(_ index: Int, estimator: String) -> FittedForest {
    FittedForest(
      tree: trees[index], features: features, isClassifier: isClassifier, era: era, estimator: estimator)
  }

  /// The class that the trees which did not see a row find most probable.
  package var outOfBagClasses: [Int]? {
    guard isClassifier, let outOfBag else { return nil }
    return outOfBag.values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      return (0..<outOfBag.rows).map { argmax(base + $0 * outputs, count: outputs) }
    }
  }

  /// `apply`: each tree's leaf of every row.
  package func leaves(_ x: Matrix) throws(LearningError) -> [[Int32]] {
    try checkFeatures(x)
    let columns = FeatureColumns(x)
    return trees.map { $0.leaves(columns) }
  }

  private func checkFeatures(_ x: Matrix) throws(LearningError) {
    for value in x.values {
      if value.isNaN && !era.treesAcceptMissing { throw .missingInput(estimator: estimator) }
      if Float(value).isInfinite { throw .infiniteInput("float32") }
    }
  }

  /// The trees as a parameter table for `TreeEnsemble`, which describes the layout.
  package func parameterTable() -> [UInt8] { table.bytes }

  /// Mean decrease of impurity by each feature, as fractions of their sum.
  ///
  /// - SeeAlso: scikit-learn, `BaseForest.feature_importances_`.
  package var featureImportances: [Double] {
    if trees.count == 1 && seeds.isEmpty { return trees[0].featureImportances(features: features) }
    let grown = trees.filter { $0.nodeCount > 1 }
    if grown.isEmpty { return [Double](repeating: 0, count: features) }
    let values = grown.flatMap { $0.featureImportances(features: features) }
    let matrix = Matrix(rows: grown.count, columns: features, layout: .rowMajor, values: values)
    let means = columnSums(matrix).map { $0 / Double(grown.count) }
    let sum = pairwiseSum(means, count: features)
    return means.map { $0 / sum }
  }

  /// `predict_proba`: a row of class probabilities for each row of `x`. Runs the kernel that serves.
  package func predictedProbabilities(_ x: Matrix) throws(LearningError) -> Matrix {
    try predictedValues(x)
  }

  /// `predict` of a classifier: the index of the most probable class, the first of equals.
  package func predictedClasses(_ x: Matrix) throws(LearningError) -> [Int] {
    let values = try predictedValues(x)
    return values.values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      return (0..<x.rows).map { argmax(base + $0 * outputs, count: outputs) }
    }
  }

  /// `predict` of a regressor.
  package func predictedNumbers(_ x: Matrix) throws(LearningError) -> [Double] {
    try predictedValues(x).values
  }

  func predictedValues(_ x: Matrix) throws(LearningError) -> Matrix {
    if x.columns != features {
      throw .value(
        "X has \(x.columns) features, but \(estimator) is expecting \(features) features as input.")
    }
    let rows = x.laidOut(.rowMajor)
    let kernel = table.kernel
    var fault: InputFault?
    let values = [Double](unsafeUninitializedCapacity: x.rows * outputs) { buffer, count in
      buffer.initialize(repeating: 0)
      count = x.rows * outputs
      rows.values.withUnsafeBufferPointer { input in
        guard let input = input.baseAddress, let result = buffer.baseAddress else { return }
        for row in 0..<x.rows where fault == nil {
          fault = kernel.evaluate(input + row * features, into: result + row * outputs)
        }
      }
    }
    switch fault {
    case .missing: throw .missingInput(estimator: estimator)
    case .infinite: throw .infiniteInput("float32")
    case nil: return Matrix(rows: x.rows, columns: outputs, layout: .rowMajor, values: values)
    }
  }
}
