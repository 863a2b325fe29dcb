import Columns
import DataFrames
import Foundation
import Kernels
import Learning
import PythonRuntime
import Tracing

/// The namespaces of scipy.
package enum SciPy {
  /// Functions of `scipy.stats`.
  package enum Stats {}
  /// Functions of `scipy.special`.
  package enum Special {}
  /// Functions of `scipy.spatial.distance`.
  package enum Distance {}
}

extension SciPy.Stats {
  /// scipy `zscore`: centred and scaled by mean and deviation over an axis.
  static let zscore = Function("zscore(a, axis=0, ddof=0, nan_policy='propagate')") { call in
    try call.refuse("nan_policy")
    let source = call["a"]
    let table = source.object as? any TracedTable
    let array = try call.context.array(source)
    let axes = try call.axes("axis")
    let context = call.context
    let mean = try array.reduced(.mean, axes: axes, keepsAxes: array.shape.count > 1, in: context)
    let deviation = try array.reduced(
      .std, axes: axes, ddof: call.double("ddof"), keepsAxes: array.shape.count > 1, in: context)
    let scores = try context.binary(
      .divide, context.binary(.subtract, .object(array), mean), deviation)
    // scipy 1.10 kept the labels of series and frames.
    guard context.era == .classic, let table, !(table is ArrayObject), let result = scores.object as? any TracedTable
    else { return scores }
    return table.replacing(result.tracedColumns)
  }

  /// scipy `skew`.
  static let skew = Function("skew(a, axis=0, bias=True, nan_policy='propagate', *, keepdims=False)") { call in
    try call.refuse("keepdims")
    return try call.moments { numbers, bias in
      let count = Double(numbers.count)
      let (m2, m3) = (NumPy.moment(numbers, 2), NumPy.moment(numbers, 3))
      if NumPy.isConstant(numbers, m2, call.context.era) { return .nan }
      let value = m3 / power(m2, 1.5)
      return bias ? value : ((count - 1) * count).squareRoot() / (count - 2) * value
    }
  }

  /// scipy `kurtosis`, by Fisher's definition.
  static let kurtosis = Function(
    "kurtosis(a, axis=0, fisher=True, bias=True, nan_policy='propagate', *, keepdims=False)"
  ) { call in
    try call.refuse("keepdims")
    let shift = try call.bool("fisher") ? 3.0 : 0
    return try call.moments { numbers, bias in
      let n = Double(numbers.count)
      let (m2, m4) = (NumPy.moment(numbers, 2), NumPy.moment(numbers, 4))
      if NumPy.isConstant(numbers, m2, call.context.era) { return .nan }
      if bias { return m4 / (m2 * m2) - shift }
      return 1 / (n - 2) / (n - 3) * ((n * n - 1) * m4 / (m2 * m2) - 3 * (n - 1) * (n - 1)) + 3 - shift
    }
  }

  /// scipy `boxcox` with a given exponent.
  static let boxcox = Function("boxcox(x, lmbda=None, alpha=None, optimizer=None)") { call in
    try call.refuse("alpha", "optimizer")
    let numbers = try call.numbers("x")
    guard numbers.allSatisfy({ $0 > 0 }) else { throw Raised.valueError("Data must be positive.") }
    if call.isNone("lmbda") {
      guard call.context.era == .classic else {
        throw call.unsupported("'boxcox' that finds its exponent", argument: "lmbda")
      }
      guard Set(numbers).count > 1 else { throw Raised.valueError("Data must not be constant.") }
      let lambda = ScalarMinimum.brent(from: (-2, 2)) { -NumPy.boxCoxLikelihood(numbers, $0) }
      let result = try call.context.unary(
        "boxcox", .object(call.context.array(call["x"])), { NumPy.boxCox($0, lambda) })
      return .tuple([result, NumPy.scalar(.float(lambda))])
    }
    let lambda = try call.double("lmbda")
    return try call.context.unary("boxcox", call["x"], { NumPy.boxCox($0, lambda) })
  }

  static let uniform = Constant("uniform") { _ in .object(FrozenDistribution("uniform")) }
  static let randint = Constant("randint") { _ in .object(FrozenDistribution("randint")) }
  static let loguniform = Constant("loguniform") { _ in .object(FrozenDistribution("loguniform")) }
  static let reciprocal = Constant("reciprocal") { _ in .object(FrozenDistribution("loguniform")) }
  static let norm = Constant("norm") { _ in .object(FrozenDistribution("norm")) }
  static let t = Constant("t") { _ in .object(FrozenDistribution("t")) }
  static let chi2 = Constant("chi2") { _ in .object(FrozenDistribution("chi2")) }
  static let f = Constant("f") { _ in .object(FrozenDistribution("f")) }
  static let beta = Constant("beta") { _ in .object(FrozenDistribution("beta")) }
  static let gamma = Constant("gamma") { _ in .object(FrozenDistribution("gamma")) }
  static let expon = Constant("expon") { _ in .object(FrozenDistribution("expon")) }
}

extension SciPy.Special {
  /// scipy `expit`: the logistic function.
  static let expit = Function("expit(x, /, out=None)") { call in
    try call.stored(call.context.unary("expit", call[0], { 1 / (1 + exponential(-$0)) }))
  }
  static let logit = Function("logit(x, /, out=None)") { call in
    try call.stored(call.context.unary("logit", call[0], { naturalLogarithm($0 / (1 - $0)) }))
  }
  static let boxcox = Function("boxcox(x, lmbda, /)") { call in
    try call.pairwise { NumPy.boxCox($0, $1) }
  }
  static let boxcox1p = Function("boxcox1p(x, lmbda, /)") { call in
    try call.pairwise { x, lambda in
      let logarithm = logarithmOfOnePlus(x)
      if lambda.magnitude < 1e-19 || logarithm.magnitude < 1e-289 && lambda.magnitude < 1e273 { return logarithm }
      return exponentialMinusOne(lambda * logarithm) / lambda
    }
  }
  static let invBoxcox = Function("inv_boxcox(y, lmbda, /)") { call in
    try call.pairwise { $1 == 0 ? exponential($0) : exponential(logarithmOfOnePlus($1 * $0) / $1) }
  }
  static let invBoxcox1p = Function("inv_boxcox1p(y, lmbda, /)") { call in
    try call.pairwise { y, lambda in
      if lambda == 0 { return exponentialMinusOne(y) }
      if (lambda * y).magnitude < 1e-154 { return y }
      return exponentialMinusOne(logarithmOfOnePlus(lambda * y) / lambda)
    }
  }
}

extension SciPy.Distance {
  /// scipy `cdist`: distances between the rows of two matrices.
  static let cdist = Function("cdist(XA, XB, metric='euclidean', *, out=None)") { call in
    try call.refuse("out")
    let (a, b) = (try call.dense("XA"), try call.dense("XB"))
    guard a.rank == 2 else { throw Raised.valueError("XA must be a 2-dimensional array.") }
    guard b.rank == 2 else { throw Raised.valueError("XB must be a 2-dimensional array.") }
    guard a.shape[1] == b.shape[1] else {
      throw Raised.valueError("XA and XB must have the same number of columns (i.e. feature dimension.)")
    }
    let (x, y, width) = (try call.context.numbers(a.values), try call.context.numbers(b.values), a.shape[1])
    let metric = try call.text("metric")
    guard ["euclidean", "sqeuclidean", "cityblock", "chebyshev"].contains(metric) else {
      throw call.unsupported("metric '\(metric)' of 'cdist'", argument: "metric")
    }
    _ = try NumPy.elementCount([a.shape[0], b.shape[0]], in: call.context)
    var result: [Double] = []
    for row in 0..<a.shape[0] {
      for other in 0..<b.shape[0] {
        var sum = 0.0
        for place in 0..<width {
          let gap = (x[row * width + place] - y[other * width + place]).magnitude
          switch metric {
          case "cityblock": sum += gap
          case "chebyshev": sum = Swift.max(sum, gap)
          default: sum += gap * gap
          }
        }
        result.append(metric == "euclidean" ? sum.squareRoot() : sum)
      }
    }
    return .object(ArrayObject(Dense(result, shape: [a.shape[0], b.shape[0]])))
  }
}

extension NumPy {
  /// The central moment of an order.
  static func moment(_ numbers: [Double], _ order: Int) -> Double {
    let mean = Reduction.mean.value(numbers)
    return Reduction.mean.value(
      numbers.map { number in
        let gap = number - mean
        let square = gap * gap
        return order == 2 ? square : order == 3 ? square * gap : square * square
      })
  }

  /// The likelihood of an exponent, but for a constant.
  static func boxCoxLikelihood(_ numbers: [Double], _ lambda: Double) -> Double {
    let logarithms = numbers.map { naturalLogarithm($0) }
    let scaled = lambda == 0 ? logarithms : numbers.map { power($0, lambda) / lambda }
    return (lambda - 1) * Reduction.sum.value(logarithms) - Double(numbers.count) / 2
      * naturalLogarithm(Reduction.var.value(scaled))
  }

  /// Whether values differ by no more than rounding, for which skewness and kurtosis are not defined.
  static func isConstant(_ numbers: [Double], _ variance: Double, _ era: Era) -> Bool {
    let limit = (era == .classic ? 1e-15 : Double.ulpOfOne) * Reduction.mean.value(numbers)
    return variance <= limit * limit
  }

  /// Box and Cox's transform.
  static func boxCox(_ x: Double, _ lambda: Double) -> Double {
    if lambda.magnitude < 1e-19 { return naturalLogarithm(x) }
    return exponentialMinusOne(lambda * naturalLogarithm(x)) / lambda
  }
}

extension Call {
  /// A statistic of every lane of an argument.
  fileprivate func moments(_ body: ([Double], Bool) -> Double) throws(Raised) -> Value {
    var dense = try dense("a")
    let bias = try bool("bias")
    let axis = try axis()
    if axis == nil { dense.shape = [dense.count] }
    let along = try context.axis(axis ?? 0, rank: dense.rank)
    let numbers = try context.numbers(dense.values)
    let omits = try text("nan_policy") == "omit"
    let results = dense.lanes(along: along).map { lane in
      body(omits ? lane.map { numbers[$0] }.filter { !$0.isNaN } : lane.map { numbers[$0] }, bias)
    }
    return context.value(Dense(results, shape: dense.shape(without: along), fitted: dense.fitted))
  }
}
