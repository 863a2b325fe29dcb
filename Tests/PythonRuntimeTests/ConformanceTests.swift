import PythonRuntime
import Testing

/// The cases in `fixtures/conformance/python` answer as real Python does, to the character.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all(of: "python"))
  func check(_ conformanceCase: ConformanceCase) throws {
    let expected = try conformanceCase.expected(era: "modern")
    let answers = try conformanceCase.answers(libraries: { [] })
    #expect(answers.count == expected.count)
    for (i, (answer, expectation)) in zip(answers, expected).enumerated() {
      #expect(trimmed(answer) == trimmed(expectation), "cell \(i + 1)")
    }
  }

  /// Without the newlines at the end, which separate cells.
  private func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == "\n" }.reversed())
  }
}
