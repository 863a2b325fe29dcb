package import Columns
import JSON
package import NotebookReader

/// The year whose libraries a notebook was run with, as far as its text tells.
package struct EraEvidence: Sendable, Equatable {
  /// The likelier one.
  package let era: Era
  /// Whether all that its outputs show speaks for this era. They may show nothing, or something of either: pandas 2 is
  /// modern in some ways and classic in others.
  package let isClear: Bool

  /// From what the outputs look like; without evidence there, from what the code expects to work; then from the version of
  /// Python; else the modern one.
  package init(of notebook: Notebook) {
    var modern = 0
    var classic = 0
    var isPandas3 = false
    for text in notebook.outputTexts {
      for sign in modernSigns where text.contains(sign) {
        modern += 1
        isPandas3 = isPandas3 || pandas3Signs.contains(sign)
      }
      for sign in classicSigns where text.contains(sign) { classic += 1 }
    }
    isClear = modern == 0 ? classic > 0 : classic == 0 && isPandas3
    if modern != classic {
      era = modern > classic ? .modern : .classic
      return
    }
    let version = notebook.languageVersion?.split(separator: ".").compactMap { Int($0) } ?? []
    let isOld = version.count >= 2 && (version[0] < 3 || version[0] == 3 && version[1] < 9)
    era = isOld || notebook.cells.contains(where: \.storesThroughAColumn) ? .classic : .modern
  }
}

/// What only pandas 3 prints.
private let pandas3Signs = ["<class 'pandas.DataFrame'>", "dtype: str", "Pandas4Warning"]

/// What pandas since 2 and numpy 2 print.
private let modernSigns =
  pandas3Signs + [
    "np.float64(", "np.int64(", "np.True_", "np.str_(", "<StringArray>", "Name: count, dtype",
    "Name: proportion, dtype",
  ]

/// What pandas and numpy printed before.
private let classicSigns = [
  "<class 'pandas.core.frame.DataFrame'>", "dtype: object\n", "dtype='object')", "Int64Index(", "Float64Index(",
  "uint8",
]

extension Notebook {
  /// The plain texts of its outputs.
  package var outputTexts: [String] { cells.flatMap(\.outputs).flatMap(\.texts) }
}

extension Output {
  /// The plain texts of the output.
  fileprivate var texts: [String] {
    switch self {
    case .stream(_, let text): [String(decoding: text, as: UTF8.self)]
    case .executeResult(_, let data), .displayData(let data):
      data.plainText.map { [String(decoding: $0, as: UTF8.self)] } ?? []
    case .error: []
    }
  }
}

extension Cell {
  /// Whether a line changes a frame through one of its columns, `df['a'].fillna(0, inplace=True)`: since copy-on-write that
  /// does nothing.
  fileprivate var storesThroughAColumn: Bool {
    guard kind == .code else { return false }
    return String(decoding: source, as: UTF8.self).split(separator: "\n").contains { line in
      line.contains("inplace=True") && ["].fillna(", "].replace(", "].clip("].contains { line.contains($0) }
    }
  }
}
