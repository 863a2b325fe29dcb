package import Diagnostics
package import JSON

/// A Jupyter notebook as it was saved.
package struct Notebook: Sendable {
  /// The name of its file, as positions show it.
  package let name: String
  /// `nbformat` and `nbformat_minor`: 3, or 4.0 to 4.5 (a newer minor version is read as far as it is alike).
  package let format: Format
  /// The name of the kernel: `python3`; `nil` where none is told.
  package let kernelName: String?
  /// `python`, `R`…; `nil` where none is told.
  package let language: String?
  /// The version of Python that ran it: `3.7.6`.
  package let languageVersion: String?
  /// All metadata, as it was found.
  package let metadata: JSONObject
  /// The cells, in document order.
  package let cells: [Cell]

  /// A version of the notebook format.
  package struct Format: Sendable, Hashable {
    package let major: Int
    package let minor: Int

    package init(major: Int, minor: Int) {
      self.major = major
      self.minor = minor
    }
  }

  package init(
    name: String, format: Format = Format(major: 4, minor: 5), kernelName: String? = nil, language: String? = nil,
    languageVersion: String? = nil, metadata: JSONObject = JSONObject(), cells: [Cell]
  ) {
    self.name = name
    self.format = format
    self.kernelName = kernelName
    self.language = language
    self.languageVersion = languageVersion
    self.metadata = metadata
    self.cells = cells
  }

  /// The text of a cell under the name that positions show: `churn.ipynb:cell 7`.
  package func sourceFile(of cell: Cell) -> SourceFile {
    SourceFile(name: "\(name):cell \(cell.number)", bytes: cell.source)
  }
}

/// A cell of a notebook.
package struct Cell: Sendable {
  /// What a cell holds.
  package enum Kind: String, Sendable, Hashable {
    case code
    case markdown
    case raw
  }

  /// The place among all cells, from 1.
  package let number: Int
  package let kind: Kind
  /// The text, its lines joined.
  package let source: [UInt8]
  /// When it was run; `nil` where it was not, or where that was cleared.
  package let executionCount: Int?
  package let tags: [String]
  package let metadata: JSONObject
  /// What it printed and displayed; empty for other than code.
  package let outputs: [Output]

  package init(
    number: Int, kind: Kind, source: [UInt8], executionCount: Int? = nil, tags: [String] = [],
    metadata: JSONObject = JSONObject(), outputs: [Output] = []
  ) {
    self.number = number
    self.kind = kind
    self.source = source
    self.executionCount = executionCount
    self.tags = tags
    self.metadata = metadata
    self.outputs = outputs
  }
}
