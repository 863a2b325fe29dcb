import Diagnostics

extension Parser {
  /// Fails where the grammar of the version does not have something yet.
  ///
  /// - Parameters:
  ///   - version: the first version that has it.
  ///   - feature: what it is, in the plural.
  @inline(__always) func require(
    _ version: PythonVersion, _ feature: @autoclosure () -> String, at start: SourcePosition
  ) throws(SyntaxFailure) {
    if self.version < version { throw missing(version, feature(), at: start) }
  }

  @inline(never) private func missing(
    _ version: PythonVersion, _ feature: String, at start: SourcePosition
  ) -> SyntaxFailure {
    SyntaxFailure(
      message: "cannot use \(feature) on Python \(self.version); they came with Python \(version)",
      span: SourceSpan(start: start, end: max(start, token.end)))
  }
}
