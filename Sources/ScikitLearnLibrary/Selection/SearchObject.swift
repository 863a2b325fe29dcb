import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `GridSearchCV`, `RandomizedSearchCV`: fits every candidate on every part, then the best on all rows.
class SearchObject: EstimatorObject {
  private var scorers: ScikitLearn.Scorers?

  /// What is tried. Subclasses override it.
  func candidates(in context: Context) throws(Raised) -> [ParameterSpace.Candidate] { [] }

  override var learnedNames: Set<PythonString> {
    [
      "best_estimator_", "best_params_", "best_score_", "best_index_", "cv_results_", "n_splits_", "scorer_",
      "refit_time_", "multimetric_", "classes_", "n_features_in_", "feature_names_in_",
    ]
  }

  /// `iid` weighed the parts by their rows until scikit-learn 0.24 took it away.
  override func absentParameters(_ era: Era) -> [String] { ["iid"] }

  override var isClassifier: Bool {
    if let estimator = parameter("estimator").object as? EstimatorObject { return estimator.isClassifier }
    return parameter("estimator").type.isSubclass(of: ScikitLearn.classifier)
  }

  override var isRegressor: Bool {
    if let estimator = parameter("estimator").object as? EstimatorObject { return estimator.isRegressor }
    return parameter("estimator").type.isSubclass(of: ScikitLearn.regressor)
  }

  override var namedParts: [(name: PythonString, value: Value)] { [] }

  func fit(
    _ x: Value, _ y: Value, _ groups: Value, _ fitParameters: [(name: PythonString, value: Value)],
    in context: Context
  ) throws(Raised) {
    let estimator = try parameter("estimator").supported()
    let scorers = try ScikitLearn.Scorers(parameter("scoring"), of: estimator, in: context)
    try checkRefit(scorers, in: context)
    let rows = try ScikitLearn.rowCount(x, in: context)
    if !y.isNone, try ScikitLearn.rowCount(y, in: context) != rows {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(rows), \(try ScikitLearn.rowCount(y, in: context))]"
      )
    }
    let isClassifier = try ScikitLearn.isClassifier(estimator, in: context)
    let parts = try ScikitLearn.parts(parameter("cv"), x, y, groups, isClassifier: isClassifier, in: context)
    let candidates = try candidates(in: context)
    guard !parts.isEmpty, !candidates.isEmpty else {
      throw .valueError(
        "No fits were performed. Was the CV iterator empty? Were there no candidates?")
    }
    if let verbosity = try context.indexIfInteger(parameter("verbose")), verbosity > 0 {
      context.write(
        PythonString(
          "Fitting \(parts.count) folds for each of \(candidates.count) candidates, totalling "
            + "\(parts.count * candidates.count) fits\n"))
    }
    var validator = CrossValidator(
      context: context, estimator: estimator, x: x, y: y, scorers: scorers,
      errorScore: try context.double(parameter("error_score")), fitParameters: fitParameters)
    validator.scoresTraining = try flag("return_train_score", in: context)
    var trials: [[CrossValidator.Trial]] = []
    for candidate in candidates {
      var ofCandidate: [CrossValidator.Trial] = []
      for part in parts {
        var trial = try validator.trial(part, parameters: candidate)
        // Fits of thousands of candidates are more than memory holds.
        trial.estimator = .none
        ofCandidate.append(trial)
        try context.checkStop()
      }
      trials.append(ofCandidate)
    }
    try CrossValidator.check(trials.flatMap { $0 })
    let results = SearchResults(
      candidates, trials, areSeveral: scorers.areSeveral, weights: try partWeights(parts, in: context), in: context)
    self.scorers = scorers
    learned["cv_results_"] = .object(try results.dictionary())
    learned["n_splits_"] = .int(parts.count)
    learned["multimetric_"] = .bool(scorers.areSeveral)
    learned["scorer_"] =
      scorers.areSeveral
      ? .object(DictObject(scorers.all.map { ($0.name, $0.scorer) })) : scorers.all.first?.scorer ?? .none
    try choose(results, candidates, x, y, fitParameters, in: context)
  }

  /// Until scikit-learn 0.21 parts weigh what they have rows; 0.22 does so where it is asked to.
  private func partWeights(_ parts: [TrainTestIndices], in context: Context) throws(Raised) -> [Double]? {
    let release = context.scikitLearnRelease
    let asked = parameter("iid")
    let weighs =
      switch release {
      case .later: false
      case .v22: asked.isNone ? false : try context.truth(asked)
      default: asked.isNone ? true : try context.truth(asked)
      }
    return weighs ? parts.map { Double($0.test.count) } : nil
  }

  private func checkRefit(_ scorers: ScikitLearn.Scorers, in context: Context) throws(Raised) {
    guard scorers.areSeveral else { return }
    let refit = parameter("refit")
    if case .bool(false) = refit { return }
    if let name = refit.stringValue, scorers.all.contains(where: { $0.name == name }) { return }
    if refit.object?.isCallable == true { return }
    throw .valueError(
      "For multi-metric scoring, the parameter refit must be set to a scorer key or a callable to refit an estimator with "
        + "the best parameter setting on the whole data and make the best_* attributes available for that metric. If this "
        + "is not needed, refit should be set to False explicitly. \(try context.repr(refit)) was passed.")
  }

  private func choose(
    _ results: SearchResults, _ candidates: [ParameterSpace.Candidate], _ x: Value, _ y: Value,
    _ fitParameters: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    let refit = parameter("refit")
    let several = scorers?.areSeveral == true
    let isRefitted = try context.truth(refit)
    guard isRefitted || !several else { return }
    let metric = several ? refit.stringValue ?? "score" : "score"
    let index: Int
    if refit.object?.isCallable == true {
      index = try context.index(context.call(refit, [learned["cv_results_"] ?? .none]).supported())
      guard candidates.indices.contains(index) else { throw .indexError("best_index_ index out of range") }
    } else {
      index = results.best(metric)
      learned["best_score_"] = NumPy.scalar(.float(results.mean(metric, at: index)))
    }
    learned["best_index_"] = refit.object?.isCallable == true ? .int(index) : NumPy.scalar(.int(index))
    learned["best_params_"] = .object(DictObject(candidates[index].map { ($0.name, $0.value) }))
    guard isRefitted else { return }
    let best = try ScikitLearn.cloned(parameter("estimator"), in: context)
    var changes: [(name: PythonString, value: Value)] = []
    for (name, value) in candidates[index] {
      changes.append((name: name, value: try ScikitLearn.cloned(value, safe: false, in: context)))
    }
    if !changes.isEmpty { _ = try ScikitLearn.call("set_params", of: best, [], changes, in: context) }
    let clock = ContinuousClock()
    let start = clock.now
    try ScikitLearn.fit(best, x, y, fitParameters, in: context)
    let passed = (clock.now - start).components
    learned["refit_time_"] = .object(
      ClockNumber(Double(passed.seconds) + Double(passed.attoseconds) * 1e-18))
    learned["best_estimator_"] = best
  }

  /// The estimator that answers: the best one, once fitted.
  func answering(_ method: PythonString, in context: Context) throws(Raised) -> Value {
    _ = try attribute(method, in: context)
    if let best = learned["best_estimator_"] { return best }
    if case .bool(false) = parameter("refit"), learned["cv_results_"] != nil {
      throw .attributeError(
        "This \(type.name) instance was initialized with `refit=False`. \(method) is available only after refitting on "
          + "the best parameters. You can refit an estimator manually using the `best_params_` attribute")
    }
    throw context.notFitted(self)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "classes_", "n_features_in_", "feature_names_in_":
      guard let best = learned["best_estimator_"] else { break }
      return try context.attribute(of: best, named: name)
    case "predict_proba", "decision_function", "predict_log_proba", "transform", "inverse_transform", "predict",
      "score_samples":
      let asked = learned["best_estimator_"] ?? parameter("estimator")
      guard try ScikitLearn.has(asked, name, in: context) else {
        throw .attributeError(
          context.era == .classic
            ? "'\(asked.typeName)' object has no attribute '\(name)'"
            : "This '\(type.name)' has no attribute '\(name)'")
      }
    default: break
    }
    return try super.attribute(name, in: context)
  }

  /// `score(X, y)` by the metric of the search.
  func score(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    let best = try answering("score", in: context)
    guard let scorers else { throw context.notFitted(self) }
    let name = scorers.areSeveral ? parameter("refit").stringValue : nil
    let chosen = scorers.all.first { name == nil || $0.name == name }?.scorer ?? .none
    if let known = chosen.object as? ScorerObject { return try known.score(best, x, y, in: context) }
    return try context.call(chosen, y.isNone ? [best, x] : [best, x, y]).supported()
  }
}

extension ScikitLearn {
  /// What both searches have.
  package enum Search {}
  package enum GridSearch {}
  package enum RandomizedSearch {}
  nonisolated(unsafe) static let search = TypeObject(
    name: "BaseSearchCV", module: "sklearn.model_selection._search", bases: [baseEstimator], isOpen: true,
    members: Search.members
      + FittedAttribute.members(
        "best_estimator_ best_index_ best_params_ best_score_ classes_ cv_results_ multimetric_ n_splits_ refit_time_ scorer_"
      ))
  nonisolated(unsafe) static let gridSearch = searchType("GridSearchCV", GridSearch.members)
  nonisolated(unsafe) static let randomizedSearch = searchType("RandomizedSearchCV", RandomizedSearch.members)

  private static func searchType(_ name: String, _ members: [any Member]) -> TypeObject {
    let type = TypeObject(
      name: name, module: "sklearn.model_selection._search", bases: [search], isOpen: true, members: members)
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}

extension ScikitLearn.Search {
  static let fit = Method("fit(self, X, y=None, *, groups=None, **fit_params)", mutates: true) { call in
    try call.receiver(as: SearchObject.self).fit(
      call["X"].supported(), call["y"].supported(), call["groups"], call.keywords, in: call.context)
    return call.receiver
  }

  static let score = Method("score(self, X, y=None)") { call in
    try call.receiver(as: SearchObject.self).score(call["X"], call["y"], in: call.context)
  }

  static let predict = Method("predict(self, X)") { call in try call.delegated("predict") }
  static let predictProba = Method("predict_proba(self, X)") { call in try call.delegated("predict_proba") }
  static let predictLogProba = Method("predict_log_proba(self, X)") { call in
    try call.delegated("predict_log_proba")
  }
  static let decisionFunction = Method("decision_function(self, X)") { call in
    try call.delegated("decision_function")
  }
  static let transform = Method("transform(self, X)") { call in try call.delegated("transform") }
  static let inverseTransform = Method("inverse_transform(self, X)") { call in
    try call.delegated("inverse_transform")
  }
}

extension Call {
  fileprivate func delegated(_ method: PythonString) throws(Raised) -> Value {
    let best = try receiver(as: SearchObject.self).answering(method, in: context)
    return try ScikitLearn.call(method, of: best, [self["X"]], in: context)
  }
}

/// A `GridSearchCV`.
final class GridSearchObject: SearchObject {
  override func candidates(in context: Context) throws(Raised) -> [ParameterSpace.Candidate] {
    try ParameterSpace(parameter("param_grid"), in: context).all(in: context)
  }

  override func clone() -> EstimatorObject { GridSearchObject(cloning: self) }
}

/// A `RandomizedSearchCV`.
final class RandomizedSearchObject: SearchObject {
  override func candidates(in context: Context) throws(Raised) -> [ParameterSpace.Candidate] {
    try sampledCandidates(
      parameter("param_distributions"), count: context.index(parameter("n_iter")),
      randomState: parameter("random_state"), in: context)
  }

  override func clone() -> EstimatorObject { RandomizedSearchObject(cloning: self) }
}

extension ScikitLearn.GridSearch {
  /// `sklearn.model_selection.GridSearchCV`.
  static let constructor = Constructor(
    """
    __init__(self, estimator, param_grid, *, scoring=None, n_jobs=None, refit=True, cv=None, verbose=0, \
    pre_dispatch='2*n_jobs', error_score=nan, return_train_score=False, iid=None)
    """
  ) { call in .object(try GridSearchObject(call, type: ScikitLearn.gridSearch)) }
}

extension ScikitLearn.RandomizedSearch {
  /// `sklearn.model_selection.RandomizedSearchCV`.
  static let constructor = Constructor(
    """
    __init__(self, estimator, param_distributions, *, n_iter=10, scoring=None, n_jobs=None, refit=True, cv=None, \
    verbose=0, pre_dispatch='2*n_jobs', random_state=None, error_score=nan, return_train_score=False, iid=None)
    """
  ) { call in .object(try RandomizedSearchObject(call, type: ScikitLearn.randomizedSearch)) }
}
