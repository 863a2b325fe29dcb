/// A text is not the YAML that was wanted: malformed, beyond a limit, or of another shape.
package struct YAMLError: Error, Hashable, Sendable {
  /// What is wrong, e.g. `expected an integer, not the string 'x'`.
  package var message: String
  /// Where; `nil` when the value was not read from a text.
  package var span: YAMLSpan?

  package init(_ message: String, at span: YAMLSpan?) {
    self.message = message
    self.span = span
  }
}

extension YAMLError: CustomStringConvertible {
  /// `line:column: message`
  package var description: String {
    if let span { "\(span.start): \(message)" } else { message }
  }
}
