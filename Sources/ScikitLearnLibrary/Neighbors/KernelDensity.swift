import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// How dense samples lie, by a normal or other curve around each.
final class KernelDensityObject: EstimatorObject {
  private var rows: [[Double]] = []
  private var weights: [Double]?
  private var bandwidth = 1.0
  private var names: [String]?

  override var learnsAttributes: Bool { true }
  override func clone() -> EstimatorObject { KernelDensityObject(cloning: self) }

  func fit(_ x: Value, weights: Value, in context: Context) throws(Raised) {
    let features = try FeatureTable.complete(x, for: self, in: context)
    _ = try curve(in: context)
    guard parameter("metric").stringValue == "euclidean" else { throw try unsupported("metric", in: context) }
    switch parameter("bandwidth") {
    case .string("scott"):
      bandwidth = power(Double(features.rowCount), -1 / Double(features.columns.count + 4))
    case .string("silverman"):
      bandwidth = power(
        Double(features.rowCount) * Double(features.columns.count + 2) / 4, -1 / Double(features.columns.count + 4))
    default: bandwidth = try number("bandwidth", .positive(context), in: context)
    }
    self.weights = try ScikitLearn.sampleWeights(weights, count: features.rowCount, in: context)
    rows = (0..<features.rowCount).map { features.matrix.row($0) }
    names = features.hasNames ? features.names : nil
    var attributes: [PythonString: Value] = [
      "bandwidth_": parameter("bandwidth").stringValue == nil ? parameter("bandwidth") : .float(bandwidth),
      "n_features_in_": .int(features.columns.count),
    ]
    attributes["feature_names_in_"] = names.map { ScikitLearn.names($0) }
    learn(attributes: attributes)
  }

  private func curve(in context: Context) throws(Raised) -> String {
    let name = try word("kernel", in: context)
    guard ["gaussian", "tophat", "epanechnikov", "exponential", "linear"].contains(name) else {
      throw try unsupported("kernel", in: context)
    }
    return name
  }

  /// The logarithm of a curve's height at a distance, and that of its volume.
  private func height(_ distance: Double, _ curve: String) -> Double {
    let h = bandwidth
    switch curve {
    case "tophat": return distance < h ? 0 : -.infinity
    case "epanechnikov": return distance < h ? naturalLogarithm(1 - distance * distance / (h * h)) : -.infinity
    case "exponential": return -distance / h
    case "linear": return distance < h ? naturalLogarithm(1 - distance / h) : -.infinity
    default: return -0.5 * (distance * distance) / (h * h)
    }
  }

  private func volume(_ curve: String, _ d: Int) -> Double {
    func ball(_ n: Int) -> Double {
      // The volume of a ball of radius one, by two dimensions at a time.
      var value = n % 2 == 0 ? 1.0 : 2.0
      var k = n % 2 == 0 ? 2 : 3
      while k <= n {
        value *= 2 * .pi / Double(k)
        k += 2
      }
      return value
    }
    let logarithm: Double
    switch curve {
    case "tophat": logarithm = naturalLogarithm(ball(d))
    case "epanechnikov": logarithm = naturalLogarithm(ball(d)) + naturalLogarithm(2 / (Double(d) + 2))
    case "exponential":
      let factorial = (1...max(d - 1, 1)).reduce(1.0) { $0 * Double($1) }
      logarithm = naturalLogarithm(ball(d) * Double(d)) + naturalLogarithm(d > 1 ? factorial : 1)
    case "linear": logarithm = naturalLogarithm(ball(d)) - naturalLogarithm(Double(d) + 1)
    default: logarithm = 0.5 * Double(d) * naturalLogarithm(2 * .pi)
    }
    return -logarithm - Double(d) * naturalLogarithm(bandwidth)
  }

  /// The logarithm of the density at each row.
  func densities(_ x: Value, in context: Context) throws(Raised) -> [Double] {
    guard let first = rows.first else { throw context.notFitted(self) }
    let features = try FeatureTable.complete(x, for: self, in: context)
    try features.check(first.count, named: names, of: self)
    let curve = try curve(in: context)
    let total = weights.map { $0.reduce(0, +) } ?? Double(rows.count)
    let constant = volume(curve, first.count) - naturalLogarithm(total)
    return (0..<features.rowCount).map { row in
      let point = features.matrix.row(row)
      let heights = rows.map { other in
        height(zip(point, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot(), curve)
      }
      guard let most = heights.max(), most.isFinite else { return -.infinity }
      var sum = 0.0
      for (index, height) in heights.enumerated() { sum += exponential(height - most) * (weights?[index] ?? 1) }
      return naturalLogarithm(sum) + most + constant
    }
  }

  /// Rows drawn from the density.
  func drawn(_ count: Int, _ seed: Value, in context: Context) throws(Raised) -> Value {
    guard !rows.isEmpty else { throw context.notFitted(self) }
    guard try curve(in: context) == "gaussian" else { throw context.unsupportedNow("'sample' of this kernel") }
    let random = try ScikitLearn.randomState(seed, in: context)
    let draws = random.random(count: max(count, 0))
    let chosen: [Int]
    if let weights {
      var sum = 0.0
      let limits = weights.map { weight in
        sum += weight
        return sum
      }
      chosen = draws.map { draw in limits.firstIndex { $0 >= draw * sum } ?? rows.count - 1 }
    } else {
      chosen = draws.map { Int($0 * Double(rows.count)) }
    }
    return ScikitLearn.matrix(
      chosen.map { row in rows[row].map { $0 + bandwidth * random.standardNormal() } })
  }
}

extension ScikitLearn {
  package enum KernelDensity {}
  nonisolated(unsafe) static let kernelDensity = estimatorType(
    "KernelDensity", module: "sklearn.neighbors._kde", members: KernelDensity.members,
    fitted: "bandwidth_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.KernelDensity {
  /// `sklearn.neighbors.KernelDensity`.
  static let constructor = Constructor(
    """
    __init__(self, *, bandwidth=1.0, algorithm='auto', kernel='gaussian', metric='euclidean', atol=0, rtol=0, \
    breadth_first=True, leaf_size=40, metric_params=None)
    """
  ) { call in
    try call.refuse("metric_params")
    return .object(try KernelDensityObject(call, type: ScikitLearn.kernelDensity))
  }

  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: KernelDensityObject.self).fit(
      call["X"].supported(), weights: call["sample_weight"], in: call.context)
    return call.receiver
  }
  static let scoreSamples = Method("score_samples(self, X)") { call in
    ScikitLearn.array(
      try call.receiver(as: KernelDensityObject.self).densities(call["X"].supported(), in: call.context))
  }
  static let score = Method("score(self, X, y=None)") { call in
    let densities = try call.receiver(as: KernelDensityObject.self).densities(call["X"].supported(), in: call.context)
    return ScikitLearn.numpyScalar(pairwiseSum(densities, count: densities.count))
  }
  static let sample = Method("sample(self, n_samples=1, random_state=None)") { call in
    try call.receiver(as: KernelDensityObject.self).drawn(
      call.int("n_samples"), call["random_state"], in: call.context)
  }
}
