import Testing
import YAML

/// Parsing what was printed gives an equal node, and printing that gives the same text.
private func check(_ node: YAMLNode) throws {
  let text = node.printed()
  let parsed: YAMLNode
  do {
    parsed = try YAMLNode(parsing: text)
  } catch {
    Issue.record("\(error)\n\(text)")
    return
  }
  #expect(parsed == node, "\(text)")
  #expect(parsed.printed() == text)
}

@Test(arguments: [
  -0.0, 0.0, 1, -1, 0.1, 17.12, 1e16, 1e22, 1e-5, 123_456_789.125, .leastNonzeroMagnitude, 0x1p-1022,
  .greatestFiniteMagnitude,
  .infinity, -.infinity, .nan, 0.30000000000000004,
])
func floatsRoundTrip(_ value: Double) throws {
  try check(YAMLNode(value))
  try check(["list": YAMLNode([YAMLNode(value), .flow([YAMLNode(value)])])])
}

@Test(arguments: [
  "", " ", "no", "NO", "y", "null", "~", "true", "True", "1", "1.0", "-1", "+1", "0x1F", "0o17", "1e5", ".5", ".nan",
  ".inf",
  "-.inf", "1_000", "12:30", "2020-01-01", "=", "<<", "-", "- a", "? a", ": a", "a: b", "a:", "a #b", "#a", "a, b",
  "[a]", "{a}",
  "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", " a", "a ", "a\n", "\na", "a\nb", "a\n\nb\n", "a\n\n",
  "a \nb", "  a\nb",
  "a\n  b\n c\n", "a\tb", "\ta\n", "a\r\nb", "a\0b", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "\u{FEFF}a",
  "\u{FFFE}", "é", "e\u{301}",
  "\u{301}", "\u{1F600}", "\u{202E}abc", "Ωmega", "日本語", "日本語\nabc", "---", "...", "--- a", "a\\b", "a\\\nb",
  "float64?", "float64[2]", "list<string>",
  "cell 9:2", "telecom_churn.csv, all 5000 rows", "# a\n- b: c\n", "C:\\Users\\x", "df['a'] = df[\"b\"]",
])
func stringsRoundTrip(_ value: String) throws {
  let node = YAMLNode(value)
  try check(node)
  try check(YAMLNode([node, .flow([node, node]), YAMLNode([node])]))
  var map = YAMLMap()
  map[value] = node
  try check(YAMLNode(map))
  try check(.flow(YAMLNode(map)))
  try check(YAMLNode([YAMLNode(map)]))
}

@Test(arguments: [900, 1000, 1001, 1024, 1025, 5000])
func longKeysRoundTrip(_ length: Int) throws {
  var map = YAMLMap()
  map["a"] = 1
  map[String(repeating: "k", count: length)] = "v"
  map[String(repeating: "\n", count: length)] = ["nested": ["a", "b"]]
  map["z"] = 2
  try check(YAMLNode(map))
  try check(.flow(YAMLNode(map)))
  try check(YAMLNode([YAMLNode(map), YAMLNode(String(repeating: "long text ", count: length))]))
}

@Test func randomNodesRoundTrip() throws {
  for seed: UInt64 in 0..<300 {
    var random = RandomNodes(seed: seed)
    try check(random.node(depth: 5))
  }
}

/// Random nodes out of pieces that are likely to be misread.
private struct RandomNodes {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func node(depth: Int) -> YAMLNode {
    let style: YAMLNode.Style = below(3) == 0 ? .flow : .block
    switch below(depth > 0 ? 9 : 6) {
    case 0: return below(2) == 0 ? .null : YAMLNode(below(2) == 0)
    case 1: return YAMLNode(Int64(bitPattern: next()) >> Int64(below(64)))
    case 2: return YAMLNode(Double(bitPattern: next()))
    case 3: return YAMLNode(Double(below(100_000)) / 100)
    case 4, 5: return YAMLNode(string())
    case 6: return YAMLNode(.list((0..<below(6)).map { _ in node(depth: depth - 1) }), style: style)
    default:
      var map = YAMLMap()
      for _ in 0..<below(20) { map[string()] = node(depth: depth - 1) }
      return YAMLNode(.map(map), style: style)
    }
  }

  private mutating func string() -> String {
    let pieces = [
      "a", "b", "word", "\n", " ", "  ", "\t", ":", ": ", "#", " #", "-", "- ", "?", "? ", ",", "[", "]", "{", "}", "'",
      "\"", "\\", "%", "&", "*", "|",
      ">", "!", "1", "0", ".", "e", "~", "\u{0}", "\u{1B}", "\u{85}", "\u{2029}", "\u{FEFF}", "é", "e\u{301}", "😀",
      "\u{10FFFF}", "---", "\r", "\r\n",
    ]
    var text = ""
    for _ in 0..<below(below(4) == 0 ? 60 : 6) { text += pieces[below(pieces.count)] }
    if below(5) == 0 { text.unicodeScalars.append(Unicode.Scalar(UInt32(next() % 0xD800)) ?? "x") }
    return text
  }
}
