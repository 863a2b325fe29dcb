import Testing

@testable import Learning

/// The fast splitter must find what the exact one finds.
@Suite struct SplitterTests {
  @Test(arguments: [(40, 2), (300, 2), (300, 5), (2000, 3)]) func countingEqualsExact(rows: Int, classes: Int) {
    let random = RandomState(seed: UInt32(rows + classes))
    let columns = [
      random.integers(from: 0, below: 4, count: rows).map { Double($0) },
      random.normal(0, 1, count: rows), random.uniform(0, Double(rows) * 1.5e-7, count: rows),
      [Double](repeating: 3, count: rows),
      random.integers(from: -50, below: 50, count: rows).map { Double($0) / 8 },
    ]
    let labels = random.integers(from: 0, below: classes, count: rows).map { Int32($0) }
    let weights = random.integers(from: 0, below: 4, count: rows).map { Double($0) }
    for era in [LearningEra.classic, .modern] {
      for (criterion, leaf) in [(TreeCriterion.gini, 1), (.entropy, 3)] {
        var options = TreeOptions(criterion: criterion)
        options.minSamplesLeaf = .count(leaf)
        options.maxFeatures = .count(2)
        let ranked = FeatureColumns(Matrix(columns: columns))
        ranked.rank()
        func tree(_ columns: FeatureColumns) -> FittedTree {
          GrowthTask(
            columns: columns, labels: labels, targets: [], outputs: classes, weights: weights, options: options,
            era: era,
            seed: 12345
          ).grown()
        }
        let exact = tree(FeatureColumns(Matrix(columns: columns)))
        #expect(exact.nodeCount > 10)
        #expect(tree(ranked) == exact)
      }
    }
  }
}
