/// What tags and comments say about how a cell is to be checked.
package struct CellMarks: Sendable, Hashable {
  /// Whether the cell is left out: `skip-execution`, `NBVAL_SKIP`.
  package var isSkipped = false
  /// Whether its outputs are compared: not under `NBVAL_IGNORE_OUTPUT`.
  package var ignoresOutput = false
  /// Whether it is meant to raise: `raises-exception`, `NBVAL_RAISES_EXCEPTION`.
  package var raises = false
  /// Whether it holds the notebook's parameters, for papermill.
  package var isParameters = false
  /// Whether it holds parameters that papermill put there.
  package var isInjectedParameters = false
}

extension Cell {
  /// The tags, and nbval's comments, which stand on lines of their own.
  ///
  /// - SeeAlso: nbval 0.11, `plugin.py`.
  package var marks: CellMarks {
    var marks = CellMarks()
    for tag in tags { marks.apply(tag.lowercased().split(separator: "_").joined(separator: "-")) }
    for line in source.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard text.first == UInt8(ascii: "#") else { continue }
      let comment = String(decoding: text.drop { $0 == UInt8(ascii: "#") }, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard comment.hasPrefix("NBVAL_") || comment.hasPrefix("PYTEST_VALIDATE_") else { continue }
      marks.apply(comment.lowercased().split(separator: "_").joined(separator: "-"))
    }
    return marks
  }
}

extension CellMarks {
  fileprivate mutating func apply(_ mark: String) {
    switch mark {
    case "skip-execution", "nbval-skip": isSkipped = true
    case "nbval-ignore-output", "pytest-validate-ignore-output": ignoresOutput = true
    case "nbval-check-output": ignoresOutput = false
    case "raises-exception", "nbval-raises-exception": raises = true
    case "parameters": isParameters = true
    case "injected-parameters": isInjectedParameters = true
    default: break
    }
  }
}
