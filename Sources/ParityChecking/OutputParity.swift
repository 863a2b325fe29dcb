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
/// - Parameters:
///   - replay: `nil` for a cell that was not run.
///   - isReached: whether the replay came to its end, so that a cell was not run for a reason of its own.
///   - variants: the cell in replays that round as other processors may.
package func parity(
  of cell: Cell, replay: CellReplay?, isReached: Bool = true, variants: [CellReplay] = []
) -> CellParity {
  var outputs: [OutputParity] = []
  let marks = cell.marks
  var used: [ReplayedOutput.Kind: Int] = [:]
  let streams = mergedStreams(of: cell.outputs)
  let raised = replay?.outputs.first { $0.kind == .error }.map { "raised \(shortened($0.text[...]))" }
  for recorded in streams {
    let position = used[recorded.kind, default: 0]
    used[recorded.kind] = position + 1
    let replayed = replay?.output(position, of: recorded.kind)
    let others = variants.compactMap { $0.output(position, of: recorded.kind) }
    guard var parity = compared(recorded, replayed, others, wasRun: replay != nil, raised: raised, marks) else {
      continue
    }
    if parity.verdict == .differs, let cause = replay?.cause(ofMissing: recorded.kind, isMissing: replayed == nil) {
      parity = OutputParity(
        index: parity.index, verdict: .unsupported, reason: cause.what, recorded: parity.recorded,
        replayed: parity.replayed, cause: cause)
    }
    if !isReached, parity.verdict == .stale || parity.verdict == .differs {
      parity = OutputParity(
        index: parity.index, verdict: .unsupported, reason: "the replay was stopped before", recorded: parity.recorded,
        replayed: nil)
    }
    outputs.append(parity)
  }
  return CellParity(cell: cell.number, executionCount: cell.executionCount, outputs: outputs)
}

extension CellReplay {
  /// The output at a position among those of its kind.
  fileprivate func output(_ position: Int, of kind: ReplayedOutput.Kind) -> ReplayedOutput? {
    let candidates = outputs.filter { $0.kind == kind }
    return position < candidates.count ? candidates[position] : nil
  }

  /// Why an output may differ or be missing: code that could have made it was left out, or an error did not come that
  /// something unknown would have raised.
  fileprivate func cause(ofMissing kind: ReplayedOutput.Kind, isMissing: Bool) -> UnsupportedCause? {
    if kind == .error || isMissing { return metCause ?? skippedCause }
    return kind == .stdout || kind == .stderr ? skippedCause : nil
  }
}

/// The verdict on one output; `nil` for one that bears no text.
private func compared(
  _ recorded: RecordedOutput, _ replayed: ReplayedOutput?, _ variants: [ReplayedOutput], wasRun: Bool, raised: String?,
  _ marks: CellMarks
) -> OutputParity? {
  guard let text = recorded.text else { return nil }
  func verdict(_ verdict: Verdict, _ reason: String?) -> OutputParity {
    OutputParity(
      index: recorded.index, verdict: verdict, reason: reason, recorded: text, replayed: replayed?.text,
      cause: replayed?.cause)
  }
  if marks.isSkipped { return verdict(.notComparable, "the cell is marked to be skipped") }
  if marks.ignoresOutput { return verdict(.notComparable, "marked NBVAL_IGNORE_OUTPUT") }
  if let reason = incomparability(of: text, recorded) { return verdict(.notComparable, reason) }
  guard wasRun else { return verdict(.stale, "the cell has outputs but was not run") }
  guard let replayed else { return verdict(.differs, "the replay \(raised ?? "printed nothing here")") }
  if let cause = replayed.cause { return verdict(.unsupported, cause.what) }
  let comparison = comparison(of: recorded, text, with: replayed, variants)
  if !comparison.verdict.isReproduced {
    if replayed.isUnseeded { return verdict(.unseeded, "depends on draws without a seed") }
    if replayed.showsClock { return verdict(.notComparable, "a clock time") }
  }
  return verdict(comparison.verdict, comparison.reason)
}

private func comparison(
  of recorded: RecordedOutput, _ text: String, with replayed: ReplayedOutput, _ variants: [ReplayedOutput]
) -> TextComparison {
  let mine = withoutVolatileText(text, recorded.kind)
  let theirs = withoutVolatileText(replayed.text, recorded.kind)
  let plain = comparison(
    recorded: mine, replayed: theirs, variants: variants.map { withoutVolatileText($0.text, recorded.kind) })
  guard plain.verdict.isReproduced, let html = recorded.html, !isDiagram(html), !isSeriesOfColab(html) else {
    return plain
  }
  guard let other = replayed.html else { return .differs("the replay gives no HTML") }
  let rich = htmlComparison(recorded: html, replayed: other, variants: variants.compactMap(\.html))
  if !rich.verdict.isReproduced { return .differs(rich.reason.map { "in the HTML: \($0)" } ?? "in the HTML") }
  return plain.verdict == .exact || rich.verdict == .bounded ? rich : plain
}

/// scikit-learn's drawing of an estimator: its text is compared, the drawing has identifiers that change.
private func isDiagram(_ html: String) -> Bool {
  html.contains("sk-estimator") || html.contains("sk-top-container") || html.contains("sk-global")
}

/// Colab's own table of a series: pandas gives none, and the text is compared.
private func isSeriesOfColab(_ html: String) -> Bool { html.contains("<br><label><b>dtype:</b>") }

/// What makes an output not comparable: an image, a widget, an address, a clock time, the text of a plot object.
private func incomparability(of text: String, _ recorded: RecordedOutput) -> String? {
  if recorded.mimeTypes.contains(where: { $0.hasPrefix("image/") }) { return "an image" }
  let isWidget = recorded.mimeTypes.contains {
    $0.contains("widget") || $0.contains("plotly") || $0.contains("javascript")
  }
  // The HTML itself, where the output has no plain text.
  if isWidget || isWidgetPage(recorded.html ?? text) { return "a widget" }
  let trimmed = text.drop(while: \.isWhitespace)
  if trimmed.hasPrefix("<Figure size ") || isPlotObject(trimmed) { return "the text of a plot object" }
  if recorded.kind == .result || recorded.kind == .display, holdsPlotObject(text) { return "the text of a plot object" }
  if text.range(ofHexadecimalAddress: " at 0x") { return "a memory address" }
  let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  if !lines.isEmpty, lines.allSatisfy(isClockLine) { return "a clock time" }
  return nil
}

/// Plotly's drawings, the code of which is in the page, Colab's buttons to upload a file, and the charts that it offers.
private func isWidgetPage(_ html: String) -> Bool {
  [
    "Plotly.newPlot(", "colab-quickchart", "plotly-graph-div", "Upload widget is only available",
    "<input type=\"file\" id=\"files-",
  ]
  .contains { html.contains($0) }
}

private func isPlotObject(_ text: Substring) -> Bool {
  for prefix in [
    "<Axes", "<AxesSubplot", "<matplotlib.", "<seaborn.", "[Text(", "[<matplotlib.", "array([<Axes", "array([[<Axes",
  ]
  where text.hasPrefix(prefix) { return true }
  // Where matplotlib's text stands: `Text(0.5, 1.0, 'title')`, `Text(42.0, 0.5, 'Truth')`.
  return text.prefixMatch(of: /Text\((?:-?[0-9.]+(?:e-?[0-9]+)?, ?){2}'/) != nil
}

/// What a plotting call gives beside the numbers that it has drawn: `(array([…]), <BarContainer object of 10 artists>)`.
private func holdsPlotObject(_ text: String) -> Bool {
  ["<BarContainer object of ", "<matplotlib.", "<AxesSubplot", "<Axes: ", " objects>"].contains { mark in
    text.contains(mark) && (mark != " objects>" || text.firstMatch(of: /<a list of [0-9]+ .+ objects>/) != nil)
  }
}

/// A line of `%time` and `%%time`.
private func isClockLine(_ line: Substring) -> Bool {
  line.hasPrefix("CPU times:") || line.hasPrefix("Wall time:") || line.contains(" per loop (mean ")
    || line.contains(" loops, best of ") || line.contains(" loop, best of ")
    || line.hasPrefix("The slowest run took ")
}

/// The text without what changes from run to run: clock lines, and the kernel's process number in warnings' paths.
private func withoutVolatileText(_ text: String, _ kind: ReplayedOutput.Kind) -> String {
  var result = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !isClockLine($0) }
    .joined(separator: "\n")
  switch kind {
  case .error: return withoutPathOfModule(withoutFileOfSyntaxError(result))
  case .stdout: return withoutStateOfDisk(result)
  case .stderr: break
  case .result, .display: return result
  }
  result = withoutPlacesOfWarnings(withoutPathOfKernel(result))
  return result
}

/// What the kernel says of `exit` names a file of its own.
private func withoutPathOfKernel(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    guard line.hasSuffix("UserWarning: To exit: use 'exit', 'quit', or Ctrl-D."),
      let end = line.firstRange(of: ": UserW")
    else { return String(line) }
    return "<kernel>" + line[end.lowerBound...]
  }.joined(separator: "\n")
}

/// `%%writefile` tells whether the file was there before, on the machine on which the notebook ran.
private func withoutStateOfDisk(_ text: String) -> String {
  guard text.contains("Overwriting ") else { return text }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.hasPrefix("Overwriting ") && !line.dropFirst(12).contains(" ") ? "Writing " + line.dropFirst(12) : String(line)
  }.joined(separator: "\n")
}

/// An ImportError names the file of the module, on the machine on which the notebook ran.
private func withoutPathOfModule(_ text: String) -> String {
  guard text.hasPrefix("ImportError: cannot import name "), text.hasSuffix(")"),
    let open = text.ranges(of: " (").last
  else { return text }
  return String(text[..<open.lowerBound])
}

/// A syntax error names the file that the kernel took the cell for: `(<ipython-input-3-…>, line 1)`, `(2180684395.py, line 1)`.
private func withoutFileOfSyntaxError(_ text: String) -> String {
  guard ["SyntaxError: ", "IndentationError: ", "TabError: "].contains(where: { text.hasPrefix($0) }),
    let line = text.ranges(of: ", line ").last, let open = text[..<line.lowerBound].lastIndex(of: "(")
  else { return text }
  // Text that ends too early has had other words in other years.
  let result = String(text[...open]) + "cell" + String(text[line.lowerBound...])
  return result.replacing("unexpected EOF while parsing", with: "incomplete input")
}

extension String {
  fileprivate func range(ofHexadecimalAddress prefix: String) -> Bool {
    guard let found = firstRange(of: prefix) else { return false }
    return self[found.upperBound...].prefix(while: \.isHexDigit).count >= 6
  }
}
