package import JSON

/// A recorded output of a code cell.
package enum Output: Sendable, Hashable {
  /// What was printed; `name` is `stdout` or `stderr`.
  case stream(name: String, text: [UInt8])
  /// The value of the last expression.
  case executeResult(executionCount: Int?, data: MIMEBundle)
  /// What was displayed in passing: a plot, a table.
  case displayData(MIMEBundle)
  /// An exception that ended the cell.
  case error(name: String, value: [UInt8], traceback: [[UInt8]])
}

/// One thing in several forms, by MIME type.
package struct MIMEBundle: Sendable, Hashable {
  /// A form of the thing; texts have their lines joined.
  package struct Form: Sendable, Hashable {
    package let type: String
    package let content: JSONValue

    package init(type: String, content: JSONValue) {
      self.type = type
      self.content = content
    }
  }

  package let forms: [Form]

  package init(forms: [Form]) {
    self.forms = forms
  }

  /// The content of a type.
  package subscript(type: String) -> JSONValue? {
    forms.first { $0.type == type }?.content
  }

  /// The text of `text/plain`.
  package var plainText: [UInt8]? { text("text/plain") }

  /// The text of `text/html`.
  package var html: [UInt8]? { text("text/html") }

  private func text(_ type: String) -> [UInt8]? {
    guard case .string(let bytes)? = self[type] else { return nil }
    return bytes
  }
}
