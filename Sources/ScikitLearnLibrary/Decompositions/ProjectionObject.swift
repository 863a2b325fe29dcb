import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A transformer whose features are linear in those of the samples.
class ProjectionObject: TransformerObject {
  /// The factors of each new feature, and what is added to it.
  var directions: [[Double]] = []
  var offsets: [Double] = []

  /// What the new features are called, before their numbers.
  var prefix: String { type.name.lowercased() }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let featureCount else { throw context.notFitted(self) }
    return try projected(x, directions, offsets, from: featureCount, named: featureNames, in: context)
  }

  override func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    guard featureCount != nil else { throw context.notFitted(self) }
    return directions.indices.map { "\(prefix)\($0)" }
  }

  /// What undoes a projection on orthogonal directions.
  func unprojected(
    _ x: Value, _ components: [[Double]], _ mean: [Double], factors: [Double], in context: Context
  ) throws(Raised) -> Value {
    guard featureCount != nil else { throw context.notFitted(self) }
    let rows = mean.indices.map { j in components.indices.map { components[$0][j] * factors[$0] } }
    return try projected(x, rows, mean, from: components.count, named: nil, in: context)
  }

  /// A generator from `random_state`, in the words of a fit.
  func drawing(in context: Context) -> () throws(LearningError) -> RandomState {
    let seed = parameter("random_state")
    return { () throws(LearningError) in
      do throws(Raised) {
        return try ScikitLearn.randomState(seed, in: context)
      } catch {
        throw .value("\(seed.typeName) cannot be used to seed a numpy.random.RandomState instance")
      }
    }
  }
}

extension EstimatorObject {
  /// Each row's products with `rows`, plus `offsets`.
  func projected(
    _ x: Value, _ rows: [[Double]], _ offsets: [Double], from count: Int, named: [String]?, in context: Context
  ) throws(Raised) -> Value {
    let features = try FeatureTable(x, in: context)
    try features.check(count, named: named, of: self)
    let table = linearParameterTable(coefficients: rows, intercepts: offsets, features: count)
    let missing = LearningError.missingInput(estimator: type.name)
    let infinite = LearningError.infiniteInput("float64")
    let operation = LinearScoresOperation(
      ParameterBlock(name: "components.bin", bytes: table), missing: RaisedError(missing.type, missing.message),
      infinite: RaisedError(infinite.type, infinite.message))
    do throws(TraceError) {
      let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
      let columns = try context.tracer.components(
        of: context.tracer.applying(
          operation, to: vector, origin: context.planOrigin,
          fitted: context.provenance("\(type.name).fit", of: features.columns)), origin: context.planOrigin)
      return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
    } catch {
      throw context.raised(error)
    }
  }
}
