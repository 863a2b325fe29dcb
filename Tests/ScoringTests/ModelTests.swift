import FlatRents
import ModelInterface
import Scoring
import Testing

@Test func predictsThroughTheInterface() throws {
  let session = try Session(of: try FlatRents().model)
  let row: [FieldValue] = [.float64(54.5), .int64(2), .bool(false), .string(Array("Genève".utf8))]
  let answer = try session.answer(to: row)
  #expect(answer.prediction == .int64(0))
  #expect(answer.probabilities == [0.7513056453618503, 0.2486943546381497])
  #expect(try session.features(of: row) == [54.5, 2, 0, 0])
  #expect(try session.outputs(ofVectors: [54.5, 2, 0, 0]) == answer.probabilities)
}

@Test func reportsWhatPythonWouldRaise() throws {
  let session = try Session(of: try FlatRents().model)
  let message = "ValueError: cannot convert float NaN to integer"
  #expect(throws: ModelError(.row, message)) { try session.answer(to: [.float64(1)]) }
  #expect(throws: ModelError(.usage, "5 values for 4 fields")) {
    try session.answer(to: [.missing, .missing, .missing, .missing, .missing])
  }
}

@Test func reportsParametersThatAreAbsent() throws {
  let rents = try FlatRents()
  let message = "/nowhere/weights.txt is absent"
  #expect(throws: ModelError(.parameters, message)) {
    try Model(library: rents.bundle.path + "/lib/libmodel.so", parameters: "/nowhere")
  }
}
