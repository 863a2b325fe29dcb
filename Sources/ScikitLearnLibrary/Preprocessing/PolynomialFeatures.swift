import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Products of features up to a degree.
final class PolynomialFeaturesObject: TransformerObject {
  /// Of each product the features in it, in ascending order.
  private var products: [[Int]] = []

  override func clone() -> EstimatorObject { PolynomialFeaturesObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let samples = try SampleTable(x, in: context)
    try FeatureTable(x, in: context).checkComplete(for: self, in: context)
    let degrees = try degrees(in: context)
    let interactionOnly = try flag("interaction_only", in: context)
    let count = samples.columns.count
    products = try flag("include_bias", in: context) ? [[]] : []
    for degree in max(1, degrees.least)...max(1, degrees.least, degrees.most) where degree <= degrees.most {
      products += try PolynomialFeaturesObject.combinations(
        count, degree, repeating: !interactionOnly, limit: 200_000, in: context)
    }
    if products.isEmpty {
      throw .valueError(
        "Setting degree to zero and include_bias to False would result in an empty output array.")
    }
    remember(samples)
  }

  private func degrees(in context: Context) throws(Raised) -> (least: Int, most: Int) {
    let degree = parameter("degree")
    if let most = try context.indexIfInteger(degree) { return (0, most) }
    let both = try context.unpack(degree, count: 2)
    let (least, most) = (try context.index(both[0]), try context.index(both[1]))
    guard least >= 0, least <= most else {
      throw .valueError(
        "degree=(min_degree, max_degree) must be non-negative integers that fulfil min_degree <= max_degree, got "
          + "\(try context.str(degree)).")
    }
    return (least, most)
  }

  /// Ascending choices of positions, in lexicographic order.
  private static func combinations(
    _ count: Int, _ size: Int, repeating: Bool, limit: Int, in context: Context
  ) throws(Raised) -> [[Int]] {
    var result: [[Int]] = [[]]
    for _ in 0..<size {
      var longer: [[Int]] = []
      for choice in result {
        let first = choice.last.map { repeating ? $0 : $0 + 1 } ?? 0
        for next in first..<max(first, count) { longer.append(choice + [next]) }
        guard longer.count <= limit else { throw context.unsupportedNow("so many products of features") }
      }
      result = longer
    }
    return result
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    let features = try FeatureTable(x, in: context)
    try features.checkComplete(for: self, in: context)
    var known: [[Int]: TracedColumn] = [:]
    var columns: [TracedColumn] = []
    for product in products {
      let column =
        try product.isEmpty ? ones(samples, in: context) : made(product, features.columns, &known, in: context)
      columns.append(column)
    }
    return .object(
      ArrayObject(
        columns: columns, rows: samples.rowCount, dtype: .float64,
        isColumnMajor: parameter("order").stringValue == "F"))
  }

  private func ones(_ samples: SampleTable, in context: Context) throws(Raised) -> TracedColumn {
    let one = Column.floats([Double](repeating: 1, count: samples.rowCount))
    var column = TracedColumn(values: one, dtype: .float64)
    guard let domain = samples.columns.first(where: { $0.domain != nil })?.domain else { return column }
    column.domain = domain
    do throws(TraceError) {
      column.function = try context.tracer.constant(.float(1), fitted: nil, origin: context.planOrigin)
    } catch {
      throw context.raised(error)
    }
    return column
  }

  /// A product from the one without its first factor, as scikit-learn multiplies.
  private func made(
    _ product: [Int], _ features: [TracedColumn], _ known: inout [[Int]: TracedColumn], in context: Context
  ) throws(Raised) -> TracedColumn {
    if let found = known[product] { return found }
    let first = features[product[0]]
    var column =
      first.dtype == .float64 ? first : try context.traced(Cast(to: .float64), [.column(first)], dtype: .float64)
    if product.count > 1 {
      let rest = try made(Array(product.dropFirst()), features, &known, in: context)
      column = try context.traced(Multiply(), [.column(rest), .column(column)])
    }
    known[product] = column
    return column
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    products.map { product in
      if product.isEmpty { return "1" }
      var parts: [String] = []
      for position in Array(Set(product)).sorted() {
        let power = product.count { $0 == position }
        parts.append(power == 1 ? input[position] : "\(input[position])^\(power)")
      }
      return parts.joined(separator: " ")
    }
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_output_features_":
      guard featureCount != nil else { throw missing(name) }
      return .int(products.count)
    case "powers_":
      guard let featureCount else { throw missing(name) }
      return ScikitLearn.matrix(products.map { product in (0..<featureCount).map { i in product.count { $0 == i } } })
    default: return try super.attribute(name, in: context)
    }
  }
}

extension ScikitLearn {
  package enum PolynomialFeatures {}
  nonisolated(unsafe) static let polynomialFeatures = estimatorType(
    "PolynomialFeatures", module: "sklearn.preprocessing._polynomial", mixin: transformer,
    members: PolynomialFeatures.members,
    fitted: "n_output_features_ powers_")
}

extension ScikitLearn.PolynomialFeatures {
  /// `sklearn.preprocessing.PolynomialFeatures`.
  static let constructor = Constructor(
    "__init__(self, degree=2, *, interaction_only=False, include_bias=True, order='C')"
  ) { call in .object(try PolynomialFeaturesObject(call, type: ScikitLearn.polynomialFeatures)) }

  /// The names before scikit-learn 1.0.
  static let oldNames = Method("get_feature_names(self, input_features=None)") { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("'PolynomialFeatures' object has no attribute 'get_feature_names'")
    }
    let transformer = try call.receiver(as: PolynomialFeaturesObject.self)
    let names = try transformer.outputNames(
      call.isNone("input_features")
        ? .list((0..<(transformer.featureCount ?? 0)).map { .text("x\($0)") }) : call["input_features"],
      in: call.context)
    return .list(names.map { .string(PythonString($0)) })
  }
}
