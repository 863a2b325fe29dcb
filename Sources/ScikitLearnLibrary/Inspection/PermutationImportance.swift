import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// Functions of `sklearn.inspection`.
  package enum Inspection {}
}

extension ScikitLearn.Inspection {
  /// `sklearn.inspection.permutation_importance`: how much the score falls when one feature is shuffled.
  static let permutationImportance = Function(
    """
    permutation_importance(estimator, X, y, *, scoring=None, n_repeats=5, n_jobs=None, random_state=None, \
    sample_weight=None, max_samples=1.0)
    """
  ) { call in
    try call.refuse("sample_weight", "max_samples")
    let context = call.context
    let (estimator, y) = (try call["estimator"].supported(), call["y"])
    let scorers = try ScikitLearn.Scorers(call["scoring"], of: estimator, in: context)
    guard !scorers.areSeveral else { throw call.unsupported("several metrics of 'permutation_importance'") }
    guard let table = try ScikitLearn.table(call["X"].supported(), in: context), !table.isOneDimensional else {
      throw Raised.valueError("Expected 2D array")
    }
    let seed = UInt32(
      truncatingIfNeeded: try ScikitLearn.randomState(call["random_state"], in: context).integer(
        from: 0, below: 1 << 31))
    let repeats = max(0, try call.int("n_repeats"))
    let importances = try context.unrecorded { () throws(Raised) in
      let baseline = try scorers.scores(estimator, .object(table), y, in: context).first?.value ?? .nan
      var rows: [[Double]] = []
      for position in table.tracedColumns.indices {
        let scores = try shuffledScores(
          table, position, repeats, seed,
          { (x) throws(Raised) in
            try scorers.scores(estimator, x, y, in: context).first?.value ?? .nan
          }, in: context)
        rows.append(scores.map { baseline - $0 })
      }
      return rows
    }
    return .object(
      BunchObject([
        ("importances_mean", ScikitLearn.array(importances.map(SearchResults.mean))),
        ("importances_std", ScikitLearn.array(importances.map(SearchResults.deviation))),
        ("importances", ScikitLearn.matrix(importances)),
      ]))
  }

  /// The scores with one column shuffled again and again, each time from where it was.
  private static func shuffledScores(
    _ table: any TracedTable, _ position: Int, _ repeats: Int, _ seed: UInt32,
    _ score: (Value) throws(Raised) -> Double, in context: Context
  ) throws(Raised) -> [Double] {
    let random = RandomState(seed: seed)
    var order = Array(0..<table.rowCount)
    var columns = table.tracedColumns
    var scores: [Double] = []
    for _ in 0..<repeats {
      random.shuffle(&order)
      let column = columns[position]
      columns[position] = context.untraced(
        column.values.selecting(order), column.dtype, domain: column.domain, reason: "a shuffled column")
      scores.append(try score(table.replacing(columns)))
    }
    return scores
  }
}
