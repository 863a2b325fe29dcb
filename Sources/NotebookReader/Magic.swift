package import Diagnostics

/// A line of a cell that is IPython's, not Python's.
package struct Magic: Sendable, Hashable {
  /// What kind of line.
  package enum Kind: Sendable, Hashable {
    /// `%name arguments`
    case line
    /// `%%name arguments`, which rules the lines below.
    case cell
    /// `!command`, `!!command`
    case shell
    /// `object?`, `?object`, `object??`
    case help
  }

  package let kind: Kind
  /// `matplotlib`, `time`; `!` or `!!`; `?` or `??`.
  package let name: String
  /// What follows the name: for shell lines the command, for help the object.
  package let arguments: String
  /// The line in the cell, from 1.
  package let line: Int
  /// Where it stands in the cell.
  package let span: SourceSpan
  /// The name that stands in the Python text for the value: `files = !ls` reads `files = _00`.
  package let placeholder: String?
  /// Whether the arguments of `%time` or the body of `%%time` stay in the Python text.
  package let runsPython: Bool
}
