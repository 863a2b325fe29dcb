import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

/// The distributions of `numpy.random` and of `RandomState`, which have the same signatures.
enum Drawing {
  /// Random numbers in a shape: one number where the shape is None.
  static func shaped(
    _ size: Value, _ call: Call, _ draw: (Int) throws(Raised) -> Column
  ) throws(Raised) -> Value {
    if size.isNone {
      let column = try draw(1)
      return column[0].pythonValue
    }
    let shape = try call.shape(size)
    let column = try draw(NumPy.elementCount(shape, in: call.context))
    return .object(
      try ArrayObject(TracedColumn(values: column, dtype: DType(of: column))).reshaped(shape, in: call.context))
  }

  static func rand(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try shaped(dimensions(call), call) { .floats(random.random(count: $0)) }
  }

  static func randn(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try shaped(dimensions(call), call) { .floats(random.normal(0, 1, count: $0)) }
  }

  private static func dimensions(_ call: Call) -> Value { call.variadic.isEmpty ? .none : .tuple(call.variadic) }

  static func random(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    try shaped(call["size"], call) { .floats(random.random(count: $0)) }
  }

  static func randint(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    if let dtype = try? call.dtype("dtype"), dtype != .int64 {
      // Narrow types draw from words that are cut to pieces.
      throw call.unsupported("'randint' of '\(dtype.name(call.context.era))'", argument: "dtype")
    }
    let (low, high) =
      call.isNone("high") ? (0, try call.int("low")) : (try call.int("low"), try call.int("high"))
    guard low < high else { throw .valueError(call.isNone("high") ? "high <= 0" : "low >= high") }
    return try shaped(call["size"], call) { .ints(random.integers(from: low, below: high, count: $0).map(Int64.init)) }
  }

  /// Numbers from 1 to `high`: the old inclusive form.
  static func randomIntegers(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let (low, high) = call.isNone("high") ? (1, try call.int("low")) : (try call.int("low"), try call.int("high"))
    guard low <= high, high < Int.max else { throw .valueError("low > high") }
    return try shaped(call["size"], call) {
      .ints(random.integers(from: low, below: high + 1, count: $0).map(Int64.init))
    }
  }

  /// Draws with parameters that are numbers or arrays, broadcast.
  static func spread(
    _ call: Call, _ names: [String], whole: Bool = false, _ draw: ([Double]) throws(Raised) -> Double
  ) throws(Raised) -> Value {
    var parts: [Dense] = []
    for name in names { parts.append(try call.dense(name)) }
    guard let own = NumPy.broadcastShape(parts.map(\.shape)) else {
      throw .valueError("shape mismatch: objects cannot be broadcast to a single shape")
    }
    let shape = try call.isNone("size") ? own : call.shape(call["size"])
    guard NumPy.broadcastShape([own, shape]) == shape else {
      throw .valueError(
        "Output size \(NumPy.tupleText(of: shape)) is not compatible with broadcast dimensions of inputs \(NumPy.tupleText(of: own))."
      )
    }
    let count = try NumPy.elementCount(shape)
    var columns: [[Double]] = []
    for part in parts { columns.append(try call.context.numbers(part.broadcast(to: shape).values)) }
    var results: [Double] = []
    results.reserveCapacity(count)
    for row in 0..<count { results.append(try draw(columns.map { $0[row] })) }
    let values: Column = whole ? .ints(results.map { Int64(exactly: $0) ?? .max }) : .floats(results)
    // One number is a plain Python number.
    if shape.isEmpty { return values[0].pythonValue }
    return .object(ArrayObject(Dense(values, shape: shape)))
  }

  static func uniform(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    try spread(call, ["low", "high"]) { $0[0] + ($0[1] - $0[0]) * random.random() }
  }

  static func normal(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    try spread(call, ["loc", "scale"]) { (p) throws(Raised) in
      guard p[1] >= 0 else { throw .valueError("scale < 0") }
      return p[0] + p[1] * random.standardNormal()
    }
  }

  /// A distribution by its name in numpy.
  static func distribution(_ name: String, _ call: Call, _ random: RandomState) throws(Raised) -> Value {
    func positive(_ value: Double, _ parameter: String) throws(Raised) {
      guard value > 0 else { throw .valueError("\(parameter) <= 0") }
    }
    func notNegative(_ value: Double, _ parameter: String) throws(Raised) {
      guard value >= 0 else { throw .valueError("\(parameter) < 0") }
    }
    switch name {
    case "exponential":
      return try spread(call, ["scale"]) { (p) throws(Raised) in
        try notNegative(p[0], "scale")
        return p[0] * random.standardExponential()
      }
    case "standard_exponential": return try spread(call, []) { _ in random.standardExponential() }
    case "standard_normal": return try spread(call, []) { _ in random.standardNormal() }
    case "standard_cauchy":
      return try spread(call, []) { _ in
        let numerator = random.standardNormal()
        return numerator / random.standardNormal()
      }
    case "gamma":
      return try spread(call, ["shape", "scale"]) { (p) throws(Raised) in
        try notNegative(p[0], "shape")
        try notNegative(p[1], "scale")
        return p[1] * random.standardGamma(p[0])
      }
    case "standard_gamma": return try spread(call, ["shape"]) { random.standardGamma($0[0]) }
    case "beta":
      return try spread(call, ["a", "b"]) { (p) throws(Raised) in
        try positive(p[0], "a")
        try positive(p[1], "b")
        return random.beta(p[0], p[1])
      }
    case "chisquare": return try spread(call, ["df"]) { random.chiSquare($0[0]) }
    case "f":
      return try spread(call, ["dfnum", "dfden"]) { p in
        let numerator = random.chiSquare(p[0]) * p[1]
        return numerator / (random.chiSquare(p[1]) * p[0])
      }
    case "lognormal":
      return try spread(call, ["mean", "sigma"]) { exponential($0[0] + $0[1] * random.standardNormal()) }
    case "laplace": return try spread(call, ["loc", "scale"]) { random.laplace($0[0], $0[1]) }
    case "logistic": return try spread(call, ["loc", "scale"]) { random.logistic($0[0], $0[1]) }
    case "gumbel": return try spread(call, ["loc", "scale"]) { random.gumbel($0[0], $0[1]) }
    case "weibull": return try spread(call, ["a"]) { $0[0] == 0 ? 0 : power(random.standardExponential(), 1 / $0[0]) }
    case "pareto": return try spread(call, ["a"]) { exponentialMinusOne(random.standardExponential() / $0[0]) }
    case "power":
      return try spread(call, ["a"]) { power(-exponentialMinusOne(-random.standardExponential()), 1 / $0[0]) }
    case "rayleigh":
      return try spread(call, ["scale"]) { $0[0] * (-2 * logarithmOfOnePlus(-random.random())).squareRoot() }
    case "triangular":
      return try spread(call, ["left", "mode", "right"]) { random.triangular($0[0], $0[1], $0[2]) }
    case "standard_t": return try spread(call, ["df"]) { random.studentT($0[0]) }
    case "wald": return try spread(call, ["mean", "scale"]) { random.wald($0[0], $0[1]) }
    default: return try counted(name, call, random)
    }
  }

  /// A distribution of whole numbers.
  private static func counted(_ name: String, _ call: Call, _ random: RandomState) throws(Raised) -> Value {
    switch name {
    case "poisson":
      return try spread(call, ["lam"], whole: true) { (p) throws(Raised) in
        guard p[0] >= 0, p[0] < 9e18 else {
          throw .valueError(p[0] < 0 ? "lam < 0 or lam contains NaNs" : "lam value too large")
        }
        return Double(random.poisson(p[0]))
      }
    case "binomial":
      return try spread(call, ["n", "p"], whole: true) { (p) throws(Raised) in
        guard p[0] >= 0, p[0] < 0x1p62 else { throw .valueError("n < 0") }
        guard (0...1).contains(p[1]) else {
          throw .valueError(p[1] < 0 ? "p < 0, p > 1 or p contains NaNs" : "p < 0, p > 1 or p contains NaNs")
        }
        return Double(random.binomial(Int(p[0]), p[1]))
      }
    case "geometric":
      return try spread(call, ["p"], whole: true) { (p) throws(Raised) in
        guard p[0] > 0, p[0] <= 1 else { throw .valueError("p <= 0, p > 1 or p contains NaNs") }
        return Double(random.geometric(p[0]))
      }
    case "negative_binomial":
      return try spread(call, ["n", "p"], whole: true) { (p) throws(Raised) in
        guard !p[0].isNaN else { throw call.unsupported("'negative_binomial' of NaN") }
        guard p[0] > 0 else { throw .valueError("n <= 0") }
        guard (0...1).contains(p[1]) else { throw .valueError("p < 0, p > 1 or p is NaN") }
        return Double(random.poisson(((1 - p[1]) / p[1]) * random.standardGamma(p[0])))
      }
    default: throw call.unsupported("'numpy.random.\(name)'")
    }
  }

  static func multinomial(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let trials = try call.int("n")
    let probabilities = try call.numbers("pvals")
    guard probabilities.dropLast().reduce(0, +) <= 1 + 1e-12 else { throw .valueError("sum(pvals[:-1]) > 1.0") }
    let shape = call.isNone("size") ? [] : try call.shape(call["size"])
    let count = try NumPy.elementCount(shape)
    let draws = (0..<count).flatMap { _ in random.multinomial(trials, probabilities) }
    return .object(ArrayObject(Dense(draws, shape: shape + [probabilities.count])))
  }

  static func dirichlet(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    let alpha = try call.numbers("alpha")
    guard alpha.allSatisfy({ $0 > 0 }) else { throw .valueError("alpha <= 0") }
    let shape = call.isNone("size") ? [] : try call.shape(call["size"])
    let count = try NumPy.elementCount(shape)
    let draws = (0..<count).flatMap { _ -> [Double] in
      let parts = alpha.map { random.standardGamma($0) }
      let inverse = 1 / parts.reduce(0, +)
      return parts.map { $0 * inverse }
    }
    return .object(ArrayObject(Dense(draws, shape: shape + [alpha.count])))
  }

  static func multivariateNormal(_ call: Call, _ random: RandomState) throws(Raised) -> Value {
    try call.refuse("check_valid", "tol")
    let (mean, covariance) = (try call.numbers("mean"), try call.numbers("cov"))
    let size = mean.count
    guard covariance.count == size * size else { throw .valueError("mean and cov must have same length") }
    let shape = call.isNone("size") ? [] : try call.shape(call["size"])
    let count = try NumPy.elementCount(shape)
    let draws = (0..<(count * size)).map { _ in random.standardNormal() }
    let parts: (u: [Double], s: [Double], vt: [Double])
    do throws(Decompositions.Failure) {
      parts = try Decompositions.singular(covariance, rows: size, columns: size, full: true)
    } catch {
      throw Raised(NumPy.linAlgError, "SVD did not converge")
    }
    let scaled = parts.vt.indices.map { parts.vt[$0] * parts.s[$0 / max(size, 1)].squareRoot() }
    let product = Decompositions.product(draws, scaled, rows: count, inner: size, columns: size)
    let result = product.indices.map { product[$0] + mean[$0 % max(size, 1)] }
    return .object(ArrayObject(Dense(result, shape: shape + [size])))
  }

  static func choice(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    let array = try population(call["a"], call)
    let replacing = try call.bool("replace")
    let weights =
      try call.isNone("p")
      ? nil : call.context.numbers(NumPy.atLeastOneDimensional(call["p"], in: call.context).flattened)
    let shape = call.isNone("size") ? [1] : try call.shape(call["size"])
    if let weights { try check(weights, count: array.rowCount) }
    let count = try NumPy.elementCount(shape, in: call.context)
    let positions: [Int]
    do throws(LearningError) {
      if let weights {
        positions = try random.choice(probabilities: weights, count: count, replacing: replacing)
      } else {
        positions = try random.choice(array.rowCount, count: count, replacing: replacing)
      }
    } catch {
      throw Raised(named: error.type, .init(error.message))
    }
    if call.isNone("size") { return array.element(positions[0], 0) }
    let chosen = TracedColumn(values: array.flattened.selecting(positions), dtype: array.dtype)
    return .object(try ArrayObject(chosen, dtype: array.dtype).reshaped(shape, in: call.context))
  }

  private static func check(_ weights: [Double], count: Int) throws(Raised) {
    guard weights.count == count else { throw .valueError("'a' and 'p' must have same size") }
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .valueError("probabilities are not non-negative") }
    guard (weights.reduce(0, +) - 1).magnitude <= 1e-8 else { throw .valueError("probabilities do not sum to 1") }
  }

  /// What is drawn from: an array, or the numbers below an integer.
  private static func population(_ value: Value, _ call: Call) throws(Raised) -> ArrayObject {
    if let count = try call.context.indexIfInteger(value) {
      let numbers = 0..<Int64(try NumPy.elementCount([max(count, 0)], in: call.context))
      return ArrayObject(TracedColumn(values: .ints(Array(numbers)), dtype: .int64))
    }
    let array = try NumPy.atLeastOneDimensional(value, in: call.context)
    guard array.isOneDimensional else { throw .valueError("a must be 1-dimensional") }
    return array
  }

  static func permutation(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    let array = try population(call["x"], call)
    return array.selectingRows(random.permutation(array.rowCount), filter: nil)
  }

  static func shuffle(_ call: Call, _ random: some RandomDraws) throws(Raised) -> Value {
    if let list = call["x"].cast(to: ListObject.self) {
      random.shuffle(&list.items)
      return .none
    }
    guard let array = call["x"].cast(to: ArrayObject.self) else {
      throw call.unsupported("'shuffle' of such an object")
    }
    let order = random.permutation(array.rowCount)
    let shuffled = array.selecting(order, isColumnMajor: false)
    if array.isStrided {
      try array.assignElements(.object(shuffled), at: .ellipsis, in: call.context)
    } else {
      try array.store(shuffled.tracedColumns, in: call.context)
    }
    return .none
  }
}
