package import Diagnostics

/// Where and why bytes are not JSON.
package struct JSONFailure: Error, Sendable, Hashable {
  /// What is wrong, or what was expected.
  package let message: String
  /// The first byte that does not fit.
  package let offset: Int

  /// The diagnostic `malformed-json`.
  package func diagnostic(in file: SourceFile) -> Diagnostic {
    Diagnostic(
      id: "malformed-json", message: "\(message) at byte \(offset)", file: file,
      span: file.span(from: offset, to: offset + 1))
  }
}
