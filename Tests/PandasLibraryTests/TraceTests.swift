import Columns
import Conformance
import Foundation
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import Testing
import Tracing

/// What the trace says of columns that pandas makes: their row function in short, or why they have none.
@Suite struct TraceTests {
  @Test(arguments: [
    ("df['score']", "score"),
    ("df['score'].fillna(df['score'].mean())", "fill-missing(score)"),
    ("df['name'].str.strip().str.lower()", "lower(strip(name))"),
    ("df['id'] * 2 + 1", "add(multiply(id, constant), constant)"),
    ("df['name'].map({'Ann': 1})", "cast(lookup(name))"),
    ("df['name'].replace('Ann', 'Bea')", "choose(is-in(name), constant, name)"),
    ("df[df['id'] > 2]['score']", "score"),
    ("df.sort_values('score')['id']", "id"),
    ("df['id'].sample(2, random_state=0)", "id"),
    ("df.groupby('flag')['score'].transform('mean')", "lookup(flag)"),
    ("pd.get_dummies(df['name'])['Ann']", "equal(name, constant)"),
    ("pd.cut(df['id'], [0, 2, 4], labels=['a', 'b'])", "bin(id)"),
    ("df['id'].where(df['flag'], 0)", "choose(not(require-present(flag)), constant, id)"),
    ("pd.to_datetime(df['name'], errors='coerce').dt.year", "cast(date-part(parse-date(name)))"),
    (
      "(pd.to_datetime(df['id'], unit='D') - pd.Timestamp('1970-01-02')).dt.days",
      "floor-divide(subtract(multiply(id, constant), constant), constant)"
    ),
    ("pd.to_numeric(df['name'], errors='coerce')", "read-number(name)"),
    ("df['name'].str.pad(5)", "pad(name)"),
    ("df['score'].clip(1, 3)", "clip(score)"),
    ("df['id'].add(1)", "add(id, constant)"),
    ("df[['id']].sub(1)['id']", "subtract(id, constant)"),
    ("df[['id']].cumsum()['id']", "opaque: 'cumsum' looks at other rows"),
    ("df['id'].diff()", "opaque: 'diff' looks at other rows"),
    ("df['id'].shift(1)", "opaque: 'shift' looks at other rows"),
    ("df['id'].rank()", "opaque: 'rank' looks at other rows"),
    ("df['id'] + df['id'].sample(frac=1, random_state=1).values", "opaque: 'add' joins columns of different rows"),
    ("df['score'].describe()", "constant"),
    ("df.groupby('flag')['score'].mean()", "constant"),
  ])
  func check(_ source: String, _ expected: String) throws {
    #expect(try traceOf(source) == expected, "\(source)")
  }

  @Test func columnsThatCannotBeComputedLeaveTheOthersAlone() throws {
    let set = "df['lost'] = df['id'].to_xarray()\n"
    #expect(try traceOf("df['id']", after: set) == "id")
    #expect(try traceOf("df[df['id'] > 1]['score']", after: set) == "score")
    #expect(try traceOf("df['lost']", after: set) == "unsupported: 'Series.to_xarray'")
    #expect(try traceOf("df.dropna()['id']", after: set) == "unsupported: 'Series.to_xarray'")
    #expect(try traceOf("df.drop('lost', axis=1).dropna()['id']", after: set) == "id")
    #expect(try traceOf("df.columns", after: set) == "unsupported: 'Series.to_xarray'")
  }

  /// The trace of the series that an expression gives.
  private func traceOf(_ source: String, after set: String = "") throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/conformance/pandas")
    let text = "import pandas as pd\ndf = pd.read_csv('Reading.csv')\n\(set)\(source)"
    return Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: [NumPyModules(), PandasModules()])
      interpreter.context.setState(TracingState(era: .modern))
      interpreter.context.files = DataFiles(notebookFolder: folder)
      return TraceCase.trace(ofLastExpressionIn: text, interpreter).joined(separator: "\n")
    }
  }
}
