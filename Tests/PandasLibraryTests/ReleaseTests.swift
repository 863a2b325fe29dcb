import Columns
import DataFrames
import Kernels
import PandasLibrary
import Testing

/// Which release of pandas a notebook was run with, and what that one shows otherwise.
struct ReleaseTests {
  @Test(arguments: [
    ("0.5", false, 8, PandasRelease.ofEra),
    ("0.5", true, 7, .v11),
    ("0.5", false, 12, .v2),
    ("a    2\nName: count, dtype: int64", false, 11, .v2),
    ("Index([3, 4], dtype='int64')", false, 11, .v2),
    ("<class 'pandas.core.frame.DataFrame'>\nIndex: 2 entries, 3 to 4\n", false, 11, .v2),
    // A row's label and words in apostrophes are no numbers.
    ("Index(['a', 'b'], dtype='object')", false, 11, .ofEra),
    ("Int64Index([3, 4], dtype='int64')", false, 11, .ofEra),
    ("price    20 non-null int64", false, 7, .v025),
    (" 0   price   20 non-null     int64", false, 8, .ofEra),
  ])
  func readsOutputs(_ output: String, _ isBefore2020: Bool, _ python: Int, _ release: PandasRelease) {
    #expect(PandasRelease(showing: [output], isBefore2020: isBefore2020, python: python) == release)
  }

  @Test func tellsReleasesByTheLengthOfTables() {
    func series(_ head: Int) -> String {
      let rows = (0..<head).map { "\($0)    1" }
      return (rows + ["      .."] + rows + ["Length: 2046, dtype: int64"]).joined(separator: "\n")
    }
    #expect(PandasRelease(showing: [series(30)], isBefore2020: false, python: 7) == .v024)
    #expect(PandasRelease(showing: [series(5)], isBefore2020: false, python: 7) == .ofEra)
  }

  @Test func showsTablesAsOldReleases() {
    let frame = Frame(
      index: Index(count: 2), header: Index(["price", "town"]),
      fields: [Frame.Field(.ints([1, 2]), .int64), Frame.Field(.strings(StringColumn(["a", "b"])), .str)])
    var options = DisplayOptions()
    options.infoHasHeads = false
    let expected: PythonString = """
      <class 'pandas.core.frame.DataFrame'>
      RangeIndex: 2 entries, 0 to 1
      Data columns (total 2 columns):
      price    2 non-null int64
      town     2 non-null object
      dtypes: int64(1), object(1)

      """
    #expect(frame.info(.classic, memory: false, options: options) == expected)
  }
}
