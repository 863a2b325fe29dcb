/// The function of two rows that a support vector machine is built on.
public struct SupportKernel: Sendable {
  /// 0 linear, 1 polynomial, 2 radial, 3 sigmoid.
  public let code: Int
  /// Of a polynomial.
  public let degree: Int
  /// Multiplies inner products and distances.
  public let gamma: Double
  /// Added to inner products: `coef0`.
  public let offset: Double

  /// A kernel by its code; `nil` for codes that there are not.
  public init?(code: Int, degree: Int, gamma: Double, offset: Double) {
    guard (0...3).contains(code), degree >= 0 else { return nil }
    self.code = code
    self.degree = degree
    self.gamma = gamma
    self.offset = offset
  }

  /// The kernel of rows with this product (of this squared distance, where the kernel is radial).
  @inline(__always)
  public func value(_ product: Double) -> Double {
    switch code {
    case 0: product
    case 1: whole(gamma * product + offset, degree)
    case 2: exponential(-gamma * product)
    default: hyperbolicTangent(gamma * product + offset)
    }
  }

  /// A power by repeated squares, as libsvm multiplies it.
  private func whole(_ base: Double, _ exponent: Int) -> Double {
    var square = base
    var result = 1.0
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest /= 2
    }
    return result
  }
}

/// Decision values of a support vector machine: one for each pair of classes, or one number.
///
/// A pair's value is above zero where its first class is meant. Sums run from first to last, where libsvm has BLAS multiply rows,
/// so values may differ from scikit-learn's in the last places.
///
/// Payload of the table (little-endian): u32 features `F`, vectors `N`, classes `K` (0: one number), kernel, degree, 0;
/// u32 × K vectors of each class; f64 gamma, offset; f64 × N × F vectors; f64 × max(K−1, 1) × N coefficients; f64 × pairs `rho`.
public struct SupportVectors: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  private let vectors: Int
  private let classes: Int
  private let kernel: SupportKernel
  private let counts: TableWords
  private let points: TableNumbers
  private let coefficients: TableNumbers
  private let rho: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .supportVectors))
    let head = try cursor.words(6)
    features = head[0]
    vectors = head[1]
    classes = head[2]
    guard features > 0, features < 1 << 24, vectors < 1 << 31, classes != 1, classes < 1 << 15 else { throw .malformed }
    counts = try cursor.words(classes)
    let shape = try cursor.numbers(2)
    guard let kernel = SupportKernel(code: head[3], degree: head[4], gamma: shape[0], offset: shape[1]) else {
      throw .malformed
    }
    self.kernel = kernel
    outputs = classes == 0 ? 1 : classes * (classes - 1) / 2
    points = try cursor.numbers(vectors * features)
    coefficients = try cursor.numbers((classes == 0 ? 1 : classes - 1) * vectors)
    rho = try cursor.numbers(outputs)
    try cursor.finish()
    var total = 0
    for k in 0..<classes { total += counts[k] }
    guard classes == 0 || total == vectors else { throw .malformed }
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    if classes == 0 {
      var sum = 0.0
      for index in 0..<vectors { sum += coefficients[index] * value(row, index) }
      result[0] = sum - rho[0]
      return nil
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: vectors == 0 ? 1 : vectors) { buffer in
      guard let values = buffer.baseAddress else { return }
      for index in 0..<vectors { values[index] = value(row, index) }
      decide(values, result)
    }
    return nil
  }

  /// Each pair's sum over the vectors of both classes.
  private func decide(_ values: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>) {
    var pair = 0
    var firstStart = 0
    for i in 0..<classes {
      var secondStart = firstStart + counts[i]
      for j in (i &+ 1)..<max(classes, i &+ 1) {
        var sum = 0.0
        let first = coefficients.from((j &- 1) &* vectors)
        for k in firstStart..<(firstStart &+ counts[i]) { sum += first[k] * values[k] }
        let second = coefficients.from(i &* vectors)
        for k in secondStart..<(secondStart &+ counts[j]) { sum += second[k] * values[k] }
        result[pair] = sum - rho[pair]
        pair &+= 1
        secondStart &+= counts[j]
      }
      firstStart &+= counts[i]
    }
  }

  private func value(_ row: UnsafePointer<Double>, _ index: Int) -> Double {
    let point = points.from(index &* features)
    var sum = 0.0
    for j in 0..<features {
      if kernel.code == 2 {
        let difference = row[j] - point[j]
        sum += difference * difference
      } else {
        sum += row[j] * point[j]
      }
    }
    return kernel.value(sum)
  }
}
