import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.ModelSelection {
  /// `sklearn.model_selection.cross_val_score`: the score of every fold.
  static let crossValScore = Function(
    """
    cross_val_score(estimator, X, y=None, *, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, fit_params=None, \
    params=None, pre_dispatch='2*n_jobs', error_score=nan)
    """
  ) { call in
    let validator = try call.validator()
    let trials = try call.trials(validator)
    return ScikitLearn.array(trials.map { $0.test.first?.value ?? .nan })
  }

  /// `sklearn.model_selection.cross_validate`: scores and times of every fold.
  static let crossValidate = Function(
    """
    cross_validate(estimator, X, y=None, *, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, fit_params=None, \
    params=None, pre_dispatch='2*n_jobs', return_train_score=False, return_estimator=False, return_indices=False, \
    error_score=nan)
    """
  ) { call in
    try call.refuse("return_indices")
    var validator = try call.validator()
    validator.scoresTraining = try call.bool("return_train_score")
    let trials = try call.trials(validator)
    let result = DictObject()
    result["fit_time"] = ScikitLearn.array(trials.map(\.fitSeconds))
    result["score_time"] = ScikitLearn.array(trials.map(\.scoreSeconds))
    if try call.bool("return_estimator") { result["estimator"] = .list(trials.map(\.estimator)) }
    for (position, score) in (trials.first?.test ?? []).enumerated() {
      result["test_" + score.name] = ScikitLearn.array(trials.map { $0.test[position].value })
      if validator.scoresTraining {
        result["train_" + score.name] = ScikitLearn.array(trials.map { $0.training[position].value })
      }
    }
    return .object(result)
  }

  /// `sklearn.model_selection.cross_val_predict`: for every row what the estimator says that was not fitted on it.
  static let crossValPredict = Function(
    """
    cross_val_predict(estimator, X, y=None, *, groups=None, cv=None, n_jobs=None, verbose=0, fit_params=None, params=None, \
    pre_dispatch='2*n_jobs', method='predict')
    """
  ) { call in
    let context = call.context
    let (x, y, estimator) = (call["X"], call["y"], call["estimator"])
    let isClassifier = try ScikitLearn.isClassifier(estimator, in: context)
    let parts = try ScikitLearn.parts(
      call["cv"], x, y, call["groups"], isClassifier: isClassifier, in: context)
    return try ScikitLearn.crossPredictions(
      estimator, x, y, parts, method: call["method"].stringValue ?? "predict", call.fitParameters, in: context)
  }

  /// `sklearn.model_selection.learning_curve`: scores over growing parts of the training rows.
  static let learningCurve = Function(
    """
    learning_curve(estimator, X, y, *, groups=None, train_sizes=default, cv=None, scoring=None, \
    exploit_incremental_learning=False, n_jobs=None, pre_dispatch='all', verbose=0, shuffle=False, random_state=None, \
    error_score=nan, return_times=False, fit_params=None, params=None)
    """
  ) { call in
    try call.refuse("exploit_incremental_learning", "return_times")
    let context = call.context
    var validator = try call.validator()
    validator.scoresTraining = true
    var parts = try call.parts(validator)
    let sizes = try call.trainingSizes(most: parts.first?.train.count ?? 0)
    if try call.bool("shuffle") {
      let random = try ScikitLearn.randomState(call["random_state"], in: context)
      for index in parts.indices {
        let order = random.permutation(parts[index].train.count)
        parts[index].train = order.map { parts[index].train[$0] }
      }
    }
    var training = [[Double]](repeating: [], count: sizes.count)
    var test = training
    for part in parts {
      for (index, size) in sizes.enumerated() {
        let trial = try validator.trial(TrainTestIndices(train: Array(part.train.prefix(size)), test: part.test))
        training[index].append(trial.training.first?.value ?? .nan)
        test[index].append(trial.test.first?.value ?? .nan)
      }
    }
    return .tuple([ScikitLearn.array(sizes), ScikitLearn.matrix(training), ScikitLearn.matrix(test)])
  }

  /// `sklearn.model_selection.validation_curve`: scores over the values of one parameter.
  static let validationCurve = Function(
    """
    validation_curve(estimator, X, y, *, param_name, param_range, groups=None, cv=None, scoring=None, n_jobs=None, \
    pre_dispatch='all', verbose=0, error_score=nan, fit_params=None, params=None)
    """
  ) { call in
    var validator = try call.validator()
    validator.scoresTraining = true
    let (name, values) = (try call.string("param_name"), try call.list("param_range"))
    var training = [[Double]](repeating: [], count: values.count)
    var test = training
    for part in try call.parts(validator) {
      for (index, value) in values.enumerated() {
        let trial = try validator.trial(part, parameters: [(name: name, value: value)])
        training[index].append(trial.training.first?.value ?? .nan)
        test[index].append(trial.test.first?.value ?? .nan)
      }
    }
    return .tuple([ScikitLearn.matrix(training), ScikitLearn.matrix(test)])
  }
}

extension Call {
  /// The parameters that go on to `fit`.
  fileprivate var fitParameters: [(name: PythonString, value: Value)] {
    let given = ["fit_params", "params"].lazy.compactMap { self[$0].cast(to: DictObject.self) }.first
    return given?.items.map { (name: $0.key.stringValue ?? "", value: $0.value) } ?? []
  }

  fileprivate func validator() throws(Raised) -> CrossValidator {
    let estimator = try self["estimator"].supported()
    let scorers = try ScikitLearn.Scorers(self["scoring"], of: estimator, in: context)
    return CrossValidator(
      context: context, estimator: estimator, x: try self["X"].supported(), y: try self["y"].supported(),
      scorers: scorers, errorScore: try context.double(self["error_score"]), fitParameters: fitParameters)
  }

  fileprivate func parts(_ validator: CrossValidator) throws(Raised) -> [TrainTestIndices] {
    let isClassifier = try ScikitLearn.isClassifier(validator.estimator, in: context)
    return try ScikitLearn.parts(
      self["cv"], validator.x, validator.y, self["groups"], isClassifier: isClassifier, in: context)
  }

  fileprivate func trials(_ validator: CrossValidator) throws(Raised) -> [CrossValidator.Trial] {
    var trials: [CrossValidator.Trial] = []
    for part in try parts(validator) { trials.append(try validator.trial(part)) }
    try CrossValidator.check(trials)
    return trials
  }

  /// `_translate_train_sizes`.
  fileprivate func trainingSizes(most: Int) throws(Raised) -> [Int] {
    let given =
      isGiven("train_sizes")
      ? try NumPy.atLeastOneDimensional(self["train_sizes"], in: context).tracedColumns[0].values
      : .floats([0.1, 0.325, 0.55, 0.775, 1.0])
    if let counts = given.wholeNumbers {
      if let wrong = counts.first(where: { $0 <= 0 || $0 > most }) {
        throw .valueError(
          "train_sizes has been interpreted as absolute numbers of training samples and must be within (0, \(most)], but "
            + "is within [\(counts.min() ?? wrong), \(counts.max() ?? wrong)].")
      }
      return Set(counts).sorted()
    }
    let fractions = try context.numbers(given)
    let (low, high) = (fractions.min() ?? 0, fractions.max() ?? 0)
    guard low > 0, high <= 1 else {
      throw .valueError(
        "train_sizes has been interpreted as fractions of the maximum number of training samples and must be within "
          + "(0, 1], but is within [\(sixDigits(low)), \(sixDigits(high))].")
    }
    return Set(fractions.map { min(max(Int($0 * Double(most)), 1), most) }).sorted()
  }
}

/// A number with six digits after the point.
private func sixDigits(_ number: Double) -> String {
  let parts = "\((number * 1e6).rounded() / 1e6)".split(separator: ".")
  let fraction = parts.count > 1 ? String(parts[1]) : ""
  return "\(parts.first ?? "0").\(fraction)" + String(repeating: "0", count: max(0, 6 - fraction.count))
}
