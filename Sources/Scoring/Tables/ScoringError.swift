package import ModelInterface

/// Why a file of rows cannot be scored to its end.
package enum ScoringError: Error, Hashable, Sendable {
  /// The input cannot be read, is no table, or lacks a field.
  case input(String)
  /// The output cannot be written.
  case output(String)
  /// The model gave no session.
  case model(ModelError)

  /// For a person.
  package var message: String {
    switch self {
    case .input(let message), .output(let message): message
    case .model(let error): error.message
    }
  }
}

/// How many rows were scored.
package struct ScoringSummary: Hashable, Sendable {
  /// Rows of the input.
  package var rows = 0
  /// Rows that could not be scored.
  package var failures = 0
}

/// How rows are written.
package enum RowFormat: String, Hashable, Sendable {
  case csv, jsonl

  /// The format of the file at `path`, by its extension; CSV where that says nothing.
  package init(path: String) {
    let isLines = [".jsonl", ".ndjson", ".json"].contains { path.hasSuffix($0) }
    self = isLines ? .jsonl : .csv
  }
}
