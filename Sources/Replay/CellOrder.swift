package import NotebookReader

/// The order in which the cells are run.
package enum CellOrder: String, Sendable {
  case executionCounts = "execution counts"
  case document = "document"

  /// By the counts, unless there are none, or outputs stand in a cell without one.
  package init(of notebook: Notebook) {
    let code = notebook.cells.filter { $0.kind == .code }
    let hasCounts = code.contains { $0.executionCount != nil }
    let isIncomplete = code.contains { $0.executionCount == nil && !$0.outputs.isEmpty }
    self = hasCounts && !isIncomplete ? .executionCounts : .document
  }

  /// The code cells that were run, in this order. Cells that are marked to be skipped are left out.
  package func cells(of notebook: Notebook) -> [Cell] {
    let code = notebook.cells.filter { $0.kind == .code && !$0.marks.isSkipped }
    guard self == .executionCounts else { return code }
    return sessions(of: code.filter { $0.executionCount != nil }).flatMap { session in
      session.enumerated().sorted {
        ($0.element.executionCount ?? 0, $0.offset) < ($1.element.executionCount ?? 0, $1.offset)
      }.map(\.element)
    }
  }

  /// A count that comes again begins a new session of the kernel.
  private func sessions(of cells: [Cell]) -> [[Cell]] {
    var sessions: [[Cell]] = [[]]
    var seen: Set<Int> = []
    for cell in cells {
      if let count = cell.executionCount, !seen.insert(count).inserted {
        sessions.append([])
        seen = [count]
      }
      sessions[sessions.count - 1].append(cell)
    }
    return sessions
  }
}
