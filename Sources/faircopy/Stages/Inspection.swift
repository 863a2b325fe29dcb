import Columns
import Foundation
import JSON
import NotebookReader
import ParityChecking
import Plans
import Replay
import Reporting
import Tracing

/// What `faircopy inspect` tells of a notebook.
struct Inspection {
  private let notebook: ReplayedNotebook
  private let served: ServedTrace?
  private let refusal: String?

  init(of notebook: ReplayedNotebook) {
    self.notebook = notebook
    guard let candidate = notebook.replay.candidates.first else {
      served = nil
      refusal = "the notebook has nothing to serve: no fitted model makes predictions that it uses"
      return
    }
    do throws(ServingRefusal) {
      served = try servedTrace(of: candidate, in: notebook.replay.tracer)
      refusal = nil
    } catch {
      served = nil
      refusal = error.message + (error.origin.map { " (\($0))" } ?? "")
    }
  }

  var text: String {
    var lines = [
      "\(notebook.url.lastPathComponent)  era \(notebook.replay.era.name), cells in the order of \(notebook.replay.order.rawValue)"
    ]
    lines.append("cells")
    for cell in notebook.report.cells { lines.append("  \(cell.parity.cell)  \(cell.role)") }
    lines.append("data")
    for source in notebook.replay.tracer.sources { lines.append("  \(source.name)  \(source.rowCount) rows") }
    lines.append("candidates")
    for (position, candidate) in notebook.replay.candidates.enumerated() {
      let mark = position == 0 ? "*" : " "
      lines.append("  \(mark) \(candidate.name)  \(candidate.reason)\(candidate.origin.map { " (\($0))" } ?? "")")
    }
    if let refusal { lines.append("not convertible: \(refusal)") }
    if let plan = served?.plan {
      lines.append("fields")
      for field in plan.fields { lines.append("  \(field.name)  \(field.type)") }
      lines.append("features")
      for name in plan.answer.featureNames { lines.append("  \(name)") }
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONObject {
    var object = notebook.report.json
    object["candidates"] = candidatesJSON(notebook.replay.candidates)
    object["served"] = notebook.replay.candidates.first.map { .text($0.name) } ?? .null
    object["fields"] = .array(served?.plan.fields.map { ["name": .text($0.name), "type": .text("\($0.type)")] } ?? [])
    object["features"] = .array(served?.plan.answer.featureNames.map { .text($0) } ?? [])
    object["refusal"] = refusal.map { .text($0) } ?? .null
    return object
  }
}

/// Candidates as reports list them.
func candidatesJSON(_ candidates: [Candidate]) -> JSONValue {
  .array(
    candidates.map {
      ["name": .text($0.name), "reason": .text($0.reason), "position": $0.origin.map { .text("\($0)") } ?? .null]
    })
}
