import ParityChecking
import Testing

/// Recorded text, replayed text, verdict.
@Test(arguments: [
  ("0.9737", "0.9737", Verdict.exact),
  ("0.9737", "0.97371", .equal),
  ("0.9737", "0.97366", .equal),
  ("0.9737", "0.97364", .differs),
  ("0.9737", "0.9738", .differs),
  ("0.9737", "-0.9737", .differs),
  ("5000", "5001", .differs),
  ("5000", "5000.0", .equal),
  ("0.8361581920903954", "0.8361581920903955", .differs),
  ("1e-05", "0.00001", .equal),
  ("1.000000e+00", "1.0000004", .equal),
  ("-0.0", "0.0", .differs),
  ("a  1\nb  2", "a 1\nb 2", .equal),
  ("a 1", "b 1", .differs),
  ("area_code_415", "area_code_416", .differs),
  ("[1, 2]", "[1, 2, 3]", .differs),
  ("(5000, 20)", "(5000, 21)", .differs),
  ("x=0.35", "x=0.36", .differs),
  ("nan", "nan ", .equal),
])
func comparesPrintedText(_ recorded: String, _ replayed: String, _ verdict: Verdict) {
  let result = comparison(recorded: recorded, replayed: replayed)
  #expect(result.verdict == verdict, "\(recorded) | \(replayed): \(result.reason ?? "no reason")")
}

@Test(arguments: [
  ("<td>1.50</td>", "<td>1.50</td>", Verdict.exact),
  ("<td>1.50</td>", "<td>\n 1.501</td>", .equal),
  ("<td>1.50</td>", "<td>1.51</td>", .differs),
  ("<td>1.50</td>", "<th>1.50</th>", .differs),
  ("<td>12</td><td>3</td>", "<td>1</td><td>23</td>", .differs),
  ("<td></td><td>3</td>", "<td>3</td><td></td>", .differs),
  // The style that every table has, in the words of other years.
  ("<div><style>.dataframe td { a: b; }</style><b>1</b></div>", "<div><b>1</b></div>", .equal),
  ("<style>#T_1a td { color: red; }</style><b>1</b>", "<b>1</b>", .differs),
  (colab("<tr><td>1</td></tr>"), table("<tr><td>1</td></tr>"), .equal),
  (colab("<tr><td>1</td></tr>"), table("<tr><td>2</td></tr>"), .differs),
  (colab("<tr><td>1</td></tr>"), table("<tr><td>1</td><td>2</td></tr>"), .differs),
])
func comparesHTML(_ recorded: String, _ replayed: String, _ verdict: Verdict) {
  #expect(htmlComparison(recorded: recorded, replayed: replayed).verdict == verdict)
}

private func table(_ rows: String) -> String {
  "<div>\n<style scoped>\n.dataframe th { a: b; }\n</style>\n<table border=\"1\" class=\"dataframe\">\(rows)</table>\n</div>"
}

/// As Colab keeps a table.
private func colab(_ rows: String) -> String {
  "<div id=\"df-1\">\n<div class=\"colab-df-container\">\(table(rows))<button title=\"x\">y</button>"
    + "<style>.colab-df { a: b; }</style><script>f('1')</script></div></div>"
}

/// What is compared of a warning: not where the kernel's and the libraries' files lay.
@Test(arguments: [
  ("/tmp/ipykernel_17/2180.py:1: Pandas4Warning: old\n  f(x)\n", "<kernel>:1: Pandas4Warning: old\n  f(x)\n"),
  ("<ipython-input-7-fa>:2: RuntimeWarning: zero\n  f([0])\n", "<kernel>:2: RuntimeWarning: zero\n  f([0])\n"),
  (
    "C:\\x\\lib\\site-packages\\ipykernel_launcher.py:3: SettingWithCopyWarning: \nA value\n  import os\n",
    "<kernel>:3: SettingWithCopyWarning: \nA value\n"
  ),
  (
    "/usr/lib/python3/dist-packages/sklearn/base.py:439: UserWarning: names\n  warnings.warn(\nprinted\n",
    "<library>: UserWarning: names\n  warnings.warn(\nprinted\n"
  ),
  (
    "/a/site-packages/sklearn/base.py:439: UserWarning: names\n  warnings.warn(\n/tmp/ipykernel_1/2.py:1: ChainedError: b\n",
    "<library>: UserWarning: names\n<kernel>:1: ChainedError: b\n"
  ),
  ("model.py:12: loss 0.5\n", "model.py:12: loss 0.5\n"),
])
func setsPlacesOfWarningsAside(_ recorded: String, _ compared: String) {
  #expect(withoutPlacesOfWarnings(recorded) == compared)
}

/// Any printed digit changed to another one must not pass.
@Test func numbersThatMoveWithRoundingAreBounded() {
  let replayed = "loss 0.0772151340378535 of 2400"
  let moved = ["loss 0.0772151340378539 of 2400"]
  #expect(comparison(recorded: "loss 0.07721513403785366 of 2400", replayed: replayed, variants: moved) == .bounded)
  #expect(
    comparison(recorded: "loss 0.0772151340398535 of 2400", replayed: replayed, variants: moved).verdict == .differs)
  #expect(
    comparison(recorded: "loss 0.0772151340378535 of 2401", replayed: replayed, variants: moved).verdict == .differs)
  #expect(
    comparison(recorded: "cost 0.0772151340378535 of 2400", replayed: replayed, variants: moved).verdict == .differs)
  #expect(comparison(recorded: "loss 0.07721513403785366 of 2400", replayed: replayed).verdict == .differs)
}

@Test func allDigitsOfADoubleAreItsNumber() {
  #expect(comparison(recorded: "score 98.571428571428584", replayed: "score 98.57142857142858") == .equal)
  #expect(comparison(recorded: "score -0.94689542483660138", replayed: "score -0.9468954248366014") == .equal)
  #expect(comparison(recorded: "score 98.571428571428583", replayed: "score 98.57142857142858").verdict == .differs)
  #expect(comparison(recorded: "score 98.571428571428584", replayed: "score 98.5714285714286").verdict == .differs)
}

@Test func noChangedDigitPasses() {
  let text = "mean 180.260082 std 53.389482\n[[921 152]\n [ 29 148]]\nrecall 0.8361581920903954 1.5e-07"
  for (offset, character) in text.enumerated() where character.isNumber {
    for digit in "0123456789" where digit != character {
      var changed = Array(text)
      changed[offset] = digit
      let result = comparison(recorded: String(changed), replayed: text)
      #expect(result.verdict == .differs, "\(String(changed))")
    }
  }
}
