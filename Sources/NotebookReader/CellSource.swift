package import Diagnostics

/// A code cell as IPython reads it: Python, and the magics between.
///
/// In the Python text every magic is masked by bytes of the same length, so that all positions stay true: a line by
/// `pass`, a value by a name (`Magic.placeholder`), the `%time` before a statement by `0   ;`. A cell under `%%bash` is
/// blank.
package struct CellSource: Sendable {
  /// The Python text, to be parsed in the mode `cell`.
  package let python: SourceFile
  /// In the order of the text.
  package let magics: [Magic]
  /// Whether the value of the last expression is not shown: the text ends with `;` or a magic.
  package let suppressesDisplay: Bool
  /// Whether the cell is Python: false under `%%writefile`, `%%bash` and other magics that take the text as it is.
  package let isPython: Bool

  /// What stands below a cell magic whose body is not Python; empty for Python.
  package let body: [UInt8]

  /// Takes a cell's text apart.
  ///
  /// - Parameter isBound: whether a name has a value, so that `pwd` and `ls` without `%` are no magics.
  package init(_ cell: SourceFile, isBound: @escaping (String) -> Bool = { _ in false }) {
    var scanner = MagicScanner(cell.bytes, isBound: isBound)
    scanner.scan()
    body = scanner.isPython ? [] : Array(cell.bytes[min(scanner.bodyStart, cell.bytes.count)...])
    python = SourceFile(name: cell.name, bytes: scanner.text)
    magics = scanner.magics
    suppressesDisplay = scanner.lastByte == UInt8(ascii: ";")
    isPython = scanner.isPython
  }
}
