/// Where a value stands in the text, from its first character to behind its last.
package struct YAMLSpan: Hashable, Sendable {
  package var start: YAMLPosition
  package var end: YAMLPosition

  package init(start: YAMLPosition, end: YAMLPosition) {
    self.start = start
    self.end = end
  }
}

/// A place in the text; lines count from 1, columns from 0, in code points.
package struct YAMLPosition: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension YAMLPosition: CustomStringConvertible {
  /// `line:column`
  package var description: String { "\(line):\(column)" }
}
