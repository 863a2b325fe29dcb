/// How grave a diagnostic is.
package enum Severity: String, Sendable, Hashable {
  case error
  case warning
  case note
}

/// A message to the user about their notebook, as a value; `rendered(in:)` makes its text.
///
/// Messages are lower-case without a full stop: they name the thing, then say what is possible.
package struct Diagnostic: Sendable, Hashable {
  /// A remark that belongs to a diagnostic, with a place of its own where it has one.
  package struct Note: Sendable, Hashable {
    package let message: String
    package let file: SourceFile?
    package let span: SourceSpan?

    package init(_ message: String, file: SourceFile? = nil, span: SourceSpan? = nil) {
      self.message = message
      self.file = file
      self.span = span
    }
  }

  /// The stable, documented name of the kind of problem: `unsupported-call`.
  package let id: String
  package let severity: Severity
  package let message: String
  /// The text that `span` is in.
  package let file: SourceFile?
  package let span: SourceSpan?
  package let notes: [Note]
  /// What the user can do.
  package let help: String?

  package init(
    id: String, severity: Severity = .error, message: String, file: SourceFile? = nil, span: SourceSpan? = nil,
    notes: [Note] = [], help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.file = file
    self.span = span
    self.notes = notes
    self.help = help
  }

  /// The position in one line, `churn.ipynb:cell 7:2:18`: line from 1, column from 0 as in Python; `nil` without a file.
  package var position: String? {
    file.map { $0.position(of: span) }
  }
}

extension SourceFile {
  /// `name:line:column`, the column in characters from 0.
  package func position(of span: SourceSpan?) -> String {
    guard let span else { return name }
    let column = displayColumn(of: span.start)
    return "\(name):\(span.start.line):\(column)"
  }

  private func displayColumn(of position: SourcePosition) -> Int {
    let end = min(position.offset, bytes.count)
    let start = max(0, end - position.column)
    return bytes[start..<end].count { $0 & 0xC0 != 0x80 }
  }
}
