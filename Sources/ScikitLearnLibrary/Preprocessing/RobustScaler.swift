import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A `RobustScaler`: centred on the median, scaled by a range of quantiles.
final class RobustScalerObject: ScalerObject {
  private var centers: [Double]?
  private var scales: [Double]?

  override func clone() -> EstimatorObject { RobustScalerObject(cloning: self) }

  override func learn(_ features: FeatureTable, in context: Context) throws(Raised) {
    if try flag("unit_variance", in: context) { throw context.unsupportedNow("'unit_variance' of 'RobustScaler'") }
    let range = try context.items(of: parameter("quantile_range"))
    guard range.count == 2, let low = try context.double(range[0]), let high = try context.double(range[1]),
      low <= high,
      low >= 0, high <= 100
    else { throw .valueError("Invalid quantile range: \(try context.str(parameter("quantile_range")))") }
    let columns = (0..<features.columns.count).map { features.matrix.column($0).filter { !$0.isNaN } }
    centers = try flag("with_centering", in: context) ? columns.map { presentMedian($0) } : nil
    scales =
      try flag("with_scaling", in: context)
      ? columns.map { column in
        let quantiles = Quantiles(column)
        let width = quantiles(high / 100) - quantiles(low / 100)
        return width < 10 * 0x1p-52 ? 1 : width
      } : nil
  }

  override func operation(_ position: Int) -> any RowOperation {
    Standardise(mean: centers?[position] ?? 0, scale: scales?[position] ?? 1)
  }

  override func inverse(_ position: Int) -> (any RowOperation)? {
    Rescale(factor: scales?[position] ?? 1, offset: centers?[position] ?? 0)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "center_" || name == "scale_" else { return try super.attribute(name, in: context) }
    guard featureCount != nil else { throw missing(name) }
    return (name == "center_" ? centers : scales).map { ScikitLearn.array($0) } ?? Value.none
  }
}

/// A `MaxAbsScaler`: divided by the greatest magnitude.
final class MaxAbsScalerObject: ScalerObject {
  private var greatest: [Double] = []

  override func clone() -> EstimatorObject { MaxAbsScalerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["clip"] : [] }

  override func learn(_ features: FeatureTable, in context: Context) throws(Raised) {
    greatest = (0..<features.columns.count).map { position in
      features.matrix.column(position).filter { !$0.isNaN }.map(\.magnitude).max() ?? .nan
    }
  }

  private func scale(_ position: Int) -> Double { greatest[position] < 10 * 0x1p-52 ? 1 : greatest[position] }

  override func operation(_ position: Int) -> any RowOperation { Standardise(mean: 0, scale: scale(position)) }

  override func inverse(_ position: Int) -> (any RowOperation)? { Rescale(factor: scale(position), offset: 0) }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "max_abs_" || name == "scale_" else { return try super.attribute(name, in: context) }
    guard featureCount != nil else { throw missing(name) }
    return ScikitLearn.array(name == "max_abs_" ? greatest : greatest.indices.map { scale($0) })
  }
}

extension ScikitLearn {
  package enum RobustScaler {}
  package enum MaxAbsScaler {}
  nonisolated(unsafe) static let robustScaler = estimatorType(
    "RobustScaler", module: "sklearn.preprocessing._data", mixin: transformer, members: RobustScaler.members,
    fitted: "center_ scale_")
  nonisolated(unsafe) static let maxAbsScaler = estimatorType(
    "MaxAbsScaler", module: "sklearn.preprocessing._data", mixin: transformer, members: MaxAbsScaler.members,
    fitted: "max_abs_ scale_")
}

extension ScikitLearn.RobustScaler {
  /// `sklearn.preprocessing.RobustScaler`.
  static let constructor = Constructor(
    """
    __init__(self, *, with_centering=True, with_scaling=True, quantile_range=(25.0, 75.0), copy=True, unit_variance=False)
    """
  ) { call in .object(try RobustScalerObject(call, type: ScikitLearn.robustScaler)) }
}

extension ScikitLearn.MaxAbsScaler {
  /// `sklearn.preprocessing.MaxAbsScaler`.
  static let constructor = Constructor("__init__(self, *, copy=True, clip=False)") { call in
    try call.refuse("clip")
    return .object(try MaxAbsScalerObject(call, type: ScikitLearn.maxAbsScaler))
  }
}
