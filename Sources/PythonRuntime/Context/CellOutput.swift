package import Kernels

/// One output of a cell, in the order in which it appeared.
package enum CellOutput {
  /// Text written to standard output or error; consecutive pieces are one output.
  case stream(Stream, PythonString)
  /// What a cell's last expression or `display` showed.
  case display(DisplayedValue)
  /// The exception that ended the cell.
  case error(DisplayedError)

  /// Where text goes.
  package enum Stream: Sendable { case output, error }
}

/// A value as a notebook shows it.
package struct DisplayedValue {
  /// The object itself, for whoever compares or serves it.
  package let value: Value
  /// `text/plain`; `nil` if the value is unsupported.
  package let text: PythonString?
  /// `text/html`
  package let html: PythonString?
  /// Whether it is the result of the cell, `Out[n]`.
  package let isResult: Bool
  /// Why it could not be computed.
  package let cause: UnsupportedCause?

  package init(value: Value, text: PythonString?, html: PythonString?, isResult: Bool, cause: UnsupportedCause?) {
    self.value = value
    self.text = text
    self.html = html
    self.isResult = isResult
    self.cause = cause
  }
}

/// An exception as a notebook shows it.
package struct DisplayedError {
  package let name: PythonString
  package let message: PythonString
  /// Where it was raised, the innermost place first.
  package let trace: [SourceOrigin]
}
