import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Datasets {
  /// `sklearn.datasets.make_blobs`.
  static let makeBlobs = Function(
    """
    make_blobs(n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, center_box=(-10.0, 10.0), shuffle=True, \
    random_state=None, return_centers=False)
    """
  ) { call in
    let context = call.context
    let random = try ScikitLearn.randomState(call["random_state"], in: context)
    var width = try call.int("n_features")
    var centers: [[Double]] = []
    let given = call["centers"]
    let isTable = given.object is any TracedTable || given.object is ListObject
    if isTable, let table = try ScikitLearn.table(given, in: context) {
      var columns: [[Double]] = []
      for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
      width = columns.count
      centers = (0..<table.rowCount).map { row in columns.map { $0[row] } }
    } else {
      let box = try context.items(of: call["center_box"])
      guard box.count == 2, let low = try context.double(box[0]), let high = try context.double(box[1]) else {
        throw Raised.valueError("center_box must be a pair of numbers")
      }
      for _ in 0..<(given.isNone ? 3 : try context.index(given)) {
        centers.append(random.uniform(low, high, count: max(width, 0)))
      }
    }
    guard !centers.isEmpty, width > 0 else { throw call.unsupported("'make_blobs' without centers") }
    let sizes = try call.blobSizes(centers.count)
    let deviations = try call.deviations(centers.count)
    var rows: [[Double]] = []
    var labels: [Int] = []
    for (label, center) in centers.enumerated() {
      for _ in 0..<sizes[label] {
        rows.append(center.map { $0 + deviations[label] * random.standardNormal() })
        labels.append(label)
      }
    }
    if try call.bool("shuffle") {
      let order = random.permutation(rows.count)
      rows = order.map { rows[$0] }
      labels = order.map { labels[$0] }
    }
    let result = [ScikitLearn.matrix(rows), ScikitLearn.array(labels)]
    return .tuple(try call.bool("return_centers") ? result + [ScikitLearn.matrix(centers)] : result)
  }

  /// `sklearn.datasets.make_moons`.
  static let makeMoons = Function("make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None)") { call in
    let (outer, inner) = try call.halves()
    let angles = (evenlySpaced(0, .pi, outer), evenlySpaced(0, .pi, inner))
    let rows =
      angles.0.map { [cosine($0), sine($0)] } + angles.1.map { [1 - cosine($0), 1 - sine($0) - 0.5] }
    return try call.shuffledAndNoisy(rows, outer)
  }

  /// `sklearn.datasets.make_circles`.
  static let makeCircles = Function(
    "make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8)"
  ) { call in
    let (outer, inner) = try call.halves()
    let factor = try call.double("factor")
    func circle(_ count: Int) -> [Double] {
      let step = 2 * Double.pi / Double(max(count, 1))
      return (0..<count).map { Double($0) * step }
    }
    let rows =
      circle(outer).map { [cosine($0), sine($0)] } + circle(inner).map { [cosine($0) * factor, sine($0) * factor] }
    return try call.shuffledAndNoisy(rows, outer)
  }
}

extension Call {
  fileprivate func blobSizes(_ centers: Int) throws(Raised) -> [Int] {
    guard let count = try context.indexIfInteger(self["n_samples"]) else {
      var sizes: [Int] = []
      for item in try list("n_samples") { sizes.append(max(0, try context.index(item))) }
      guard sizes.count == centers else {
        throw .valueError("Length of `n_samples` not consistent with number of centers. Got n_samples and centers")
      }
      return sizes
    }
    return (0..<centers).map { max(0, count) / centers + ($0 < max(0, count) % centers ? 1 : 0) }
  }

  fileprivate func deviations(_ centers: Int) throws(Raised) -> [Double] {
    if let one = try context.double(self["cluster_std"]) { return [Double](repeating: one, count: centers) }
    var result: [Double] = []
    for item in try list("cluster_std") { result.append(try context.double(item) ?? 1) }
    guard result.count == centers else {
      throw .valueError("Length of `clusters_std` not consistent with number of centers.")
    }
    return result
  }

  /// How many samples are outside and inside.
  fileprivate func halves() throws(Raised) -> (outer: Int, inner: Int) {
    if let count = try context.indexIfInteger(self["n_samples"]) {
      let most = max(0, count)
      return (most / 2, most - most / 2)
    }
    let both = try context.unpack(self["n_samples"], count: 2)
    return (max(0, try context.index(both[0])), max(0, try context.index(both[1])))
  }

  fileprivate func shuffledAndNoisy(_ rows: [[Double]], _ outer: Int) throws(Raised) -> Value {
    let random = try ScikitLearn.randomState(self["random_state"], in: context)
    var rows = rows
    var labels = rows.indices.map { $0 < outer ? 0 : 1 }
    if try bool("shuffle") {
      let order = random.permutation(rows.count)
      rows = order.map { rows[$0] }
      labels = order.map { labels[$0] }
    }
    if let noise = try optionalDouble("noise") {
      rows = rows.map { row in row.map { $0 + (0 + noise * random.standardNormal()) } }
    }
    return .tuple([ScikitLearn.matrix(rows), ScikitLearn.array(labels)])
  }
}
