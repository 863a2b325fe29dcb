import Diagnostics
import Testing

private func check(
  _ source: String, named name: String = "churn.ipynb:cell 7", _ range: Range<Int>, severity: Severity = .error,
  help: String? = nil, notes: [Diagnostic.Note] = [], rendersAs expected: String
) {
  let file = SourceFile(name: name, text: source)
  let span = file.span(from: range.lowerBound, to: range.upperBound)
  let diagnostic = Diagnostic(
    id: "some-id", severity: severity, message: "what is wrong", file: file, span: span, notes: notes, help: help)
  #expect(diagnostic.rendered() == expected)
}

@Test func exampleOfTheStyleGuide() {
  let text = "import pandas\nprice = df.fillna(method=\"ffill\")\n"
  let file = SourceFile(name: "churn.ipynb:cell 7", text: text)
  let diagnostic = Diagnostic(
    id: "unsupported-argument", message: "'fillna' is supported with 'value' only", file: file,
    span: file.span(from: 32, to: 46), help: "fill with a constant, or drop the rows before the split")
  #expect(
    diagnostic.rendered() == """
      error[unsupported-argument]: 'fillna' is supported with 'value' only
       --> churn.ipynb:cell 7:2:18
        |
      2 | price = df.fillna(method="ffill")
        |                   ^^^^^^^^^^^^^^
        = help: fill with a constant, or drop the rows before the split
      """)
  #expect(diagnostic.position == "churn.ipynb:cell 7:2:18")
}

@Test func excerpts() {
  check(
    "a\n\tb = 1\n", 3..<4, severity: .warning,
    rendersAs: "warning[some-id]: what is wrong\n --> churn.ipynb:cell 7:2:1\n  |\n2 | \tb = 1\n  | \t^")
  check(
    "x = é + 名前 + y", 9..<15,
    rendersAs: "error[some-id]: what is wrong\n --> churn.ipynb:cell 7:1:8\n  |\n1 | x = é + 名前 + y\n  |         ^^^^")
  check(
    "(1,\r\n 2)\r\n", 0..<8,
    rendersAs: "error[some-id]: what is wrong\n --> churn.ipynb:cell 7:1:0\n  |\n1 | (1,\n  | ^^^")
  check("", 0..<0, rendersAs: "error[some-id]: what is wrong\n --> churn.ipynb:cell 7:1:0\n  |\n1 | \n  | ^")
  check(
    "a\u{1B}[31mb", 0..<1,
    rendersAs: "error[some-id]: what is wrong\n --> churn.ipynb:cell 7:1:0\n  |\n1 | a\u{FFFD}[31mb\n  | ^")
}

@Test func longLinesAreClipped() {
  let file = SourceFile(name: "n", text: String(repeating: "a", count: 100_000))
  let rendered = Diagnostic(id: "i", message: "m", file: file, span: file.span(from: 50_000, to: 50_010)).rendered()
  #expect(rendered.count < 700)
  #expect(rendered.contains("n:1:50000"))
}

@Test func notesAndHelp() {
  let other = SourceFile(name: "plan.yaml", text: String(repeating: "\n", count: 11) + "k: v")
  check(
    "abc", 1..<2, help: "do this", notes: [.init("see there", file: other, span: other.span(from: 11, to: 12))],
    rendersAs: """
      error[some-id]: what is wrong
        --> churn.ipynb:cell 7:1:1
         |
       1 | abc
         |  ^
         = note: see there
        --> plan.yaml:12:0
         |
      12 | k: v
         | ^
         = help: do this
      """)
  #expect(Diagnostic(id: "i", message: "m").rendered() == "error[i]: m")
}

@Test func colors() {
  let rendered = Diagnostic(id: "i", message: "m", help: "h").rendered(in: .colored)
  #expect(rendered.contains("\u{1B}[1;31merror[i]\u{1B}[0m"))
}

@Test func spansBeyondTheText() {
  let file = SourceFile(name: "n", text: "ab")
  let far = SourcePosition(offset: 99, line: 9, column: 9)
  #expect(file.text(of: SourceSpan(start: far, end: far)) == "")
  #expect(Diagnostic(id: "i", message: "m", file: file, span: SourceSpan(start: far, end: far)).rendered() != "")
  #expect(file.position(at: -1).offset == 0)
  #expect(file.position(at: 99).offset == 2)
}
