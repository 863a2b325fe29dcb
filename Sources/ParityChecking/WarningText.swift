/// Warnings as a notebook recorded them, without what depends on the machine: where its kernel and its libraries lay, and
/// the lines of the libraries' code. The cell's line, the category, the message and the cell's own code stay.
package func withoutPlacesOfWarnings(_ text: String) -> String {
  var result: [Substring] = []
  // Where the warning that is being read shows a line of code that is not the notebook's.
  var showsForeignCode = false
  func endWarning() {
    if showsForeignCode, let last = result.last, last.hasPrefix("  ") { result.removeLast() }
    showsForeignCode = false
  }
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    guard let header = line.prefixMatch(of: /(.+?):([0-9]+): ([A-Za-z0-9_.]*(?:Warning|Error):.*)/) else {
      // The text ends with an empty line.
      if line.isEmpty { endWarning() }
      result.append(line)
      continue
    }
    endWarning()
    switch WarningSource(header.1) {
    case .cell:
      result.append("<kernel>:\(header.2): \(header.3)")
    case .launcher:
      // The line is the cell's, the code shown is that of the kernel's own file.
      result.append("<kernel>:\(header.2): \(header.3)")
      showsForeignCode = true
    case .library:
      result.append("<library>: \(header.3)")
      showsForeignCode = true
    case .other: result.append(line)
    }
  }
  endWarning()
  return result.joined(separator: "\n")
}

/// Whose file a warning names.
private enum WarningSource {
  /// A cell: `/tmp/ipykernel_17/2598544592.py`, `<ipython-input-7-faee82fd9f21>`.
  case cell
  /// A cell, under the name of the program that ran it: `…/ipykernel_launcher.py`, `…/ipykernel/__main__.py`.
  case launcher
  case library
  case other

  init(_ path: Substring) {
    let parts = path.split { $0 == "/" || $0 == "\\" }
    if path.hasPrefix("<ipython-input-") || parts.contains(where: { $0.wholeMatch(of: /ipykernel_[0-9]+/) != nil }) {
      self = .cell
    } else if parts.last == "ipykernel_launcher.py" || parts.suffix(2) == ["ipykernel", "__main__.py"] {
      self = .launcher
    } else if parts.contains(where: { $0 == "site-packages" || $0 == "dist-packages" }) {
      self = .library
    } else {
      self = .other
    }
  }
}
