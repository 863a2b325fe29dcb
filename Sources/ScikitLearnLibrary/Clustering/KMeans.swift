import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Clusters around means.
final class KMeansObject: TransformerObject {
  private var fit: KMeansFit?

  /// `fit(X)`; gives the cluster of each row.
  @discardableResult
  func fit(_ x: Value, weights: Value, in context: Context) throws(Raised) -> Value {
    let features = try FeatureTable(x, in: context)
    let options = try options(in: context)
    let random = try random(in: context)
    let weights = try ScikitLearn.sampleWeights(weights, count: features.rowCount, in: context)
    if case .given(let centres) = options.start { try check(centres, options.clusters, features) }
    let fit: KMeansFit
    do throws(LearningError) {
      fit = try fitKMeans(
        features.matrix, weights: weights, options: options, random: random, era: context.learningEra,
        estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    self.fit = fit
    remember(names: features.hasNames ? features.names : nil, count: features.columns.count)
    try warnOfDuplicates(fit, in: context)
    let labels = try labels(features, fit, in: context)
    let attributes: [PythonString: Value] = [
      "cluster_centers_": ScikitLearn.matrix(fit.centres), "labels_": labels,
      "inertia_": context.era == .classic ? .float(fit.inertia) : .float(fit.inertia), "n_iter_": .int(fit.iterations),
    ]
    learn(attributes: attributes)
    return labels
  }

  private func check(_ centres: [[Double]], _ clusters: Int, _ features: FeatureTable) throws(Raised) {
    let shape = "The shape of the initial centers (\(centres.count), \(centres.first?.count ?? 0)) does not match the "
    if centres.count != clusters { throw Raised.valueError("\(shape)number of clusters \(clusters).") }
    let count = features.columns.count
    guard centres.allSatisfy({ $0.count == count }) else {
      throw Raised.valueError("\(shape)number of features of the data \(count).")
    }
  }

  /// `predict(X)`.
  func predicted(_ x: Value, in context: Context) throws(Raised) -> Value {
    let (fit, features) = try checked(x, in: context)
    return .object(ArrayObject(try assigned(features, fit, in: context)))
  }

  /// `transform(X)`: the distances to the centres.
  func distances(_ x: Value, in context: Context) throws(Raised) -> Value {
    let (fit, features) = try checked(x, in: context)
    do throws(TraceError) {
      let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
      let columns = try context.tracer.components(
        of: context.tracer.applying(operation(fit, isNegated: false), to: vector, origin: context.planOrigin),
        origin: context.planOrigin)
      return .object(ArrayObject(columns: columns, rows: features.rowCount, dtype: .float64))
    } catch {
      throw context.raised(error)
    }
  }

  /// `score(X)`: the sum of squared distances, negative.
  func score(_ x: Value, in context: Context) throws(Raised) -> Double {
    let (fit, features) = try checked(x, in: context)
    var sum = 0.0
    for row in 0..<features.rowCount {
      let numbers = features.matrix.row(row)
      sum += fit.centres.map { zip(numbers, $0).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }.min() ?? 0
    }
    return -sum
  }

  private func checked(_ x: Value, in context: Context) throws(Raised) -> (KMeansFit, FeatureTable) {
    guard let fit else { throw context.notFitted(self) }
    let features = try FeatureTable(x, in: context)
    try features.check(fit.centres.first?.count ?? 0, named: featureNames, of: self)
    return (fit, features)
  }

  /// The labels of the fitted rows: those that `predict` gives, if they are the same.
  private func labels(_ features: FeatureTable, _ fit: KMeansFit, in context: Context) throws(Raised) -> Value {
    let assigned = try assigned(features, fit, in: context)
    let labels = Column.ints(fit.labels.map(Int64.init))
    if assigned.values.float64s == labels.float64s { return .object(ArrayObject(assigned)) }
    let domain = features.columns.first { $0.domain != nil }?.domain
    return .object(
      ArrayObject(context.untraced(labels, .int32, domain: domain, reason: "clusters of the rows that were fitted")))
  }

  private func assigned(_ features: FeatureTable, _ fit: KMeansFit, in context: Context) throws(Raised) -> TracedColumn
  {
    do throws(TraceError) {
      let vector = try context.tracer.vector(of: features.columns, origin: context.planOrigin)
      let scores = try context.tracer.applying(
        operation(fit, isNegated: true), to: vector, origin: context.planOrigin)
      let labels = fit.centres.indices.map { Scalar.int(Int64($0)) }
      var column = try context.tracer.applyingToColumn(ClassOf(labels), to: scores, origin: context.planOrigin)
      column.dtype = .int32
      return column
    } catch {
      throw context.raised(error)
    }
  }

  private func operation(_ fit: KMeansFit, isNegated: Bool) -> some RowOperation {
    let missing = LearningError.missingInput(estimator: type.name)
    let infinite = LearningError.infiniteInput("float64")
    return CentreDistancesOperation(
      ParameterBlock(name: "centres.bin", bytes: centreTable(fit.centres, metric: .euclidean, isNegated: isNegated)),
      missing: RaisedError(missing.type, missing.message), infinite: RaisedError(infinite.type, infinite.message))
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    try fit(x, weights: .none, in: context)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value { try distances(x, in: context) }

  override func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    guard let fit else { throw context.notFitted(self) }
    return fit.centres.indices.map { "kmeans\($0)" }
  }

  override var learnsAttributes: Bool { true }
  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "n_init" && era == .classic ? "warn" : nil
  }
  override func clone() -> EstimatorObject { KMeansObject(cloning: self) }
}

extension KMeansObject {
  private func options(in context: Context) throws(Raised) -> KMeansOptions {
    var options = KMeansOptions()
    options.clusters = try count("n_clusters", .count(from: 1), in: context)
    options.maxIterations = try count("max_iter", .count(from: 1), in: context)
    options.tolerance = try number("tol", .notNegative(context), in: context)
    guard ["lloyd", "elkan", "auto", "full"].contains(try word("algorithm", in: context)) else {
      throw try unsupported("algorithm", in: context)
    }
    switch parameter("init") {
    case .string("k-means++"): options.start = .spread
    case .string("random"): options.start = .drawn
    default:
      guard parameter("init").object is any TracedTable || parameter("init").object is ListObject else {
        throw try unsupported("init", in: context)
      }
      let table = try FeatureTable(parameter("init"), in: context).matrix
      options.start = .given((0..<table.rows).map { table.row($0) })
    }
    options.runs = try runs(options.start, in: context)
    return options
  }

  private func runs(_ start: KMeansOptions.Start, in context: Context) throws(Raised) -> Int {
    if case .given = start { return 1 }
    switch parameter("n_init") {
    case .string("auto"):
      if case .spread = start { return 1 }
      return 10
    case .string("warn"):
      let message: PythonString =
        "The default value of `n_init` will change from 10 to 'auto' in 1.4. Set the value of `n_init` explicitly to suppress the warning"
      try context.warnInLibrary(message, Exceptions.futureWarning)
      return 10
    default:
      return try count("n_init", .count(from: 1), in: context)
    }
  }

  private func warnOfDuplicates(_ fit: KMeansFit, in context: Context) throws(Raised) {
    let found = Set(fit.labels).count
    guard found < fit.centres.count else { return }
    let message =
      "Number of distinct clusters (\(found)) found smaller than n_clusters (\(fit.centres.count)). Possibly due to "
      + "duplicate points in X."
    try context.warnInLibrary(PythonString(message), ScikitLearn.convergenceWarning)
  }
}

extension ScikitLearn {
  package enum KMeans {}

  nonisolated(unsafe) static let kMeans = estimatorType(
    "KMeans", module: "sklearn.cluster._kmeans", mixin: transformer, members: KMeans.members,
    fitted: "cluster_centers_ labels_ inertia_ n_iter_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.KMeans {
  /// `sklearn.cluster.KMeans`.
  static let constructor = Constructor(
    """
    __init__(self, n_clusters=8, *, init='k-means++', n_init='auto', max_iter=300, tol=0.0001, verbose=0, \
    random_state=None, copy_x=True, algorithm='lloyd')
    """
  ) { call in
    .object(try KMeansObject(call, type: ScikitLearn.kMeans))
  }

  /// `fit(X)`.
  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: KMeansObject.self).fit(call["X"], weights: call["sample_weight"], in: call.context)
    return call.receiver
  }

  /// `fit_predict(X)`: the cluster of each row.
  static let fitPredict = Method("fit_predict(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.receiver(as: KMeansObject.self).fit(call["X"], weights: call["sample_weight"], in: call.context)
  }

  /// `predict(X)`: the nearest centre of each row.
  static let predict = Method("predict(self, X)") { call in
    try call.receiver(as: KMeansObject.self).predicted(call["X"], in: call.context)
  }

  /// `fit_transform(X)`.
  static let fitTransform = Method("fit_transform(self, X, y=None, sample_weight=None)", mutates: true) { call in
    let clusters = try call.receiver(as: KMeansObject.self)
    try clusters.fit(call["X"], weights: call["sample_weight"], in: call.context)
    return try clusters.contained(
      clusters.distances(call["X"], in: call.context), of: call["X"], in: call.context)
  }

  /// `score(X)`.
  static let score = Method("score(self, X, y=None, sample_weight=None)") { call in
    try call.refuse("sample_weight")
    let score = try call.receiver(as: KMeansObject.self).score(call["X"], in: call.context)
    return ScikitLearn.score(score, in: call.context)
  }
}
