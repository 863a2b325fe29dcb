package import CModelInterface
import Kernels
package import ModelInterface

/// Writes answers as JSON objects and as lines of CSV.
///
/// In JSON: `{"prediction": …, "probabilities": {class: …}}`, the second where a classifier is behind the model.
/// In CSV: `prediction`, `probability_<class>` …, `error`; a missing or NaN prediction is an empty field, as in pandas.
package struct AnswerWriter: Sendable {
  private let description: ModelDescription
  /// What stands before each probability: `, "probabilities": {"0": `, `, "1": ` …
  private let leads: [[UInt8]]

  /// A writer of the answers that `description` announces.
  package init(_ description: ModelDescription) {
    self.description = description
    leads = description.answer.classes.enumerated().map { index, name in
      let lead = OutputBytes()
      lead.append(index == 0 ? ", \"probabilities\": {" : ", ")
      lead.append(json: name)
      lead.append(": ")
      return Array(lead.bytes)
    }
  }

  /// Appends `answer` as a JSON object.
  package func write(json answer: faircopy_answer, to output: OutputBytes) {
    output.append("{\"prediction\": ")
    write(json: answer.prediction, to: output)
    if let probabilities = answer.probabilities, answer.probability_count > 0 {
      for i in 0..<min(answer.probability_count, leads.count) {
        output.append(leads[i])
        output.append(json: probabilities[i])
      }
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "}"))
  }

  /// Appends the header of the CSV table, with the features' columns where they are wanted.
  package func writeHeader(withFeatures: Bool = false, to output: OutputBytes) {
    output.append("prediction")
    for name in description.answer.classes.prefix(description.probabilityCount) {
      output.append(",")
      output.append(csv: "probability_" + name)
    }
    for name in withFeatures ? description.features : [] {
      output.append(",")
      output.append(csv: "feature_" + name)
    }
    output.append(",error\n")
  }

  /// Appends `answer` as a line of CSV, with `features` where they are wanted.
  package func write(csv answer: faircopy_answer, features: [Double] = [], to output: OutputBytes) {
    write(csv: answer.prediction, to: output)
    for i in 0..<description.probabilityCount {
      output.append(UInt8(ascii: ","))
      if let probabilities = answer.probabilities, i < answer.probability_count {
        output.append(repr: probabilities[i])
      }
    }
    for feature in features {
      output.append(UInt8(ascii: ","))
      output.append(repr: feature)
    }
    output.append(",\n")
  }

  /// Appends the line of CSV of a row that cannot be scored.
  package func write(csvError message: String, featureCount: Int = 0, to output: OutputBytes) {
    for _ in 0..<description.probabilityCount + featureCount + 1 { output.append(UInt8(ascii: ",")) }
    output.append(csv: message)
    output.append(UInt8(ascii: "\n"))
  }

  private func write(json value: faircopy_value, to output: OutputBytes) {
    switch Int(value.kind) {
    case Int(FAIRCOPY_BOOL): output.append(value.as.int64 != 0 ? "true" : "false")
    case Int(FAIRCOPY_INT64): output.append(decimal: value.as.int64)
    case Int(FAIRCOPY_FLOAT64): output.append(json: value.as.float64)
    case Int(FAIRCOPY_STRING): output.append(json: Text(value))
    default: output.append("null")
    }
  }

  private func write(csv value: faircopy_value, to output: OutputBytes) {
    switch Int(value.kind) {
    case Int(FAIRCOPY_BOOL): output.append(value.as.int64 != 0 ? "True" : "False")
    case Int(FAIRCOPY_INT64): output.append(decimal: value.as.int64)
    case Int(FAIRCOPY_FLOAT64): if !value.as.float64.isNaN { output.append(repr: value.as.float64) }
    case Int(FAIRCOPY_STRING): output.append(csv: Text(value))
    default: break
    }
  }
}

extension Text {
  /// The string that a value of the interface holds.
  init(_ value: faircopy_value) {
    if let bytes = value.as.string.bytes {
      self.init(
        base: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: value.as.string.count)
    } else {
      self.init("")
    }
  }
}
