import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A regression by coefficients and an intercept.
class LinearRegressorObject: RegressorObject {
  override var learnsAttributes: Bool { true }
  override var takesSampleWeights: Bool { true }
  override var learnsByBLAS: Bool { true }

  /// The operations of a fitted line; its numbers become attributes, with others.
  func serving(_ line: FittedLine, _ attributes: [PythonString: Value] = [:]) -> [any RowOperation] {
    serving([line], attributes)
  }

  /// The operations of fitted lines, one a target; their numbers become attributes, with others: a matrix and an array
  /// where the target had two dimensions.
  func serving(_ lines: [FittedLine], _ attributes: [PythonString: Value] = [:]) -> [any RowOperation] {
    let coefficients = lines.map(\.coefficients)
    var attributes = attributes
    attributes["coef_"] = answersInTables ? ScikitLearn.matrix(coefficients) : ScikitLearn.array(coefficients[0])
    // Without an intercept scikit-learn tells Python's zero.
    attributes["intercept_"] =
      !hasIntercept
      ? .float(0)
      : interceptsInArray
        ? ScikitLearn.array(lines.map(\.intercept)) : ScikitLearn.numpyScalar(lines[0].intercept)
    learn(attributes: attributes)
    let table = linearParameterTable(
      coefficients: coefficients, intercepts: lines.map(\.intercept), features: coefficients[0].count)
    return [
      LinearScoresOperation(
        ParameterBlock(name: "coefficients.bin", bytes: table), missing: refusal(.missingInput(estimator: type.name)),
        infinite: refusal(.infiniteInput("float64")))
    ]
  }

  /// Whether the intercept is an array, of one number for a vector.
  var interceptsInArray: Bool { learnsTable && tableTarget(.modern) != .flattened }

  /// `fit_intercept`.
  var hasIntercept: Bool {
    if case .bool(false) = parameter("fit_intercept") { false } else { true }
  }

  /// Warns of a coordinate descent that ended before its gap was small.
  func warn(_ missed: (gap: Double, tolerance: Double), alpha: Double, in context: Context) throws(Raised) {
    let isClassic = context.era == .classic
    let gap = exponentialText(missed.gap, precision: isClassic ? 3 : 6)
    var text =
      "Objective did not converge. You might want to increase the number of iterations, check the scale of the features "
      + "or consider increasing regularisation. Duality gap: \(gap), "
      + "tolerance: \(exponentialText(missed.tolerance, precision: 3))"
    if alpha < 0x1p-52 {
      text +=
        isClassic
        ? " Linear regression models with null weight for the l1 regularization term are more efficiently fitted using one "
          + "of the solvers implemented in sklearn.linear_model.Ridge/RidgeCV instead."
        : "\nLinear regression models with a zero l1 penalization strength are more efficiently fitted using one of the "
          + "solvers implemented in sklearn.linear_model.Ridge/RidgeCV instead."
    }
    try context.warnInLibrary(PythonString(text), ScikitLearn.convergenceWarning)
  }
}

/// A number as C's `%.3e` writes it.
func exponentialText(_ x: Double, precision: Int) -> String {
  let bytes = [UInt8](unsafeUninitializedCapacity: precision + 16) { buffer, count in
    count = buffer.baseAddress.map { writeExponential(x, precision: precision, $0) } ?? 0
  }
  return String(decoding: bytes, as: UTF8.self)
}
