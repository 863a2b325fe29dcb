/// Eigenvalues and vectors of a symmetric matrix, by Jacobi's rotations.
struct SymmetricEigen {
  /// From the smallest to the largest.
  let values: [Double]
  /// The vector of each value.
  let vectors: [[Double]]

  /// - Parameter matrix: symmetric, row-major.
  init(_ matrix: [Double], count: Int) {
    var a = matrix
    var v = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0 } }
    for _ in 0..<100 {
      var outside = 0.0
      var inside = 0.0
      for i in 0..<count {
        inside += a[i * count + i] * a[i * count + i]
        for j in 0..<i { outside += a[i * count + j] * a[i * count + j] }
      }
      if outside <= 1e-34 * inside || outside == 0 { break }
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) { SymmetricEigen.rotate(&a, &v, p, q, count) }
      }
    }
    let order = (0..<count).sorted { a[$0 * count + $0] < a[$1 * count + $1] }
    values = order.map { a[$0 * count + $0] }
    vectors = order.map { v[$0] }
  }

  private static func rotate(_ a: inout [Double], _ v: inout [[Double]], _ p: Int, _ q: Int, _ count: Int) {
    let apq = a[p * count + q]
    if apq == 0 { return }
    let theta = (a[q * count + q] - a[p * count + p]) / (2 * apq)
    let tangent = (theta < 0 ? -1 : 1) / (theta.magnitude + (1 + theta * theta).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in 0..<count {
      let (x, y) = (a[k * count + p], a[k * count + q])
      a[k * count + p] = cosine * x - sine * y
      a[k * count + q] = sine * x + cosine * y
    }
    for k in 0..<count {
      let (x, y) = (a[p * count + k], a[q * count + k])
      a[p * count + k] = cosine * x - sine * y
      a[q * count + k] = sine * x + cosine * y
    }
    for k in 0..<count {
      let (x, y) = (v[p][k], v[q][k])
      v[p][k] = cosine * x - sine * y
      v[q][k] = sine * x + cosine * y
    }
  }
}
