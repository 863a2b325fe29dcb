package import PythonRuntime

/// What the replay of one cell printed and showed.
package struct CellReplay: Sendable {
  /// 1-based over all cells.
  package let cell: Int
  package let outputs: [ReplayedOutput]
  /// Why statements were left out that may have shown something.
  package let skippedCause: UnsupportedCause?
  /// Something that the cell depended on and that is not known.
  package let metCause: UnsupportedCause?

  package init(
    cell: Int, outputs: [ReplayedOutput], skippedCause: UnsupportedCause? = nil, metCause: UnsupportedCause? = nil
  ) {
    self.cell = cell
    self.outputs = outputs
    self.skippedCause = skippedCause
    self.metCause = metCause
  }
}

/// One output of a replayed cell.
package struct ReplayedOutput: Sendable {
  /// How it came about, as notebooks keep it.
  package enum Kind: String, Sendable {
    case stdout, stderr, result, display, error
  }

  package let kind: Kind
  /// The text; of an error `ename: evalue`.
  package let text: String
  package let html: String?
  /// Why the text is not known, if something unsupported went into it.
  package let cause: UnsupportedCause?
  /// Whether unseeded draws went into it.
  package let isUnseeded: Bool
  /// Whether it shows a reading of the clock.
  package let showsClock: Bool

  package init(
    _ kind: Kind, text: String, html: String? = nil, cause: UnsupportedCause? = nil, isUnseeded: Bool = false,
    showsClock: Bool = false
  ) {
    self.showsClock = showsClock
    self.kind = kind
    self.text = text
    self.html = html
    self.cause = cause
    self.isUnseeded = isUnseeded
  }
}
