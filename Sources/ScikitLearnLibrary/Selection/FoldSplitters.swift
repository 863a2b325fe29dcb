import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `KFold`, `StratifiedKFold`.
final class FoldSplitterObject: SplitterObject {
  private let isStratified: Bool

  init(folds: Int, shuffles: Bool = false, randomState: Value = .none, isStratified: Bool) {
    self.isStratified = isStratified
    super.init(
      [
        (name: "n_splits", value: .int(folds)), (name: "shuffle", value: .bool(shuffles)),
        (name: "random_state", value: randomState),
      ], type: isStratified ? ScikitLearn.stratifiedKFold : ScikitLearn.kFold)
  }

  /// The splitter that a constructor's call asks for.
  convenience init(_ call: Call, isStratified: Bool) throws(Raised) {
    let release = call.context.scikitLearnRelease
    let value = call.isGiven("n_splits") ? try call["n_splits"].supported() : .int(release.standardFolds)
    guard let folds = try call.context.indexIfInteger(value) else {
      throw .valueError(
        "The number of folds must be of Integral type. \(try call.context.str(value)) of type "
          + "\(try call.context.str(.object(value.type))) was passed.")
    }
    guard folds > 1 else {
      throw .valueError(
        "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got "
          + "n_splits=\(folds).")
    }
    guard case .bool(let shuffles) = call["shuffle"] else {
      throw .typeError("shuffle must be True or False; got \(try call.context.str(call["shuffle"]))")
    }
    if !shuffles, !call.isNone("random_state"), release == .later {
      throw .valueError(
        "Setting a random_state has no effect since shuffle is False. You should leave random_state to its default (None), "
          + "or set shuffle=True.")
    }
    self.init(folds: folds, shuffles: shuffles, randomState: call["random_state"], isStratified: isStratified)
  }

  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let rows = try ScikitLearn.rowCount(x, in: context)
    let count = try context.index(parameter("n_splits"))
    let random = try context.truth(parameter("shuffle")) ? try random(in: context) : nil
    guard isStratified else {
      return try context.raising { () throws(LearningError) in
        try kFolds(rows: rows, folds: count, random: random)
      }
    }
    if try ScikitLearn.targetKind(y, in: context) == .continuous {
      throw .valueError("Supported target types are: ('binary', 'multiclass'). Got 'continuous' instead.")
    }
    let classes = try LabelColumn(y, in: context).codes
    guard classes.count == rows else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(rows), \(classes.count)]")
    }
    try warnOfSmallClasses(classes, count, in: context)
    return try context.raising { () throws(LearningError) in
      try stratifiedKFolds(
        classes: classes, folds: count, random: random,
        dealsEachClass: random == nil && context.scikitLearnRelease <= .v21)
    }
  }

  private func warnOfSmallClasses(_ classes: [Int], _ folds: Int, in context: Context) throws(Raised) {
    var sizes: [Int: Int] = [:]
    for label in classes { sizes[label, default: 0] += 1 }
    guard let least = sizes.values.min(), least < folds, sizes.values.contains(where: { $0 >= folds }) else { return }
    try context.warnInLibrary(
      PythonString(
        "The least populated class in y has only \(least) members, which is less than n_splits=\(folds)."),
      Exceptions.userWarning)
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let kFold = splitterType("KFold", KFold.members)
  nonisolated(unsafe) static let stratifiedKFold = splitterType("StratifiedKFold", StratifiedKFold.members)
}

extension ScikitLearn.KFold {
  static let constructor = Constructor("__init__(self, n_splits=5, *, shuffle=False, random_state=None)") { call in
    .object(try FoldSplitterObject(call, isStratified: false))
  }
}

extension ScikitLearn.StratifiedKFold {
  static let constructor = Constructor("__init__(self, n_splits=5, *, shuffle=False, random_state=None)") { call in
    .object(try FoldSplitterObject(call, isStratified: true))
  }
}

/// `RepeatedKFold`, `RepeatedStratifiedKFold`: folds of one stream of random numbers.
final class RepeatedSplitterObject: SplitterObject {
  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let random = Value.object(RandomStateObject(try random(in: context)))
    var result: [TrainTestIndices] = []
    for _ in 0..<(try context.index(parameter("n_repeats"))) {
      let splitter = FoldSplitterObject(
        folds: try context.index(parameter("n_splits")), shuffles: true, randomState: random,
        isStratified: type === ScikitLearn.repeatedStratifiedKFold)
      result += try splitter.folds(x, y, groups, in: context)
    }
    return result
  }

  override func count(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> Int {
    try context.index(parameter("n_splits")) * context.index(parameter("n_repeats"))
  }
}

extension ScikitLearn {
  package enum RepeatedKFold {}
  package enum RepeatedStratifiedKFold {}
  nonisolated(unsafe) static let repeatedKFold = splitterType("RepeatedKFold", RepeatedKFold.members)
  nonisolated(unsafe) static let repeatedStratifiedKFold = splitterType(
    "RepeatedStratifiedKFold", RepeatedStratifiedKFold.members)
}

extension ScikitLearn.RepeatedKFold {
  static let constructor = Constructor("__init__(self, *, n_splits=5, n_repeats=10, random_state=None)") { call in
    .object(RepeatedSplitterObject(call, type: ScikitLearn.repeatedKFold))
  }
}

extension ScikitLearn.RepeatedStratifiedKFold {
  static let constructor = Constructor("__init__(self, *, n_splits=5, n_repeats=10, random_state=None)") { call in
    .object(RepeatedSplitterObject(call, type: ScikitLearn.repeatedStratifiedKFold))
  }
}
