import Diagnostics

extension Module {
  /// What Python refuses in a text whose grammar is well: names bound twice, `return` outside of functions…
  ///
  /// - Parameter allowsAwait: whether `await` may stand outside of functions, as in a cell.
  /// - Returns: the failures, the one that Python raises first.
  func failures(allowsAwait: Bool) -> [SyntaxFailure] {
    var future = FutureImports()
    future.read(body)
    var names = NameCheck(hasFutureAnnotations: future.features.contains("annotations"))
    names.check(body)
    var code = CodeCheck(
      allowsAwait: allowsAwait, lastFutureLine: future.lastLine, generators: names.generators)
    code.check(body)
    return future.failures + names.failures + code.failures
  }
}

/// The imports from `__future__` at the head of a text.
private struct FutureImports {
  private(set) var features: Set<String> = []
  private(set) var lastLine = 0
  private(set) var failures: [SyntaxFailure] = []

  private static let known: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  mutating func read(_ body: [Statement]) {
    for (index, statement) in body.enumerated() {
      switch statement.kind {
      case .expr(let value):
        guard index == 0, case .constant(.string, _) = value.kind else { return }
      case .importFrom(module: "__future__", let names, level: 0):
        lastLine = statement.span.start.line
        for name in names { read(name.name, at: statement.span) }
      default: return
      }
    }
  }

  private mutating func read(_ feature: String, at span: SourceSpan) {
    if Self.known.contains(feature) {
      features.insert(feature)
    } else {
      let message = feature == "braces" ? "not a chance" : "future feature \(feature) is not defined"
      failures.append(SyntaxFailure(message: message, span: span))
    }
  }
}
