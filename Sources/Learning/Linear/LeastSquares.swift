import Kernels

/// Coefficients of features and an intercept.
package struct FittedLine: Equatable, Sendable {
  package let coefficients: [Double]
  package let intercept: Double
}

/// Fits `LinearRegression`: the least squares of smallest norm, features and target centred where there is an intercept.
///
/// Coefficients agree with scikit-learn's to about ten digits: LAPACK decomposes in another order.
///
/// - Parameter estimator: the class's name, for scikit-learn's messages.
/// - Throws: what scikit-learn raises for NaN and infinities, and for tables without rows.
/// - Complexity: O(rows · features²).
package func fitLeastSquares(
  _ x: Matrix, _ target: [Double], weights: [Double]? = nil, fitsIntercept: Bool, estimator: String
) throws(LearningError) -> FittedLine {
  try checkInput(x, estimator: estimator)
  let problem = CentredProblem(x, target, weights: weights, fitsIntercept: fitsIntercept)
  return problem.line(smallestLeastSquares(problem.columns, problem.target))
}

/// The solution of smallest norm, through a QR and a singular value decomposition.
func smallestLeastSquares(_ columns: [[Double]], _ answer: [Double]) -> [Double] {
  var (triangle, rotated) = triangular(columns, answer)
  let count = columns.count
  var right = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0 } }
  orthogonalize(&triangle, &right)
  let lengths = triangle.map { dot($0, $0).squareRoot() }
  let least = (lengths.max() ?? 0) * 0x1p-52 * Double(max(answer.count, count))
  var solution = [Double](repeating: 0, count: count)
  if rotated.count > count { rotated.removeSubrange(count...) }
  for k in 0..<count where lengths[k] > least {
    let part = dot(triangle[k], rotated) / (lengths[k] * lengths[k])
    for i in 0..<count { solution[i] += right[k][i] * part }
  }
  return solution
}

/// The lengths of columns after rotations that make them orthogonal, and the rotations: singular values and right vectors.
func orthogonalised(_ columns: [[Double]], rows: Int) -> (lengths: [Double], vectors: [[Double]]) {
  var (triangle, _) = triangular(columns, [Double](repeating: 0, count: rows))
  var right = columns.indices.map { i in columns.indices.map { $0 == i ? 1.0 : 0 } }
  orthogonalize(&triangle, &right)
  return (triangle.map { dot($0, $0).squareRoot() }, right)
}

/// Householder's reflections: the columns of R, and what they make of the answer.
private func triangular(_ columns: [[Double]], _ answer: [Double]) -> (columns: [[Double]], answer: [Double]) {
  var columns = columns
  var answer = answer
  let rows = answer.count
  for k in 0..<min(columns.count, rows) {
    var norm = 0.0
    for row in k..<rows { norm += columns[k][row] * columns[k][row] }
    norm = norm.squareRoot()
    if norm == 0 { continue }
    let alpha = columns[k][k] > 0 ? -norm : norm
    var reflector = Array(columns[k][k...])
    reflector[0] -= alpha
    let length = dot(reflector, reflector)
    if length == 0 { continue }
    func reflect(_ vector: inout [Double]) {
      var product = 0.0
      for i in reflector.indices { product += reflector[i] * vector[k + i] }
      let factor = 2 * product / length
      for i in reflector.indices { vector[k + i] -= factor * reflector[i] }
    }
    for column in k..<columns.count { reflect(&columns[column]) }
    reflect(&answer)
    for row in (k + 1)..<max(rows, k + 1) { columns[k][row] = 0 }
  }
  let count = columns.count
  let height = min(rows, count)
  let square = columns.map { Array($0[..<height]) + [Double](repeating: 0, count: count - height) }
  return (square, Array(answer[..<height]) + [Double](repeating: 0, count: count - height))
}

/// One-sided Jacobi rotations, until the columns are orthogonal; `right` collects the rotations.
private func orthogonalize(_ columns: inout [[Double]], _ right: inout [[Double]]) {
  for _ in 0..<60 {
    var rotated = false
    for p in columns.indices {
      for q in (p + 1)..<max(columns.count, p + 1) {
        let (a, b, c) = (dot(columns[p], columns[p]), dot(columns[q], columns[q]), dot(columns[p], columns[q]))
        if c.magnitude <= 0x1p-52 * (a * b).squareRoot() { continue }
        rotated = true
        let zeta = (b - a) / (2 * c)
        let sign = zeta < 0 ? -1.0 : 1.0
        let tangent = sign / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        rotate(&columns, p, q, cosine, cosine * tangent)
        rotate(&right, p, q, cosine, cosine * tangent)
      }
    }
    if !rotated { return }
  }
}

private func rotate(_ columns: inout [[Double]], _ p: Int, _ q: Int, _ cosine: Double, _ sine: Double) {
  for i in columns[p].indices {
    let (x, y) = (columns[p][i], columns[q][i])
    columns[p][i] = cosine * x - sine * y
    columns[q][i] = sine * x + cosine * y
  }
}
