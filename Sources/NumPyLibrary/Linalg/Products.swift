import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

extension Context {
  /// `np.dot`: products of vectors and matrices; scalars multiply.
  func dotProduct(_ a: Value, _ b: Value) throws(Raised) -> Value {
    let (x, y) = (try dense(a), try dense(b))
    if x.rank == 0 || y.rank == 0 {
      return try binary(.multiply, value(x), value(y))
    }
    if y.rank > 2 || x.rank > 2 { return value(try tensorProduct(x, y, [x.rank - 1], [max(y.rank - 2, 0)])) }
    guard x.shape[x.rank - 1] == y.shape[max(y.rank - 2, 0)] else {
      throw .valueError(
        "shapes \(NumPy.text(of: x.shape)) and \(NumPy.text(of: y.shape)) not aligned: \(x.shape[x.rank - 1]) (dim \(x.rank - 1)) != \(y.shape[max(y.rank - 2, 0)]) (dim \(max(y.rank - 2, 0)))"
      )
    }
    return rowResult(try matrixProduct(x, y), of: a)
  }

  /// `a @ b`.
  func matmul(_ a: Value, _ b: Value) throws(Raised) -> Value {
    let (x, y) = (try dense(a), try dense(b))
    guard x.rank > 0, y.rank > 0 else {
      throw .valueError(
        "matmul: Input operand \(x.rank == 0 ? 0 : 1) does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
      )
    }
    let inner = y.shape[max(y.rank - 2, 0)]
    guard x.shape[x.rank - 1] == inner else {
      throw .valueError(
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size \(inner) is different from \(x.shape[x.rank - 1]))"
      )
    }
    if x.rank <= 2, y.rank <= 2 { return rowResult(try matrixProduct(x, y), of: a) }
    return value(try stackedProduct(x, y))
  }

  /// The product of traced rows stays a column of these rows, without a row function.
  private func rowResult(_ result: Dense, of value: Value) -> Value {
    guard let table = value.object as? any TracedTable, result.rank > 0, result.shape[0] == table.rowCount,
      let domain = table.tracedColumns.first(where: { $0.domain != nil })?.domain, !table.isOneDimensional
    else { return self.value(result) }
    let columns = ArrayObject(result).tracedColumns.map { column in
      untraced(column.values, column.dtype, domain: domain, reason: "a product of matrices")
    }
    if result.rank == 1 { return .object(ArrayObject(columns[0])) }
    return .object(ArrayObject(columns: columns, rows: result.shape[0], dtype: result.dtype))
  }

  /// Numbers whose products are summed in BLAS's order; sums of whole numbers are the same in every order.
  private func addends(_ values: Column, of count: Int) throws(Raised) -> [Double] {
    let numbers = try numbers(values)
    return count > 1 && numbers.contains { $0 != $0.rounded() } ? rounded(numbers) : numbers
  }

  /// Products of vectors and matrices whose inner sizes agree.
  func matrixProduct(_ x: Dense, _ y: Dense) throws(Raised) -> Dense {
    let rows = x.rank == 1 ? 1 : x.shape[0]
    let inner = x.shape[x.rank - 1]
    let columns = y.rank == 1 ? 1 : y.shape[1]
    let shape = x.shape.dropLast() + (y.rank == 1 ? [] : [columns])
    _ = try NumPy.elementCount([rows, columns])
    let fitted = x.fitted ?? y.fitted
    guard let dtype = NumPy.promoted(x.dtype, y.dtype) else {
      if x.dtype == .object || y.dtype == .object { return try objectProduct(x, y, rows, inner, columns, Array(shape)) }
      throw unsupportedNow("a product of such matrices")
    }
    if dtype.isFloat {
      let (a, b) = (try addends(x.values, of: inner), try addends(y.values, of: inner))
      let result =
        x.rank == 1 && y.rank == 1
        ? [Decompositions.dot(a, b)] : Decompositions.product(a, b, rows: rows, inner: inner, columns: columns)
      return Dense(Column.floats(result).stored(as: dtype), shape: Array(shape), dtype: dtype, fitted: fitted)
    }
    guard case .int64(let a) = x.values.stored(as: .int64).storage,
      case .int64(let b) = y.values.stored(as: .int64).storage
    else { throw unsupportedNow("a product of such matrices") }
    var result = [Int64](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum: Int64 = 0
        for place in 0..<inner { sum &+= a[row * inner + place] &* b[place * columns + column] }
        result[row * columns + column] = sum
      }
    }
    if dtype == .bool {
      return Dense(.bools(result.map { $0 != 0 }), shape: Array(shape), dtype: .bool, fitted: fitted)
    }
    return Dense(Column.ints(result).wrapped(to: dtype), shape: Array(shape), dtype: dtype, fitted: fitted)
  }

  private func objectProduct(
    _ x: Dense, _ y: Dense, _ rows: Int, _ inner: Int, _ columns: Int, _ shape: [Int]
  ) throws(Raised) -> Dense {
    var result: [Scalar] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var sum: Value = .int(0)
        for place in 0..<inner {
          let product = try binary(
            .multiply, x.values[row * inner + place].pythonValue, y.values[place * columns + column].pythonValue)
          sum = try place == 0 ? product : binary(.add, sum, product)
        }
        result.append(Scalar(sum))
      }
    }
    return Dense(result, shape: shape, dtype: .object)
  }

  private func stackedProduct(_ x: Dense, _ y: Dense) throws(Raised) -> Dense {
    let (a, b) = (x.rank == 1 ? [1] + x.shape : x.shape, y.rank == 1 ? y.shape + [1] : y.shape)
    guard let stack = NumPy.broadcastShape([Array(a.dropLast(2)), Array(b.dropLast(2))]) else {
      throw .valueError(
        "operands could not be broadcast together with remapped shapes [original->remapped]: \(NumPy.text(of: x.shape)) \(NumPy.text(of: y.shape)) "
      )
    }
    let (left, right) = (Array(a.suffix(2)), Array(b.suffix(2)))
    var (first, second) = (x, y)
    first.shape = a
    second.shape = b
    first = first.broadcast(to: stack + left)
    second = second.broadcast(to: stack + right)
    var parts: [Dense] = []
    let (size, other) = (left.reduce(1, *), right.reduce(1, *))
    for number in 0..<stack.reduce(1, *) {
      let p = first.selecting((0..<size).map { number * size + $0 }, shape: left)
      let q = second.selecting((0..<other).map { number * other + $0 }, shape: right)
      var product = try matrixProduct(p, q)
      product.shape = [1] + product.shape
      parts.append(product)
    }
    guard !parts.isEmpty else { return Dense([Double](), shape: stack + [left[0], right[1]]) }
    var result = NumPy.joined(parts, axis: 0)
    result.shape = stack + (x.rank == 1 ? [] : [left[0]]) + (y.rank == 1 ? [] : [right[1]])
    return result
  }

  /// The sum of products over the given axes of both.
  func tensorProduct(_ a: Dense, _ b: Dense, _ left: [Int], _ right: [Int]) throws(Raised) -> Dense {
    guard left.count == right.count, zip(left, right).allSatisfy({ a.shape[$0] == b.shape[$1] }) else {
      throw .valueError("shape-mismatch for sum")
    }
    let keptLeft = a.shape.indices.filter { !left.contains($0) }
    let keptRight = b.shape.indices.filter { !right.contains($0) }
    let inner = left.reduce(1) { $0 * a.shape[$1] }
    var x = a.transposed(keptLeft + left)
    var y = b.transposed(right + keptRight)
    x.shape = [a.count / max(inner, 1), inner]
    y.shape = [inner, b.count / max(inner, 1)]
    var result = try matrixProduct(x, y)
    result.shape = keptLeft.map { a.shape[$0] } + keptRight.map { b.shape[$0] }
    return result
  }
}

extension ArrayObject {
  /// `self @ other`.
  func product(with other: Value, reflected: Bool, in context: Context) throws(Raised) -> Value? {
    let left: Value = reflected ? other : .object(self)
    return try context.matmul(left, reflected ? .object(self) : other)
  }
}

extension NumPy.Functions {
  static let dot = Function("dot(a, b, out=None)") { call in
    try call.stored(call.context.dotProduct(call["a"], call["b"]))
  }
  static let matmul = Function("matmul(x1, x2, /, out=None)") { call in
    try call.stored(call.context.matmul(call[0], call[1]))
  }
  static let vdot = Function("vdot(a, b, /)") { call in
    var (a, b) = (try call.dense("a"), try call.dense("b"))
    a.shape = [a.count]
    b.shape = [b.count]
    return try call.context.dotProduct(call.context.value(a), call.context.value(b))
  }
  static let inner = Function("inner(a, b, /)") { call in
    let (a, b) = (try call.dense("a"), try call.dense("b"))
    if a.rank == 0 || b.rank == 0 { return try call.context.binary(.multiply, call["a"], call["b"]) }
    guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
      throw Raised.valueError(
        "shapes \(NumPy.text(of: a.shape)) and \(NumPy.text(of: b.shape)) not aligned: \(a.shape[a.rank - 1]) (dim \(a.rank - 1)) != \(b.shape[b.rank - 1]) (dim \(b.rank - 1))"
      )
    }
    return call.context.value(try call.context.tensorProduct(a, b, [a.rank - 1], [b.rank - 1]))
  }
  static let outer = Function("outer(a, b, out=None)") { call in
    var (a, b) = (try call.dense("a"), try call.dense("b"))
    a.shape = [a.count, 1]
    b.shape = [1, b.count]
    return try call.stored(call.context.binary(.multiply, .object(ArrayObject(a)), .object(ArrayObject(b))))
  }
  static let kron = Function("kron(a, b)") { call in
    var (a, b) = (try call.dense("a"), try call.dense("b"))
    let rank = Swift.max(a.rank, b.rank)
    a.shape = Array(repeating: 1, count: rank - a.rank) + a.shape
    b.shape = Array(repeating: 1, count: rank - b.rank) + b.shape
    let target = zip(a.shape, b.shape).map { $0 * $1 }
    _ = try NumPy.elementCount(target)
    let shapes = (a.shape, b.shape)
    a.shape = shapes.0.flatMap { [$0, 1] }
    b.shape = shapes.1.flatMap { [1, $0] }
    let product = try call.context.binary(.multiply, .object(ArrayObject(a)), .object(ArrayObject(b)))
    var result = try call.context.dense(product)
    result.shape = target
    return .object(ArrayObject(result))
  }
  static let tensordot = Function("tensordot(a, b, axes=2)") { call in
    let (a, b) = (try call.dense("a"), try call.dense("b"))
    var (left, right): ([Int], [Int])
    if let count = try call.context.indexIfInteger(call["axes"]) {
      guard count >= 0, count <= a.rank, count <= b.rank else { throw Raised.valueError("shape-mismatch for sum") }
      (left, right) = (Array((a.rank - count)..<a.rank), Array(0..<count))
    } else {
      let pair = try call.list("axes")
      guard pair.count == 2 else { throw call.unsupported("such 'axes'") }
      (left, right) = (try call.shape(pair[0]), try call.shape(pair[1]))
    }
    left = try left.map { (axis) throws(Raised) in try call.context.axis(axis, rank: a.rank) }
    right = try right.map { (axis) throws(Raised) in try call.context.axis(axis, rank: b.rank) }
    return .object(ArrayObject(try call.context.tensorProduct(a, b, left, right)))
  }
  static let cross = Function("cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)") { call in
    try call.refuse("axisa", "axisb", "axisc", "axis")
    let (a, b) = (try call.dense("a"), try call.dense("b"))
    guard a.rank == 1, b.rank == 1, a.count == 3, b.count == 3 else { throw call.unsupported("'cross' of such arrays") }
    let (x, y) = (try call.context.numbers(a.values), try call.context.numbers(b.values))
    let numbers = (0..<3).map { place -> Double in
      let (next, last) = ((place + 1) % 3, (place + 2) % 3)
      return x[next] * y[last] - x[last] * y[next]
    }
    let result = ArrayObject(Dense(numbers))
    guard let dtype = NumPy.promoted(a.dtype, b.dtype), dtype != .float64 else { return .object(result) }
    return .object(try result.cast(to: dtype, in: call.context))
  }
  static let einsum = Function("einsum(subscripts, *operands, optimize=False)") { call in
    let operands = try call.variadic.map { (value) throws(Raised) in try call.context.dense(value) }
    return call.context.value(try call.context.einsum(call.text("subscripts"), operands))
  }
}

extension Context {
  /// Einstein's sums, term by term over all labels: for the small sizes of notebooks.
  fileprivate func einsum(_ subscripts: String, _ operands: [Dense]) throws(Raised) -> Dense {
    let parts = subscripts.filter { $0 != " " }.components("->")
    let inputs = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    guard inputs.count == operands.count, !subscripts.contains(".") else {
      throw .valueError("more operands provided to einstein sum function than specified in the subscripts string")
    }
    var sizes: [Character: Int] = [:]
    for (labels, operand) in zip(inputs, operands) {
      guard labels.count == operand.rank else {
        throw .valueError(
          "einstein sum subscripts string contains too many subscripts for operand 0")
      }
      for (label, size) in zip(labels, operand.shape) {
        guard sizes[label] ?? size == size else {
          throw .valueError("operands could not be broadcast together with remapped shapes [original->remapped]")
        }
        sizes[label] = size
      }
    }
    let all = inputs.flatMap { $0 }
    let output = parts.count > 1 ? Array(parts[1]) : Set(all).filter { l in all.count { $0 == l } == 1 }.sorted()
    let summed = Set(all).subtracting(output).sorted()
    let shape = output.map { sizes[$0] ?? 1 }
    let labels = output + summed
    let count = try NumPy.elementCount(labels.map { sizes[$0] ?? 1 })
    let dtype = operands.dropFirst().reduce(operands[0].dtype) { NumPy.promoted($0, $1.dtype) ?? .float64 }
    let isFloat = dtype.isFloat
    var columns: [[Double]] = []
    for operand in operands { columns.append(try numbers(operand.values)) }
    let strides = zip(inputs, operands).map { input, operand -> [Int] in
      let own = ElementLayout.strides(of: operand.shape)
      return labels.map { label -> Int in
        var stride = 0
        for (name, step) in zip(input, own) where name == label { stride += step }
        return stride
      }
    }
    let places = ElementLayout.strides(of: labels.map { sizes[$0] ?? 1 })
    var result = [Double](repeating: 0, count: shape.reduce(1, *))
    let inner = max(count / max(result.count, 1), 1)
    for term in 0..<count {
      var product = 1.0
      for (operand, numbers) in columns.enumerated() {
        var position = 0
        for (axis, label) in labels.enumerated() {
          position += term / places[axis] % (sizes[label] ?? 1) * strides[operand][axis]
        }
        product *= numbers[position]
      }
      result[term / inner] += product
    }
    let dense = Dense(result, shape: shape, fitted: operands.lazy.compactMap(\.fitted).first)
    return isFloat ? dense : try ArrayObject(dense).cast(to: dtype == .bool ? .int64 : dtype, in: self).dense
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    guard let range = firstRange(of: separator) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
