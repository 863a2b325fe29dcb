package import Diagnostics

/// What a text is parsed as.
package enum ParseMode: Sendable, Hashable {
  /// A file, which begins without indentation.
  case file
  /// A cell of a notebook: the indentation of its first line is taken off all lines, as IPython does.
  case cell
}

/// Parses a file or a cell; never traps, whatever the bytes are.
///
/// - Parameters:
///   - version: the Python whose grammar counts; messages are those of Python 3.11.
///   - checksCode: whether to refuse, as Python's `compile` does, what the grammar alone allows: `return` outside of a
///     function, an argument named twice…
/// - Returns: the statements that could be parsed, in order, and a diagnostic (`syntax-error`, `python-2`) for each
///   that could not. As in Python, text with diagnostics is not to be run.
package func parse(
  _ source: SourceFile, mode: ParseMode = .file, version: PythonVersion = .newest, checksCode: Bool = true
) -> (module: Module, diagnostics: [Diagnostic]) {
  // The text of a cell is UTF-8, whatever it says.
  guard mode == .file else { return parseText(source, mode: mode, version: version, checksCode: checksCode) }
  let (source, message) = SourceEncoding.decoded(source)
  if let message {
    let diagnostic = Diagnostic(id: "syntax-error", message: message, file: source, span: source.span(from: 0, to: 0))
    return (Module(body: []), [diagnostic])
  }
  return parseText(source, mode: mode, version: version, checksCode: checksCode)
}

private func parseText(
  _ source: SourceFile, mode: ParseMode, version: PythonVersion, checksCode: Bool
) -> (module: Module, diagnostics: [Diagnostic]) {
  source.bytes.withUnsafeBufferPointer { bytes in
    var lexer = Lexer(bytes, version: version)
    lexer.tokenizeFile(mode: mode)
    var parser = Parser(file: source, lexer: lexer, version: version)
    let body = parser.parseFile()
    let module = Module(body: body)
    if parser.diagnostics.isEmpty, checksCode {
      for failure in module.failures(allowsAwait: mode == .cell) { parser.report(failure) }
    }
    return (module, parser.decidedDiagnostics(lexer.firstFailure, mode: mode))
  }
}

/// Parses one expression, as `eval` does; blanks around it are well.
///
/// - Returns: the expression, or `nil` and the diagnostic that says why.
package func parseExpression(_ source: SourceFile) -> (expression: Expression?, diagnostics: [Diagnostic]) {
  source.bytes.withUnsafeBufferPointer { bytes in
    let blanks = bytes.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let start = SourcePosition(offset: blanks, line: 1, column: blanks)
    var lexer = Lexer(bytes, from: start, limit: bytes.count)
    lexer.tokenizeFile()
    var parser = Parser(file: source, lexer: lexer)
    let expression = parser.parseOnlyExpression()
    return (expression, parser.diagnostics)
  }
}

/// Parses the signature of a function as Python writes it, without `def`: `fillna(self, value=None, *, axis=0)`.
///
/// - Returns: the name and parameters, or `nil` and the diagnostic that says why.
package func parseSignature(
  _ source: SourceFile
) -> (signature: (name: String, arguments: Arguments)?, diagnostics: [Diagnostic]) {
  source.bytes.withUnsafeBufferPointer { bytes in
    var lexer = Lexer(bytes)
    lexer.tokenizeFile()
    var parser = Parser(file: source, lexer: lexer)
    let signature = parser.parseOnlySignature()
    return (signature, parser.diagnostics)
  }
}
