import ModelInterface
import Testing

/// What a text reads as, or where it is refused.
private func check(_ text: String, _ expected: JSONValue?, offset: Int? = nil) {
  do throws(JSONSyntaxError) {
    let value = try JSONValue(parsing: text.utf8)
    #expect(value == expected, "\(text)")
  } catch {
    #expect(expected == nil, "\(text): expected \(error.expected) at \(error.offset)")
    #expect(error.offset == offset, "\(text)")
  }
}

@Test func readsDocuments() {
  check("null", .null)
  check(" [true, false] ", .array([.bool(true), .bool(false)]))
  check("-1.50e+3", .number("-1.50e+3"))
  check(#""a\"\\\/\b\f\n\r\tü\ud83d\ude00""#, .string("a\"\\/\u{8}\u{C}\n\r\tü😀"))
  check("{}", .object([]))
}

@Test func findsMembers() throws {
  let document = try JSONValue(parsing: #"{"a": {"b": [1, "x"]}, "n": 2}"#.utf8)
  #expect(document["a"]?["b"]?.array == [.number("1"), .string("x")])
  #expect(document["n"]?.integer == 2)
  #expect(document["c"] == nil)
}

@Test func refusesWhatIsNoJSON() {
  check("", nil, offset: 0)
  check("[1,]", nil, offset: 3)
  check("{\"a\" 1}", nil, offset: 5)
  check("nul", nil, offset: 3)
  check("1 2", nil, offset: 2)
  check(#""\ud800""#, nil, offset: 7)
  check("\"\n\"", nil, offset: 1)
  check(String(repeating: "[", count: 100), nil, offset: 64)
}
