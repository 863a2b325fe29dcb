import ModelInterface
import Testing

private let complete = """
  {"interface": 1, "name": "m", "fields": [{"name": "a", "type": "float64", "nullable": true},
   {"name": "b", "type": "string", "categories": ["x", 2], "missing": ["-"]}], "ignored": ["id"], "features": ["f"],
   "reader": {"era": "classic", "missing": ["?"], "decimal": ","},
   "answer": {"name": "y", "type": "int64", "classes": [0, true, "no", 1.5], "hasProbabilities": true}}
  """

@Test func readsADescription() throws {
  let description = try ModelDescription(parsing: complete)
  #expect(description.name == "m")
  #expect(description.fields.map(\.name) == ["a", "b"])
  #expect(description.fields.map(\.type) == [.float64, .string])
  #expect(description.fields.map(\.isNullable) == [true, false])
  #expect(description.fields[1].categories == ["x", "2"])
  #expect(description.ignored == ["id"])
  #expect(description.fields[1].missingWords == ["-"])
  #expect(description.reader.isClassic)
  #expect(description.reader.missingWords == ["?"])
  #expect(description.reader.decimal == UInt8(ascii: ","))
  #expect(description.reader.thousands == 0)
  #expect(description.answer.classes == ["0", "True", "no", "1.5"])
  #expect(description.probabilityCount == 4)
}

@Test(arguments: [
  ("{", "the model's description is not JSON: expected a string at byte 1"),
  (#"{"interface": 2}"#, "the model speaks version 2 of the interface, this host speaks version 1"),
  (#"{"interface": 1}"#, "the model's description has no valid 'name'"),
  (
    #"{"interface": 1, "name": "m", "fields": [{"name": "a", "type": "date"}], "answer": {"name": "y", "type": "bool"}}"#,
    "the model's description has no valid 'fields[0]'"
  ),
])
func refusesADescription(text: String, message: String) {
  #expect(throws: ModelError(.library, message)) { try ModelDescription(parsing: text) }
}

@Test func refusesAFileThatIsNoModel() {
  #expect(throws: ModelError.self) { try ModelFunctions(library: "/nowhere/libmodel.so") }
  let message = "libm.so.6 is not a Faircopy model: it has no function 'faircopy_interface_version'"
  #expect(throws: ModelError(.library, message)) { try ModelFunctions(library: "libm.so.6") }
}
