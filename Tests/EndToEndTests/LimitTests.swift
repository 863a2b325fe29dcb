import Foundation
import Testing

/// A notebook that runs away, takes all memory or is interrupted ends with a diagnostic that names its line, and leaves
/// nothing behind.
struct LimitTests {
  /// A notebook of these cells, each of which recorded `1`.
  private func notebook(_ cells: [String], in folder: TemporaryFolder) throws -> String {
    let document: [String: Any] = [
      "nbformat": 4, "nbformat_minor": 5, "metadata": [String: Any](),
      "cells": cells.enumerated().map { number, source in
        [
          "cell_type": "code", "execution_count": number + 1, "metadata": [String: Any](), "source": source,
          "outputs": [["output_type": "stream", "name": "stdout", "text": "1\n"]],
        ] as [String: Any]
      },
    ]
    let url = folder.url.appending(path: "away.ipynb")
    try JSONSerialization.data(withJSONObject: document).write(to: url)
    return url.path
  }

  @Test(arguments: [
    // the second cell, the options, the diagnostic, the line
    ("x = 0\nwhile True:\n    x += 1", ["--timeout", "1"], "timeout", 3),
    ("x = 0\nfor i in range(10):\n    sum(range(10 ** 12))", ["--timeout", "1"], "timeout", 2),
    ("x = []\nwhile True:\n    x.append([0] * 1000)", ["--memory", "150M"], "out-of-memory", 3),
    (
      "import numpy as np\nx = []\nwhile True:\n    x.append(np.ones((1000, 1000)))", ["--memory", "200M"],
      "out-of-memory", 4
    ),
  ])
  func stopsWhatRunsAway(_ source: String, _ options: [String], _ id: String, _ line: Int) throws {
    let folder = try TemporaryFolder()
    let path = try notebook(["print(1)", source], in: folder)
    for command in ["check", "convert"] {
      let work = try TemporaryFolder()
      let bundles = command == "convert" ? ["-o", work.url.appending(path: "bundles").path] : []
      let outcome = try Tool.run(
        "faircopy", [command, path] + options + bundles, environment: ["TMPDIR": work.url.path])
      #expect(outcome.code == 3 && !outcome.isSignalled)
      #expect(outcome.errors.contains("error[\(id)]"), "\(outcome.errors)")
      #expect(outcome.errors.contains("away.ipynb:cell 2:\(line):"), "\(outcome.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: work.url.path) == [])
    }
  }

  /// What was printed before the end is still compared.
  @Test func comparesWhatWasReached() throws {
    let folder = try TemporaryFolder()
    let path = try notebook(["print(1)", "while True:\n    pass"], in: folder)
    let outcome = try Tool.run("check", path, "--timeout", "1")
    #expect(outcome.code == 3)
    #expect(outcome.output.contains("1 of 2 comparable outputs reproduced"))
    #expect(outcome.output.contains("unsupported (the replay was stopped before)"))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func leavesNothingBehindWhenInterrupted(_ signal: Int32, _ code: Int32) throws {
    let folder = try TemporaryFolder()
    let work = try TemporaryFolder()
    let path = try notebook(["print(1)", "x = 0\nwhile True:\n    x += 1"], in: folder)
    let bundles = work.url.appending(path: "bundles")
    let outcome = try Tool.run(
      "faircopy", ["convert", path, "-o", bundles.path], environment: ["TMPDIR": work.url.path]
    ) { process in
      wait(for: work.url)
      usleep(500_000)
      kill(process.processIdentifier, signal)
    }
    #expect(outcome.code == code && !outcome.isSignalled)
    #expect(outcome.errors.contains("error[interrupted]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("away.ipynb:cell 2:"), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.url.path) == [])
  }

  /// While the compiler runs, its process ends too, and what was half written goes.
  @Test func leavesNothingBehindWhileBuilding() throws {
    let work = try TemporaryFolder()
    let cache = try TemporaryFolder()
    let bundles = try TemporaryFolder()
    let outcome = try Tool.run(
      "faircopy", ["convert", Tool.notebook("titanic-survivors").path, "-o", bundles.url.path],
      environment: ["TMPDIR": work.url.path, "XDG_CACHE_HOME": cache.url.path]
    ) { process in
      // The compiler writes into the run's own folder.
      wait {
        (try? FileManager.default.subpathsOfDirectory(atPath: work.url.path))?.contains { $0.hasSuffix(".swift") }
      }
      kill(process.processIdentifier, SIGINT)
    }
    #expect(outcome.code == 130 && !outcome.isSignalled, "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.url.path) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: bundles.url.path) == [])
    let kept = try FileManager.default.subpathsOfDirectory(atPath: cache.url.path)
    #expect(!kept.contains { $0.contains(".\(outcome.process).") }, "\(kept)")
  }

  /// Until the tool has made its folder.
  private func wait(for folder: URL) {
    wait { try? !FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty }
  }

  private func wait(until isDone: () -> Bool?) {
    for _ in 0..<3000 where isDone() != true { usleep(20_000) }
  }
}

/// `--python` tells whose grammar counts.
struct GrammarTests {
  @Test func refusesNewerSyntax() throws {
    let folder = try TemporaryFolder()
    let cell =
      #"{"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [{"output_type": "stream", "#
      + #""name": "stdout", "text": "one\n"}], "source": "match 1:\n  case 1:\n    print('one')"}"#
    let notebook = folder.url.appending(path: "match.ipynb")
    try #"{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\#(cell)]}"#.write(
      to: notebook, atomically: true, encoding: .utf8)
    #expect(try Tool.run("check", notebook.path, "--python", "3.10").code == 0)
    let old = try Tool.run("check", notebook.path, "--python", "3.9")
    #expect(old.code == 1)
    #expect(old.errors.contains("error[syntax-error]"))
    #expect(try Tool.run("check", notebook.path, "--python", "2.7").code == 2)
  }

  /// One error is shown of a cell with several; a cell in Python 2 is named so, and what follows from it is unknown.
  @Test func tellsPython2() throws {
    let folder = try TemporaryFolder()
    func cell(_ number: Int, _ source: String, _ text: String) -> String {
      #"{"cell_type": "code", "execution_count": \#(number), "metadata": {}, "outputs": [{"output_type": "stream", "#
        + #""name": "stdout", "text": "\#(text)\n"}], "source": "\#(source)"}"#
    }
    let cells = [
      cell(1, #"x = 1\nprint x"#, "1"), cell(2, #"print(x + 1)"#, "2"), cell(3, #"print('apart')"#, "apart"),
      cell(4, #"a = = 1\nb = = 2"#, "4"),
    ]
    let notebook = folder.url.appending(path: "old.ipynb")
    try #"{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\#(cells.joined(separator: ","))]}"#.write(
      to: notebook, atomically: true, encoding: .utf8)
    let outcome = try Tool.run("check", notebook.path)
    #expect(outcome.errors.contains("error[python-2]"))
    #expect(outcome.output.contains("cell 1, output 0: unsupported (Python 2, first at cell 1:2)"))
    #expect(outcome.output.contains("cell 2, output 0: unsupported (Python 2, first at cell 1:2)"))
    #expect(outcome.output.contains("1 of 4 comparable outputs reproduced"))
    #expect(outcome.output.contains("cell 4, output 0: differs (the replay raised SyntaxError: invalid syntax ("))
  }
}
