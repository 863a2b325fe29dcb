import Columns
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.ModelSelection {
  /// `sklearn.model_selection.train_test_split`: of each table the training rows and the test rows.
  static let trainTestSplitFunction = Function(
    "train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None)"
  ) { call in
    let context = call.context
    let arrays = call.variadic
    guard !arrays.isEmpty else { throw Raised.valueError("At least one array required as input") }
    var counts: [Int] = []
    for array in arrays { counts.append(try ScikitLearn.rowCount(array, in: context)) }
    guard counts.allSatisfy({ $0 == counts[0] }) else {
      let list = counts.map(String.init).joined(separator: ", ")
      throw Raised.valueError("Found input variables with inconsistent numbers of samples: [\(list)]")
    }
    let indices = try call.indices(rows: counts[0])
    var parts: [Value] = []
    for array in arrays {
      parts.append(try ScikitLearn.rows(array, indices.train, in: context))
      parts.append(try ScikitLearn.rows(array, indices.test, in: context))
    }
    return .list(parts)
  }
}

extension Call {
  fileprivate func indices(rows: Int) throws -> TrainTestIndices {
    let (test, train) = (try size("test_size"), try size("train_size"))
    let random = try ScikitLearn.randomState(self["random_state"], in: context)
    do {
      if isNone("stratify") {
        return try Learning.trainTestSplit(
          rows: rows, testSize: test, trainSize: train, shuffle: bool("shuffle"), random: random)
      }
      guard try bool("shuffle") else {
        throw Raised.valueError("Stratified train/test split is not implemented for shuffle=False")
      }
      let labels = try LabelColumn(self["stratify"], in: context)
      return try stratifiedTrainTestSplit(classes: labels.codes, testSize: test, trainSize: train, random: random)
    } catch let error as LearningError {
      throw context.raised(error)
    }
  }

  /// A part's size: a count or a fraction.
  private func size(_ name: String) throws(Raised) -> PartSize? {
    let value = try self[name].supported()
    if value.isNone { return nil }
    if let count = try context.indexIfInteger(value), count >= 1 { return .count(count) }
    if case .int = value, context.era == .modern { throw try refusal(name) }
    let fraction = try double(name)
    // scikit-learn 1.2 leaves it to the check of sizes, in other words.
    guard context.era == .classic || fraction > 0 && fraction < 1 else { throw try refusal(name) }
    return .fraction(fraction)
  }

  private func refusal(_ name: String) throws(Raised) -> Raised {
    Raised(
      ScikitLearn.invalidParameterError,
      "The '\(name)' parameter of train_test_split must be a float in the range (0.0, 1.0), an int in the range [1, inf) or "
        + "None. Got \(try context.repr(self[name])) instead.")
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let invalidParameterError = Exceptions.make(
    "InvalidParameterError", module: "sklearn.utils._param_validation", Exceptions.valueError, Exceptions.typeError)

  /// The number of samples of a table or list.
  static func rowCount(_ value: Value, in context: Context) throws(Raised) -> Int {
    let value = try value.supported()
    if let table = value.object as? any TracedTable { return table.rowCount }
    return try context.length(value)
  }

  /// `_safe_indexing`: the samples at these positions, as a value of the same kind.
  static func rows(_ value: Value, _ positions: [Int], in context: Context) throws(Raised) -> Value {
    if let table = value.object as? any TracedTable { return table.selectingRows(positions, filter: nil) }
    let items = try context.items(of: value)
    return .list(positions.map { items[$0] })
  }
}
