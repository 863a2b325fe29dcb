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
])
func comparesHTML(_ recorded: String, _ replayed: String, _ verdict: Verdict) {
  #expect(htmlComparison(recorded: recorded, replayed: replayed).verdict == verdict)
}

/// Any printed digit changed to another one must not pass.
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
