import Kernels

/// `classification_report`: the numbers, and the text that scikit-learn prints of them.
package struct ClassificationReport: Sendable {
  /// A line of the report.
  package struct Line: Equatable, Sendable {
    package let name: String
    package let scores: PrecisionRecall
    package let support: Int
  }

  /// One line a class.
  package let classes: [Line]
  /// The share of rows answered rightly, where the labels cover all rows; else `microAverage` stands in its place.
  package let accuracy: Double?
  package let microAverage: Line
  package let macroAverage: Line
  package let weightedAverage: Line

  /// - Parameters:
  ///   - names: what each class is called; a row whose class is not reported has -1.
  ///   - undefined: `zero_division`.
  package init(_ truth: [Int], _ answer: [Int], names: [String], undefined: Double = 0, era: LearningEra) {
    let (scores, support) = classScores(truth, answer, classes: names.count, undefined: undefined, era: era)
    classes = names.indices.map { Line(name: names[$0], scores: scores[$0], support: Int(support[$0])) }
    let rows = Int(total(support))
    func line(_ name: String, _ kind: ScoreAverage) -> Line {
      let scores = averagedScores(
        truth, answer, classes: names.count, average: kind, undefined: undefined, era: era)
      return Line(name: name, scores: scores, support: rows)
    }
    microAverage = line("micro avg", .micro)
    macroAverage = line("macro avg", .macro)
    weightedAverage = line("weighted avg", .weighted)
    accuracy = truth.contains(-1) || answer.contains(-1) ? nil : microAverage.scores.fScore
  }

  /// The text, to the character.
  package func text(digits: Int = 2) -> String {
    let width = max(classes.map { $0.name.unicodeScalars.count }.max() ?? 0, "weighted avg".count, digits)
    var result = padded("", width) + " "
    for heading in ["precision", "recall", "f1-score", "support"] { result += " " + padded(heading, 9) }
    result += "\n\n"
    for line in classes { result += row(line, width, digits) }
    result += "\n"
    if let accuracy {
      result += padded("accuracy", width) + " "
      result += " " + padded("", 9) + " " + padded("", 9) + " " + padded(fixedDigits(accuracy, digits), 9)
      result += " " + padded("\(microAverage.support)", 9) + "\n"
    } else {
      result += row(microAverage, width, digits)
    }
    return result + row(macroAverage, width, digits) + row(weightedAverage, width, digits)
  }

  private func row(_ line: Line, _ width: Int, _ digits: Int) -> String {
    var result = padded(line.name, width) + " "
    for score in [line.scores.precision, line.scores.recall, line.scores.fScore] {
      result += " " + padded(fixedDigits(score, digits), 9)
    }
    return result + " " + padded("\(line.support)", 9) + "\n"
  }
}

private func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
}

/// Python's `f"{x:.{digits}f}"`.
func fixedDigits(_ x: Double, _ digits: Int) -> String {
  let bytes = [UInt8](unsafeUninitializedCapacity: fixedTextBound(x, precision: digits)) { buffer, count in
    count = buffer.baseAddress.map { writeFixed(x, precision: digits, $0) } ?? 0
  }
  return String(decoding: bytes, as: UTF8.self)
}
