import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension SupervisedObject {
  /// The parameters that libsvm's machines share.
  func supportOptions(_ x: Matrix, in context: Context) throws(Raised) -> SupportOptions {
    let codes: [String: Int] = ["linear": 0, "poly": 1, "rbf": 2, "sigmoid": 3]
    guard let code = codes[try word("kernel", in: context)] else { throw try unsupported("kernel", in: context) }
    let degree = try count("degree", .count(from: 0), in: context)
    let kernel = SupportKernel(
      code: code, degree: degree, gamma: try gamma(x, in: context), offset: try number("coef0", in: context))
    guard let kernel else { throw try unsupported("kernel", in: context) }
    var options = SupportOptions(kernel: kernel)
    options.goesOn = context.goesOn
    options.tolerance = try number("tol", .positive(context), in: context)
    options.shrinks = try flag("shrinking", in: context)
    options.cacheSize = try number("cache_size", .positive(context), in: context)
    options.maxIterations = try count("max_iter", .count(from: -1), in: context)
    return options
  }

  private func gamma(_ x: Matrix, in context: Context) throws(Raised) -> Double {
    switch parameter("gamma") {
    case .string("scale"): return scaledGamma(x)
    case .string("auto"): return 1 / Double(max(x.columns, 1))
    default:
      let text = "a str among {'auto', 'scale'} or a float in the range [0.0, inf)"
      return try number("gamma", ParameterRange(text: text) { $0 >= 0 }, in: context)
    }
  }

  /// Warns of a machine that reached its limit of iterations.
  func warnOfLimit(in context: Context) throws(Raised) {
    let limit = try context.repr(parameter("max_iter"))
    let message =
      "Solver terminated early (max_iter=\(limit)).  Consider pre-processing your data with StandardScaler or MinMaxScaler."
    try context.warnInLibrary(PythonString(message), ScikitLearn.convergenceWarning)
  }

  /// The operation over a machine's table.
  func supportOperation(_ table: [UInt8]) -> any RowOperation {
    SupportVectorsOperation(
      ParameterBlock(name: "vectors.bin", bytes: table), missing: refusal(.missingInput(estimator: type.name)),
      infinite: refusal(.infiniteInput("float64")))
  }

  /// What every machine tells of its fit.
  func supportAttributes(_ machine: SupportMachine, _ x: Matrix, sign: Double) -> [PythonString: Value] {
    let coefficients = machine.coefficients.map { $0.map { sign * $0 } }
    var attributes: [PythonString: Value] = [
      "support_": ScikitLearn.array32(machine.support),
      "support_vectors_": ScikitLearn.matrix((0..<machine.vectors.rows).map { machine.vectors.row($0) }),
      "dual_coef_": ScikitLearn.matrix(coefficients),
      "intercept_": ScikitLearn.array(machine.rho.map { -sign * $0 }),
      "n_support_": ScikitLearn.array32(machine.counts.isEmpty ? [machine.support.count] : machine.counts),
      "fit_status_": .int(machine.hasConverged ? 0 : 1),
      "shape_fit_": .tuple([.int(x.rows), .int(x.columns)]),
    ]
    if parameter("kernel").isWord("linear") {
      attributes["coef_"] = ScikitLearn.matrix(linearCoefficients(machine, sign: sign))
    }
    return attributes
  }

  /// `coef_` of a linear machine: a row a pair.
  private func linearCoefficients(_ machine: SupportMachine, sign: Double) -> [[Double]] {
    func combined(_ parts: [(vector: Int, factor: Double)]) -> [Double] {
      var sum = [Double](repeating: 0, count: machine.vectors.columns)
      for (vector, factor) in parts {
        for j in sum.indices { sum[j] += sign * factor * machine.vectors[vector, j] }
      }
      return sum
    }
    guard machine.counts.count > 1 else {
      return [combined((machine.coefficients.first ?? []).enumerated().map { ($0, $1) })]
    }
    var starts = [0]
    for count in machine.counts { starts.append((starts.last ?? 0) + count) }
    var rows: [[Double]] = []
    for i in machine.counts.indices {
      for j in (i + 1)..<max(machine.counts.count, i + 1) {
        let first = (starts[i]..<starts[i + 1]).map { ($0, machine.coefficients[j - 1][$0]) }
        let second = (starts[j]..<starts[j + 1]).map { ($0, machine.coefficients[i][$0]) }
        rows.append(combined(first + second))
      }
    }
    return rows
  }
}

extension ScikitLearn {
  /// A vector of 32-bit integers.
  static func array32(_ numbers: [Int]) -> Value {
    .object(ArrayObject(TracedColumn(values: .ints(numbers.map(Int64.init)), dtype: .int32)))
  }
}
