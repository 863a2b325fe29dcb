import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// What members answer for the rows that they did not see, added up.
///
/// - SeeAlso: scikit-learn, `BaggingClassifier._set_oob_score` and `BaggingRegressor._set_oob_score`.
private struct OutOfBagAnswers {
  /// Row after row: the members' probabilities or votes for each class, or the sum of their numbers.
  var sums: [[Double]]
  /// How many members answered for each row.
  var counts: [Int]
}

extension BaggingObject {
  /// Whether scores out of the bag are asked for.
  ///
  /// - Throws: ValueError where no row is left out, or members of an earlier fit are kept.
  func scoresOutOfBag(in context: Context) throws(Raised) -> Bool {
    guard try context.truth(parameter("oob_score")) else { return false }
    guard try context.truth(parameter("bootstrap")) else {
      throw .valueError("Out of bag estimation only available if bootstrap=True")
    }
    if try context.truth(parameter("warm_start")) {
      throw .valueError("Out of bag estimate only available if warm_start=False")
    }
    return true
  }

  /// Learns `oob_score_` and what it is computed from.
  ///
  /// - Parameter drawn: the rows that each member saw.
  func learnOutOfBag(
    _ x: EnsembleSamples, _ target: EnsembleTarget, drawn: [[Int]], in context: Context
  ) throws(Raised) {
    let answers = try outOfBag(x, classes: target.classes.count, drawn, in: context)
    if target.classes.isEmpty {
      try warnOfRows(any: answers.counts.contains(0), in: context)
      let means = zip(answers.sums, answers.counts).map { $0[0] / Double(max($1, 1)) }
      learned["oob_prediction_"] = ScikitLearn.array(means)
      learned["oob_score_"] = ScikitLearn.score(r2Score(target.numbers, means), in: context)
      return
    }
    let totals = answers.sums.map { $0.reduce(0, +) }
    try warnOfRows(any: totals.contains(0), in: context)
    let best = answers.sums.map { row in row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 } }
    learned["oob_decision_function_"] = ScikitLearn.matrix(
      zip(answers.sums, totals).map { row, total in row.map { $0 / total } })
    let hits = zip(best, target.codes).count { $0 == $1 }
    learned["oob_score_"] = ScikitLearn.score(Double(hits) / Double(best.count), in: context)
  }

  private func outOfBag(
    _ x: EnsembleSamples, classes: Int, _ drawn: [[Int]], in context: Context
  ) throws(Raised) -> OutOfBagAnswers {
    var answers = OutOfBagAnswers(
      sums: Array(repeating: Array(repeating: 0, count: max(classes, 1)), count: x.rowCount),
      counts: Array(repeating: 0, count: x.rowCount))
    for ((member, features), rows) in zip(zip(members, memberFeatures), drawn) {
      let seen = Set(rows)
      let unseen = (0..<x.rowCount).filter { !seen.contains($0) }
      if unseen.isEmpty { continue }
      let samples = try ScikitLearn.rows(x.selecting(features: features), unseen, in: context)
      var isLikely = false
      if classes > 0 { isLikely = try member.has("predict_proba", in: context) }
      let columns = try member.outputs(isLikely ? "predict_proba" : "predict", samples, in: context)
      if isLikely, columns.count != classes {
        throw context.unsupportedNow("a member of an ensemble that saw too few classes")
      }
      for (position, column) in columns.enumerated() {
        for (row, number) in zip(unseen, try context.numbers(column.values)) {
          if classes > 0, !isLikely {
            answers.sums[row][min(max(Int(number), 0), classes - 1)] += 1
          } else {
            answers.sums[row][position] += number
          }
        }
      }
      for row in unseen { answers.counts[row] += 1 }
    }
    return answers
  }

  private func warnOfRows(any hasNone: Bool, in context: Context) throws(Raised) {
    guard hasNone else { return }
    try context.warnInLibrary(
      "Some inputs do not have OOB scores. This probably means too few estimators were used to compute any reliable oob "
        + "estimates.", Exceptions.userWarning)
  }
}
