import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `KFold`, `StratifiedKFold`: how samples are parted into folds.
final class SplitterObject: Object {
  let foldCount: Int
  let shuffles: Bool
  let randomState: Value
  let isStratified: Bool

  init(folds: Int, shuffles: Bool, randomState: Value, isStratified: Bool) {
    foldCount = folds
    self.shuffles = shuffles
    self.randomState = randomState
    self.isStratified = isStratified
    super.init(type: isStratified ? ScikitLearn.stratifiedKFold : ScikitLearn.kFold)
  }

  /// The splitter that a constructor's call asks for.
  convenience init(_ call: Call, isStratified: Bool) throws(Raised) {
    let folds = try call.int("n_splits")
    guard folds > 1 else {
      throw .valueError(
        "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got "
          + "n_splits=\(folds).")
    }
    let shuffles = try call.bool("shuffle")
    if !shuffles, !call.isNone("random_state") {
      throw .valueError(
        "Setting a random_state has no effect since shuffle is False. You should leave random_state to its default (None), "
          + "or set shuffle=True.")
    }
    self.init(folds: folds, shuffles: shuffles, randomState: call["random_state"], isStratified: isStratified)
  }

  /// The training and test rows of each fold.
  func folds(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [TrainTestIndices] {
    let rows = try ScikitLearn.rowCount(x, in: context)
    let random = shuffles ? try ScikitLearn.randomState(randomState, in: context) : nil
    let classes = isStratified ? try LabelColumn(y, in: context).codes : []
    if isStratified, classes.count != rows {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(rows), \(classes.count)]")
    }
    do throws(LearningError) {
      return try isStratified
        ? stratifiedKFolds(classes: classes, folds: foldCount, random: random)
        : kFolds(rows: rows, folds: foldCount, random: random)
    } catch {
      throw context.raised(error)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let shuffle = shuffles ? "True" : "False"
    return PythonString(
      "\(type.name)(n_splits=\(foldCount), random_state=\(try context.repr(randomState)), shuffle=\(shuffle))")
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_splits": .int(foldCount)
    case "shuffle": .bool(shuffles)
    case "random_state": randomState
    default: try super.attribute(name, in: context)
    }
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let splitter = TypeObject(
    name: "_BaseKFold", module: "sklearn.model_selection._split", isOpen: true, members: Splitter.members)
  nonisolated(unsafe) static let kFold = TypeObject(
    name: "KFold", module: "sklearn.model_selection._split", bases: [splitter], members: KFold.members)
  nonisolated(unsafe) static let stratifiedKFold = TypeObject(
    name: "StratifiedKFold", module: "sklearn.model_selection._split", bases: [splitter],
    members: StratifiedKFold.members)
}

extension ScikitLearn.Splitter {
  /// `split(X, y)`: pairs of index arrays.
  static let split = Method("split(self, X, y=None, groups=None)") { call in
    let folds = try call.receiver(as: SplitterObject.self).folds(call["X"], call["y"], in: call.context)
    return .object(
      ArrayIterator(
        folds.map { .tuple([ScikitLearn.array($0.train), ScikitLearn.array($0.test)]) }, type: Types.generator))
  }

  static let getNSplits = Method("get_n_splits(self, X=None, y=None, groups=None)") { call in
    .int(try call.receiver(as: SplitterObject.self).foldCount)
  }
}

extension ScikitLearn.KFold {
  static let constructor = Constructor("__init__(self, n_splits=5, *, shuffle=False, random_state=None)") { call in
    .object(try SplitterObject(call, isStratified: false))
  }
}

extension ScikitLearn.StratifiedKFold {
  static let constructor = Constructor("__init__(self, n_splits=5, *, shuffle=False, random_state=None)") { call in
    .object(try SplitterObject(call, isStratified: true))
  }
}
