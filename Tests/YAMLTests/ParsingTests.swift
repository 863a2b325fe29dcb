import Diagnostics
import Testing
import YAML

private func check(_ text: String, gives node: YAMLNode) throws {
  #expect(try YAMLNode(parsing: text) == node, "\(text)")
}

private func check(_ text: String, failsWith message: String, limits: YAMLLimits = YAMLLimits()) {
  do {
    let node = try YAMLNode(parsing: text, limits: limits)
    Issue.record("parsed as \(node.printed()): \(text)")
  } catch {
    #expect(error.description.contains(message), "\(text)")
  }
}

@Test func coreSchema() throws {
  try check("[null, Null, ~, true, FALSE]", gives: [nil, nil, nil, true, false])
  try check("- no\n- yes\n- on\n- \"no\"\n- '1.0'\n- 1.0\n- 1", gives: ["no", "yes", "on", "no", "1.0", 1.0, 1])
  try check(
    "[0x1F, 0o17, 010, +5, -3, 1e3, .5, 5., 1.e2, -.5e-3]",
    gives: [31, 15, 10, 5, -3, 1000.0, 0.5, 5.0, 100.0, -0.0005])
  try check(
    "[.nan, .Inf, -.INF, +.inf]",
    gives: [YAMLNode(.nan), YAMLNode(.infinity), YAMLNode(-.infinity), YAMLNode(.infinity)])
  try check(
    "[0x, 0xG, 0o8, ., +, -, e5, 1e, 1_0, 1:30, 1-2, .e5]",
    gives: ["0x", "0xG", "0o8", ".", "+", "-", "e5", "1e", "1_0", "1:30", "1-2", ".e5"])
  try check("[9223372036854775807, -9223372036854775808]", gives: [YAMLNode(Int64.max), YAMLNode(Int64.min)])
  try check("%YAML 1.2\n---\na: 1\n", gives: ["a": 1])
  try check("a:\nb: \n", gives: ["a": nil, "b": nil])
  try check("", gives: nil)
}

@Test func composedAndDecomposedKeysDiffer() throws {
  let node = try YAMLNode(parsing: "\u{E9}: 1\ne\u{301}: 2\n")
  #expect(node["\u{E9}"] == 1)
  #expect(node["e\u{301}"] == 2)
  #expect(YAMLNode("\u{E9}") != YAMLNode("e\u{301}"))
}

@Test func refusals() {
  check("a: 1\nb: 2\na: 3\n", failsWith: "3:0: 'a' is there twice")
  check("a: &x 1\nb: *x\n", failsWith: "1:3: anchors are not read")
  check("b: *x\n", failsWith: "1:3: aliases are not read")
  check("a: !!str 1\n", failsWith: "1:3: tags are not read")
  check("1: a\n", failsWith: "1:0: a key must be a string, not the integer 1")
  check("[a]: b\n", failsWith: "1:0: a key must be a string, not a list")
  check("a: 9223372036854775808\n", failsWith: "1:3: integer '9223372036854775808' does not fit 64 bits")
  check("a\n---\nb\n", failsWith: "2:0: a second document")
  check(String(repeating: "[", count: 20000), failsWith: "1:128: nested too deeply")
  check("[[[1]]]", failsWith: "1:3: nested too deeply", limits: YAMLLimits(depth: 3))
  check("a: 12345", failsWith: "too large", limits: YAMLLimits(bytes: 5))
}

@Test func malformedTexts() {
  check("a: [1, 2\n", failsWith: "2:0: malformed YAML")
  check("a: \"x\n", failsWith: "malformed YAML: found unexpected end of stream")
  check("a: b: c\n", failsWith: "1:4: malformed YAML: mapping values are not allowed")
  check("\ta: 1", failsWith: "1:0: malformed YAML")
  check("a: \u{0}", failsWith: "1:3: malformed YAML: control characters are not allowed")
  #expect(throws: YAMLError.self) { try YAMLNode(parsing: [0x61, 0x3A, 0x20, 0xFF, 0xFE]) }
  #expect(throws: YAMLError.self) { try YAMLNode(parsing: [0xC0, 0x80]) }
}

/// No damage to a text makes the parser trap.
@Test func damagedTextsNeverTrap() {
  let text = Array(
    YAMLNode(["a": ["b": [1, "x\ny\n", .flow(["c": 2.5, "d": ["é", nil]])]], "e": "[quoted]"]).printed().utf8)
  for position in text.indices {
    _ = try? YAMLNode(parsing: Array(text[..<position]))
    for byte: UInt8 in [0, 0x09, 0x0A, 0x20, 0x22, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, 0x7D, 0x80, 0xC3, 0xFF] {
      var damaged = text
      damaged[position] = byte
      _ = try? YAMLNode(parsing: damaged)
    }
  }
}

@Test func typedAccessNamesThePlace() throws {
  let node = try YAMLNode(parsing: "a: 1\nb:\n  - x\n  - 2.5\nc: {d: true}\n")
  #expect(try node.required("a").int() == 1)
  #expect(try node.required("a").number() == 1.0)
  #expect(try node.required("c").required("d").bool())
  #expect(throws: YAMLError("expected a float, not the integer 1", at: node["a"]?.span)) {
    try node.required("a").float()
  }
  #expect(throws: YAMLError("'z' is missing", at: node.span)) { try node.required("z") }
  let second = try #require(try node.required("b").list().last)
  #expect(second.span?.start == YAMLPosition(line: 4, column: 4))
  #expect(second.span?.end == YAMLPosition(line: 4, column: 7))
  #expect(throws: YAMLError("expected a string, not the float 2.5", at: second.span)) {
    try node.required("b").strings()
  }
  #expect(throws: YAMLError("'c' is not known here; known are a, b", at: node["c"]?.span)) {
    try node.map().allowOnly(["a", "b"])
  }
}

@Test func mapsKeepOrderAndFindKeys() {
  var map = YAMLMap()
  for number in 0..<40 { map["k\(number)"] = YAMLNode(number) }
  map["k3"] = nil
  map["k7"] = "seven"
  #expect(map.count == 39)
  #expect(map["k3"] == nil)
  #expect(map["k7"] == "seven")
  #expect(map["k39"] == 39)
  #expect(map.keys.prefix(5) == ["k0", "k1", "k2", "k4", "k5"])
  for number in 0..<35 { map["k\(number)"] = nil }
  #expect(map.keys == ["k35", "k36", "k37", "k38", "k39"])
}

@Test func errorsBecomeDiagnostics() throws {
  let file = SourceFile(name: "plan.yaml", text: "é: 1\r\nname: [é, é, 12]\n")
  let node = try YAMLNode(parsing: file.bytes)
  let number = try #require(try node.required("name").list().last)
  let diagnostic = number.expected("a string").diagnostic(id: "malformed-plan", in: file)
  #expect(diagnostic.position == "plan.yaml:2:13")
  #expect(diagnostic.span.map { file.text(of: $0) } == "12")
  #expect(diagnostic.message == "expected a string, not the integer 12")
  #expect(YAMLError("'a' is missing", at: nil).diagnostic(id: "malformed-plan", in: file).span == nil)
}
