import Columns
import DataFrames
package import Kernels
import Learning
package import PythonRuntime
import Tracing

extension NumPy {
  nonisolated(unsafe) static let linAlgError = Exceptions.make(
    "LinAlgError", module: "numpy.linalg", Exceptions.valueError)
}

extension NumPy.Linalg {
  static let LinAlgError = Constant("LinAlgError") { _ in .object(NumPy.linAlgError) }

  static let norm = Function("norm(x, ord=None, axis=None, keepdims=False)") { call in try call.norm() }

  static let inv = Function("inv(a)") { call in
    let (a, size) = try call.square("a")
    let identity = (0..<(size * size)).map { $0 / size == $0 % size ? 1.0 : 0 }
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.solve(a, identity, size: size, columns: size)
    }
    return try call.matrix(result, [size, size])
  }
  static let solve = Function("solve(a, b)") { call in
    let (a, size) = try call.square("a")
    let b = try call.dense("b")
    guard b.rank >= 1, b.shape[0] == size else {
      throw Raised.valueError(
        "solve\(b.rank == 1 && call.context.era == .classic || b.rank == 1 ? "1" : ""): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m\(b.rank == 1 ? "" : ",n"))->(m\(b.rank == 1 ? "" : ",n")) (size \(b.shape.first ?? 0) is different from \(size))"
      )
    }
    let columns = b.rank == 1 ? 1 : b.shape[1]
    let right = try call.context.numbers(b.values)
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.solve(a, right, size: size, columns: columns)
    }
    return try call.matrix(result, b.shape)
  }
  static let det = Function("det(a)") { call in
    let (a, size) = try call.square("a")
    let factor = Decompositions.triangularFactor(a, size: size)
    // numpy goes by way of logarithms.
    let sign = factor.diagonal.reduce(factor.sign) { $1 < 0 ? -$0 : $0 }
    let logarithm = factor.diagonal.reduce(0.0) { $0 + naturalLogarithm($1.magnitude) }
    let determinant = sign == 0 ? 0 : sign * exponential(logarithm)
    return NumPy.element(.float(determinant), .float64, fitted: try call.dense("a").fitted)
  }
  static let slogdet = Function("slogdet(a)") { call in
    let (a, size) = try call.square("a")
    let factor = Decompositions.triangularFactor(a, size: size)
    var (sign, logarithm) = (factor.sign, 0.0)
    for element in factor.diagonal {
      if element < 0 { sign = -sign }
      logarithm += naturalLogarithm(element.magnitude)
    }
    let items = [NumPy.element(.float(sign), .float64), NumPy.element(.float(logarithm), .float64)]
    return call.named("SlogdetResult", ["sign", "logabsdet"], items)
  }
  static let eig = Function("eig(a)") { call in
    let (a, size) = try call.square("a")
    let result = try call.decomposed { () throws(Decompositions.Failure) in try Decompositions.eigen(a, size: size) }
    guard result.imaginary.allSatisfy({ $0 == 0 }) else { throw call.unsupported("complex eigenvalues") }
    return call.named(
      "EigResult", ["eigenvalues", "eigenvectors"],
      [try call.matrix(result.real, [size]), try call.matrix(result.vectors, [size, size])])
  }
  static let eigvals = Function("eigvals(a)") { call in
    let (a, size) = try call.square("a")
    let result = try call.decomposed { () throws(Decompositions.Failure) in try Decompositions.eigen(a, size: size) }
    guard result.imaginary.allSatisfy({ $0 == 0 }) else { throw call.unsupported("complex eigenvalues") }
    return try call.matrix(result.real, [size])
  }
  static let eigh = Function("eigh(a, UPLO='L')") { call in
    let (a, size) = try call.square("a")
    let upper = try call.text("UPLO").uppercased() == "U"
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.symmetricEigen(a, size: size, upper: upper)
    }
    return call.named(
      "EighResult", ["eigenvalues", "eigenvectors"],
      [try call.matrix(result.values, [size]), try call.matrix(result.vectors, [size, size])])
  }
  static let eigvalsh = Function("eigvalsh(a, UPLO='L')") { call in
    let (a, size) = try call.square("a")
    let upper = try call.text("UPLO").uppercased() == "U"
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.symmetricEigen(a, size: size, upper: upper)
    }
    return try call.matrix(result.values, [size])
  }
  static let svd = Function("svd(a, full_matrices=True, compute_uv=True, hermitian=False)") { call in
    try call.refuse("hermitian")
    let (a, rows, columns) = try call.rectangle("a")
    let full = try call.bool("full_matrices")
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.singular(a, rows: rows, columns: columns, full: full)
    }
    let count = Swift.min(rows, columns)
    let s = try call.matrix(result.s, [count])
    guard try call.bool("compute_uv") else { return s }
    return call.named(
      "SVDResult", ["U", "S", "Vh"],
      [
        try call.matrix(result.u, [rows, full ? rows : count]), s,
        try call.matrix(result.vt, [full ? columns : count, columns]),
      ])
  }
  static let qr = Function("qr(a, mode='reduced')") { call in
    guard try call.text("mode") == "reduced" else { throw call.unsupported("such a 'mode' of 'qr'", argument: "mode") }
    let (a, rows, columns) = try call.rectangle("a")
    let result = Decompositions.orthogonal(a, rows: rows, columns: columns)
    let count = Swift.min(rows, columns)
    return call.named(
      "QRResult", ["Q", "R"], [try call.matrix(result.q, [rows, count]), try call.matrix(result.r, [count, columns])])
  }
  static let cholesky = Function("cholesky(a, /, *, upper=False)") { call in
    try call.refuse("upper")
    let (a, size) = try call.square("a")
    let result = try call.decomposed { () throws(Decompositions.Failure) in try Decompositions.cholesky(a, size: size) }
    return try call.matrix(result, [size, size])
  }
  static let pinv = Function("pinv(a, rcond=None, hermitian=False, *, rtol=None)") { call in
    try call.refuse("hermitian")
    let (a, rows, columns) = try call.rectangle("a")
    let parts = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.singular(a, rows: rows, columns: columns, full: false)
    }
    let count = Swift.min(rows, columns)
    let relative = try call.optionalDouble("rcond") ?? call.optionalDouble("rtol") ?? 1e-15
    let cutoff = relative * (parts.s.max() ?? 0)
    var scaled = Decompositions.transposed(parts.u, rows, count)
    for row in 0..<count {
      let factor = parts.s[row] > cutoff ? 1 / parts.s[row] : 0
      for column in 0..<rows { scaled[row * rows + column] *= factor }
    }
    let v = Decompositions.transposed(parts.vt, count, columns)
    return try call.matrix(
      Decompositions.product(v, scaled, rows: columns, inner: count, columns: rows), [columns, rows])
  }
  static let matrixRank = Function("matrix_rank(A, tol=None, hermitian=False, *, rtol=None)") { call in
    try call.refuse("hermitian", "rtol")
    let dense = try call.dense("A")
    if dense.rank < 2 {
      return .int(try call.context.numbers(dense.values).contains { $0 != 0 } ? 1 : 0)
    }
    let (a, rows, columns) = try call.rectangle("A")
    let s = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.singular(a, rows: rows, columns: columns, full: false)
    }.s
    let tolerance =
      try call.optionalDouble("tol") ?? (s.max() ?? 0) * Double(Swift.max(rows, columns)) * Double.ulpOfOne
    return NumPy.element(.int(Int64(s.count { $0 > tolerance })), .int64)
  }
  static let cond = Function("cond(x, p=None)") { call in
    try call.refuse("p")
    let (a, rows, columns) = try call.rectangle("x")
    let s = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.singular(a, rows: rows, columns: columns, full: false)
    }.s
    return NumPy.element(.float((s.first ?? .nan) / (s.last ?? .nan)), .float64)
  }
  static let lstsq = Function("lstsq(a, b, rcond=None)") { call in
    let (a, rows, columns) = try call.rectangle("a")
    let b = try call.dense("b")
    guard b.shape.first == rows else { throw Raised(NumPy.linAlgError, "Incompatible dimensions") }
    let targets = b.rank == 1 ? 1 : b.shape[1]
    var cutoff = Double.ulpOfOne * Double(Swift.max(rows, columns))
    if let given = try call.optionalDouble("rcond") { cutoff = given }
    let right = try call.context.numbers(b.values)
    let limit = cutoff
    let result = try call.decomposed { () throws(Decompositions.Failure) in
      try Decompositions.leastSquares(a, right, rows: rows, columns: columns, targets: targets, cutoff: limit)
    }
    let hasRest = result.rank == columns && rows > columns
    return .tuple([
      try call.matrix(result.solution, b.rank == 1 ? [columns] : [columns, targets]),
      try call.matrix(hasRest ? result.rest : [], [hasRest ? targets : 0]),
      call.context.era == .classic ? .int(result.rank) : NumPy.element(.int(Int64(result.rank)), .int32),
      try call.matrix(result.singularValues, [result.singularValues.count]),
    ])
  }
  static let matrixPower = Function("matrix_power(a, n)") { call in
    let count = try call.int("n")
    let dense = try call.dense("a")
    _ = try call.square("a")
    guard count >= 0, count < 1 << 20 else { throw call.unsupported("such a power of a matrix") }
    var result = Value.object(ArrayObject(dense))
    if count == 0 {
      return try call.context.callFunction("eye", in: NumPy.Functions.eye, [.int(dense.shape[0])])
    }
    for _ in 1..<Swift.max(count, 1) { result = try call.context.matmul(result, .object(ArrayObject(dense))) }
    return result
  }
  static let multiDot = Function("multi_dot(arrays, *, out=None)") { call in
    try call.refuse("out")
    let arrays = try call.list("arrays")
    guard var result = arrays.first else { throw Raised.valueError("Expecting at least two arrays.") }
    for array in arrays.dropFirst() { result = try call.context.dotProduct(result, array) }
    return result
  }
}

extension Context {
  func callFunction(_ name: String, in function: Function, _ arguments: [Value]) throws(Raised) -> Value {
    try call(function.value(in: Types.object), CallArguments(arguments))
  }
}

extension Call {
  fileprivate func rectangle(_ name: String) throws(Raised) -> ([Double], rows: Int, columns: Int) {
    let dense = try dense(name)
    guard dense.rank == 2 else {
      throw Raised(
        NumPy.linAlgError,
        "\(dense.rank)-dimensional array given. Array must be \(dense.rank < 2 ? "at least two-dimensional" : "two-dimensional")"
      )
    }
    guard dense.dtype.isNumeric || dense.dtype == .object else {
      throw Raised.typeError("array type \(dense.dtype.name(context.era)) is unsupported in linalg")
    }
    return (context.rounded(try context.numbers(dense.values)), dense.shape[0], dense.shape[1])
  }

  fileprivate func square(_ name: String) throws(Raised) -> ([Double], Int) {
    let (numbers, rows, columns) = try rectangle(name)
    guard rows == columns else { throw Raised(NumPy.linAlgError, "Last 2 dimensions of the array must be square") }
    return (numbers, rows)
  }

  fileprivate func decomposed<R>(_ body: () throws(Decompositions.Failure) -> R) throws(Raised) -> R {
    do throws(Decompositions.Failure) {
      return try body()
    } catch {
      switch error {
      case .singular: throw Raised(NumPy.linAlgError, "Singular matrix")
      case .notPositiveDefinite: throw Raised(NumPy.linAlgError, "Matrix is not positive definite")
      case .notConverged(let message): throw Raised(NumPy.linAlgError, PythonString(message))
      }
    }
  }

  fileprivate func matrix(_ numbers: [Double], _ shape: [Int]) throws(Raised) -> Value {
    let source = try context.dense(self[0])
    let dtype: DType = source.dtype == .float32 ? .float32 : .float64
    return .object(
      ArrayObject(Dense(Column.floats(numbers).stored(as: dtype), shape: shape, dtype: dtype, fitted: source.fitted)))
  }

  /// A tuple in the classic era, a named tuple in the modern one.
  fileprivate func named(_ name: String, _ fields: [String], _ items: [Value]) -> Value {
    guard context.era == .modern else { return .tuple(items) }
    return .object(ResultTuple(name: name, fields: fields, items: items))
  }

  fileprivate func norm() throws(Raised) -> Value {
    let dense = try dense("x")
    let keeps = try bool("keepdims")
    let axes = try axes("axis")
    var order = 2.0
    var isPlain = isNone("ord")
    if case .string(let text) = self["ord"] {
      guard text == "fro", dense.rank == 2, axes == nil else {
        throw unsupported("ord \(text) of 'norm'", argument: "ord")
      }
      isPlain = true
    } else if !isPlain {
      order = try double("ord")
    }
    if !isPlain, dense.rank == 2, axes == nil {
      guard order.magnitude == 1 || order == .infinity else {
        throw unsupported("such an 'ord' of a matrix", argument: "ord")
      }
    }
    let wide = Dense(try context.numbers(dense.values), shape: dense.shape, fitted: dense.fitted)
    if isPlain, axes == nil {
      let numbers = try context.numbers(dense.values)
      let root = Decompositions.dot(numbers, numbers).squareRoot()
      return context.value(Dense([root], shape: keeps ? dense.shape.map { _ in 1 } : [], fitted: dense.fitted))
    }
    func reduced(_ reduction: Reduction, _ body: (Double) -> Double) throws(Raised) -> Dense {
      var changed = wide
      changed.values = .floats(try context.numbers(wide.values).map(body))
      let all = Array(dense.shape.indices)
      return try context.reducedDense(reduction, changed, axes: axes ?? all, keepsAxes: keeps)
    }
    if !isPlain, dense.rank == 2, axes == nil {
      var changed = wide
      changed.values = .floats(try context.numbers(wide.values).map(\.magnitude))
      let sums = try context.reducedDense(.sum, changed, axes: [order == .infinity ? 1 : 0])
      return try context.reduced(order < 0 ? .min : .max, sums, axes: nil)
    }
    if order == 2 {
      return context.value(try reduced(.sum) { $0 * $0 }.mappedNumbers { $0.squareRoot() })
    }
    switch order {
    case .infinity: return context.value(try reduced(.max) { $0.magnitude })
    case -.infinity: return context.value(try reduced(.min) { $0.magnitude })
    case 1: return context.value(try reduced(.sum) { $0.magnitude })
    case 0: return context.value(try reduced(.sum) { $0 == 0 ? 0 : 1 })
    default:
      return context.value(try reduced(.sum) { power($0.magnitude, order) }.mappedNumbers { power($0, 1 / order) })
    }
  }
}

extension Dense {
  fileprivate func mappedNumbers(_ body: (Double) -> Double) -> Dense {
    var result = self
    if case .float64(let numbers) = values.storage { result.values = .floats(numbers.map(body)) }
    return result
  }
}

/// A named tuple that `numpy.linalg` gives: `EighResult(eigenvalues=…, eigenvectors=…)`.
package final class ResultTuple: Object, SequenceLike {
  private let fields: [String]
  private let items: [Value]

  package init(name: String, fields: [String], items: [Value]) {
    self.fields = fields
    self.items = items
    super.init(type: TypeObject(name: name, module: "numpy.linalg._linalg", isOpen: true))
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let position = fields.firstIndex(where: { PythonString($0) == name }) { return items[position] }
    return try super.attribute(name, in: context)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    try context.item(of: .tuple(items), at: key)
  }

  override package func length(in context: Context) throws(Raised) -> Int? { items.count }
  override package func iterate(in context: Context) throws(Raised) -> IteratorObject { ArrayIterator(items) }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for (field, item) in zip(fields, items) { parts.append("\(field)=\(try context.repr(item))") }
    return PythonString("\(type.name)(\(parts.joined(separator: ", ")))")
  }
}
