import NotebookReader
import PythonRuntime
import Replay
import Testing

/// The outputs of a notebook of cells, as `text` or, where they depend on draws without a seed, `~`.
private func outputs(_ sources: String...) -> [String] {
  let cells = sources.enumerated().map { position, source in
    Cell(number: position + 1, kind: .code, source: Array(source.utf8), executionCount: position + 1)
  }
  return replayed(Notebook(name: "test.ipynb", cells: cells)).cells.flatMap(\.outputs).map { output in
    output.isUnseeded ? "~" : output.text.trimmingSuffix("\n")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

@Suite struct Unseeded {
  @Test func drawsWithoutASeedAreMarked() {
    #expect(outputs("import random\nrandom.random()") == ["~"])
    #expect(outputs("import random\nrandom.seed(1)\nround(random.random(), 3)") == ["0.134"])
    #expect(outputs("import random\nr = random.Random(1)\nround(r.random(), 3)") == ["0.134"])
    #expect(outputs("import random\nr = random.Random()\nr.random()") == ["~"])
  }

  @Test func whatIsComputedFromThemIsMarked() {
    #expect(outputs("import random\nx = random.random()", "y = x * 0", "y", "z = 1\nz") == ["~", "1"])
    #expect(outputs("import random\nx = random.random()", "x = 5", "x") == ["5"])
    #expect(outputs("import random\ndef f():\n    return x\nx = random.random()", "f() * 0") == ["~"])
  }

  @Test func branchesAreMarked() {
    #expect(outputs("import random\nk = 1\nif random.random() > 2: k = 2", "k") == ["~"])
    #expect(
      outputs("import random\nx = random.random()\nfor i in range(3):\n    if x > 2: best = i\nbest = 1", "best") == [
        "1"
      ])
  }

  @Test func objectsThatAreChangedAreMarked() {
    #expect(
      outputs("import random\na = b = []\nc = [a]\nd = [1]\na.append(random.random())", "len(b)", "len(c)", "d") == [
        "~", "~", "[1]",
      ])
    #expect(outputs("import random\nd = {}\nd['x'] = random.random()", "len(d)") == ["~"])
    #expect(
      outputs("import random\nclass A: pass\na = A()\nb = {'a': a}\na.x = random.random()", "sorted(b)", "1") == [
        "~", "1",
      ])
    #expect(outputs("import random\nx = [1, 2, 3]\nrandom.shuffle(x)", "len(x)") == ["~"])
    #expect(
      outputs("import random\ndef add():\n    calls.append(random.random())\ncalls = []\nadd()", "len(calls)") == ["~"])
  }

  @Test func aDrawThatNothingKeepsMarksNothing() {
    #expect(
      outputs(
        "import random, matplotlib.pyplot as plt\nx = [1, 2]", "plt.scatter([v + random.random() for v in x], x);", "x")
        == ["[1, 2]"])
    #expect(outputs("import random\nprint(random.random())", "print('next')", "1 + 1") == ["~", "next", "2"])
  }

  @Test func streamsOfOneCellAreMarkedWhole() {
    #expect(outputs("import random\nprint('a')\nprint(random.random() * 0)\nprint('b')") == ["~"])
  }

  @Test func readingsOfTheClockAreMarked() {
    let result = replayed(notebook(of: "import time\nt = time.time()\nprint(time.time() - t)", "print(5)"))
    #expect(result.cells.flatMap(\.outputs).map(\.showsClock) == [true, false])
  }
}
