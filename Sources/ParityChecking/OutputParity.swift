package import NotebookReader
package import PythonRuntime
package import Replay

/// One recorded output with its verdict.
package struct OutputParity: Sendable {
  /// 0-based among the cell's outputs.
  package let index: Int
  package let verdict: Verdict
  /// For what is not reproduced: why.
  package let reason: String?
  package let recorded: String
  package let replayed: String?
  /// The first unknown thing behind an unsupported output.
  package let cause: UnsupportedCause?

  package init(
    index: Int, verdict: Verdict, reason: String?, recorded: String, replayed: String?, cause: UnsupportedCause? = nil
  ) {
    self.index = index
    self.verdict = verdict
    self.reason = reason
    self.recorded = recorded
    self.replayed = replayed
    self.cause = cause
  }
}

/// The recorded outputs of one cell with their verdicts.
package struct CellParity: Sendable {
  /// 1-based over all cells.
  package let cell: Int
  package let executionCount: Int?
  package let outputs: [OutputParity]

  package init(cell: Int, executionCount: Int?, outputs: [OutputParity]) {
    self.cell = cell
    self.executionCount = executionCount
    self.outputs = outputs
  }
}

/// Compares what a cell recorded with what its replay gave.
///
/// - Parameter replay: `nil` for a cell that was not run.
package func parity(of cell: Cell, replay: CellReplay?) -> CellParity {
  var outputs: [OutputParity] = []
  var used: [ReplayedOutput.Kind: Int] = [:]
  let streams = mergedStreams(of: cell.outputs)
  for recorded in streams {
    let candidates = replay?.outputs.filter { $0.kind == recorded.kind } ?? []
    let position = used[recorded.kind, default: 0]
    used[recorded.kind] = position + 1
    let replayed = position < candidates.count ? candidates[position] : nil
    guard let parity = compared(recorded, replayed, wasRun: replay != nil, cell) else { continue }
    outputs.append(parity)
  }
  return CellParity(cell: cell.number, executionCount: cell.executionCount, outputs: outputs)
}

/// The verdict on one output; `nil` for one that bears no text.
private func compared(
  _ recorded: RecordedOutput, _ replayed: ReplayedOutput?, wasRun: Bool, _ cell: Cell
) -> OutputParity? {
  guard let text = recorded.text else { return nil }
  func verdict(_ verdict: Verdict, _ reason: String?) -> OutputParity {
    OutputParity(
      index: recorded.index, verdict: verdict, reason: reason, recorded: text, replayed: replayed?.text,
      cause: replayed?.cause)
  }
  if let reason = incomparability(of: text, recorded.mimeTypes, cell) { return verdict(.notComparable, reason) }
  guard wasRun else { return verdict(.stale, "the cell has outputs but was not run") }
  guard let replayed else { return verdict(.differs, "the replay printed nothing here") }
  if let cause = replayed.cause { return verdict(.unsupported, cause.what) }
  if replayed.isUnseeded { return verdict(.unseeded, "depends on draws without a seed") }
  let mine = withoutVolatileText(text, recorded.kind)
  let theirs = withoutVolatileText(replayed.text, recorded.kind)
  let plain = comparison(recorded: mine, replayed: theirs)
  guard plain.verdict.isReproduced, let html = recorded.html, !isDiagram(html) else {
    return verdict(plain.verdict, plain.reason)
  }
  guard let other = replayed.html else { return verdict(.differs, "the replay gives no HTML") }
  let rich = htmlComparison(recorded: html, replayed: other)
  if !rich.verdict.isReproduced { return verdict(rich.verdict, rich.reason.map { "in the HTML: \($0)" }) }
  return verdict(plain.verdict == .exact ? rich.verdict : plain.verdict, nil)
}

/// scikit-learn's drawing of an estimator: its text is compared, the drawing has identifiers that change.
private func isDiagram(_ html: String) -> Bool {
  html.contains("sk-estimator") || html.contains("sk-top-container") || html.contains("sk-global")
}

/// What makes an output not comparable: an image, a widget, an address, a clock time, the text of a plot object.
private func incomparability(of text: String, _ mimeTypes: [String], _ cell: Cell) -> String? {
  if mimeTypes.contains(where: { $0.hasPrefix("image/") }) { return "an image" }
  if mimeTypes.contains(where: { $0.contains("widget") || $0.contains("plotly") || $0.contains("javascript") }) {
    return "a widget"
  }
  let trimmed = text.drop(while: \.isWhitespace)
  if trimmed.hasPrefix("<Figure size ") || isPlotObject(trimmed) { return "the text of a plot object" }
  if text.range(ofHexadecimalAddress: " at 0x") { return "a memory address" }
  let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  if !lines.isEmpty, lines.allSatisfy(isClockLine) { return "a clock time" }
  return nil
}

private func isPlotObject(_ text: Substring) -> Bool {
  for prefix in [
    "<Axes", "<AxesSubplot", "<matplotlib.", "<seaborn.", "Text(0", "[Text(", "[<matplotlib.", "array([<Axes",
    "array([[<Axes",
  ]
  where text.hasPrefix(prefix) { return true }
  return false
}

/// A line of `%time` and `%%time`.
private func isClockLine(_ line: Substring) -> Bool {
  line.hasPrefix("CPU times:") || line.hasPrefix("Wall time:") || line.contains(" per loop (mean ")
}

/// The text without what changes from run to run: clock lines, and the kernel's process number in warnings' paths.
private func withoutVolatileText(_ text: String, _ kind: ReplayedOutput.Kind) -> String {
  var result = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !isClockLine($0) }
    .joined(separator: "\n")
  guard kind == .stderr else { return result }
  while let path = result.firstRange(of: "/tmp/ipykernel_") {
    let end = result[path.upperBound...].firstIndex { !$0.isNumber } ?? result.endIndex
    result.replaceSubrange(path.lowerBound..<end, with: "<kernel>")
  }
  return result
}

extension String {
  fileprivate func range(ofHexadecimalAddress prefix: String) -> Bool {
    guard let found = firstRange(of: prefix) else { return false }
    return self[found.upperBound...].prefix(while: \.isHexDigit).count >= 6
  }
}
