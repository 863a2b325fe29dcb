/// Invents tables as text: ragged rows, quotes that do not close, odd numbers, dates and separators.
struct TableGrammar {
  private var random: SplitMix

  init(random: SplitMix) { self.random = random }

  mutating func table() -> [UInt8] {
    var bytes: [UInt8] = random.next(12) == 0 ? [0xEF, 0xBB, 0xBF] : []
    let separator = pick([",", ",", ",", ";", "\t", "|", ", "])
    let ending = pick(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
    let width = 1 + random.next(6)
    // A column mostly holds values of one kind.
    let kinds = (0..<width).map { _ in random.next(Self.fields.count + 1) }
    for _ in 0..<random.next(30) {
      let count = random.next(10) == 0 ? random.next(9) : width
      for column in 0..<count {
        if column > 0 { bytes += separator.utf8 }
        bytes += field(kinds[column % width])
      }
      bytes += (random.next(25) == 0 ? "\n\r" : ending).utf8
    }
    if random.next(4) == 0, !bytes.isEmpty { bytes.removeLast(random.next(min(bytes.count, 4)) + 1) }
    return bytes
  }

  private mutating func pick(_ items: [String]) -> String { items[random.next(items.count)] }

  private mutating func field(_ kind: Int) -> [UInt8] {
    if random.next(15) == 0 { return [UInt8(truncatingIfNeeded: random.next(256))] }
    if kind >= Self.fields.count { return Array(String(Int.random(in: -1000...1000, using: &self.random)).utf8) }
    let kind = random.next(10) == 0 ? random.next(Self.fields.count) : kind
    return Array(pick(Self.fields[kind]).utf8)
  }

  private static let fields: [[String]] = [
    ["1", "-5", "007", "+3", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1_000", "1,000"],
    ["18446744073709551615", "18446744073709551616", "99999999999999999999999999", "0", "-0", "0x10", "1e3"],
    [
      "1.5", "-0.0", ".5", "5.", "1e400", "1e-400", "inf", "-Infinity", "nan", "NaN", "1.7976931348623157e308", "1e",
      ".",
    ],
    ["0.1234567890123456789", "123456789012345678901234567890.5", "1e+05", "1E5", "1.5e", "--1", "1-1", "e5"],
    ["", "", "NA", "N/A", "null", "None", "nan", "#N/A", "-", "?", " "],
    ["True", "False", "true", "FALSE", "yes", "0", "1"],
    ["a", "b", "é", "\u{1F600}", "a b", " lead", "trail ", "\u{0}", "\u{FEFF}", "a#b", "Unnamed: 0", "a.1"],
    ["\"q\"", "\"a,b\"", "\"a\"\"b\"", "\"a\nb\"", "\"open", "clo\"se", "\"x\"y", "'s'", "\"\"", "\"\"\"\""],
    ["2020-01-01", "2020-02-30", "01/02/2020", "13/13/2020", "2020-01-01 10:11:12", "9999-12-31", "0001-01-01"],
    ["2262-04-12", "1677-09-21", "2020-01-01T00:00:00Z", "2020-01-01 00:00:00.123456789", "10:30", "Jan 5 2020"],
  ]
}

extension SplitMix: RandomNumberGenerator {}
