import CLAPACK

/// Products and decompositions of row-major matrices, by the system's BLAS and LAPACK, as numpy does them.
///
/// The order of summation is the library's and changes with the processor: results agree with numpy's within a few units
/// in the last place.
package enum Decompositions {
  /// Why a decomposition cannot be had.
  package enum Failure: Error {
    case singular
    case notPositiveDefinite
    case notConverged(String)
  }

  /// `a · b`: [rows × inner] by [inner × columns].
  package static func product(_ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int) -> [Double] {
    var result = [Double](repeating: 0, count: rows * columns)
    guard rows > 0, columns > 0, inner > 0 else { return result }
    if columns == 1 {
      cblas_dgemv(
        CblasRowMajor, CblasNoTrans, CInt(rows), CInt(inner), 1, a, CInt(inner), b, 1, 0, &result, 1)
    } else if rows == 1 {
      cblas_dgemv(
        CblasRowMajor, CblasTrans, CInt(inner), CInt(columns), 1, b, CInt(columns), a, 1, 0, &result, 1)
    } else {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, CInt(rows), CInt(columns), CInt(inner), 1, a, CInt(inner), b,
        CInt(columns), 0, &result, CInt(columns))
    }
    return result
  }

  /// The scalar product of two vectors of one length.
  package static func dot(_ a: [Double], _ b: [Double]) -> Double { cblas_ddot(CInt(a.count), a, 1, b, 1) }

  /// The solution of `a · x = b` for square `a`, `b` with `columns` columns.
  package static func solve(_ a: [Double], _ b: [Double], size: Int, columns: Int) throws(Failure) -> [Double] {
    // Column-major as numpy hands it over: the pivots decide the last bits.
    var matrix = transposed(a, size, size)
    var result = transposed(b, size, columns)
    var pivots = [Int32](repeating: 0, count: size)
    guard size > 0, columns > 0 else { return result }
    let info = LAPACKE_dgesv(
      LAPACK_COL_MAJOR, Int32(size), Int32(columns), &matrix, Int32(size), &pivots, &result,
      Int32(size))
    guard info == 0 else { throw .singular }
    return transposed(result, columns, size)
  }

  /// Sign and logarithm-free determinant parts: the diagonal of the triangular factor and the sign of the pivoting.
  package static func triangularFactor(_ a: [Double], size: Int) -> (diagonal: [Double], sign: Double) {
    var matrix = transposed(a, size, size)
    var pivots = [Int32](repeating: 0, count: size)
    guard size > 0 else { return ([], 1) }
    let info = LAPACKE_dgetrf(
      LAPACK_COL_MAJOR, Int32(size), Int32(size), &matrix, Int32(size), &pivots)
    if info > 0 { return ([0], 0) }
    let swaps = pivots.enumerated().count { $0.element != Int32($0.offset + 1) }
    return ((0..<size).map { matrix[$0 * size + $0] }, swaps % 2 == 0 ? 1 : -1)
  }

  /// `u · diag(s) · vt`, singular values descending; `u` and `vt` square where `full`.
  package static func singular(
    _ a: [Double], rows: Int, columns: Int, full: Bool
  ) throws(Failure) -> (u: [Double], s: [Double], vt: [Double]) {
    let count = min(rows, columns)
    guard count > 0 else {
      return (full ? identity(rows) : [], [], full ? identity(columns) : [])
    }
    var matrix = transposed(a, rows, columns)
    var s = [Double](repeating: 0, count: count)
    let (wide, tall) = full ? (rows, columns) : (count, count)
    var u = [Double](repeating: 0, count: rows * wide)
    var vt = [Double](repeating: 0, count: tall * columns)
    let info = LAPACKE_dgesdd(
      LAPACK_COL_MAJOR, full ? 65 : 83, Int32(rows), Int32(columns), &matrix, Int32(rows), &s, &u,
      Int32(rows), &vt, Int32(tall))
    guard info == 0 else { throw .notConverged("SVD did not converge") }
    return (transposed(u, wide, rows), s, transposed(vt, columns, tall))
  }

  /// Eigenvalues, ascending, and eigenvectors as columns, of a symmetric matrix given by one of its triangles.
  package static func symmetricEigen(
    _ a: [Double], size: Int, upper: Bool = false
  ) throws(Failure) -> (values: [Double], vectors: [Double]) {
    var matrix = transposed(a, size, size)
    var values = [Double](repeating: 0, count: size)
    guard size > 0 else { return ([], []) }
    let info = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, 86, upper ? 85 : 76, Int32(size), &matrix, Int32(size), &values)
    guard info == 0 else { throw .notConverged("Eigenvalues did not converge") }
    return (values, transposed(matrix, size, size))
  }

  /// Eigenvalues (real and imaginary parts) and right eigenvectors as LAPACK packs them, as columns.
  package static func eigen(
    _ a: [Double], size: Int
  ) throws(Failure) -> (real: [Double], imaginary: [Double], vectors: [Double]) {
    var matrix = transposed(a, size, size)
    var (real, imaginary) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    var vectors = [Double](repeating: 0, count: size * size)
    var none = [0.0]
    guard size > 0 else { return ([], [], []) }
    let info = LAPACKE_dgeev(
      LAPACK_COL_MAJOR, 78, 86, Int32(size), &matrix, Int32(size), &real, &imaginary, &none, 1, &vectors,
      Int32(size))
    guard info == 0 else { throw .notConverged("Eigenvalues did not converge") }
    return (real, imaginary, transposed(vectors, size, size))
  }

  /// `q · r` with `q` of min(rows, columns) orthonormal columns.
  package static func orthogonal(_ a: [Double], rows: Int, columns: Int) -> (q: [Double], r: [Double]) {
    let count = min(rows, columns)
    guard count > 0 else { return ([], []) }
    var matrix = transposed(a, rows, columns)
    var factors = [Double](repeating: 0, count: count)
    _ = LAPACKE_dgeqrf(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), &matrix, Int32(rows), &factors)
    var r = [Double](repeating: 0, count: count * columns)
    for row in 0..<count { for column in row..<columns { r[row * columns + column] = matrix[column * rows + row] } }
    var q = Array(matrix[0..<(rows * count)])
    _ = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, Int32(rows), Int32(count), Int32(count), &q, Int32(rows), factors)
    return (transposed(q, count, rows), r)
  }

  /// The lower triangular factor of a symmetric positive definite matrix.
  package static func cholesky(_ a: [Double], size: Int) throws(Failure) -> [Double] {
    var matrix = transposed(a, size, size)
    guard size > 0 else { return [] }
    guard LAPACKE_dpotrf(LAPACK_COL_MAJOR, 76, Int32(size), &matrix, Int32(size)) == 0 else {
      throw .notPositiveDefinite
    }
    var result = transposed(matrix, size, size)
    for row in 0..<size { for column in (row + 1)..<max(size, row + 1) { result[row * size + column] = 0 } }
    return result
  }

  /// Least squares by the singular values; those below `cutoff` times the largest count as zero.
  package static func leastSquares(
    _ a: [Double], _ b: [Double], rows: Int, columns: Int, targets: Int, cutoff: Double
  ) throws(Failure) -> (solution: [Double], rank: Int, singularValues: [Double], rest: [Double]) {
    let tall = max(rows, columns)
    var matrix = transposed(a, rows, columns)
    var right = [Double](repeating: 0, count: tall * targets)
    for row in 0..<rows { for target in 0..<targets { right[target * tall + row] = b[row * targets + target] } }
    var s = [Double](repeating: 0, count: min(rows, columns))
    var rank: Int32 = 0
    guard rows > 0, columns > 0 else { return ([Double](repeating: 0, count: columns * targets), 0, [], []) }
    let info = LAPACKE_dgelsd(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), Int32(targets), &matrix, Int32(rows), &right,
      Int32(tall), &s, cutoff, &rank)
    guard info == 0 else { throw .notConverged("SVD did not converge in Linear Least Squares") }
    var solution = [Double](repeating: 0, count: columns * targets)
    var rest = [Double](repeating: 0, count: targets)
    for target in 0..<targets {
      for column in 0..<columns { solution[column * targets + target] = right[target * tall + column] }
      for row in columns..<max(rows, columns) {
        rest[target] += right[target * tall + row] * right[target * tall + row]
      }
    }
    return (solution, Int(rank), s, rest)
  }

  /// A row-major matrix of `rows` rows as the transposed, row-major: the same as column-major.
  package static func transposed(_ a: [Double], _ rows: Int, _ columns: Int) -> [Double] {
    var result = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows { for column in 0..<columns { result[column * rows + row] = a[row * columns + column] } }
    return result
  }

  private static func identity(_ size: Int) -> [Double] {
    (0..<(size * size)).map { $0 / size == $0 % size ? 1 : 0 }
  }
}
