import Kernels

/// Fitted gradient boosting: trees whose answers are added up, stage after stage.
package struct FittedBoosting: Sendable {
  /// Stage by stage, a tree an output; leaf values without the learning rate.
  package let trees: [FittedTree]
  package let features: Int
  /// Trees of a stage: the classes if more than two, else one.
  package let outputs: Int
  package let learningRate: Double
  /// What raw predictions begin at.
  package let initial: [Double]
  /// `train_score_`.
  package let trainScores: [Double]
  /// `oob_scores_` and `oob_improvement_`; empty without subsampling.
  package let outOfBagScores: [Double]
  package let outOfBagImprovements: [Double]

  package var stages: Int { trees.count / outputs }

  /// The trees as a parameter table for `TreeEnsemble`.
  package func parameterTable() -> [UInt8] { table(trees) }

  private func table(_ trees: [FittedTree]) -> [UInt8] {
    treeTable(
      trees, features: features, outputs: outputs, normalises: false, acceptsMissing: false,
      sum: TreeSum(scale: learningRate, initial: initial))
  }

  /// The mean decrease of impurity by each feature over all trees with a split, as fractions of their sum.
  package var featureImportances: [Double] {
    let grown = trees.filter { $0.nodeCount > 1 }
    if grown.isEmpty { return [Double](repeating: 0, count: features) }
    let values = grown.flatMap { $0.featureImportances(features: features, normalised: false) }
    let matrix = Matrix(rows: grown.count, columns: features, layout: .rowMajor, values: values)
    let means = columnSums(matrix).map { $0 / Double(grown.count) }
    let sum = pairwiseSum(means, count: features)
    return means.map { $0 / sum }
  }

  /// Raw predictions after each stage, row by row: `visit(stage, raw)`.
  ///
  /// - Parameter x: finite numbers.
  package func forEachStage(_ x: Matrix, _ visit: (Int, [Double]) -> Void) {
    let columns = FeatureColumns(x)
    var raw = (0..<x.rows).flatMap { _ in initial }
    for stage in 0..<stages {
      for k in 0..<outputs {
        let tree = trees[stage * outputs + k]
        for (row, leaf) in tree.leaves(columns).enumerated() {
          raw[row * outputs + k] += learningRate * tree.values[Int(leaf)]
        }
      }
      visit(stage, raw)
    }
  }
}

extension FittedTree {
  /// `apply`: the leaf of every row.
  func leaves(_ columns: FeatureColumns) -> [Int32] {
    let (values, rows) = (columns.values, columns.rows)
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        feature.withUnsafeBufferPointer { feature in
          threshold.withUnsafeBufferPointer { threshold in
            (0..<rows).map { row in
              var node = 0
              while left[node] >= 0 {
                let x = values[Int(feature[node]) * rows + row]
                let goesLeft = x.isNaN ? missingGoesLeft[node] : Double(x) <= threshold[node]
                node = Int(goesLeft ? left[node] : right[node])
              }
              return Int32(node)
            }
          }
        }
      }
    }
  }
}
