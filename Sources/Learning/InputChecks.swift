/// What scikit-learn's `check_array` raises for a table without rows or columns, for NaN and for infinities.
///
/// - Parameter estimator: the class's name.
package func checkInput(_ x: Matrix, estimator: String) throws(LearningError) {
  if let error = LearningError.emptyInput(x, estimator: estimator) { throw error }
  if x.values.contains(where: \.isNaN) { throw .missingInput(estimator: estimator) }
  if x.values.contains(where: \.isInfinite) { throw .infiniteInput("float64") }
}
