import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Numbers in intervals, as their positions or as columns of zeros and ones.
final class KBinsDiscretizerObject: TransformerObject {
  private var edges: [[Double]] = []
  private var fitted: [Plan.Fitted?] = []

  override func clone() -> EstimatorObject { KBinsDiscretizerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["quantile_method"] : [] }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "subsample" && era == .classic ? "warn" : nil
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try word("encode", of: ["onehot", "onehot-dense", "ordinal"], in: context)
    let strategy = try word("strategy", of: ["uniform", "quantile", "kmeans"], in: context)
    if strategy == "kmeans" { throw context.unsupportedNow("'strategy=kmeans' of 'KBinsDiscretizer'") }
    let features = try FeatureTable(x, in: context)
    try features.checkComplete(for: self, in: context)
    if context.era == .modern, let most = try context.indexIfInteger(parameter("subsample")), features.rowCount > most {
      throw context.unsupportedNow("'KBinsDiscretizer' of a sample of the rows")
    }
    let counts = try binCounts(features.columns.count, in: context)
    var found: [[Double]] = []
    for position in features.columns.indices {
      found.append(
        try edges(features.matrix.column(position), counts[position], strategy, position, in: context))
    }
    edges = found
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    fitted = features.columns.map { context.provenance("KBinsDiscretizer.fit", of: [$0]) }
  }

  private func binCounts(_ features: Int, in context: Context) throws(Raised) -> [Int] {
    let value = parameter("n_bins")
    if let count = try context.indexIfInteger(value) {
      guard count >= 2 else {
        throw try invalid("n_bins", "an int in the range [2, inf) or an array-like", in: context)
      }
      return [Int](repeating: count, count: features)
    }
    var counts: [Int] = []
    for item in try context.items(of: value) { counts.append(try context.index(item)) }
    guard counts.count == features, counts.allSatisfy({ $0 >= 2 }) else {
      throw .valueError("n_bins must be a scalar or array of shape (n_features,).")
    }
    return counts
  }

  private func edges(
    _ column: [Double], _ count: Int, _ strategy: String, _ position: Int, in context: Context
  ) throws(Raised) -> [Double] {
    guard let low = column.min(), let high = column.max(), low != high else {
      try context.warnInLibrary(
        PythonString("Feature \(position) is constant and will be replaced with 0."), Exceptions.userWarning)
      return [-.infinity, .infinity]
    }
    if strategy == "uniform" { return evenlySpaced(low, high, count + 1) }
    let levels = evenlySpaced(0, 100, count + 1).map { $0 / 100 }
    let method = context.era == .classic ? "linear" : parameter("quantile_method").stringValue?.description
    let all: [Double]
    switch method {
    case "linear":
      let quantiles = Quantiles(column)
      all = levels.map { quantiles($0) }
    case "averaged_inverted_cdf":
      let sorted = column.sorted()
      all = levels.map { averagedInverse(sorted, $0) }
    default: throw context.unsupportedNow("such a 'quantile_method' of 'KBinsDiscretizer'")
    }
    var kept: [Double] = []
    for (index, edge) in all.enumerated() where index == 0 || edge - all[index - 1] > 1e-8 { kept.append(edge) }
    if kept.count - 1 != count {
      try context.warnInLibrary(
        PythonString(
          "Bins whose width are too small (i.e., <= 1e-8) in feature \(position) are removed. Consider decreasing the "
            + "number of bins."), Exceptions.userWarning)
    }
    return kept
  }

  // MARK: Transforming

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    let features = try FeatureTable(x, in: context)
    try features.checkComplete(for: self, in: context)
    let encode = parameter("encode").stringValue
    var columns: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() {
      let inner = edges[position].dropFirst().dropLast()
      let bin = Bin(edges: [-.infinity] + inner + [.infinity], labels: nil, right: false, includeLowest: true)
      let error = LearningError.missingInput(estimator: type.name)
      let present = try context.traced(
        RequirePresent(raising: RaisedError(error.type, error.message)), [.column(column)], dtype: column.dtype)
      let codes = try context.traced(bin, [.column(present)], fitted: fitted[position])
      guard encode != "ordinal" else {
        columns.append(try context.traced(Cast(to: .float64), [.column(codes)], dtype: .float64))
        continue
      }
      for code in 0..<width(position) {
        let isCode = try context.traced(
          Equal(), [.column(codes), .constant(.int(Int64(code)), nil)], dtype: .bool, fitted: fitted[position])
        columns.append(try context.traced(Cast(to: .float64), [.column(isCode)], dtype: .float64))
      }
    }
    let array = ArrayObject(
      columns: columns, rows: samples.rowCount, dtype: .float64,
      isColumnMajor: encode == "ordinal" && samples.isColumnMajor)
    return encode == "onehot" ? .object(SparseMatrixObject(array)) : .object(array)
  }

  private func width(_ position: Int) -> Int { edges[position].count - 1 }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    if parameter("encode").stringValue == "ordinal" { return input }
    return edges.indices.flatMap { position in (0..<width(position)).map { "\(input[position])_\($0).0" } }
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_bins_":
      guard featureCount != nil else { throw missing(name) }
      return ScikitLearn.array(edges.indices.map { width($0) })
    case "bin_edges_":
      guard featureCount != nil else { throw missing(name) }
      let arrays = edges.map { edges -> Scalar in
        let array = ArrayObject(TracedColumn(values: .floats(edges), dtype: .float64))
        return Scalar(.object(array))
      }
      return .object(ArrayObject(TracedColumn(values: Column(.object(arrays)), dtype: .object), dtype: .object))
    default: return try super.attribute(name, in: context)
    }
  }
}

/// `np.linspace(low, high, count)`.
func evenlySpaced(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
  guard count > 1 else { return [low] }
  let step = (high - low) / Double(count - 1)
  return (0..<count).map { $0 == count - 1 ? high : Double($0) * step + low }
}

/// numpy's quantile method `averaged_inverted_cdf`.
private func averagedInverse(_ sorted: [Double], _ fraction: Double) -> Double {
  guard let first = sorted.first, let last = sorted.last else { return .nan }
  let position = Double(sorted.count) * fraction - 1
  if position < 0 { return first }
  if position >= Double(sorted.count - 1) { return last }
  let index = Int(position.rounded(.down))
  let (a, b) = (sorted[index], sorted[index + 1])
  return position == Double(index) ? b - (b - a) * 0.5 : b
}

extension ScikitLearn {
  package enum KBinsDiscretizer {}
  nonisolated(unsafe) static let kBinsDiscretizer = estimatorType(
    "KBinsDiscretizer", module: "sklearn.preprocessing._discretization", mixin: transformer,
    members: KBinsDiscretizer.members,
    fitted: "bin_edges_ n_bins_")
}

extension ScikitLearn.KBinsDiscretizer {
  /// `sklearn.preprocessing.KBinsDiscretizer`.
  static let constructor = Constructor(
    """
    __init__(self, n_bins=5, *, encode='onehot', strategy='quantile', quantile_method='averaged_inverted_cdf', dtype=None, \
    subsample=200000, random_state=None)
    """
  ) { call in
    try call.refuse("dtype")
    return .object(try KBinsDiscretizerObject(call, type: ScikitLearn.kBinsDiscretizer))
  }
}
