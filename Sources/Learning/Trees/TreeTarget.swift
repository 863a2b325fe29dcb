/// What trees learn: classes as indices into the sorted classes, or numbers.
package enum TreeTarget: Sendable {
  case classes([Int], count: Int)
  case numbers([Double])

  var labels: [Int32] {
    if case .classes(let classes, _) = self { return classes.map { Int32($0) } }
    return []
  }

  var numbers: [Double] {
    if case .numbers(let numbers) = self { return numbers }
    return []
  }

  var outputs: Int {
    if case .classes(_, let count) = self { return count }
    return 1
  }

  var rows: Int {
    switch self {
    case .classes(let classes, _): classes.count
    case .numbers(let numbers): numbers.count
    }
  }
}

/// Fits `DecisionTreeClassifier` or `DecisionTreeRegressor`.
///
/// - Parameters:
///   - random: `check_random_state(random_state)`; one number is drawn from it.
///   - estimator: the class's name, for scikit-learn's messages.
/// - Throws: what scikit-learn raises for such input.
package func fitTree(
  _ x: Matrix, _ target: TreeTarget, options: TreeOptions, sampleWeights: [Double]? = nil,
  classWeights: ClassWeights = .uniform, random: RandomState, era: LearningEra, estimator: String
) throws(LearningError) -> FittedForest {
  try checkTreeInput(x, target, era: era, estimator: estimator)
  let labels = target.labels
  let expanded = expandedClassWeights(
    classWeights, labels: labels, classes: target.outputs, sampleWeights: nil, era: era)
  let columns = FeatureColumns(x)
  if expanded == nil { columns.rank() }
  let task = GrowthTask(
    columns: columns, labels: labels, targets: target.numbers, outputs: target.outputs,
    weights: multiplied(sampleWeights, expanded), options: options, era: era,
    seed: UInt32(random.integer(from: 0, below: 0x7fff_ffff)), usesProcessors: true)
  return FittedForest(
    trees: [task.grown()], features: x.columns, outputs: target.outputs, isClassifier: task.isClassification, era: era,
    estimator: estimator)
}

/// The product of two weightings, either of which may be absent.
func multiplied(_ a: [Double]?, _ b: [Double]?) -> [Double]? {
  guard let a else { return b }
  guard let b else { return a }
  return zip(a, b).map { $0 * $1 }
}

/// What scikit-learn's input check raises before it grows trees.
///
/// - Parameter acceptsMissing: whether NaN may stand in `x`; as the era has it where nil.
func checkTreeInput(
  _ x: Matrix, _ target: TreeTarget, era: LearningEra, estimator: String, acceptsMissing: Bool? = nil
) throws(LearningError) {
  let acceptsMissing = acceptsMissing ?? era.treesAcceptMissing
  if let error = LearningError.emptyInput(x, estimator: estimator) { throw error }
  if x.rows != target.rows {
    throw .value("Found input variables with inconsistent numbers of samples: [\(x.rows), \(target.rows)]")
  }
  for row in 0..<x.rows {
    for column in 0..<x.columns {
      let value = x[row, column]
      if value.isNaN && !acceptsMissing { throw .missingInput(estimator: estimator) }
      if Float(value).isInfinite { throw .infiniteInput("float32") }
    }
  }
}
