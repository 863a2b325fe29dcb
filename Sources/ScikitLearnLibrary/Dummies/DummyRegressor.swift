import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A regressor that looks at the target only.
final class DummyRegressorObject: RegressorObject {
  /// What it answers with.
  private var constant: Scalar?

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    let numbers = try context.numbers(ScikitLearn.column(y, in: context).values)
    let rows = try ScikitLearn.rowCount(x.supported(), in: context)
    if numbers.isEmpty { throw .valueError("y must not be empty.") }
    guard rows == numbers.count else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(rows), \(numbers.count)]")
    }
    let weights = try ScikitLearn.sampleWeights(weights, count: rows, in: context)
    switch parameter("strategy").stringValue {
    case "mean": constant = .float(TypicalValue.mean.of(numbers, weights: weights))
    case "median": constant = .float(TypicalValue.median.of(numbers, weights: weights))
    case "quantile":
      guard let share = try context.double(parameter("quantile")) else {
        throw .valueError(
          "When using `strategy='quantile', you have to specify the desired quantile in the range [0, 1].")
      }
      constant = .float(TypicalValue.quantile(share).of(numbers, weights: weights))
    case "constant":
      let value = parameter("constant")
      if value.isNone {
        throw .typeError("Constant target value has to be specified when the constant strategy is used.")
      }
      guard let number = try context.double(value) else { throw try unsupported("constant", in: context) }
      if case .int(let whole) = value { constant = .int(Int64(whole)) } else { constant = .float(number) }
    default: throw try unsupported("strategy", in: context)
    }
    let shown: Value
    if case .int(let whole) = constant {
      shown = ScikitLearn.matrix([[Int(whole)]])
    } else {
      shown = ScikitLearn.matrix([[constant?.double ?? 0]])
    }
    learn(attributes: ["constant_": shown, "n_outputs_": .int(1)])
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let constant else { throw context.notFitted(self) }
    return try context.answering(constant, for: x)
  }

  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }
  override func tableTarget(_ era: Era) -> TableTarget { .taken }
  override func clone() -> EstimatorObject { DummyRegressorObject(cloning: self) }
}

extension ScikitLearn {
  package enum DummyRegressor {}

  nonisolated(unsafe) static let dummyRegressor = estimatorType(
    "DummyRegressor", module: "sklearn.dummy", mixin: regressor, members: DummyRegressor.members)
}

extension ScikitLearn.DummyRegressor {
  /// `sklearn.dummy.DummyRegressor`.
  static let constructor = Constructor("__init__(self, *, strategy='mean', constant=None, quantile=None)") {
    call in .object(try DummyRegressorObject(call, type: ScikitLearn.dummyRegressor))
  }
}
