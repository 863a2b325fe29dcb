import Columns
import Diagnostics
import DisplayLibrary
import Foundation
import NotebookReader
import ParityChecking
import PythonRuntime
import Replay
import StandardLibrary
import Testing

/// Where `fixtures/cells` is: notebooks that a real kernel ran (see its `record.py`), and the folder they ran in.
let cellFixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "fixtures/cells")

/// Replays a notebook of the fixtures.
func replayed(_ notebook: Notebook, options: ReplayOptions = ReplayOptions(era: .modern)) -> ReplayResult {
  replay(
    notebook, folder: cellFixtures.appending(path: "folder"), libraries: [StandardModules(), DisplayModules()],
    options: options)
}

/// A notebook of cells that are run in order, with tags where they have some.
func notebook(_ cells: (source: String, tags: [String], outputs: [Output])...) -> Notebook {
  Notebook(
    name: "test.ipynb",
    cells: cells.enumerated().map { position, cell in
      Cell(
        number: position + 1, kind: .code, source: Array(cell.source.utf8), executionCount: position + 1,
        tags: cell.tags, outputs: cell.outputs)
    })
}

/// A notebook of cells that are run in order.
func notebook(of sources: String...) -> Notebook {
  Notebook(
    name: "test.ipynb",
    cells: sources.enumerated().map { position, source in
      Cell(number: position + 1, kind: .code, source: Array(source.utf8), executionCount: position + 1)
    })
}

/// Cells as a real kernel ran them: all that can be compared is reproduced, except what `Name.txt` lists.
@Test(arguments: ["display", "errors", "magics", "modules"])
func recordedCellsAreReproduced(_ name: String) throws {
  let url = cellFixtures.appending(path: name + ".ipynb")
  let file = SourceFile(name: name + ".ipynb", bytes: [UInt8](try Data(contentsOf: url)))
  let recorded = try #require(readNotebook(file).notebook)
  let result = replayed(recorded)
  let byCell = Dictionary(result.cells.map { ($0.cell, $0) }) { first, _ in first }
  var lines = ""
  for cell in recorded.cells {
    for output in parity(of: cell, replay: byCell[cell.number]).outputs where !output.verdict.isReproduced {
      lines +=
        "cell \(cell.number), output \(output.index): \(output.verdict)\(output.reason.map { " (\($0))" } ?? "")\n"
    }
  }
  let golden = cellFixtures.appending(path: name + ".txt")
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
    try Data(lines.utf8).write(to: golden)
    Issue.record("recorded \(name)")
  }
  #expect(lines == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
}
