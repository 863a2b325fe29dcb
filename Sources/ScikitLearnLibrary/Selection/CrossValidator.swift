import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// Fits clones of an estimator on parts of samples and scores them on the others.
struct CrossValidator {
  let context: Context
  let estimator: Value
  let x: Value
  let y: Value
  let scorers: ScikitLearn.Scorers
  /// What a fit or a score that raises counts; `nil` lets it raise.
  var errorScore: Double?
  var fitParameters: [(name: PythonString, value: Value)] = []
  var scoresTraining = false

  /// What one fit gave.
  struct Trial {
    var test: [(name: PythonString, value: Double)]
    var training: [(name: PythonString, value: Double)] = []
    var estimator: Value
    var failed = false
    var fitSeconds = 0.0
    var scoreSeconds = 0.0
  }

  /// Fits a clone with these parameters on a part's training rows, and scores it on its test rows.
  func trial(
    _ part: TrainTestIndices, parameters: [(name: PythonString, value: Value)] = []
  ) throws(Raised) -> Trial {
    try context.unrecorded { () throws(Raised) in
      let clone = try ScikitLearn.cloned(estimator, in: context)
      var changes: [(name: PythonString, value: Value)] = []
      for (name, value) in parameters {
        changes.append((name: name, value: try ScikitLearn.cloned(value, safe: false, in: context)))
      }
      if !changes.isEmpty { _ = try ScikitLearn.call("set_params", of: clone, [], changes, in: context) }
      let (xTrain, yTrain) = try rows(part.train)
      let clock = ContinuousClock()
      let start = clock.now
      var trial = Trial(test: [], estimator: clone)
      do throws(Raised) {
        try ScikitLearn.fit(clone, xTrain, yTrain, try fitParameters(part.train), in: context)
      } catch {
        guard let errorScore, case .exception = error else { throw error }
        trial.failed = true
        trial.test = scorers.all.map { (name: $0.name, value: errorScore) }
        if scoresTraining { trial.training = trial.test }
        return trial
      }
      let fitted = clock.now
      trial.fitSeconds = (fitted - start).seconds
      let (xTest, yTest) = try rows(part.test)
      trial.test = try scores(clone, xTest, yTest)
      trial.scoreSeconds = (clock.now - fitted).seconds
      if scoresTraining { trial.training = try scores(clone, xTrain, yTrain) }
      return trial
    }
  }

  private func scores(
    _ clone: Value, _ x: Value, _ y: Value
  ) throws(Raised) -> [(name: PythonString, value: Double)] {
    do throws(Raised) {
      return try scorers.scores(clone, x, y, in: context)
    } catch {
      guard let errorScore, case .exception = error else { throw error }
      return scorers.all.map { (name: $0.name, value: errorScore) }
    }
  }

  /// The samples at these positions.
  private func rows(_ positions: [Int]) throws(Raised) -> (x: Value, y: Value) {
    (
      try ScikitLearn.rows(x, positions, in: context),
      y.isNone ? y : try ScikitLearn.rows(y, positions, in: context)
    )
  }

  private func fitParameters(_ train: [Int]) throws(Raised) -> [(name: PythonString, value: Value)] {
    try ScikitLearn.parted(fitParameters, train, of: ScikitLearn.rowCount(x, in: context), in: context)
  }

  /// Refuses results of which every one failed.
  static func check(_ trials: [Trial]) throws(Raised) {
    guard !trials.isEmpty, trials.allSatisfy(\.failed) else { return }
    throw .valueError(
      "\nAll the \(trials.count) fits failed.\nIt is very likely that your model is misconfigured.\nYou can try to debug "
        + "the error by setting error_score='raise'.\n")
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

extension ScikitLearn {
  /// Parameters of `fit` that are one value a sample, at these positions; others as they are.
  static func parted(
    _ parameters: [(name: PythonString, value: Value)], _ positions: [Int], of count: Int, in context: Context
  ) throws(Raised) -> [(name: PythonString, value: Value)] {
    var result: [(name: PythonString, value: Value)] = []
    for (name, value) in parameters {
      let isTable = value.object is any TracedTable || value.object is ListObject
      let isPerSample = isTable ? try rowCount(value, in: context) == count : false
      result.append((name: name, value: isPerSample ? try rows(value, positions, in: context) : value))
    }
    return result
  }

  /// `check_cv(cv, y, classifier).split(X, y, groups)`: the parts of a cross-validation.
  static func parts(
    _ cv: Value, _ x: Value, _ y: Value, _ groups: Value = .none, isClassifier: Bool, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let cv = try cv.supported()
    if let splitter = cv.cast(to: SplitterObject.self) { return try splitter.folds(x, y, groups, in: context) }
    let count = cv.isNone ? context.scikitLearnRelease.standardFolds : try context.indexIfInteger(cv)
    if let count {
      let isStratified = isClassifier && !y.isNone ? try targetKind(y, in: context) != .continuous : false
      guard count > 1 else {
        throw .valueError(
          "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got "
            + "n_splits=\(count).")
      }
      return try FoldSplitterObject(folds: count, isStratified: isStratified).folds(x, y, groups, in: context)
    }
    var pairs = cv
    if try has(cv, "split", in: context) {
      pairs = try call("split", of: cv, [x, y, groups], in: context)
    } else if cv.stringValue != nil {
      throw .valueError(
        "Expected cv as an integer, cross-validation object (from sklearn.model_selection) or an iterable. Got "
          + "\(try context.str(cv)).")
    }
    var parts: [TrainTestIndices] = []
    for pair in try context.items(of: pairs) {
      let both = try context.unpack(pair, count: 2)
      parts.append(
        TrainTestIndices(train: try positions(both[0], in: context), test: try positions(both[1], in: context)))
    }
    return parts
  }

  /// Positions of rows, given as such or as a mask.
  static func positions(_ value: Value, in context: Context) throws(Raised) -> [Int] {
    let column = try column(value, in: context)
    if let flags = column.values.flags { return flags.indices.filter { flags[$0] } }
    guard let numbers = column.values.wholeNumbers else {
      throw .indexError("arrays used as indices must be of integer (or boolean) type")
    }
    return numbers
  }

  /// A matrix of one row a tick and one column a fold.
  static func curve(_ trials: [[Double]]) -> Value { matrix(trials) }
}
