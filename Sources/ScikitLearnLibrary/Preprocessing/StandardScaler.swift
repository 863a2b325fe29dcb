import Columns
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A `StandardScaler` and what it learned.
final class StandardScalerObject: ScalerObject {
  private(set) var scaler: StandardScaler?

  override func clone() -> EstimatorObject { StandardScalerObject(cloning: self) }

  override func learn(_ features: FeatureTable, in context: Context) throws(Raised) {
    scaler = StandardScaler(
      fitting: features.matrix, withMean: try context.truth(parameter("with_mean")),
      withDeviation: try context.truth(parameter("with_std")))
  }

  private func numbers(_ position: Int) -> (mean: Double, scale: Double) {
    let mean = scaler?.withMean == true ? scaler?.mean?[position] ?? 0 : 0
    return (mean, scaler?.scale?[position] ?? 1)
  }

  override func operation(_ position: Int) -> any RowOperation {
    let (mean, scale) = numbers(position)
    return Standardise(mean: mean, scale: scale)
  }

  override func inverse(_ position: Int) -> (any RowOperation)? {
    let (mean, scale) = numbers(position)
    return Rescale(factor: scale, offset: mean)
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let standardScaler = estimatorType(
    "StandardScaler", module: "sklearn.preprocessing._data", mixin: transformer, members: StandardScaler.members)
}

extension ScikitLearn.StandardScaler {
  /// `sklearn.preprocessing.StandardScaler`.
  static let constructor = Constructor("__init__(self, *, copy=True, with_mean=True, with_std=True)") { call in
    .object(try StandardScalerObject(call, type: ScikitLearn.standardScaler))
  }

  static let mean = Property("mean_") { call in try array(call.receiver, \.mean, call.context) }
  static let variance = Property("var_") { call in try array(call.receiver, \.variance, call.context) }
  static let scale = Property("scale_") { call in try array(call.receiver, \.scale, call.context) }

  static let sampleCount = Property("n_samples_seen_") { call in
    let scaler = try call.receiver(as: StandardScalerObject.self)
    guard let counts = scaler.scaler?.counts else { throw call.context.notFitted(scaler) }
    guard let first = counts.first, counts.allSatisfy({ $0 == first }) else { return ScikitLearn.array(counts) }
    return call.context.era == .classic ? NumPy.scalar(.int(first)) : NumPy.scalar(.float(Double(first)))
  }

  private static func array(
    _ receiver: Value, _ path: KeyPath<Learning.StandardScaler, [Double]?>, _ context: Context
  ) throws(Raised) -> Value {
    guard let object = receiver.cast(to: StandardScalerObject.self), let scaler = object.scaler else {
      throw .attributeError("'StandardScaler' object has no attribute '\(path == \.mean ? "mean_" : "scale_")'")
    }
    return scaler[keyPath: path].map { ScikitLearn.array($0) } ?? .none
  }
}
