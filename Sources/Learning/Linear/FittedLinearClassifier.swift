import Kernels

/// A fitted linear classifier: what is needed to score, and what scikit-learn's attributes show.
package struct FittedLinearClassifier: Equatable, Sendable {
  package let classes: Int
  package let features: Int
  package let link: ScoreLink
  /// `coef_`: one row for two classes, else a row a class.
  package private(set) var coefficients: [[Double]] = []
  /// `intercept_`.
  package private(set) var intercepts: [Double] = []
  /// `n_iter_`.
  package internal(set) var iterations: [Int] = []
  /// Whether scikit-learn would not warn of failed convergence.
  package internal(set) var hasConverged = true

  init(classes: Int, features: Int, link: ScoreLink) {
    self.classes = classes
    self.features = features
    self.link = link
  }

  mutating func append(_ coefficients: [Double], _ intercept: Double) {
    self.coefficients.append(coefficients)
    intercepts.append(intercept)
  }

  /// The coefficients as a parameter table for `LinearScores`, which describes the layout.
  package func parameterTable() -> [UInt8] {
    linearParameterTable(coefficients: coefficients, intercepts: intercepts, features: features)
  }

  /// `decision_function`: a row of scores for each row of `x`. Runs the kernel that serves.
  package func scores(_ x: Matrix) throws(LearningError) -> Matrix {
    if x.columns != features {
      throw .value("X has \(x.columns) features, but LogisticRegression is expecting \(features) features as input.")
    }
    let table = parameterTable()
    let rows = x.laidOut(.rowMajor)
    let outputs = intercepts.count
    var fault: InputFault?
    let values = [Double](unsafeUninitializedCapacity: x.rows * outputs) { buffer, count in
      buffer.initialize(repeating: 0)
      count = x.rows * outputs
      guard let result = buffer.baseAddress else { return }
      table.withUnsafeBytes { bytes in
        guard let kernel = try? LinearScores(validating: bytes) else {
          preconditionFailure("a table that was just written must be readable")
        }
        rows.values.withUnsafeBufferPointer { input in
          guard let input = input.baseAddress else { return }
          for row in 0..<x.rows where fault == nil {
            fault = kernel.evaluate(input + row * features, into: result + row * outputs)
          }
        }
      }
    }
    switch fault {
    case .missing: throw .missingInput(estimator: "LogisticRegression")
    case .infinite: throw .infiniteInput("float64")
    case nil: return Matrix(rows: x.rows, columns: outputs, layout: .rowMajor, values: values)
    }
  }

  /// `predict`: class indices.
  package func predictedClasses(_ x: Matrix) throws(LearningError) -> [Int] {
    let scores = try scores(x)
    if scores.columns == 1 { return scores.values.map { $0 > 0 ? 1 : 0 } }
    return scores.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return [] }
      return (0..<x.rows).map { argmax(base + $0 * classes, count: classes) }
    }
  }

  /// `predict_proba`: a row of class probabilities for each row of `x`.
  package func predictedProbabilities(_ x: Matrix, era: LearningEra) throws(LearningError) -> Matrix {
    let scores = try scores(x)
    var result = Matrix(
      rows: x.rows, columns: classes, layout: .rowMajor, values: [Double](repeating: 0, count: x.rows * classes))
    result.values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for row in 0..<x.rows {
        let target = base + row * classes
        switch link {
        case .logistic: logisticProbabilities(scores[row, 0], into: target)
        case .symmetricSoftmax:
          target[0] = -scores[row, 0]
          target[1] = scores[row, 0]
          softmax(target, count: 2)
        case .softmax:
          for k in 0..<classes { target[k] = scores[row, k] }
          softmax(target, count: classes)
        case .oneAgainstRest:
          for k in 0..<classes { target[k] = scores[row, k] }
          oneAgainstRestProbabilities(target, count: classes, uniformWhereZero: era.uniformWhereAllZero)
        }
      }
    }
    return result
  }
}

/// Coefficients and intercepts as a parameter table for `LinearScores`.
package func linearParameterTable(coefficients: [[Double]], intercepts: [Double], features: Int) -> [UInt8] {
  var payload: [UInt8] = []
  payload.appendLittleEndian(UInt32(features))
  payload.appendLittleEndian(UInt32(intercepts.count))
  for value in intercepts { payload.appendLittleEndian(value.bitPattern) }
  for row in coefficients {
    for value in row { payload.appendLittleEndian(value.bitPattern) }
  }
  return ParameterTable.encoded(kind: .linearScores, payload: payload)
}
