import Columns
import NotebookReader
import Replay
import Testing

/// Which year's libraries a notebook was run with.
struct EraTests {
  @Test(arguments: [
    // source, output, version, era, whether it is clear
    ("x", "<class 'pandas.core.frame.DataFrame'>", "3.11", Era.classic, true),
    ("x", "<class 'pandas.DataFrame'>\nnp.float64(0.5)", "3.11", .modern, true),
    // numpy 2 goes with pandas 2 as well.
    ("x", "np.float64(0.5)", "3.11", .modern, false),
    ("x", "0.5", "3.7.6", .classic, false),
    ("x", "0.5", "3.12", .modern, false),
    // pandas 2 names counts and has the classes of old.
    ("x", "<class 'pandas.core.frame.DataFrame'>\nName: count, dtype: int64", "3.11", .modern, false),
    ("def f(data, col):\n  data[col].fillna(0, inplace=True)", "0.5", "3.11", .classic, false),
  ])
  func readsOutputs(_ source: String, _ output: String, _ version: String, _ era: Era, _ isClear: Bool) {
    let cell = Cell(
      number: 1, kind: .code, source: Array(source.utf8), executionCount: 1,
      outputs: [.stream(name: "stdout", text: Array(output.utf8))])
    let evidence = EraEvidence(of: Notebook(name: "n.ipynb", languageVersion: version, cells: [cell]))
    #expect(evidence.era == era)
    #expect(evidence.isClear == isClear)
  }
}
