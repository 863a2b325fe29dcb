import Diagnostics
import JSON
import Testing

private func check(_ text: String, gives value: JSONValue) throws {
  #expect(try JSONValue(parsing: Array(text.utf8)) == value, "\(text)")
}

private func check(_ bytes: [UInt8], fails message: String, at offset: Int) {
  do {
    let value = try JSONValue(parsing: bytes)
    Issue.record("parsed as \(value.serializedText()): \(String(decoding: bytes, as: UTF8.self))")
  } catch {
    #expect(error.message == message && error.offset == offset, "\(error): \(String(decoding: bytes, as: UTF8.self))")
  }
}

private func check(_ text: String, fails message: String, at offset: Int) {
  check(Array(text.utf8), fails: message, at: offset)
}

@Test func values() throws {
  try check("null", gives: nil)
  try check(" [true, false, [], {}]\r\n\t", gives: [true, false, [], [:]])
  try check("{\"a\": 1, \"b\": {\"c\": [2]}}", gives: ["a": 1, "b": ["c": [2]]])
  try check("[0, -0, 12, -9223372036854775808]", gives: [0, 0, 12, .integer(Int64.min)])
  try check("[1.5, -0.0, 1e3, 1E-2, 9223372036854775808]", gives: [1.5, -0.0, 1000.0, 0.01, 9223372036854775808.0])
  try check("[Infinity, -Infinity]", gives: [.double(.infinity), .double(-.infinity)])
  try check("\u{FEFF}1", gives: 1)
}

@Test func strings() throws {
  try check(#""a\n\t\r\b\f\"\\\/é\u00e9""#, gives: "a\n\t\r\u{8}\u{C}\"\\/éé")
  try check(#""\ud83d\ude00""#, gives: "😀")
  try check(#""x\ud83dy""#, gives: .string([0x78, 0xED, 0xA0, 0xBD, 0x79]))
  try check(#""\ud83d\u0041""#, gives: .string([0xED, 0xA0, 0xBD, 0x41]))
}

@Test func failures() {
  check("", fails: "expected a value, but the text ends", at: 0)
  check("[1, 2", fails: "expected ',' or ']', but the text ends", at: 5)
  check("[1,]", fails: "expected a value", at: 3)
  check("{\"a\" 1}", fails: "expected ':'", at: 5)
  check("{a: 1}", fails: "expected a name in quotes", at: 1)
  check("{\"a\": 1 \"b\": 2}", fails: "expected ',' or '}'", at: 8)
  check("nul", fails: "expected a value", at: 0)
  check("1 2", fails: "unexpected text after the value", at: 2)
  check("01", fails: "a number has no leading zeros", at: 1)
  check("1.", fails: "expected a digit, but the text ends", at: 2)
  check("\"a\nb\"", fails: "a control character in a string must be escaped", at: 2)
  check("\"abc", fails: "expected '\"', but the text ends", at: 4)
  check("\"\\x\"", fails: "expected an escape", at: 2)
  check("\"\\u12g4\"", fails: "expected a hexadecimal digit", at: 5)
  check([0x22, 0x61, 0xC3, 0xA9, 0xFF, 0x22], fails: "the text is not UTF-8", at: 4)
  check(
    String(repeating: "[", count: 100_000), fails: "lists and objects are nested more than 200 deep", at: 200)
}

@Test func repeatedNamesKeepTheLast() throws {
  let value = try JSONValue(parsing: Array(#"{"a": 1, "a": 2}"#.utf8))
  #expect(value.object?["a"] == 2)
  #expect(value.object?["b"] == nil)
}

@Test func offsetsOfPaths() {
  let text = Array(#"{"a": [1, {"b": "x"}], "c": 2, "a": [true]}"#.utf8)
  #expect(offset(of: [], inJSON: text) == 0)
  #expect(offset(of: [.member("c")], inJSON: text) == 28)
  #expect(offset(of: [.member("a"), .element(0)], inJSON: text) == 37)
  #expect(offset(of: [.member("a"), .element(1)], inJSON: text) == nil)
}

@Test func serialization() throws {
  let value: JSONValue = [
    "name": "a\"b\\\n\u{1}é", "list": [1, 2.5, .double(.nan), nil], "empty": [:], "none": [], "yes": true,
  ]
  #expect(
    value.serializedText()
      == #"{"name":"a\"b\\\n\u0001é","list":[1,2.5,null,null],"empty":{},"none":[],"yes":true}"#)
  #expect((["a": [1, [:]]] as JSONValue).serializedText(isPretty: true) == "{\n  \"a\": [\n    1,\n    {}\n  ]\n}")
  #expect(JSONValue.string([0xED, 0xA0, 0xBD]).serializedText() == #""\ud83d""#)
  let numbers = [0.1, 1e16, 1e300, -2.5e-7, 123456789.0].map { JSONValue.double($0) }
  #expect(try JSONValue(parsing: JSONValue.array(numbers).serialized()) == .array(numbers))
}
