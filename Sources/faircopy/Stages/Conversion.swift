import Columns
import Diagnostics
import Foundation
import JSON
import NotebookReader
import ParityChecking
import Plans
import PythonRuntime
import Replay
import Reporting
import Tracing

/// What a conversion came to.
struct Conversion {
  /// Why no bundle was written.
  struct Refusal {
    let id: String
    let code: Int32
    let message: String
  }

  /// The bundle that was written.
  struct Bundle {
    /// Absolute.
    let path: String
    let bytes: Int
  }

  let notebook: ReplayedNotebook
  let candidate: Candidate
  let trace: ServedTrace
  let proof: Proof
  let checked: CheckReport
  var refusal: Refusal?
  var bundle: Bundle?

  init(notebook: ReplayedNotebook, candidate: Candidate, trace: ServedTrace, proof: Proof, checked: CheckReport) {
    self.notebook = notebook
    self.candidate = candidate
    self.trace = trace
    self.proof = proof
    self.checked = checked
  }

  /// The cells whose outputs show the served answer or its model's predictions.
  var cellsFedByAnswer: Set<Int> {
    let log = notebook.replay.tracer.log
    var cells: Set<Int> = []
    if let origin = candidate.origin { cells.insert(origin.cell) }
    if let fit = candidate.fit {
      for prediction in log.predictions where prediction.fit == fit {
        if let origin = prediction.origin { cells.insert(origin.cell) }
      }
    }
    for score in log.scores where score.prediction.function === candidate.answer {
      if let origin = score.origin { cells.insert(origin.cell) }
    }
    return cells
  }

  var text: String {
    var lines = ["serving '\(candidate.name)': \(candidate.reason)"]
    lines.append("  \(trace.plan.fields.count) fields, \(trace.plan.answer.featureNames.count) features")
    lines.append(
      "  rows: \(proof.raw) raw = \(proof.traced) traced + \(proof.evaluated) evaluated + \(proof.filtered) filtered + "
        + "\(proof.excluded) excluded; \(proof.alone) proven alone")
    lines.append("  \(proof.featureMismatches) feature and \(proof.predictionMismatches) prediction mismatches")
    let counts = checked.counts
    lines.append("  \(counts.reproduced) of \(counts.comparable) comparable outputs reproduced")
    if let bundle { lines.append("wrote \(bundle.path), \(bundle.bytes / 1024) KB") }
    return lines.joined(separator: "\n")
  }

  var json: JSONObject {
    var object = checked.json
    object["served"] = .text(candidate.name)
    object["candidates"] = candidatesJSON(notebook.replay.candidates)
    object["fields"] = .array(
      trace.plan.fields.map { ["name": .text($0.name), "type": .text("\($0.type)")] })
    object["features"] = .array(trace.plan.answer.featureNames.map { .text($0) })
    object["rows"] = [
      "raw": .integer(proof.raw), "filtered": .integer(proof.filtered), "traced": .integer(proof.traced),
      "alone": .integer(proof.alone), "evaluated": .integer(proof.evaluated), "excluded": .integer(proof.excluded),
    ]
    object["featureMismatches"] = .integer(proof.featureMismatches)
    object["predictionMismatches"] = .integer(proof.predictionMismatches)
    object["maxUlp"] = .integer(Int64(clamping: proof.maxUlp))
    object["bundle"] = bundle.map { .text($0.path) } ?? .null
    object["bytes"] = bundle.map { .integer($0.bytes) } ?? .null
    return object
  }
}
