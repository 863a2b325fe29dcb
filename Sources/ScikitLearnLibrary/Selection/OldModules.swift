import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// A splitter of `sklearn.cross_validation`, which knew its samples: what is iterated over are the parts.
final class OldSplitterObject: Object {
  private let folds: [TrainTestIndices]

  init(_ folds: [TrainTestIndices], type: TypeObject) {
    self.folds = folds
    super.init(type: type)
  }

  override func length(in context: Context) throws(Raised) -> Int? { folds.count }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(
      folds.map { .tuple([ScikitLearn.array($0.train), ScikitLearn.array($0.test)]) }, type: Types.generator)
  }
}

extension ScikitLearn {
  package enum OldKFold {}
  package enum OldStratifiedKFold {}
  package enum OldShuffleSplit {}
  package enum OldLeaveOneOut {}
  nonisolated(unsafe) static let oldKFold = oldSplitterType("KFold", OldKFold.members)
  nonisolated(unsafe) static let oldStratifiedKFold = oldSplitterType("StratifiedKFold", OldStratifiedKFold.members)
  nonisolated(unsafe) static let oldShuffleSplit = oldSplitterType("ShuffleSplit", OldShuffleSplit.members)
  nonisolated(unsafe) static let oldLeaveOneOut = oldSplitterType("LeaveOneOut", OldLeaveOneOut.members)

  private static func oldSplitterType(_ name: String, _ members: [any Member]) -> TypeObject {
    TypeObject(name: name, module: "sklearn.cross_validation", isOpen: true, members: members)
  }

  /// What `sklearn.cross_validation` and `sklearn.grid_search` had, up to scikit-learn 0.19.
  static var oldSelection: [any Member] {
    let kept: Set<String> = ["train_test_split", "cross_val_score", "cross_val_predict"]
    return ModelSelection.members.filter { kept.contains($0.name.description) }
  }
}

extension ScikitLearn.OldKFold {
  static let constructor = Constructor("__init__(self, n, n_folds=3, shuffle=False, random_state=None)") { call in
    let (rows, folds) = (try call.int("n"), try call.int("n_folds"))
    let random =
      try call.bool("shuffle") ? try ScikitLearn.randomState(call["random_state"], in: call.context) : nil
    let parts = try call.context.raising { () throws(LearningError) in
      try kFolds(rows: max(rows, 0), folds: folds, random: random)
    }
    return .object(OldSplitterObject(parts, type: ScikitLearn.oldKFold))
  }
}

extension ScikitLearn.OldStratifiedKFold {
  static let constructor = Constructor("__init__(self, y, n_folds=3, shuffle=False, random_state=None)") { call in
    let random =
      try call.bool("shuffle") ? try ScikitLearn.randomState(call["random_state"], in: call.context) : nil
    let classes = try LabelColumn(call["y"], in: call.context).codes
    let folds = try call.int("n_folds")
    let parts = try call.context.raising { () throws(LearningError) in
      try stratifiedKFolds(classes: classes, folds: folds, random: random)
    }
    return .object(OldSplitterObject(parts, type: ScikitLearn.oldStratifiedKFold))
  }
}

extension ScikitLearn.OldShuffleSplit {
  static let constructor = Constructor(
    "__init__(self, n, n_iter=10, test_size=0.1, train_size=None, random_state=None)"
  ) { call in
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    func size(_ name: String) throws(Raised) -> PartSize? {
      if call.isNone(name) { return nil }
      if let count = try call.context.indexIfInteger(call[name]) { return .count(count) }
      return .fraction(try call.double(name))
    }
    let (rows, splits) = (try call.int("n"), try call.int("n_iter"))
    let (test, train) = (try size("test_size"), try size("train_size"))
    let parts = try call.context.raising { () throws(LearningError) in
      try shuffleSplits(rows: max(rows, 0), splits: max(splits, 0), testSize: test, trainSize: train, random: random)
    }
    return .object(OldSplitterObject(parts, type: ScikitLearn.oldShuffleSplit))
  }
}

extension ScikitLearn.OldLeaveOneOut {
  static let constructor = Constructor("__init__(self, n)") { call in
    let rows = max(0, try call.int("n"))
    guard rows <= 20_000 else { throw call.unsupported("'LeaveOneOut' of so many samples") }
    return .object(OldSplitterObject(parted(Array(0..<rows), folds: rows), type: ScikitLearn.oldLeaveOneOut))
  }
}

/// A module as a member of another: `sklearn.externals.joblib`.
struct ModuleMember: Member {
  let name: PythonString
  private let path: String

  init(_ name: String, path: String) {
    self.name = PythonString(name)
    self.path = path
  }

  func value(in type: TypeObject) -> Value { .none }

  func value(in module: ModuleObject, context: Context) throws(Raised) -> Value { context.importModule(path) }
}
