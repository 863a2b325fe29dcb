import Columns
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A `MinMaxScaler` and what it learned.
final class MinMaxScalerObject: ScalerObject {
  fileprivate var minima: [Double] = []
  fileprivate var maxima: [Double] = []
  fileprivate var factors: [Double] = []
  fileprivate var offsets: [Double] = []
  private var bounds: ClosedRange<Double>?

  override func clone() -> EstimatorObject { MinMaxScalerObject(cloning: self) }

  override func learn(_ features: FeatureTable, in context: Context) throws(Raised) {
    let range = try context.items(of: parameter("feature_range"))
    guard range.count == 2, let low = try context.double(range[0]), let high = try context.double(range[1]), low < high
    else {
      throw .valueError(
        "Minimum of desired feature range must be smaller than maximum. Got \(try context.repr(parameter("feature_range")))."
      )
    }
    bounds = try context.truth(parameter("clip")) ? low...high : nil
    let columns = (0..<features.columns.count).map { features.matrix.column($0).filter { !$0.isNaN } }
    minima = columns.map { $0.min() ?? .nan }
    maxima = columns.map { $0.max() ?? .nan }
    factors = zip(minima, maxima).map { (high - low) / MinMaxScalerObject.scale($1 - $0) }
    offsets = zip(minima, factors).map { low - $0 * $1 }
  }

  /// `_handle_zeros_in_scale`: a feature that does not vary is not scaled.
  private static func scale(_ range: Double) -> Double { range < 10 * 0x1p-52 ? 1 : range }

  override func operation(_ position: Int) -> any RowOperation {
    Rescale(factor: factors[position], offset: offsets[position], bounds: bounds)
  }

  override func inverse(_ position: Int) -> (any RowOperation)? {
    Standardise(mean: offsets[position], scale: factors[position])
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let minMaxScaler = estimatorType(
    "MinMaxScaler", module: "sklearn.preprocessing._data", mixin: transformer, members: MinMaxScaler.members)
}

extension ScikitLearn.MinMaxScaler {
  /// `sklearn.preprocessing.MinMaxScaler`.
  static let constructor = Constructor("__init__(self, feature_range=(0, 1), *, copy=True, clip=False)") { call in
    .object(try MinMaxScalerObject(call, type: ScikitLearn.minMaxScaler))
  }

  static let dataMin = Property("data_min_") { call in try array(call.receiver) { $0.minima } }
  static let dataMax = Property("data_max_") { call in try array(call.receiver) { $0.maxima } }
  static let scale = Property("scale_") { call in try array(call.receiver) { $0.factors } }
  static let min = Property("min_") { call in try array(call.receiver) { $0.offsets } }
  static let dataRange = Property("data_range_") { call in
    try array(call.receiver) { scaler in zip(scaler.minima, scaler.maxima).map { $1 - $0 } }
  }

  private static func array(_ receiver: Value, _ numbers: (MinMaxScalerObject) -> [Double]) throws(Raised) -> Value {
    guard let scaler = receiver.cast(to: MinMaxScalerObject.self), scaler.featureCount != nil else {
      throw .attributeError("'MinMaxScaler' object has no attribute of a fit")
    }
    return ScikitLearn.array(numbers(scaler))
  }
}
