import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `RFECV`: as many features as scored best where the rows were not fitted.
final class ValidatedEliminationObject: RecursiveEliminationObject {
  override func clone() -> EstimatorObject { ValidatedEliminationObject(cloning: self) }

  override func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] {
    let x = x.object is any TracedTable ? x : .object(try NumPy.atLeastOneDimensional(x, in: context))
    let count = try ColumnSelection.count(of: x, in: context)
    let estimator = parameter("estimator")
    let step = try wanted("step", of: count, standard: 1, in: context)
    let least = try self.count("min_features_to_select", .count(from: 1), in: context)
    let parts = try ScikitLearn.parts(
      parameter("cv"), x, y, .none, isClassifier: ScikitLearn.isClassifier(estimator, in: context), in: context)
    let scorer = try ScikitLearn.scorer(parameter("scoring"), of: estimator, in: context)
    var folds: [[Double]] = []
    var sizes: [Int] = []
    var kinds: [[[Int]]] = []
    for fold in parts {
      var scores: [Double] = []
      var ranks = [Int](repeating: 1, count: count)
      var steps: [[Int]] = []
      sizes = []
      let training = try ScikitLearn.rows(x, fold.train, in: context)
      let (test, truth) = (
        try ScikitLearn.rows(x, fold.test, in: context), try ScikitLearn.rows(y, fold.test, in: context)
      )
      try eliminate(training, ScikitLearn.rows(y, fold.train, in: context), goal: least, in: context) {
        (kept, fitted) throws(Raised) in
        let score = try context.unrecorded { () throws(Raised) in
          try context.call(scorer, [fitted, try part(test, kept, in: context), truth]).supported()
        }
        if !sizes.isEmpty { for index in ranks.indices where !kept.contains(index) { ranks[index] += 1 } }
        scores.append(try context.double(score) ?? .nan)
        sizes.append(kept.count)
        steps.insert(ranks, at: 0)
      }
      folds.append(scores)
      kinds.append(steps)
    }
    let sums = sizes.indices.map { place in folds.reduce(0) { $0 + $1[place] } }
    // Of equal scores that of the fewest features counts.
    let best = sums.indices.reduce(0) { sums[$1] >= sums[$0] ? $1 : $0 }
    try show(folds.map { Array($0.reversed()) }, Array(sizes.reversed()), kinds, in: context)
    return try eliminated(x, y, goal: max(count - best * step, least), in: context)
  }

  /// Tells what each fold gave, that of the fewest features first.
  ///
  /// - Parameter ranks: of each fold the ranks at each step.
  private func show(
    _ folds: [[Double]], _ sizes: [Int], _ ranks: [[[Int]]], in context: Context
  ) throws(Raised) {
    let result = DictObject()
    let places = sizes.indices.map { place in folds.map { $0[place] } }
    result["mean_test_score"] = ScikitLearn.array(places.map(SearchResults.mean))
    result["std_test_score"] = ScikitLearn.array(places.map(SearchResults.deviation))
    for (number, fold) in folds.enumerated() {
      result[PythonString("split\(number)_test_score")] = ScikitLearn.array(fold)
    }
    if context.era == .modern {
      for (number, steps) in ranks.enumerated() {
        result[PythonString("split\(number)_ranking")] = ScikitLearn.matrix(steps)
      }
      for (number, steps) in ranks.enumerated() {
        let masks = steps.flatMap { $0.map { $0 == 1 } }
        result[PythonString("split\(number)_support")] = .object(
          ArrayObject(Dense(masks, shape: [steps.count, steps.first?.count ?? 0])))
      }
      result["n_features"] = ScikitLearn.array(sizes)
    }
    learned["cv_results_"] = .object(result)
  }
}

extension ScikitLearn {
  package enum ValidatedElimination {}
}

extension ScikitLearn.ValidatedElimination {
  /// `sklearn.feature_selection.RFECV`.
  static let constructor = Constructor(
    """
    __init__(self, estimator, *, step=1, min_features_to_select=1, cv=None, scoring=None, verbose=0, n_jobs=None, \
    importance_getter='auto')
    """
  ) { call in
    try call.refuse("importance_getter")
    return .object(try ValidatedEliminationObject(call, type: ScikitLearn.validatedElimination))
  }
}
