import BigInt
import Kernels
import PythonRuntime

/// The exact mean of data and the sum of the squares of the distances from it.
struct Spread {
  let kind: ExactTotal.Kind
  let count: Int
  let squares: Rational
  let mean: Rational
  /// NaN or infinity, in place of both.
  let special: Value?

  /// - Parameter centre: taken as the mean, unless it is None.
  init(of data: Value, around centre: Value, in context: Context) throws(Raised) {
    if !centre.isNone {
      var total = ExactTotal()
      let source = try context.iterate(data)
      while let value = try source.next(in: context) {
        let distance = try context.binary(.subtract, value, centre)
        try total.add(context.binary(.multiply, distance, distance), in: context)
      }
      total.finish()
      (kind, count, squares, special) = (total.kind, total.count, total.sum, total.special)
      mean = 0
      return
    }
    let total = try ExactTotal(of: data, wantsSquares: true, in: context)
    (kind, count, special) = (total.kind, total.count, total.special)
    let n = Rational(BigInt(max(1, count)))
    mean = total.sum / n
    squares = (n * total.squares - total.sum * total.sum) / n
  }
}

extension Standard.Statistics {
  static let variance = Function("variance(data, xbar=None)") { call in try variance(call, lost: 1) }
  static let pvariance = Function("pvariance(data, mu=None)") { call in try variance(call, lost: 0) }
  static let stdev = Function("stdev(data, xbar=None)") { call in try deviation(call, lost: 1) }
  static let pstdev = Function("pstdev(data, mu=None)") { call in try deviation(call, lost: 0) }

  private static func spread(_ call: Call, lost: Int) throws(Raised) -> Spread {
    let spread = try Spread(of: call[0], around: call[1], in: call.context)
    if spread.count < 1 + lost {
      let points = lost == 1 ? "two data points" : "one data point"
      throw Statistic.failure("\(call.signature.name) requires at least \(points)")
    }
    return spread
  }

  private static func variance(_ call: Call, lost: Int) throws -> Value {
    let spread = try spread(call, lost: lost)
    let divisor = spread.count - lost
    if let special = spread.special { return try call.context.binary(.divide, special, .int(divisor)) }
    return try spread.kind.value(spread.squares / Rational(BigInt(divisor)), in: call.context)
  }

  private static func deviation(_ call: Call, lost: Int) throws -> Value {
    let spread = try spread(call, lost: lost)
    if let special = spread.special {
      throw Raised.attributeError("'\(special.typeName)' object has no attribute 'numerator'")
    }
    let square = spread.squares / Rational(BigInt(spread.count - lost))
    if spread.kind == .decimal { return try Statistic.decimalSquareRoot(square, in: call.context) }
    return .float(Statistic.squareRoot(square))
  }

  static let covariance = Function("covariance(x, y, /)") { call in
    let pairs = try PairedData(call, "covariance")
    return .float(try pairs.products() / Double(pairs.x.count - 1))
  }

  static let correlation = Function("correlation(x, y, /)") { call in
    let pairs = try PairedData(call, "correlation")
    let (sxy, sxx, syy) = (try pairs.products(), try pairs.squaresOfX(), try pairs.squaresOfY())
    let product = sxx * syy
    if product < 0 { throw Raised.valueError("math domain error") }
    if product == 0 { throw Statistic.failure("at least one of the inputs is constant") }
    return .float(sxy / squareRoot(product))
  }

  static let linearRegression = Function("linear_regression(x, y, /, *, proportional=False)") { call in
    let pairs = try PairedData(call, "linear regression")
    let isProportional = try call.bool("proportional")
    let centred = isProportional ? PairedData(x: pairs.x, y: pairs.y, xMean: 0, yMean: 0) : pairs
    let (sxy, sxx) = (try centred.products(), try centred.squaresOfX())
    if sxx == 0 { throw Statistic.failure("x is constant") }
    let slope = sxy / sxx
    let intercept = isProportional ? 0 : pairs.yMean - slope * pairs.xMean
    let type = try regressionType(in: call.context)
    return try call.context.call(.object(type), [.float(slope), .float(intercept)])
  }

  static let regression = Constant("LinearRegression") { context in
    guard let context else { return .none }
    return .object(try regressionType(in: context))
  }

  private static func regressionType(in context: Context) throws(Raised) -> TypeObject {
    let known = context.state(RegressionClass.self) { RegressionClass() }
    if let type = known.type { return type }
    let arguments = CallArguments(
      ["LinearRegression", .tuple(["slope", "intercept"])], keywords: [("module", "statistics")])
    let made = try context.callMethod(context.importModule("collections"), "namedtuple", arguments)
    guard let type = made.cast(to: TypeObject.self) else { throw context.unsupportedNow("'LinearRegression'") }
    known.type = type
    return type
  }
}

/// The class of `linear_regression`'s result, made once a run.
private final class RegressionClass {
  var type: TypeObject?
}

/// Two inputs of the same length, with their means.
struct PairedData {
  let x: [Double]
  let y: [Double]
  let xMean: Double
  let yMean: Double

  init(x: [Double], y: [Double], xMean: Double, yMean: Double) {
    (self.x, self.y, self.xMean, self.yMean) = (x, y, xMean, yMean)
  }

  init(_ call: Call, _ name: String) throws(Raised) {
    let count = try call.context.length(call[0])
    guard try call.context.length(call[1]) == count else {
      throw Statistic.failure("\(name) requires that both inputs have same number of data points")
    }
    if count < 2 { throw Statistic.failure("\(name) requires at least two data points") }
    var columns: [[Double]] = []
    for i in 0..<2 {
      var column: [Double] = []
      for value in try call.context.items(of: call[i]) { column.append(try Standard.Math.number(value, call)) }
      columns.append(column)
    }
    (x, y) = (columns[0], columns[1])
    xMean = try PairedData.sum(x) / Double(count)
    yMean = try PairedData.sum(y) / Double(count)
  }

  func products() throws(Raised) -> Double { try PairedData.sum(zip(x, y).map { ($0 - xMean) * ($1 - yMean) }) }
  func squaresOfX() throws(Raised) -> Double { try PairedData.sum(x.map { ($0 - xMean) * ($0 - xMean) }) }
  func squaresOfY() throws(Raised) -> Double { try PairedData.sum(y.map { ($0 - yMean) * ($0 - yMean) }) }

  private static func sum(_ values: [Double]) throws(Raised) -> Double {
    var sum = ExactSum()
    for value in values { try sum.add(value) }
    return try sum.result()
  }
}
