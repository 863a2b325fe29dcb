/// Where in the notebook something was made.
package struct Origin: Hashable, Sendable {
  /// 1-based over all cells.
  package let cell: Int
  /// 1-based within the cell.
  package let line: Int

  package init(cell: Int, line: Int) {
    self.cell = cell
    self.line = line
  }
}

extension Origin: CustomStringConvertible {
  /// As plans and comments write it: `cell 9:2`.
  package var description: String { "cell \(cell):\(line)" }

  /// The origin that `description` prints; `nil` for anything else.
  package init?(_ text: String) {
    guard text.hasPrefix("cell ") else { return nil }
    let parts = text.dropFirst(5).split(separator: ":")
    guard parts.count == 2, let cell = Int(parts[0]), let line = Int(parts[1]) else { return nil }
    self.init(cell: cell, line: line)
  }
}
