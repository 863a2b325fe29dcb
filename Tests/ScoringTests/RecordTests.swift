import FlatRents
import ModelInterface
import Scoring
import Testing

private let model = Result { try FlatRents().model }

/// The answer to a body, or its fault as `kind message field index offset`.
private func answer(to body: [UInt8], limit: Int = 1000) throws -> String {
  let predictor = try Predictor(model.get())
  let output = OutputBytes()
  var progress = PredictionProgress()
  do throws(BadInput) {
    // A copy without a byte behind its end, so that reading too far is found by the memory checker.
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: body.count)
    defer { copy.deallocate() }
    _ = copy.initialize(from: body)
    let base = copy.baseAddress.map { UnsafePointer($0) } ?? ("" as StaticString).utf8Start
    while try !progress.advance(base: base, count: body.count, limit: limit, predictor: predictor, to: output) {}
    return String(decoding: output.bytes, as: UTF8.self)
  } catch {
    let places = [error.field, error.index.map { "#\($0)" }, error.offset.map { "@\($0)" }].compactMap(\.self)
    return ([error.kind == .malformed ? "400" : "422", error.message] + places).joined(separator: " | ")
  }
}

private func record(
  area: String = "54.5", rooms: String = "2", furnished: String = "false", city: String = #""Genève""#
) -> String {
  #"{"area": \#(area), "rooms": \#(rooms), "furnished": \#(furnished), "city \"ü\"": \#(city)}"#
}

private let plain = #"{"prediction": 0, "probabilities": {"0": 0.7513056453618503, "1": 0.2486943546381497}}"#

@Test(arguments: [
  (record(), plain),
  (" \t\r\n" + record() + "\n", plain),
  ("[]", "[]"),
  (" [ ] ", "[]"),
  ("[\(record()), \(record())]", "[\(plain), \(plain)]"),
  (record(area: "5.45e1", rooms: "2.0"), plain),
  (record(area: "54.50000000000000000000", rooms: "0.2e1"), plain),
  (record(city: #""Gen\u00e8ve""#), plain),
  (record(city: #""Gen\u00E8\u0076e""#), plain),
  (#"{"rooms": 2, "city \"\u00fc\"": "Genève", "id": {"a": [1, "x", null]}, "furnished": false, "area": 54.5}"#, plain),
])
func answers(body: String, expected: String) throws {
  #expect(try answer(to: Array(body.utf8)) == expected)
  #expect(try answer(to: Array(body.utf8), limit: 1) == expected)
}

@Test(arguments: [
  (record(rooms: "null"), "422 | ValueError: cannot convert float NaN to integer"),
  (record(area: #""54""#), "422 | expected a number or null, found a string | area"),
  (record(area: "true"), "422 | expected a number or null, found a truth value | area"),
  (record(rooms: "2.5"), "422 | expected an integer of 64 bits | rooms"),
  (record(rooms: "9223372036854775808"), "422 | expected an integer of 64 bits | rooms"),
  (record(furnished: "1"), "422 | expected true, false or null, found a number | furnished"),
  (record(city: "[]"), "422 | expected a string or null, found a list | city \"ü\""),
  (record(city: #""Atlantis""#), "422 | KeyError: 'Atlantis'"),
  ("[\(record()), \(record(rooms: "{}"))]", "422 | expected an integer or null, found an object | rooms | #1"),
  (#"{"area": 1}"#, "422 | the field is absent; give null where its value is missing | rooms"),
  ("{}", "422 | the field is absent; give null where its value is missing | area"),
  (#"{"area": 1, "aria": 2}"#, "422 | the model has no such field | aria"),
  ("3", "422 | expected a record or a list of records"),
  ("[3]", "422 | expected a record, which is a JSON object | #0"),
])
func refusesRecords(body: String, expected: String) throws {
  #expect(try answer(to: Array(body.utf8)) == expected)
}

@Test(arguments: [
  ("", "400 | expected a record, found the end | @0"),
  ("{", "400 | expected a string, found the end | @1"),
  (record() + "x", "400 | expected the end of the document, found 'x' | @72"),
  (record(area: "NaN"), "400 | expected a value, found 'N' | area | @9"),
  (record(area: "-Infinity"), "400 | expected a digit, found 'I' | area | @10"),
  (record(area: "01"), "400 | a number with a leading zero | area | @9"),
  (record(area: "1."), "400 | expected a digit, found ',' | area | @11"),
  (record(area: "nul"), "400 | expected a value, found 'n' | area | @9"),
  (record(city: #""\x""#), #"400 | an unknown escape in a string | city "ü" | @63"#),
  (record(city: #""\ud800""#), #"400 | half a surrogate pair in a string | city "ü" | @63"#),
  (record(city: "\"a\nb\""), #"400 | a control character in a string | city "ü" | @64"#),
  (#"{"area": 1, "area": 2}"#, "400 | a name that comes twice in one record | area | @12"),
  ("[\(record()),]", "400 | expected a value, found ']' | @74"),
  ("[\(record())", "400 | expected ',' or ']', found the end | @73"),
  // A fault in a record does not hide that the document is broken.
  (#"{"area": "x", "#, "400 | expected a string, found the end | @14"),
  (#"{"id": "# + String(repeating: "[", count: 100), "400 | nested deeper than 64 levels | @70"),
  (String(repeating: "[", count: 100_000), "400 | nested deeper than 64 levels | @64"),
])
func refusesDocuments(body: String, expected: String) throws {
  #expect(try answer(to: Array(body.utf8)) == expected)
}

@Test func refusesBytesThatAreNotUTF8() throws {
  for bytes: [UInt8] in [
    [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3],
  ] {
    let body = Array(record().utf8.dropLast(9)) + bytes + Array("\"}".utf8)
    #expect(try answer(to: body) == #"400 | bytes that are not UTF-8 | city "ü" | @63"#, "\(bytes)")
  }
}

/// Whatever arrives is answered or refused: no byte sequence traps or reads beyond its end.
@Test func survivesDamagedBodies() throws {
  var random = SystemRandomNumberGenerator()
  let whole = Array("[\(record()), \(record(area: "-1.5e-7", city: #""Gen\u00e8ve""#))]".utf8)
  for _ in 0..<3000 {
    var body = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
    for _ in 0..<Int.random(in: 0...3, using: &random) where !body.isEmpty {
      let place = Int.random(in: 0..<body.count, using: &random)
      body[place] =
        Bool.random(using: &random)
        ? UInt8.random(in: 0...255, using: &random)
        : (Array("{}[]\",:\\eE-+.0n".utf8).randomElement(using: &random) ?? 0)
    }
    _ = try answer(to: body)
  }
}
