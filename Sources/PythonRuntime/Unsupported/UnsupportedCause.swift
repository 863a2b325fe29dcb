package import Diagnostics

/// Where in the notebook something happens: the statement or expression that runs.
package struct SourceOrigin: Hashable, Sendable {
  /// 1-based over all cells; 0 outside of any.
  package var cell: Int
  /// 1-based within the cell.
  package var line: Int
  /// 0-based, in bytes, as `ast` has it.
  package var column: Int
  /// The file of a module of the notebook's; `nil` for cells.
  package var file: SourceFile?

  package init(cell: Int, line: Int, column: Int, file: SourceFile? = nil) {
    self.file = file
    self.cell = cell
    self.line = line
    self.column = column
  }
}

/// The first thing that the replay did not know, remembered by everything that depends on it.
public final class UnsupportedCause: Sendable {
  /// The diagnostic's id: `unsupported-call`, `unsupported-argument`, `unsupported-syntax`…
  package let id: String
  /// What was asked for: `'Series.interpolate'`, `argument 'method' of 'fillna'`.
  package let what: String
  /// Where it was asked for.
  package let origin: SourceOrigin
  /// What to do about it, if there is something.
  package let help: String?

  package init(id: String, what: String, origin: SourceOrigin, help: String? = nil) {
    self.id = id
    self.what = what
    self.origin = origin
    self.help = help
  }
}
