import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

// Averages, covariances, differences, bins and interpolation.
extension NumPy.Functions {
  static let ptp = Function("ptp(a, axis=None, out=None, keepdims=False)") { call in
    try call.refuse("out")
    let array = try call.context.array(call["a"])
    let (axes, keeps) = (try call.axes("axis"), try call.bool("keepdims"))
    return try call.context.binary(
      .subtract, array.reduced(.max, axes: axes, keepsAxes: keeps, in: call.context),
      array.reduced(.min, axes: axes, keepsAxes: keeps, in: call.context))
  }

  static let average = Function("average(a, axis=None, weights=None, returned=False, *, keepdims=False)") { call in
    try call.average()
  }

  static let cov = Function(
    "cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)"
  ) { call in
    try call.refuse("fweights", "aweights", "dtype")
    let result = try call.covariance(
      call["m"], call["y"], rows: call.bool("rowvar"), ddof: call.optionalDouble("ddof") ?? (call.bool("bias") ? 0 : 1))
    return .object(ArrayObject(result))
  }
  static let corrcoef = Function("corrcoef(x, y=None, rowvar=True, bias=no_default, ddof=no_default, *, dtype=None)") {
    call in
    try call.refuse("dtype")
    let covariance = try call.covariance(call["x"], call["y"], rows: call.bool("rowvar"), ddof: 1)
    let numbers = try call.context.numbers(covariance.values)
    guard covariance.rank == 2 else {
      return call.context.value(Dense([numbers[0] / numbers[0]], shape: [], fitted: covariance.fitted))
    }
    let size = covariance.shape[0]
    let deviations = (0..<size).map { numbers[$0 * size + $0].squareRoot() }
    let result = numbers.indices.map { place in
      Swift.min(Swift.max(numbers[place] / deviations[place / size] / deviations[place % size], -1), 1)
    }
    return .object(ArrayObject(Dense(result, shape: covariance.shape, fitted: covariance.fitted)))
  }

  static let diff = Function("diff(a, n=1, axis=-1, prepend=no_default, append=no_default)") { call in
    var dense = try call.dense("a")
    guard dense.rank > 0 else { throw Raised.valueError("diff requires input that is at least one dimensional") }
    let axis = try call.context.axis(call.int("axis"), rank: dense.rank)
    for (name, first) in [("prepend", true), ("append", false)] where call.isGiven(name) {
      var part = try call.dense(name)
      if part.rank == 0 {
        var shape = dense.shape
        shape[axis] = 1
        part = part.broadcast(to: shape)
      }
      dense = NumPy.joined(first ? [part, dense] : [dense, part], axis: axis)
    }
    for _ in 0..<Swift.max(0, Swift.min(try call.int("n"), 1 << 16)) {
      let later = dense.mapped(axis) { Array($0.dropFirst()) }
      let sooner = dense.mapped(axis) { Array($0.dropLast()) }
      if dense.dtype == .bool {
        dense = try call.context.dense(
          call.context.compare(.notEqual, .object(ArrayObject(later)), .object(ArrayObject(sooner))))
      } else {
        dense = try call.context.combined(.subtract, DenseSide(dense: later), DenseSide(dense: sooner))
      }
    }
    return call.context.value(dense)
  }
  static let ediff1d = Function("ediff1d(ary, to_end=None, to_begin=None)") { call in
    try call.refuse("to_end", "to_begin")
    var dense = try call.dense("ary")
    dense.shape = [dense.count]
    let later = dense.mapped(0) { Array($0.dropFirst()) }
    let sooner = dense.mapped(0) { Array($0.dropLast()) }
    return call.context.value(
      try call.context.combined(.subtract, DenseSide(dense: later), DenseSide(dense: sooner)))
  }
  static let gradient = Function("gradient(f, *varargs, axis=None, edge_order=1)") { call in
    try call.refuse("edge_order", "axis")
    let dense = try call.dense("f")
    guard dense.rank == 1, call.variadic.count <= 1 else { throw call.unsupported("'gradient' of such an array") }
    let f = try call.context.numbers(dense.values)
    guard f.count > 1 else {
      throw Raised.valueError(
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    }
    let given = try call.variadic.first.map { (value) throws(Raised) in try call.context.dense(value) }
    if let given, given.rank > 0 { throw call.unsupported("'gradient' with coordinates") }
    let h = try given.map { (one) throws(Raised) in try call.context.numbers(one.values)[0] } ?? 1
    let result = f.indices.map { i -> Double in
      if i == 0 { return (f[1] - f[0]) / h }
      if i == f.count - 1 { return (f[i] - f[i - 1]) / h }
      return (f[i + 1] - f[i - 1]) / (2 * h)
    }
    return .object(ArrayObject(Dense(result, fitted: dense.fitted)))
  }
  static let trapz = Function("trapz(y, x=None, dx=1.0, axis=-1)") { call in
    guard call.context.era == .classic else {
      throw Raised.attributeError("module 'numpy' has no attribute 'trapz'")
    }
    return try call.trapezoid()
  }
  static let trapezoid = Function("trapezoid(y, x=None, dx=1.0, axis=-1)") { call in
    guard call.context.era == .modern else {
      throw Raised.attributeError("module 'numpy' has no attribute 'trapezoid'")
    }
    return try call.trapezoid()
  }

  static let bincount = Function("bincount(x, /, weights=None, minlength=0)") { call in
    let dense = try call.dense("x")
    guard dense.rank == 1 else { throw Raised.valueError("object of too small depth for desired array") }
    guard
      let numbers = dense.values.wholeNumbers ?? (dense.dtype == .bool ? dense.values.flags?.map { $0 ? 1 : 0 } : nil)
    else {
      throw Raised.typeError(
        "Cannot cast array data from dtype('\(dense.dtype.name(call.context.era))') to dtype('int64') according to the rule 'safe'"
      )
    }
    guard numbers.allSatisfy({ $0 >= 0 }) else {
      throw Raised.valueError("'list' argument must have no negative elements")
    }
    let largest = Swift.min(numbers.max() ?? -1, Int.max - 1)
    let length = try NumPy.elementCount([Swift.max(largest + 1, try call.int("minlength"))])
    guard !call.isNone("weights") else {
      var counts = [Int](repeating: 0, count: length)
      for number in numbers { counts[number] += 1 }
      return .object(ArrayObject(Dense(counts, fitted: dense.fitted)))
    }
    let weights = try call.numbers("weights")
    guard weights.count == numbers.count else {
      throw Raised.valueError("The weights and list don't have the same length.")
    }
    var sums = [Double](repeating: 0, count: length)
    for (number, weight) in zip(numbers, weights) { sums[number] += weight }
    return .object(ArrayObject(Dense(sums, fitted: dense.fitted)))
  }

  static let interp = Function("interp(x, xp, fp, left=None, right=None, period=None)") { call in
    try call.refuse("period")
    let (x, xp, fp) = (try call.dense("x"), try call.numbers("xp"), try call.numbers("fp"))
    guard !xp.isEmpty else { throw Raised.valueError("array of sample points is empty") }
    guard xp.count == fp.count else { throw Raised.valueError("fp and xp are not of the same length.") }
    let left = try call.optionalDouble("left") ?? fp[0]
    let right = try call.optionalDouble("right") ?? fp[fp.count - 1]
    let result = try call.context.numbers(x.values).map { value -> Double in
      if value.isNaN { return value }
      if value > xp[xp.count - 1] { return right }
      if value < xp[0] { return left }
      var (low, high) = (0, xp.count)
      while low < high {
        let middle = (low + high) / 2
        if xp[middle] <= value { low = middle + 1 } else { high = middle }
      }
      let j = low - 1
      if j == xp.count - 1 || xp[j] == value { return fp[j] }
      let slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j])
      let found = slope * (value - xp[j]) + fp[j]
      return found.isNaN ? slope * (value - xp[j + 1]) + fp[j + 1] : found
    }
    return call.context.value(Dense(result, shape: x.shape, fitted: x.fitted))
  }

  static let convolve = Function("convolve(a, v, mode='full')") { call in
    try call.convolved(call.numbers("a"), call.numbers("v"), "full")
  }
  static let correlate = Function("correlate(a, v, mode='valid')") { call in
    try call.convolved(call.numbers("a"), call.numbers("v").reversed(), "valid")
  }
}

extension Call {
  fileprivate func trapezoid() throws(Raised) -> Value {
    try refuse("axis")
    let y = try numbers("y")
    let gaps: [Double]
    if isNone("x") {
      gaps = Array(repeating: try double("dx"), count: Swift.max(y.count - 1, 0))
    } else {
      let x = try numbers("x")
      gaps = zip(x, x.dropFirst()).map { $1 - $0 }
    }
    guard gaps.count == Swift.max(y.count - 1, 0) else {
      throw .valueError("operands could not be broadcast together with shapes (\(gaps.count),) (\(y.count - 1),) ")
    }
    let parts = gaps.indices.map { gaps[$0] * (y[$0 + 1] + y[$0]) / 2 }
    return NumPy.element(.float(pairwiseSum(parts)), .float64)
  }

  fileprivate func average() throws(Raised) -> Value {
    let array = try context.array(self["a"])
    let axes = try axes("axis")
    let keeps = try bool("keepdims")
    var dense = array.dense
    dense.fitted = context.provenance("numpy.average", of: array.domainColumns) ?? dense.fitted
    guard !isNone("weights") else {
      let mean = try array.reduced(.mean, axes: axes, keepsAxes: keeps, in: context)
      guard try bool("returned") else { return mean }
      let result = try context.dense(mean)
      let count = Double(dense.count) / Double(Swift.max(result.count, 1))
      return .tuple([mean, context.value(Dense(Array(repeating: count, count: result.count), shape: result.shape))])
    }
    var weights = try self.dense("weights")
    let along = axes ?? Array(dense.shape.indices)
    if weights.shape != dense.shape {
      guard let axis = axes?.first, axes?.count == 1 else {
        throw .typeError("Axis must be specified when shapes of a and weights differ.")
      }
      guard weights.rank == 1 || context.era == .modern else {
        throw .typeError("1D weights expected when shapes of a and weights differ.")
      }
      let place = try context.axis(axis, rank: dense.rank)
      guard weights.count == dense.shape[place] else {
        throw .valueError(
          context.era == .classic
            ? "Length of weights not compatible with specified axis."
            : "Shape of weights must be consistent with shape of a along specified axis.")
      }
      weights.shape = dense.shape.indices.map { $0 == place ? weights.count : 1 }
      weights = weights.broadcast(to: dense.shape)
    }
    let wide = Dense(try context.numbers(weights.values), shape: weights.shape)
    let scale = try context.reducedDense(.sum, wide, axes: along, keepsAxes: keeps)
    guard scale.scalars.allSatisfy({ $0 != .float(0) }) else {
      throw Raised(Exceptions.zeroDivisionError, "Weights sum to zero, can't be normalized")
    }
    let values = Dense(try context.numbers(dense.values), shape: dense.shape, fitted: dense.fitted)
    let product = try context.combined(.multiply, DenseSide(dense: values), DenseSide(dense: wide))
    let sum = try context.reducedDense(.sum, product, axes: along, keepsAxes: keeps)
    let result = context.value(try context.combined(.divide, DenseSide(dense: sum), DenseSide(dense: scale)))
    return try bool("returned") ? .tuple([result, context.value(scale)]) : result
  }

  /// The covariance matrix of variables in rows; of one variable a number.
  fileprivate func covariance(_ m: Value, _ y: Value, rows: Bool, ddof: Double) throws(Raised) -> Dense {
    var dense = try context.dense(m)
    let fitted = dense.fitted
    if dense.rank == 1 { dense.shape = [1, dense.count] }
    guard dense.rank == 2 else { throw .valueError("m has more than 2 dimensions") }
    if !rows, dense.shape[0] != 1 { dense = dense.transposed() }
    if !y.isNone {
      var other = try context.dense(y)
      if other.rank == 1 { other.shape = [1, other.count] }
      if !rows, other.shape[0] != 1 { other = other.transposed() }
      guard other.shape[1] == dense.shape[1] else {
        throw .valueError(
          "\(NumPy.mismatch(context.era)), but along dimension 1, the array at index 0 has size \(dense.shape[1]) and the array at index 1 has size \(other.shape[1])"
        )
      }
      dense = NumPy.joined([dense, other], axis: 0)
    }
    let (count, width) = (dense.shape[0], dense.shape[1])
    var numbers = try context.numbers(dense.values)
    for row in 0..<count {
      let mean = pairwiseSum(Array(numbers[(row * width)..<((row + 1) * width)])) / Double(width)
      for column in 0..<width { numbers[row * width + column] -= mean }
    }
    let factor = 1 / Swift.max(Double(width) - ddof, 0)
    let product = Decompositions.product(
      numbers, Decompositions.transposed(numbers, count, width), rows: count, inner: width, columns: count)
    let result = product.map { $0 * factor }
    return Dense(result, shape: count == 1 ? [] : [count, count], fitted: fitted)
  }

  fileprivate func convolved(_ a: [Double], _ v: [Double], _ standard: String) throws(Raised) -> Value {
    guard !a.isEmpty, !v.isEmpty else { throw .valueError(a.isEmpty ? "a cannot be empty" : "v cannot be empty") }
    let (long, short) = a.count >= v.count ? (a, v) : (v, a)
    let full = (0..<(a.count + v.count - 1)).map { place in
      short.indices.reduce(0.0) { sum, i in
        long.indices.contains(place - i) ? sum + short[i] * long[place - i] : sum
      }
    }
    let mode = try text("mode")
    let result: [Double]
    switch mode {
    case "full": result = full
    case "same":
      let start = (short.count - 1) / 2
      result = Array(full[start..<(start + long.count)])
    case "valid": result = Array(full[(short.count - 1)..<long.count])
    default: throw .valueError("mode must be one of 'valid', 'same', or 'full' (got '\(mode)')")
    }
    let dtypes = [try dense("a").dtype, try dense("v").dtype]
    let array = ArrayObject(Dense(result))
    guard let dtype = NumPy.promoted(dtypes[0], dtypes[1]), dtype.isInteger else { return .object(array) }
    return .object(try array.cast(to: dtype, in: context))
  }
}
