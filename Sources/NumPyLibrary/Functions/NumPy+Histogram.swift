import Columns
import DataFrames
import Foundation
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let histogram = Function("histogram(a, bins=10, range=None, density=None, weights=None)") { call in
    let dense = try call.dense("a")
    let numbers = try call.context.numbers(dense.values)
    let edges = try call.edges(numbers)
    let weights = try call.isNone("weights") ? nil : call.numbers("weights")
    if let weights, weights.count != numbers.count {
      throw Raised.valueError("weights should have the same shape as a.")
    }
    var counts = [Double](repeating: 0, count: Swift.max(edges.count - 1, 0))
    for (row, number) in numbers.enumerated() {
      guard let bin = NumPy.bin(number, edges) else { continue }
      counts[bin] += weights?[row] ?? 1
    }
    let bounds = Value.object(ArrayObject(Dense(edges)))
    if try call.bool("density") {
      let total = counts.reduce(0, +)
      let shares = counts.indices.map { counts[$0] / (edges[$0 + 1] - edges[$0]) / total }
      return .tuple([.object(ArrayObject(Dense(shares, fitted: dense.fitted))), bounds])
    }
    let result =
      weights == nil ? Dense(counts.map { Int($0) }, fitted: dense.fitted) : Dense(counts, fitted: dense.fitted)
    let isWhole = try call.isNone("bins") == false && call.dense("bins").rank == 1 && call.dense("bins").dtype.isInteger
    let shownBounds = isWhole ? Value.object(ArrayObject(try call.dense("bins"))) : bounds
    return .tuple([.object(ArrayObject(result)), shownBounds])
  }

  static let histogramBinEdges = Function("histogram_bin_edges(a, bins=10, range=None, weights=None)") { call in
    try call.refuse("weights")
    return .object(ArrayObject(Dense(try call.edges(call.numbers("a")))))
  }

  static let histogram2d = Function("histogram2d(x, y, bins=10, range=None, density=None, weights=None)") { call in
    try call.refuse("range", "density", "weights")
    guard let bins = try call.context.indexIfInteger(call["bins"]), bins > 0 else {
      throw call.unsupported("such 'bins'")
    }
    let (x, y) = (try call.numbers("x"), try call.numbers("y"))
    guard x.count == y.count else { throw Raised.valueError("x and y must have the same length.") }
    let (rows, columns) = (NumPy.evenEdges(x, bins), NumPy.evenEdges(y, bins))
    _ = try NumPy.elementCount([bins, bins])
    var counts = [Double](repeating: 0, count: bins * bins)
    for (a, b) in zip(x, y) {
      if let row = NumPy.bin(a, rows), let column = NumPy.bin(b, columns) { counts[row * bins + column] += 1 }
    }
    return .tuple([
      .object(ArrayObject(Dense(counts, shape: [bins, bins]))), .object(ArrayObject(Dense(rows))),
      .object(ArrayObject(Dense(columns))),
    ])
  }
}

extension Call {
  /// The bounds of the bins that `bins` and `range` ask for.
  fileprivate func edges(_ numbers: [Double]) throws(Raised) -> [Double] {
    if case .string(let name) = self["bins"] { return try estimated(numbers, name.description) }
    let bins = try dense("bins")
    if bins.rank == 1 {
      let edges = try context.numbers(bins.values)
      guard zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw .valueError("`bins` must increase monotonically, when an array")
      }
      return edges
    }
    guard bins.rank == 0, let count = bins.values.wholeNumbers?.first else {
      throw .typeError("`bins` must be an integer, a string, or an array")
    }
    guard count >= 1 else { throw .valueError("`bins` must be positive, when an integer") }
    _ = try NumPy.elementCount([count])
    return try spread(numbers, count)
  }

  private func limits(_ numbers: [Double]) throws(Raised) -> (Double, Double) {
    var low = numbers.min() ?? 0
    var high = numbers.max() ?? 1
    if !isNone("range") {
      let range = try context.numbers(dense("range").values)
      guard range.count == 2, range[0] <= range[1] else {
        throw .valueError("max must be larger than min in range parameter.")
      }
      (low, high) = (range[0], range[1])
    }
    guard low.isFinite, high.isFinite, !numbers.contains(where: \.isNaN) || !isNone("range") else {
      throw .valueError("autodetected range of [nan, nan] is not finite")
    }
    return low == high ? (low - 0.5, high + 0.5) : (low, high)
  }

  private func spread(_ numbers: [Double], _ count: Int) throws(Raised) -> [Double] {
    let (low, high) = try limits(numbers)
    return NumPy.spaced(low, high, count + 1, endpoint: true)
  }

  private func estimated(_ numbers: [Double], _ name: String) throws(Raised) -> [Double] {
    guard !numbers.isEmpty else { return try spread(numbers, 1) }
    let count = Double(numbers.count)
    let range = (numbers.max() ?? 0) - (numbers.min() ?? 0)
    let sorted = numbers.sorted()
    func quantile(_ q: Double) -> Double { NumPyQuantile.linear.value(of: sorted, q) }
    let spreadOfMiddle = 2 * (quantile(0.75) - quantile(0.25)) / power(count, 1 / 3)
    let sturges = range / (log2(count) + 1)
    let width: Double
    switch name {
    case "auto": width = spreadOfMiddle > 0 ? Swift.min(spreadOfMiddle, sturges) : sturges
    case "sturges": width = sturges
    case "fd": width = spreadOfMiddle
    case "sqrt": width = range / count.squareRoot()
    case "rice": width = range / (2 * power(count, 1 / 3))
    case "scott": width = power(24 * power(.pi, 0.5) / count, 1 / 3) * Reduction.std.value(numbers)
    default: throw .valueError("'\(name)' is not a valid estimator for `bins`")
    }
    let (low, high) = try limits(numbers)
    let bins = width > 0 ? ((high - low) / width).rounded(.up) : 1
    guard bins < 1e8 else { throw unsupported("so many bins") }
    return NumPy.spaced(low, high, Int(Swift.max(bins, 1)) + 1, endpoint: true)
  }
}

extension NumPy {
  /// The bin that a number falls into; the last one is closed.
  static func bin(_ number: Double, _ edges: [Double]) -> Int? {
    guard let first = edges.first, let last = edges.last, number >= first, number <= last, edges.count > 1 else {
      return nil
    }
    if number == last { return edges.count - 2 }
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  static func evenEdges(_ numbers: [Double], _ bins: Int) -> [Double] {
    var (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    return spaced(low, high, bins + 1, endpoint: true)
  }
}
