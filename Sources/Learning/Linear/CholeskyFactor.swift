/// The triangular factor of a symmetric positive definite matrix: L with L Lᵀ = A.
struct CholeskyFactor {
  let count: Int
  /// Row-major; what lies above the diagonal is not used.
  private(set) var elements: [Double]

  /// - Parameter matrix: symmetric, row-major; its lower half is read.
  /// - Returns: `nil` where the matrix is not positive definite.
  init?(_ matrix: [Double], count: Int) {
    self.count = count
    elements = matrix
    for j in 0..<count {
      var rest = elements[j * count + j]
      for k in 0..<j { rest -= elements[j * count + k] * elements[j * count + k] }
      guard rest > 0, rest.isFinite else { return nil }
      let root = rest.squareRoot()
      elements[j * count + j] = root
      for i in (j + 1)..<max(count, j + 1) {
        var sum = elements[i * count + j]
        for k in 0..<j { sum -= elements[i * count + k] * elements[j * count + k] }
        elements[i * count + j] = sum / root
      }
    }
  }

  /// The solution of A x = b.
  func solution(_ b: [Double]) -> [Double] {
    var x = b
    for i in 0..<count {
      for k in 0..<i { x[i] -= elements[i * count + k] * x[k] }
      x[i] /= elements[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(count, i + 1) { x[i] -= elements[k * count + i] * x[k] }
      x[i] /= elements[i * count + i]
    }
    return x
  }
}
