import ParityChecking
import PythonRuntime

extension CheckReport {
  /// What `faircopy check` prints: the counts, then every output that is not reproduced, with its reason.
  package func text(isVerbose: Bool = false) -> String {
    let counts = counts
    var lines = [
      "\(notebook): \(counts.reproduced) of \(counts.comparable) comparable outputs reproduced\(share(counts))"
    ]
    lines.append("  era \(era), cells in the order of \(order)")
    let named = Verdict.allCases.compactMap { verdict in
      counts[verdict] > 0 ? "\(counts[verdict]) \(verdict.title)" : nil
    }
    if !named.isEmpty { lines.append("  " + named.joined(separator: " · ")) }
    for cell in cells {
      for output in cell.parity.outputs
      where isVerbose || !output.verdict.isReproduced && output.verdict != .notComparable {
        lines.append(
          "  \(notebook):cell \(cell.parity.cell), output \(output.index): \(output.verdict.title)\(reason(output))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func reason(_ output: OutputParity) -> String {
    guard let reason = output.reason else { return "" }
    guard let cause = output.cause, cause.origin.cell > 0 else { return " (\(reason))" }
    return " (\(reason), first at cell \(cause.origin.cell):\(cause.origin.line))"
  }

  private func share(_ counts: OutputCounts) -> String {
    guard counts.comparable > 0 else { return "" }
    let tenths = (counts.reproduced * 1000 + counts.comparable / 2) / counts.comparable
    return " (\(tenths / 10).\(tenths % 10) %)"
  }
}

extension Verdict {
  /// As texts write it.
  package var title: String { self == .notComparable ? "not comparable" : rawValue }
}
