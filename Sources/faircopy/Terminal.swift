import Diagnostics
import Glibc

/// Writes to standard error, unbuffered.
func writeToStandardError(_ text: String) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    guard written > 0 else { return }
    bytes = bytes.dropFirst(written)
  }
}

/// How diagnostics look on standard error: coloured on a terminal, unless `NO_COLOR` is set.
var diagnosticStyle: RenderingStyle {
  let noColor = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
  return isatty(2) == 1 && !noColor ? .colored : .plain
}

func report(_ diagnostics: [Diagnostic]) {
  for diagnostic in diagnostics { writeToStandardError(diagnostic.rendered(in: diagnosticStyle) + "\n") }
}

/// One line on the terminal that tells what is being done; nothing in a pipe.
struct Progress {
  private let isShown = isatty(2) == 1

  /// Replaces the line.
  func show(_ text: String) {
    if isShown { writeToStandardError("\r\u{1B}[K\(text)") }
  }

  /// Removes the line.
  func clear() {
    if isShown { writeToStandardError("\r\u{1B}[K") }
  }
}
