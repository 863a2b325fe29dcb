package import Diagnostics
package import JSON
package import ParityChecking

/// What `faircopy check` found.
package struct CheckReport: Sendable {
  /// The notebook's file name.
  package var notebook: String
  package var era: String
  /// `execution counts` or `document`.
  package var order: String
  package var cells: [Cell]
  package var findings: [Diagnostic]
  package var seconds: Double

  /// A cell with its role and the verdicts on its outputs.
  package struct Cell: Sendable {
    package var parity: CellParity
    /// `data`, `feature`, `training`, `evaluation`, `display`, `setup`, `unused`.
    package var role: String

    package init(parity: CellParity, role: String) {
      self.parity = parity
      self.role = role
    }
  }

  package init(
    notebook: String, era: String, order: String, cells: [Cell], findings: [Diagnostic], seconds: Double
  ) {
    self.notebook = notebook
    self.era = era
    self.order = order
    self.cells = cells
    self.findings = findings
    self.seconds = seconds
  }

  package var counts: OutputCounts { OutputCounts(cells.map(\.parity)) }

  /// 0 all compared outputs agree, 1 some differ, 3 nothing could be compared.
  package var exitCode: Int32 {
    if counts[.differs] > 0 { return 1 }
    return counts.compared > 0 ? 0 : 3
  }
}

extension CheckReport {
  /// The JSON of `--format json`; see docs/json.md.
  package var json: JSONObject {
    [
      "notebook": .text(notebook), "era": .text(era), "order": .text(order), "outputs": counts.json,
      "cells": .array(cells.map(\.json)), "findings": .array(findings.map(\.json)), "seconds": .double(seconds),
    ]
  }
}

extension OutputCounts {
  /// The counts under the names of docs/json.md.
  package var json: JSONValue {
    [
      "recorded": .integer(recorded), "comparable": .integer(comparable), "compared": .integer(compared),
      "exact": .integer(self[.exact]), "equal": .integer(self[.equal]), "bounded": .integer(self[.bounded]),
      "differs": .integer(self[.differs]), "unseeded": .integer(self[.unseeded]),
      "unsupported": .integer(self[.unsupported]), "notComparable": .integer(self[.notComparable]),
      "stale": .integer(self[.stale]),
    ]
  }
}

extension CheckReport.Cell {
  fileprivate var json: JSONValue {
    [
      "cell": .integer(parity.cell), "executionCount": parity.executionCount.map { .integer($0) } ?? .null,
      "role": .text(role), "outputs": .array(parity.outputs.map(\.json)),
    ]
  }
}

extension OutputParity {
  fileprivate var json: JSONValue {
    [
      "index": .integer(index), "verdict": .text(verdict.rawValue), "reason": reason.map { .text($0) } ?? .null,
      "recorded": .text(recorded), "replayed": replayed.map { .text($0) } ?? .null,
    ]
  }
}

extension Diagnostic {
  /// `{"id", "severity", "message", "position", "help"}`.
  package var json: JSONValue {
    [
      "id": .text(id), "severity": .text(severity.rawValue), "message": .text(message),
      "position": position.map { .text($0) } ?? .null, "help": help.map { .text($0) } ?? .null,
    ]
  }
}
