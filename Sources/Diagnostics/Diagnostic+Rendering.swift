/// How diagnostics are printed.
package struct RenderingStyle: Sendable, Hashable {
  /// Whether ANSI colours are used; the command line turns them off for pipes and under `NO_COLOR`.
  package let usesColor: Bool

  /// Text without colours.
  package static let plain = RenderingStyle(usesColor: false)
  /// Text with ANSI colours.
  package static let colored = RenderingStyle(usesColor: true)

  fileprivate func painted(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic {
  /// The text of a diagnostic, with its source line where it has one; lines are separated by `\n`, none follows the last.
  package func rendered(in style: RenderingStyle = .plain) -> String {
    let head = style.painted("\(severity.rawValue)[\(id)]", severity.colorCode)
    var lines = [head + style.painted(": \(message)", "1")]
    let margin = marginWidth
    lines += excerpt(file: file, span: span, margin: margin, style: style)
    for note in notes {
      lines.append(remark("note", note.message, margin: margin, style: style))
      lines += excerpt(file: note.file, span: note.span, margin: margin, style: style)
    }
    if let help { lines.append(remark("help", help, margin: margin, style: style)) }
    return lines.joined(separator: "\n")
  }

  /// The digits of the largest line number shown.
  private var marginWidth: Int {
    let spans = [span] + notes.map(\.span)
    return spans.compactMap { $0 }.map { String($0.start.line).count }.max() ?? 1
  }

  private func excerpt(file: SourceFile?, span: SourceSpan?, margin: Int, style: RenderingStyle) -> [String] {
    guard let file else { return [] }
    let blank = String(repeating: " ", count: margin)
    let bar = style.painted("|", "34")
    let arrow = "\(blank)\(style.painted("-->", "34")) \(file.position(of: span))"
    guard let span, let excerpt = SourceExcerpt(file: file, span: span) else { return [arrow] }
    let number = String(span.start.line)
    let padding = String(repeating: " ", count: margin - number.count)
    return [
      arrow,
      "\(blank) \(bar)",
      "\(style.painted(padding + number, "34")) \(bar) \(excerpt.text)",
      "\(blank) \(bar) \(excerpt.indent)\(style.painted(excerpt.marker, severity.colorCode))",
    ]
  }

  private func remark(_ kind: String, _ message: String, margin: Int, style: RenderingStyle) -> String {
    let blank = String(repeating: " ", count: margin)
    return "\(blank) \(style.painted("=", "34")) \(style.painted("\(kind):", "1")) \(message)"
  }
}

extension Severity {
  fileprivate var colorCode: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }
}
