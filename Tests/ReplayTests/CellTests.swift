import Columns
import NotebookReader
import ParityChecking
import PythonRuntime
import Replay
import Testing

@Suite struct Cells {
  private func texts(_ result: ReplayResult) -> [String] {
    result.cells.flatMap(\.outputs).map(\.text)
  }

  @Test func cellsAfterAnErrorGoOn() {
    let result = replayed(notebook(of: "x = 1\n1 / 0\nx = 2", "x"))
    #expect(texts(result) == ["ZeroDivisionError: division by zero", "1"])
  }

  @Test func aCellWithASyntaxErrorDoesNotRunAtAll() {
    let result = replayed(notebook(of: "x = 1", "x = 2\ny = = 3", "x"))
    #expect(texts(result) == ["SyntaxError: invalid syntax (test.ipynb:cell 2, line 2)", "1"])
    #expect(result.findings.map(\.id) == ["syntax-error"])
  }

  @Test func recordedSyntaxErrorsAreNoFindings() {
    let error = Output.error(name: "SyntaxError", value: Array("invalid syntax (x.py, line 1)".utf8), traceback: [])
    let result = replayed(notebook((source: "y = = 3", tags: [], outputs: [error])))
    #expect(result.findings.isEmpty)
  }

  @Test func parametersAreBoundAfterTheirCell() {
    let cells = notebook(
      (source: "alpha = 1\nname = 'a'", tags: ["parameters"], outputs: []),
      (source: "alpha = 7", tags: ["injected-parameters"], outputs: []),
      (source: "alpha, name", tags: [], outputs: []))
    #expect(texts(replayed(cells)) == ["(7, 'a')"])
    let options = ReplayOptions(era: .modern, parameters: [("alpha", "0.5"), ("name", "None"), ("more", "text")])
    #expect(texts(replayed(cells, options: options)) == ["(0.5, None)"])
  }

  @Test func skippedCellsAreNotRun() {
    let cells = notebook(
      (source: "x = 1", tags: [], outputs: []), (source: "x = 2", tags: ["skip-execution"], outputs: []),
      (source: "# NBVAL_SKIP\nx = 3", tags: [], outputs: []), (source: "x = 4", tags: ["nbval-skip"], outputs: []),
      (source: "x", tags: [], outputs: []))
    #expect(texts(replayed(cells)) == ["1"])
  }

  @Test func outputsThatAreMarkedToBeIgnoredAreNotCompared() throws {
    let printed = Output.stream(name: "stdout", text: Array("2\n".utf8))
    for (source, tags, expected) in [
      ("print(1)", [], Verdict.differs), ("# NBVAL_IGNORE_OUTPUT\nprint(1)", [], .notComparable),
      ("print(1)", ["nbval-ignore-output"], .notComparable), ("# NBVAL_CHECK_OUTPUT\nprint(1)", [], .differs),
    ] {
      let cells = notebook((source: source, tags: tags, outputs: [printed]))
      let result = replayed(cells)
      let verdicts = parity(of: cells.cells[0], replay: result.cells[0]).outputs.map(\.verdict)
      #expect(verdicts == [expected], "\(source)")
    }
  }

  @Test func aNameErrorThatWasNotRecordedIsTold() {
    #expect(replayed(notebook(of: "nothing")).unrecordedNameErrors == 1)
    let error = Output.error(name: "NameError", value: Array("name 'nothing' is not defined".utf8), traceback: [])
    #expect(replayed(notebook((source: "nothing", tags: [], outputs: [error]))).unrecordedNameErrors == 0)
    #expect(replayed(notebook((source: "nothing", tags: ["raises-exception"], outputs: []))).unrecordedNameErrors == 0)
  }

  @Test func whatAnUnknownCallMayHavePrintedIsUnsupported() {
    let printed = Output.stream(name: "stdout", text: Array("yes\n".utf8))
    let cells = notebook((source: "import unknown\nif unknown.f():\n    print('yes')", tags: [], outputs: [printed]))
    let output = parity(of: cells.cells[0], replay: replayed(cells).cells[0]).outputs[0]
    #expect(output.verdict == .unsupported)
  }

  @Test func modulesThatWereNotThereAreNotThere() {
    let error = Output.error(
      name: "ModuleNotFoundError", value: Array("No module named 'unknown'".utf8), traceback: [])
    let cells = notebook((source: "import unknown.part", tags: [], outputs: [error]))
    #expect(texts(replayed(cells)) == ["ModuleNotFoundError: No module named 'unknown'"])
  }

  @Test func aRunawayReplayIsStopped() throws {
    let options = ReplayOptions(era: .modern, limits: ReplayLimits(timeout: 0.3))
    let result = replayed(
      notebook(of: "x = 1", "def f():\n    while True:\n        pass", "f()", "x"), options: options)
    let stop = try #require(result.stop)
    #expect(stop.reason == .timeout)
    #expect(stop.origin.cell == 2)
    #expect(stop.caller.cell == 3)
    #expect(result.cells.count == 3)
  }

  @Test(arguments: [
    "def f(n):\n    return f(n - 1) + f(n - 1) if n else 1\nf(200)", "list(iter(int, 1))",
    "sum(1 for _ in iter(int, 1))",
  ])
  func everyKindOfLoopIsStopped(_ source: String) {
    let options = ReplayOptions(era: .modern, limits: ReplayLimits(timeout: 0.3))
    #expect(replayed(notebook(of: source), options: options).stop?.reason == .timeout)
  }

  @Test func aReplayThatTakesTooMuchMemoryIsStopped() {
    let options = ReplayOptions(era: .modern, limits: ReplayLimits(memory: 64 << 20))
    #expect(replayed(notebook(of: "x = [0] * (1 << 28)"), options: options).stop?.reason == .memory)
  }

  @Test(arguments: ["[0] * 10**14", "'a' * 10**14", "(1,) * 10**14", "list(range(10**14))", "bytes(10**14)"])
  func whatNoMachineHoldsIsAMemoryError(_ source: String) {
    #expect(texts(replayed(notebook(of: source))) == ["MemoryError: "])
  }
}
