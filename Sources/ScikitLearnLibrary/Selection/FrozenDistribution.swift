import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A distribution of `scipy.stats` with its parameters: what searches draw candidates from.
final class FrozenDistribution: Object {
  /// Which distribution.
  enum Kind {
    /// Integers from the first number to before the second.
    case integers(Int, Int)
    /// From an offset over a width.
    case uniform(Double, Double)
    /// Evenly in the logarithm between two numbers.
    case logarithmic(Double, Double)
  }

  nonisolated(unsafe) static let type = TypeObject(
    name: "rv_frozen", module: "scipy.stats._distn_infrastructure", isOpen: true,
    members: ScikitLearn.DistributionMembers.members)

  let kind: Kind

  init(_ kind: Kind) {
    self.kind = kind
    super.init(type: FrozenDistribution.type)
  }

  /// Numbers drawn as scipy draws them.
  func draws(_ count: Int, _ random: RandomState) -> Column {
    switch kind {
    case .integers(let low, let high):
      return .ints(random.integers(from: low, below: high, count: count).map(Int64.init))
    case .uniform(let offset, let width):
      return .floats(random.uniform(0, 1, count: count).map { $0 * width + offset })
    case .logarithmic(let low, let high):
      // Drawn as a share of the way between the logarithms.
      let (start, end) = (naturalLogarithm(low), naturalLogarithm(high))
      return .floats(random.uniform(0, 1, count: count).map { exponential(start + $0 * (end - start)) })
    }
  }
}

extension ScikitLearn {
  /// Methods of frozen distributions.
  package enum DistributionMembers {}
  /// Functions of `scipy.stats`.
  package enum Statistics {}
}

extension ScikitLearn.DistributionMembers {
  static let rvs = Method("rvs(self, size=None, random_state=None)") { call in
    let distribution = try call.receiver(as: FrozenDistribution.self)
    let random = try ScikitLearn.randomState(call["random_state"], in: call.context)
    if call.isNone("size") {
      let column = distribution.draws(1, random)
      return NumPy.element(column[0], DType(of: column))
    }
    let column = distribution.draws(max(0, try call.int("size")), random)
    return .object(ArrayObject(TracedColumn(values: column, dtype: DType(of: column))))
  }
}

extension ScikitLearn.Statistics {
  static let randint = Function("randint(low, high, loc=0)") { call in
    let shift = try call.int("loc")
    let (low, high) = (try call.int("low") + shift, try call.int("high") + shift)
    guard low < high else { throw Raised.valueError("Domain error in arguments.") }
    return .object(FrozenDistribution(.integers(low, high)))
  }

  static let uniform = Function("uniform(loc=0, scale=1)") { call in
    .object(FrozenDistribution(.uniform(try call.double("loc"), try call.double("scale"))))
  }

  static let loguniform = Function("loguniform(a, b)") { call in try logarithmic(call) }
  static let reciprocal = Function("reciprocal(a, b)") { call in try logarithmic(call) }

  private static func logarithmic(_ call: PythonRuntime.Call) throws(Raised) -> Value {
    let (low, high) = (try call.double("a"), try call.double("b"))
    guard low > 0, low < high else { throw Raised.valueError("Domain error in arguments.") }
    return .object(FrozenDistribution(.logarithmic(low, high)))
  }

  /// `scipy.stats.zscore`: centred and divided by the deviation.
  static let zscore = Function("zscore(a, axis=0, ddof=0, nan_policy='propagate')") { call in
    try call.refuse("nan_policy")
    guard !call.isNone("axis"), try call.int("axis") == 0 else {
      throw call.unsupported("such an 'axis' of 'zscore'", argument: "axis")
    }
    let context = call.context
    guard let table = try ScikitLearn.table(call["a"].supported(), in: context) else {
      throw call.unsupported("'zscore' of what is no array")
    }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    let byColumn = Matrix(columns: columns)
    let matrix = table.isColumnMajor || table.isOneDimensional ? byColumn : byColumn.laidOut(.rowMajor)
    var results: [TracedColumn] = []
    for (column, moments) in zip(table.tracedColumns, deviations(of: matrix, freedom: try call.int("ddof"))) {
      results.append(
        try context.traced(
          Standardise(mean: moments.mean, scale: moments.deviation), [.column(column)], dtype: .float64,
          fitted: context.provenance("zscore", of: [column])))
    }
    return table.replacing(results)
  }
}
