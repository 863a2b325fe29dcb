import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

// Statistics of the values that are no NaN.
extension NumPy.Functions {
  static let nanmean = Function("nanmean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)") { call in
    try call.reducedPresent(.mean)
  }
  static let nansum = Function("nansum(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)") { call in
    try call.reducedPresent(.sum)
  }
  static let nanprod = Function("nanprod(a, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.reducedPresent(.prod)
  }
  static let nanstd = Function("nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.reducedPresent(.std)
  }
  static let nanvar = Function("nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.reducedPresent(.var)
  }
  static let nanmin = Function("nanmin(a, axis=None, out=None, keepdims=False)") { call in
    try call.reducedPresent(.min)
  }
  static let nanmax = Function("nanmax(a, axis=None, out=None, keepdims=False)") { call in
    try call.reducedPresent(.max)
  }
  static let nanmedian = Function("nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False)") { call in
    try call.reducedPresent(.median)
  }
  static let nanargmin = Function("nanargmin(a, axis=None)") { call in try call.reducedPresent(.argmin) }
  static let nanargmax = Function("nanargmax(a, axis=None)") { call in try call.reducedPresent(.argmax) }
  static let nancumsum = Function("nancumsum(a, axis=None, dtype=None, out=None)") { call in
    try call.cumulated(call.filled(0), .add)
  }
  static let nancumprod = Function("nancumprod(a, axis=None, dtype=None, out=None)") { call in
    try call.cumulated(call.filled(1), .multiply)
  }

  static let cumsum = Function("cumsum(a, axis=None, dtype=None, out=None)") { call in
    try call.cumulated(call.context.array(call["a"]), .add)
  }
  static let cumprod = Function("cumprod(a, axis=None, dtype=None, out=None)") { call in
    try call.cumulated(call.context.array(call["a"]), .multiply)
  }
}

extension Call {
  fileprivate func filled(_ value: Double) throws(Raised) -> ArrayObject {
    let dense = try dense("a")
    guard dense.dtype.isFloat else { return ArrayObject(dense) }
    let numbers = try context.numbers(dense.values).map { $0.isNaN ? value : $0 }
    return ArrayObject(Dense(numbers, shape: dense.shape, fitted: dense.fitted))
  }

  fileprivate func reducedPresent(_ reduction: Reduction) throws(Raised) -> Value {
    for name in ["out", "where", "dtype"] where signature.parameters.contains(where: { $0.name == name }) {
      try refuse(name)
    }
    let array = try context.array(self["a"])
    var dense = array.dense
    dense.fitted = context.provenance("numpy.\(signature.name)", of: array.domainColumns) ?? dense.fitted
    let has = { (name: String) in signature.parameters.contains { $0.name == name } }
    let ddof = has("ddof") ? try double("ddof") : 0
    let keeps = has("keepdims") ? try bool("keepdims") : false
    var reducing: Set<Int> = []
    for axis in try axes("axis") ?? Array(dense.shape.indices) {
      reducing.insert(try context.axis(axis, rank: dense.rank))
    }
    guard dense.dtype.isFloat || dense.dtype == .object else {
      return try context.reduced(reduction, dense, axes: Array(reducing), ddof: ddof, keepsAxes: keeps)
    }
    let numbers = try context.numbers(dense.values)
    let order = ReductionOrder(shape: dense.shape, strides: array.memoryStrides, reducing)
    let shape = dense.shape.indices.compactMap { reducing.contains($0) ? (keeps ? 1 : nil) : dense.shape[$0] }
    var results: [Double] = []
    for group in order.groups { results.append(try value(reduction, group, numbers, ddof)) }
    if reduction == .argmin || reduction == .argmax {
      return context.value(Dense(results.map { Int($0) }, shape: shape, fitted: dense.fitted))
    }
    return context.value(Dense(results, shape: shape, fitted: dense.fitted))
  }

  private func value(
    _ reduction: Reduction, _ group: ReductionOrder.Group, _ numbers: [Double], _ ddof: Double
  ) throws(Raised) -> Double {
    let present = group.positions.filter { !numbers[$0].isNaN }
    let count = Double(present.count)
    // numpy puts zeros in the place of NaN and adds all of them.
    func sum(_ body: (Double) -> Double) -> Double {
      group.runs.reduce(0) { $0 + pairwiseSum($1.map { numbers[$0].isNaN ? 0 : body(numbers[$0]) }) }
    }
    switch reduction {
    case .sum: return sum { $0 }
    case .mean: return sum { $0 } / count
    case .var, .std:
      let mean = sum { $0 } / count
      let degrees = count - ddof
      let variance = degrees > 0 ? sum { ($0 - mean) * ($0 - mean) } / degrees : .nan
      return reduction == .std ? variance.squareRoot() : variance
    case .argmin, .argmax:
      guard !present.isEmpty else { throw .valueError("All-NaN slice encountered") }
      var best: Int?
      for (index, place) in group.positions.enumerated() where !numbers[place].isNaN {
        guard let known = best else {
          best = index
          continue
        }
        let other = numbers[group.positions[known]]
        if reduction == .argmin ? numbers[place] < other : numbers[place] > other { best = index }
      }
      return Double(best ?? 0)
    default:
      return present.isEmpty && reduction != .prod ? .nan : reduction.value(present.map { numbers[$0] })
    }
  }

  /// Running sums or products along an axis, of all elements without one.
  func cumulated(_ array: ArrayObject, _ operation: BinaryOperator) throws(Raised) -> Value {
    try refuse("out")
    var source = array
    if let dtype = try dtype("dtype") { source = try array.cast(to: dtype, in: context) }
    var dense = source.dense
    dense.fitted = context.provenance("numpy.\(signature.name)", of: array.domainColumns) ?? dense.fitted
    let axis = try axis()
    if axis == nil { dense.shape = [dense.count] }
    let along = try context.axis(axis ?? 0, rank: dense.rank)
    let lanes = dense.lanes(along: along)
    var result: Dense
    if dense.dtype.isFloat {
      var numbers = try context.numbers(dense.values)
      for lane in lanes {
        for (before, place) in zip(lane, lane.dropFirst()) {
          numbers[place] = operation == .add ? numbers[before] + numbers[place] : numbers[before] * numbers[place]
        }
      }
      result = Dense(numbers, shape: dense.shape, fitted: dense.fitted)
    } else if dense.dtype.isInteger || dense.dtype == .bool {
      var numbers = dense.scalars.map { scalar -> Int64 in
        switch scalar {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        default: 0
        }
      }
      for lane in lanes {
        for (before, place) in zip(lane, lane.dropFirst()) {
          numbers[place] = operation == .add ? numbers[before] &+ numbers[place] : numbers[before] &* numbers[place]
        }
      }
      result = Dense(.ints(numbers), shape: dense.shape, dtype: .int64, fitted: dense.fitted)
    } else {
      throw unsupported("'\(signature.name)' of such an array")
    }
    if !array.isStrided, array.isOneDimensional, let domain = array.tracedColumns.first?.domain {
      return .object(
        ArrayObject(
          context.untraced(result.values, result.dtype, domain: domain, reason: "'\(signature.name)' runs across rows"))
      )
    }
    return context.value(result)
  }
}
