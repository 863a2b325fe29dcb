/// A small upper triangular matrix: what L-BFGS factorises and solves with. Elements below the diagonal are not used.
struct UpperTriangle {
  private(set) var count: Int
  private var elements: [Double]

  init(count: Int) {
    self.count = count
    elements = [Double](repeating: 0, count: count * count)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * count + column] }
    set { elements[row * count + column] = newValue }
  }

  /// Replaces the block from `start` to `end` by its Cholesky factor R, RᵀR; false if it is not positive definite.
  mutating func factorise(from start: Int, to end: Int) -> Bool {
    for j in start..<end {
      var rest = self[j, j]
      for k in start..<j {
        var t = self[k, j]
        for i in start..<k { t -= self[i, k] * self[i, j] }
        t /= self[k, k]
        self[k, j] = t
        rest -= t * t
      }
      guard rest > 0 else { return false }
      self[j, j] = rest.squareRoot()
    }
    return true
  }

  /// Solves Rᵀ x = b for the first `size` rows, in place.
  func solveTransposed(_ b: inout [Double], size: Int) {
    for j in 0..<size {
      var t = b[j]
      for i in 0..<j { t -= self[i, j] * b[i] }
      b[j] = t / self[j, j]
    }
  }

  /// Solves R x = b, in place.
  func solve(_ b: inout [Double]) {
    for j in stride(from: count - 1, through: 0, by: -1) {
      b[j] /= self[j, j]
      for i in 0..<j { b[i] -= b[j] * self[i, j] }
    }
  }
}

/// The dot product, from first to last.
@inline(__always)
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}
