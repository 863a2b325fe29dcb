import Kernels
import PythonRuntime

extension Standard.Math {
  /// The exactly rounded sum: partial sums that do not overlap, as CPython's `fsum`.
  static let fsum = Function("fsum(seq, /)") { call in
    var sum = ExactSum()
    let source = try call.context.iterate(call[0])
    while let value = try source.next(in: call.context) { try sum.add(number(value, call)) }
    return .float(try sum.result())
  }

  static let prod = Function("prod(iterable, /, *, start=1)") { call in
    var result = call[1]
    let source = try call.context.iterate(call[0])
    while let value = try source.next(in: call.context) { result = try call.context.binary(.multiply, result, value) }
    return result
  }

  static let hypot = Function("hypot(*coordinates)") { call in
    var values: [Double] = []
    for value in call.variadic { values.append(try number(value, call)) }
    return .float(euclideanNorm(values))
  }

  static let dist = Function("dist(p, q, /)") { call in
    let (p, q) = (try call.context.items(of: call[0]), try call.context.items(of: call[1]))
    guard p.count == q.count else {
      throw Raised.valueError("both points must have the same number of dimensions")
    }
    var differences: [Double] = []
    for (a, b) in zip(p, q) { differences.append(try number(a, call) - number(b, call)) }
    return .float(euclideanNorm(differences))
  }
}

/// Shewchuk's partials: floats that do not overlap and whose exact sum is that of the floats added.
struct ExactSum {
  private var partials: [Double] = []
  private var special = 0.0
  private var infinite = 0.0

  mutating func add(_ value: Double) throws(Raised) {
    var x = value
    var count = 0
    for var y in partials {
      if x.magnitude < y.magnitude { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        partials[count] = low
        count += 1
      }
      x = high
    }
    partials.removeSubrange(count...)
    if x == 0 { return }
    if x.isFinite { return partials.append(x) }
    if value.isFinite { throw .overflowError("intermediate overflow in fsum") }
    if value.isInfinite { infinite += value }
    special += value
    partials = []
  }

  /// The sum from the largest partial down, with the correction of a tie.
  func result() throws(Raised) -> Double {
    if special != 0 {
      if infinite.isNaN { throw .valueError("-inf + inf in fsum") }
      return special
    }
    guard var high = partials.last else { return 0 }
    var rest = partials.dropLast()
    var low = 0.0
    while let y = rest.popLast() {
      let x = high
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    if let next = rest.last, (low < 0 && next < 0) || (low > 0 && next > 0) {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }
}

/// The length of a vector with the bits of CPython 3.11: scaled by a power of two, squares split and summed with their
/// rounding errors, the root corrected by one step.
///
/// - SeeAlso: CPython 3.11, `mathmodule.c`, `vector_norm`.
func euclideanNorm(_ vector: [Double]) -> Double {
  let values = vector.map(\.magnitude)
  if values.contains(where: \.isInfinite) { return .infinity }
  if values.contains(where: \.isNaN) { return .nan }
  let largest = values.max() ?? 0
  if largest == 0 || values.count <= 1 { return largest }
  let exponent = Standard.Math.frexpOf(largest).exponent
  var sum = CompensatedSquares()
  // The reciprocal of the smallest magnitudes would overflow: these are divided.
  if exponent < -1023 {
    for value in values { sum.addRounded((value / largest) * (value / largest)) }
    return largest * squareRoot(sum.sum - 1 + sum.first)
  }
  let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
  for value in values { sum.addSquare(of: value * scale) }
  let root = squareRoot(sum.sum - 1 + (sum.first + sum.second + sum.third))
  sum.subtractSquare(of: root)
  let rest = sum.sum - 1 + (sum.first + sum.second + sum.third)
  return (root + rest / (2 * root)) / scale
}

/// A sum of squares that starts at 1, with what was lost in rounding kept apart.
private struct CompensatedSquares {
  var sum = 1.0
  var first = 0.0
  var second = 0.0
  var third = 0.0

  mutating func addRounded(_ x: Double) {
    let old = sum
    sum += x
    first += (old - sum) + x
  }

  mutating func addSquare(of x: Double) {
    let (high, low) = CompensatedSquares.halves(x)
    addRounded(high * high)
    addSecond(2 * high * low)
    third += low * low
  }

  mutating func subtractSquare(of x: Double) {
    let (high, low) = CompensatedSquares.halves(x)
    addRounded(-high * high)
    addSecond(-2 * high * low)
    let old = sum
    let product = -low * low
    sum += product
    third += (old - sum) + product
  }

  private mutating func addSecond(_ x: Double) {
    let old = sum
    sum += x
    second += (old - sum) + x
  }

  /// Veltkamp's halves, of 26 bits each.
  private static func halves(_ x: Double) -> (high: Double, low: Double) {
    let t = x * 134_217_729
    let high = t - (t - x)
    return (high, x - high)
  }
}
