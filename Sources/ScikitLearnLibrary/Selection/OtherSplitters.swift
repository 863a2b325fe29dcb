import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `ShuffleSplit`, `StratifiedShuffleSplit`, `GroupShuffleSplit`.
final class ShuffleSplitterObject: SplitterObject {
  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let rows = try ScikitLearn.rowCount(x, in: context)
    let count = try context.index(parameter("n_splits"))
    let (test, train) = (try size("test_size", in: context), try size("train_size", in: context))
    let random = try random(in: context)
    if type === ScikitLearn.groupShuffleSplit {
      let codes = try ScikitLearn.codes(ofGroups: groups, rows: rows, in: context)
      return try context.raising { () throws(LearningError) in
        try groupShuffleSplits(groups: codes, splits: count, testSize: test, trainSize: train, random: random)
      }
    }
    guard type === ScikitLearn.stratifiedShuffleSplit else {
      return try context.raising { () throws(LearningError) in
        try shuffleSplits(rows: rows, splits: count, testSize: test, trainSize: train, random: random)
      }
    }
    let classes = try LabelColumn(y, in: context).codes
    return try context.raising { () throws(LearningError) in
      var result: [TrainTestIndices] = []
      for _ in 0..<count {
        result.append(
          try stratifiedTrainTestSplit(
            classes: classes, testSize: test, trainSize: train, defaultTest: 0.1, random: random))
      }
      return result
    }
  }
}

/// `GroupKFold`, `LeaveOneGroupOut`.
final class GroupSplitterObject: SplitterObject {
  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let codes = try ScikitLearn.codes(ofGroups: groups, rows: ScikitLearn.rowCount(x, in: context), in: context)
    if type === ScikitLearn.leaveOneGroupOut { return parted(codes, folds: (codes.max() ?? -1) + 1) }
    let count = try context.index(parameter("n_splits"))
    if try context.truth(parameter("shuffle")) { throw context.unsupportedNow("'shuffle' of 'GroupKFold'") }
    return try context.raising { () throws(LearningError) in try groupKFolds(groups: codes, folds: count) }
  }

  override func count(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> Int {
    guard type === ScikitLearn.leaveOneGroupOut else { return try super.count(x, y, groups, in: context) }
    let rows = try ScikitLearn.rowCount(groups, in: context)
    return (try ScikitLearn.codes(ofGroups: groups, rows: rows, in: context).max() ?? -1) + 1
  }
}

/// `LeaveOneOut`.
final class LeaveOneOutObject: SplitterObject {
  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let rows = try ScikitLearn.rowCount(x, in: context)
    guard rows > 1 else { throw .valueError("Cannot perform LeaveOneOut with n_samples=\(rows).") }
    return parted(Array(0..<rows), folds: rows)
  }

  override func count(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> Int {
    if x.isNone { throw .valueError("The 'X' parameter should not be None.") }
    return try ScikitLearn.rowCount(x, in: context)
  }
}

/// `TimeSeriesSplit`.
final class TimeSeriesSplitterObject: SplitterObject {
  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let rows = try ScikitLearn.rowCount(x, in: context)
    let (splits, gap) = (try context.index(parameter("n_splits")), try context.index(parameter("gap")))
    let (most, test) = (
      try optionalInt("max_train_size", in: context), try optionalInt("test_size", in: context)
    )
    return try context.raising { () throws(LearningError) in
      try timeSeriesSplits(rows: rows, splits: splits, maxTrain: most, test: test, gap: gap)
    }
  }
}

/// `PredefinedSplit`: a row's fold is told, -1 is never tested.
final class PredefinedSplitterObject: SplitterObject {
  private func foldOfRow(in context: Context) throws(Raised) -> [Int] {
    try context.numbers(ScikitLearn.column(parameter("test_fold"), in: context).values).map { Int($0) }
  }

  override func folds(
    _ x: Value, _ y: Value, _ groups: Value, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    let folds = try foldOfRow(in: context)
    return Set(folds).subtracting([-1]).sorted().map { fold in
      TrainTestIndices(
        train: folds.indices.filter { folds[$0] != fold }, test: folds.indices.filter { folds[$0] == fold })
    }
  }

  override func count(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> Int {
    Set(try foldOfRow(in: context)).subtracting([-1]).count
  }
}

extension ScikitLearn {
  package enum ShuffleSplit {}
  package enum StratifiedShuffleSplit {}
  package enum GroupShuffleSplit {}
  package enum GroupKFold {}
  package enum LeaveOneGroupOut {}
  package enum LeaveOneOut {}
  package enum TimeSeriesSplit {}
  package enum PredefinedSplit {}
  nonisolated(unsafe) static let shuffleSplit = splitterType("ShuffleSplit", ShuffleSplit.members)
  nonisolated(unsafe) static let stratifiedShuffleSplit = splitterType(
    "StratifiedShuffleSplit", StratifiedShuffleSplit.members)
  nonisolated(unsafe) static let groupShuffleSplit = splitterType("GroupShuffleSplit", GroupShuffleSplit.members)
  nonisolated(unsafe) static let groupKFold = splitterType("GroupKFold", GroupKFold.members)
  nonisolated(unsafe) static let leaveOneGroupOut = splitterType("LeaveOneGroupOut", LeaveOneGroupOut.members)
  nonisolated(unsafe) static let leaveOneOut = splitterType("LeaveOneOut", LeaveOneOut.members)
  nonisolated(unsafe) static let timeSeriesSplit = splitterType("TimeSeriesSplit", TimeSeriesSplit.members)
  nonisolated(unsafe) static let predefinedSplit = splitterType("PredefinedSplit", PredefinedSplit.members)
}

extension ScikitLearn.ShuffleSplit {
  static let constructor = Constructor(
    "__init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None)"
  ) { call in .object(ShuffleSplitterObject(call, type: ScikitLearn.shuffleSplit)) }
}

extension ScikitLearn.StratifiedShuffleSplit {
  static let constructor = Constructor(
    "__init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None)"
  ) { call in .object(ShuffleSplitterObject(call, type: ScikitLearn.stratifiedShuffleSplit)) }
}

extension ScikitLearn.GroupShuffleSplit {
  static let constructor = Constructor(
    "__init__(self, n_splits=5, *, test_size=None, train_size=None, random_state=None)"
  ) { call in .object(ShuffleSplitterObject(call, type: ScikitLearn.groupShuffleSplit)) }
}

extension ScikitLearn.GroupKFold {
  static let constructor = Constructor("__init__(self, n_splits=5, *, shuffle=False, random_state=None)") { call in
    let parameters: [(name: PythonString, value: Value)] =
      [(name: "n_splits", value: call["n_splits"])]
      + (call.context.era == .classic
        ? []
        : [
          (name: PythonString("random_state"), value: call["random_state"]),
          (name: PythonString("shuffle"), value: call["shuffle"]),
        ])
    return .object(GroupSplitterObject(parameters, type: ScikitLearn.groupKFold))
  }
}

extension ScikitLearn.LeaveOneGroupOut {
  static let constructor = Constructor("__init__(self)") { call in
    .object(GroupSplitterObject(call, type: ScikitLearn.leaveOneGroupOut))
  }
}

extension ScikitLearn.LeaveOneOut {
  static let constructor = Constructor("__init__(self)") { call in
    .object(LeaveOneOutObject(call, type: ScikitLearn.leaveOneOut))
  }
}

extension ScikitLearn.TimeSeriesSplit {
  static let constructor = Constructor(
    "__init__(self, n_splits=5, *, max_train_size=None, test_size=None, gap=0)"
  ) { call in .object(TimeSeriesSplitterObject(call, type: ScikitLearn.timeSeriesSplit)) }
}

extension ScikitLearn.PredefinedSplit {
  static let constructor = Constructor("__init__(self, test_fold)") { call in
    let folds = try NumPy.atLeastOneDimensional(call["test_fold"], in: call.context)
    return .object(
      PredefinedSplitterObject([(name: "test_fold", value: .object(folds))], type: ScikitLearn.predefinedSplit))
  }
}
