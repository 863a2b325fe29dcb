import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

extension NumPy {
  /// Members of `numpy.poly1d`.
  package enum PolynomialClass {}
}

extension NumPy.Functions {
  static let poly1d = Constant("poly1d") { _ in .object(PolynomialObject.type) }

  static let polyfit = Function("polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)") { call in
    try call.refuse("rcond", "full", "w", "cov")
    let (x, y, degree) = (try call.numbers("x"), try call.dense("y"), try call.int("deg"))
    guard degree >= 0 else { throw Raised.valueError("expected deg >= 0") }
    guard !x.isEmpty else { throw Raised.typeError("expected non-empty vector for x") }
    guard y.rank >= 1, y.shape[0] == x.count else { throw Raised.typeError("expected x and y to have same length") }
    guard y.rank == 1 else { throw call.unsupported("'polyfit' of several curves") }
    let width = degree + 1
    _ = try NumPy.elementCount([x.count, width])
    var powers = [Double](repeating: 1, count: x.count * width)
    for row in x.indices {
      for column in (0..<degree).reversed() { powers[row * width + column] = powers[row * width + column + 1] * x[row] }
    }
    let scale = (0..<width).map { column in
      pairwiseSum(x.indices.map { powers[$0 * width + column] * powers[$0 * width + column] }).squareRoot()
    }
    for place in powers.indices { powers[place] /= scale[place % width] }
    let targets = try call.context.numbers(y.values)
    do throws(Decompositions.Failure) {
      let result = try Decompositions.leastSquares(
        powers, targets, rows: x.count, columns: width, targets: 1, cutoff: Double(x.count) * Double.ulpOfOne)
      return .object(ArrayObject(Dense(zip(result.solution, scale).map { $0 / $1 }, fitted: y.fitted)))
    } catch {
      throw Raised(NumPy.linAlgError, "SVD did not converge in Linear Least Squares")
    }
  }

  static let polyval = Function("polyval(p, x)") { call in
    if let polynomial = call["p"].cast(to: PolynomialObject.self) {
      return try call.context.polynomial(polynomial.coefficients, at: call["x"])
    }
    return try call.context.polynomial(call.dense("p"), at: call["x"])
  }
  static let polyder = Function("polyder(p, m=1)") { call in
    try call.polynomialResult(call.coefficients("p")) { (c) throws(Raised) in
      var c = c
      for _ in 0..<Swift.max(0, Swift.min(try call.int("m"), 1 << 12)) {
        c = c.dropLast().enumerated().map { $0.element * Double(c.count - 1 - $0.offset) }
      }
      return c
    }
  }
  static let polyint = Function("polyint(p, m=1, k=None)") { call in
    try call.refuse("m", "k")
    let p = try call.coefficients("p")
    let numbers = try call.context.numbers(p.values)
    let result = numbers.enumerated().map { $0.element / Double(numbers.count - $0.offset) } + [0]
    return call.polynomialValue(Dense(result))
  }
  static let polyadd = Function("polyadd(a1, a2)") { call in try call.sum(1) }
  static let polysub = Function("polysub(a1, a2)") { call in try call.sum(-1) }
  static let polymul = Function("polymul(a1, a2)") { call in
    let (a, b) = (try call.coefficients("a1"), try call.coefficients("a2"))
    let (x, y) = (try call.context.numbers(a.values), try call.context.numbers(b.values))
    var product = [Double](repeating: 0, count: Swift.max(x.count + y.count - 1, 0))
    for (i, p) in x.enumerated() { for (j, q) in y.enumerated() { product[i + j] += p * q } }
    return try call.polynomialResult(a, b) { (_) throws(Raised) in product }
  }
  static let roots = Function("roots(p)") { call in
    let numbers = try call.context.numbers(call.coefficients("p").values)
    let trimmed = Array(numbers.drop { $0 == 0 })
    let trailing = trimmed.reversed().prefix { $0 == 0 }.count
    let kept = Array(trimmed.dropLast(trailing))
    guard kept.count > 1 else { return .object(ArrayObject(Dense(Array(repeating: 0.0, count: trailing)))) }
    let size = kept.count - 1
    var companion = [Double](repeating: 0, count: size * size)
    for column in 0..<size { companion[column] = -kept[column + 1] / kept[0] }
    for row in 1..<Swift.max(size, 1) { companion[row * size + row - 1] = 1 }
    let found: (real: [Double], imaginary: [Double], vectors: [Double])
    do throws(Decompositions.Failure) {
      found = try Decompositions.eigen(companion, size: size)
    } catch {
      throw Raised(NumPy.linAlgError, "Eigenvalues did not converge")
    }
    guard found.imaginary.allSatisfy({ $0 == 0 }) else { throw call.unsupported("complex roots") }
    return .object(ArrayObject(Dense(found.real + Array(repeating: 0, count: trailing))))
  }
}

extension Context {
  /// Horner's rule.
  func polynomial(_ coefficients: Dense, at x: Value) throws(Raised) -> Value {
    var result: Value = .int(0)
    let place = try NumPy.array(x, in: self).map(Value.object) ?? NumPy.scalar(x)
    for (number, coefficient) in coefficients.scalars.enumerated() {
      let next = NumPy.element(coefficient, coefficients.dtype)
      if number == 0 {
        let zero = try binary(.multiply, place, .int(0))
        result = try binary(.add, zero, next)
      } else {
        result = try binary(.add, binary(.multiply, result, place), next)
      }
    }
    return result
  }
}

extension Call {
  fileprivate func coefficients(_ name: String) throws(Raised) -> Dense {
    if let polynomial = self[name].cast(to: PolynomialObject.self) { return polynomial.coefficients }
    var dense = try dense(name)
    if dense.rank == 0 { dense.shape = [1] }
    return dense
  }

  fileprivate func polynomialValue(_ dense: Dense) -> Value {
    self[0].object is PolynomialObject ? .object(PolynomialObject(dense)) : .object(ArrayObject(dense))
  }

  /// The coefficients that `body` gives, whole numbers where those of the arguments are.
  fileprivate func polynomialResult(
    _ a: Dense, _ b: Dense? = nil, _ body: ([Double]) throws(Raised) -> [Double]
  ) throws(Raised) -> Value {
    let result = Dense(try body(context.numbers(a.values)))
    guard a.dtype.isInteger, b?.dtype.isInteger ?? true else { return polynomialValue(result) }
    return polynomialValue(try ArrayObject(result).cast(to: .int64, in: context).dense)
  }

  fileprivate func sum(_ sign: Double) throws(Raised) -> Value {
    let (a, b) = (try coefficients("a1"), try coefficients("a2"))
    let y = try context.numbers(b.values)
    return try polynomialResult(a, b) { (x) throws(Raised) in
      let count = Swift.max(x.count, y.count)
      let (p, q) = (Array(repeating: 0, count: count - x.count) + x, Array(repeating: 0, count: count - y.count) + y)
      return zip(p, q).map { $0 + sign * $1 }
    }
  }
}

/// `numpy.poly1d`.
final class PolynomialObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "poly1d", module: "numpy", isOpen: true, members: NumPy.PolynomialClass.members)

  let coefficients: Dense

  init(_ coefficients: Dense) {
    let leading = coefficients.scalars.prefix { $0 == .int(0) || $0 == .float(0) }.count
    let kept = Swift.min(leading, Swift.max(coefficients.count - 1, 0))
    self.coefficients = coefficients.selecting(
      Array(kept..<coefficients.count), shape: [coefficients.count - kept])
    super.init(type: PolynomialObject.type)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let x = arguments.positional.first else {
      throw .typeError("poly1d.__call__() missing 1 required positional argument: 'val'")
    }
    return try context.polynomial(coefficients, at: x)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let text = try context.repr(.object(ArrayObject(coefficients))).description
    return PythonString("poly1d(\(text.dropFirst("array(".count).dropLast()))")
  }

  override func str(in context: Context) throws(Raised) -> PythonString {
    let degree = coefficients.count - 1
    var (above, line) = ("", "")
    for (number, scalar) in coefficients.scalars.enumerated() {
      guard let value = scalar.number else { continue }
      let power = degree - number
      let text = PythonString.general(value.magnitude)
      if value == 0, degree > 0 { continue }
      let term = power == 0 ? text : text + " x"
      line += line.isEmpty ? (value < 0 ? "-" : "") : (value < 0 ? " - " : " + ")
      line += term
      if power > 1 {
        above += String(repeating: " ", count: Swift.max(line.count - above.count, 0)) + String(power)
        line += String(repeating: " ", count: String(power).count)
      }
    }
    let top = above.isEmpty ? "" : above
    return PythonString(top.padded(to: line.count) + "\n" + line)
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: Swift.max(count - self.count, 0))
  }
}

extension PythonString {
  /// `%.4g`.
  fileprivate static func general(_ value: Double) -> String {
    var bytes: [UInt8] = []
    appendExponential(value, precision: 3, to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "e")
    guard let exponent = parts.count > 1 ? Int(parts[1]) : nil else { return text }
    if exponent < -4 || exponent >= 4 {
      var mantissa = String(parts[0])
      while mantissa.hasSuffix("0") { mantissa.removeLast() }
      if mantissa.hasSuffix(".") { mantissa.removeLast() }
      return mantissa + "e" + parts[1]
    }
    bytes = []
    appendFixed(value, precision: 3 - exponent, to: &bytes)
    var fixed = String(decoding: bytes, as: UTF8.self)
    if fixed.contains(".") {
      while fixed.hasSuffix("0") { fixed.removeLast() }
      if fixed.hasSuffix(".") { fixed.removeLast() }
    }
    return fixed
  }
}

extension Scalar {
  fileprivate var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .float(let number): number
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }
}

extension NumPy.PolynomialClass {
  static let new = Constructor("__init__(self, c_or_r, r=False, variable=None)") { call in
    try call.refuse("r", "variable")
    if let other = call["c_or_r"].cast(to: PolynomialObject.self) {
      return .object(PolynomialObject(other.coefficients))
    }
    var dense = try call.dense("c_or_r")
    if dense.rank == 0 { dense.shape = [1] }
    guard dense.rank == 1 else { throw Raised.valueError("Polynomial must be 1d only.") }
    return .object(PolynomialObject(dense))
  }
  static let c = Property("c") { call in
    .object(ArrayObject(try call.receiver(as: PolynomialObject.self).coefficients))
  }
  static let coeffs = Property("coeffs") { call in
    .object(ArrayObject(try call.receiver(as: PolynomialObject.self).coefficients))
  }
  static let coefficients = Property("coefficients") { call in
    .object(ArrayObject(try call.receiver(as: PolynomialObject.self).coefficients))
  }
  static let order = Property("order") { call in
    .int(try call.receiver(as: PolynomialObject.self).coefficients.count - 1)
  }
  static let o = Property("o") { call in
    .int(try call.receiver(as: PolynomialObject.self).coefficients.count - 1)
  }
  static let r = Property("r") { call in
    let polynomial = try call.receiver(as: PolynomialObject.self)
    return try call.context.callFunction(
      "roots", in: NumPy.Functions.roots, [.object(ArrayObject(polynomial.coefficients))])
  }
  static let deriv = Method("deriv(self, m=1)") { call in
    try call.context.callFunction("polyder", in: NumPy.Functions.polyder, [call.receiver, call["m"]])
  }
  static let integ = Method("integ(self)") { call in
    try call.context.callFunction("polyint", in: NumPy.Functions.polyint, [call.receiver])
  }
}
