import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Datasets {
  /// `sklearn.datasets.make_classification`.
  static let makeClassification = Function(
    """
    make_classification(n_samples=100, n_features=20, *, n_informative=2, n_redundant=2, n_repeated=0, n_classes=2, \
    n_clusters_per_class=2, weights=None, flip_y=0.01, class_sep=1.0, hypercube=True, shift=0.0, scale=1.0, shuffle=True, \
    random_state=None, return_X_y=True)
    """
  ) { call in
    if call.isGiven("return_X_y"), call.context.era == .classic {
      throw Raised.typeError("make_classification() got an unexpected keyword argument 'return_X_y'")
    }
    try call.refuse("return_X_y")
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let problem = try GeneratedClasses(call, random)
    return .tuple([ScikitLearn.matrix(problem.rows), ScikitLearn.array(problem.labels)])
  }

  /// `sklearn.datasets.make_regression`.
  static let makeRegression = Function(
    """
    make_regression(n_samples=100, n_features=100, *, n_informative=10, n_targets=1, bias=0.0, effective_rank=None, \
    tail_strength=0.5, noise=0.0, shuffle=True, coef=False, random_state=None)
    """
  ) { call in
    try call.refuse("effective_rank")
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let rows = try call.size("n_samples")
    let (width, targets) = (try call.size("n_features"), try call.size("n_targets"))
    let informative = Swift.min(width, try call.size("n_informative"))
    var x = (0..<(rows * width)).map { _ in random.standardNormal() }
    var truth = random.random(count: informative * targets).map { 100 * $0 }
    truth += [Double](repeating: 0, count: (width - informative) * targets)
    let bias = try call.double("bias")
    let noise = try call.double("noise")
    var y = Decompositions.product(x, truth, rows: rows, inner: width, columns: targets).map { $0 + bias }
    if noise > 0 { y = y.map { $0 + (0 + noise * random.standardNormal()) } }
    if try call.bool("shuffle") {
      let order = random.permutation(rows)
      var features = Array(0..<width)
      random.shuffle(&features)
      x = order.flatMap { row in features.map { x[row * width + $0] } }
      y = order.flatMap { row in (0..<targets).map { y[row * targets + $0] } }
      truth = features.flatMap { feature in (0..<targets).map { truth[feature * targets + $0] } }
    }
    func squeezed(_ numbers: [Double], _ count: Int) -> Value {
      targets == 1
        ? ScikitLearn.array(numbers) : .object(ArrayObject(Dense(numbers, shape: [count, targets])))
    }
    let table = Value.object(ArrayObject(Dense(x, shape: [rows, width])))
    return .tuple([table, squeezed(y, rows)] + (try call.bool("coef") ? [squeezed(truth, width)] : []))
  }

  /// `sklearn.datasets.make_swiss_roll`.
  static let makeSwissRoll = Function(
    "make_swiss_roll(n_samples=100, *, noise=0.0, random_state=None, hole=False)"
  ) { call in
    try call.refuse("hole")
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let count = try call.size("n_samples")
    let noise = try call.double("noise")
    let angles = random.random(count: count).map { 1.5 * .pi * (1 + 2 * $0) }
    let heights = random.random(count: count).map { 21 * $0 }
    var axes = [angles.map { $0 * cosine($0) }, heights, angles.map { $0 * sine($0) }]
    for axis in axes.indices { axes[axis] = axes[axis].map { $0 + noise * random.standardNormal() } }
    return .tuple([call.turned(axes), ScikitLearn.array(angles)])
  }

  /// `sklearn.datasets.make_s_curve`.
  static let makeSCurve = Function("make_s_curve(n_samples=100, *, noise=0.0, random_state=None)") { call in
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let count = try call.size("n_samples")
    let noise = try call.double("noise")
    let angles = random.random(count: count).map { 3 * .pi * ($0 - 0.5) }
    let heights = random.random(count: count).map { 2 * $0 }
    var axes = [
      angles.map { sine($0) }, heights, angles.map { ($0 > 0 ? 1 : $0 < 0 ? -1 : 0) * (cosine($0) - 1) },
    ]
    for axis in axes.indices { axes[axis] = axes[axis].map { $0 + noise * random.standardNormal() } }
    return .tuple([call.turned(axes), ScikitLearn.array(angles)])
  }

  /// `sklearn.datasets.make_friedman1`.
  static let makeFriedman1 = Function(
    "make_friedman1(n_samples=100, n_features=10, *, noise=0.0, random_state=None)"
  ) { call in
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    let (count, width) = (try call.size("n_samples"), try call.size("n_features"))
    if width < 5 {
      if call.context.era == .classic { throw Raised.valueError("n_features must be at least five.") }
      throw Raised(
        ScikitLearn.invalidParameterError,
        "The 'n_features' parameter of make_friedman1 must be an int in the range [5, inf). Got \(width) instead.")
    }
    let noise = try call.double("noise")
    let rows = (0..<count).map { _ in random.random(count: width) }
    let y = rows.map { row -> Double in
      let wave = 10 * sine(.pi * row[0] * row[1])
      return wave + 20 * ((row[2] - 0.5) * (row[2] - 0.5)) + 10 * row[3] + 5 * row[4] + noise * random.standardNormal()
    }
    return .tuple([ScikitLearn.matrix(rows), ScikitLearn.array(y)])
  }
}

extension Call {
  /// A count of rows or features that there is room for.
  fileprivate func size(_ name: String) throws(Raised) -> Int {
    let count = try int(name)
    if count < 0 { throw .valueError("negative dimensions are not allowed") }
    guard count <= 20_000_000 else { throw unsupported("so many numbers of '\(signature.name)'", argument: name) }
    return count
  }

  /// Columns beside each other, whose memory runs along the columns.
  fileprivate func turned(_ axes: [[Double]]) -> Value {
    .object(
      ArrayObject(
        columns: axes.map { TracedColumn(values: .floats($0), dtype: .float64) }, rows: axes.first?.count ?? 0,
        dtype: .float64, isColumnMajor: true))
  }
}

/// What `make_classification` makes: clusters at the corners of a cube, mixed with features that tell nothing.
private struct GeneratedClasses {
  private(set) var rows: [[Double]]
  private(set) var labels: [Int]

  init(_ call: PythonRuntime.Call, _ random: RandomState) throws(Raised) {
    let (count, width) = (try call.size("n_samples"), try call.size("n_features"))
    let informative = try call.size("n_informative")
    let (redundant, repeated) = (try call.size("n_redundant"), try call.size("n_repeated"))
    let (classes, perClass) = (try call.size("n_classes"), try call.size("n_clusters_per_class"))
    guard informative + redundant + repeated <= width else {
      throw .valueError(
        "Number of informative, redundant and repeated features must sum to less than the number of total features")
    }
    guard informative < 31, classes > 0, perClass > 0 else {
      throw call.unsupported("so many informative features of 'make_classification'")
    }
    let clusters = classes * perClass
    if Double(informative) < binaryLogarithm(Double(clusters)) {
      throw .valueError(
        "n_classes(\(classes)) * n_clusters_per_class(\(perClass)) must be smaller or equal "
          + "2**n_informative(\(informative))=\(1 << informative)")
    }
    let shares = try GeneratedClasses.shares(call, classes)
    let sizes = GeneratedClasses.sizes(count, shares, perClass, clusters)
    let separation = try call.double("class_sep")
    let corners = try GeneratedClasses.corners(call, clusters, informative, separation, random)
    rows = (0..<count).map { _ in (0..<informative).map { _ in random.standardNormal() } }
    labels = []
    for (cluster, size) in sizes.enumerated() {
      let mixing = random.random(count: informative * informative).map { 2 * $0 - 1 }
      let start = labels.count
      let part = rows[start..<(start + size)].flatMap { $0 }
      let mixed = Decompositions.product(part, mixing, rows: size, inner: informative, columns: informative)
      for row in 0..<size {
        rows[start + row] = (0..<informative).map { mixed[row * informative + $0] + corners[cluster][$0] }
        labels.append(cluster % classes)
      }
    }
    appendOthers(width, informative, redundant, repeated, random)
    let flipped = try call.double("flip_y")
    if flipped >= 0 {
      let places = random.random(count: count).enumerated().filter { $0.element < flipped }.map(\.offset)
      for (place, label) in zip(places, random.integers(from: 0, below: classes, count: places.count)) {
        labels[place] = label
      }
    }
    let shifts = try GeneratedClasses.factors(call, "shift", width) {
      random.random(count: width).map { (2 * $0 - 1) * separation }
    }
    let scales = try GeneratedClasses.factors(call, "scale", width) { random.random(count: width).map { 1 + 100 * $0 } }
    rows = rows.map { row in row.indices.map { (row[$0] + shifts[$0]) * scales[$0] } }
    if try call.bool("shuffle") {
      let order = random.permutation(count)
      var features = Array(0..<width)
      random.shuffle(&features)
      rows = order.map { row in features.map { rows[row][$0] } }
      labels = order.map { labels[$0] }
    }
  }

  private mutating func appendOthers(
    _ width: Int, _ informative: Int, _ redundant: Int, _ repeated: Int, _ random: RandomState
  ) {
    let count = rows.count
    if redundant > 0 {
      let mixing = random.random(count: informative * redundant).map { 2 * $0 - 1 }
      let mixed = Decompositions.product(
        rows.flatMap { $0 }, mixing, rows: count, inner: informative, columns: redundant)
      for row in 0..<count { rows[row] += mixed[(row * redundant)..<((row + 1) * redundant)] }
    }
    let known = informative + redundant
    if repeated > 0 {
      let chosen = random.random(count: repeated).map { Int(Double(known - 1) * $0 + 0.5) }
      for row in 0..<count { rows[row] += chosen.map { rows[row][$0] } }
    }
    let rest = width - known - repeated
    if rest > 0 {
      for row in 0..<count { rows[row] += (0..<rest).map { _ in random.standardNormal() } }
    }
  }

  private static func shares(_ call: PythonRuntime.Call, _ classes: Int) throws(Raised) -> [Double] {
    if call.isNone("weights") { return [Double](repeating: 1 / Double(classes), count: classes) }
    var weights: [Double] = []
    for item in try call.list("weights") { weights.append(try call.context.double(item) ?? .nan) }
    guard weights.count == classes || weights.count == classes - 1 else {
      throw .valueError("Weights specified but incompatible with number of classes.")
    }
    if weights.count < classes { weights.append(1 - weights.reduce(0, +)) }
    return weights
  }

  private static func sizes(_ count: Int, _ shares: [Double], _ perClass: Int, _ clusters: Int) -> [Int] {
    var sizes = (0..<clusters).map { cluster in
      max(0, Int(Double(count) * shares[cluster % shares.count] / Double(perClass)))
    }
    var rest = count - sizes.reduce(0, +)
    var cluster = 0
    while rest > 0 {
      sizes[cluster % clusters] += 1
      cluster += 1
      rest -= 1
    }
    // Weights that sum to more than one ask for more rows than there are.
    while rest < 0, let last = sizes.lastIndex(where: { $0 > 0 }) {
      sizes[last] -= 1
      rest += 1
    }
    return sizes
  }

  private static func corners(
    _ call: PythonRuntime.Call, _ clusters: Int, _ informative: Int, _ separation: Double, _ random: RandomState
  ) throws(Raised) -> [[Double]] {
    var corners = sampleWithoutReplacement(1 << informative, count: clusters, random: random).map { number in
      (0..<informative).map { bit -> Double in
        let isSet = number >> (informative - 1 - bit) & 1 == 1
        return (isSet ? 1 : 0) * (2 * separation) - separation
      }
    }
    if try !call.bool("hypercube") {
      for row in corners.indices {
        let factor = random.random()
        corners[row] = corners[row].map { $0 * factor }
      }
      let factors = random.random(count: informative)
      corners = corners.map { corner in zip(corner, factors).map { $0 * $1 } }
    }
    return corners
  }

  private static func factors(
    _ call: PythonRuntime.Call, _ name: String, _ width: Int, drawn: () -> [Double]
  ) throws(Raised) -> [Double] {
    if call.isNone(name) { return drawn() }
    if let one = try call.context.double(call[name]) { return [Double](repeating: one, count: width) }
    var result: [Double] = []
    for item in try call.list(name) { result.append(try call.context.double(item) ?? .nan) }
    guard result.count == width else {
      throw .valueError("operands could not be broadcast together")
    }
    return result
  }
}
