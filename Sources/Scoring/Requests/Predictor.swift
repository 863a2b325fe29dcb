import Kernels
package import ModelInterface

/// Answers the bodies of requests: one a thread, because it keeps its memory from request to request.
package final class Predictor {
  private let session: Session
  private let decoder: RecordDecoder
  private let writer: AnswerWriter

  /// A predictor with a session of its own.
  package init(_ model: Model) throws(ModelError) {
    session = try Session(of: model)
    decoder = RecordDecoder(model.description)
    writer = AnswerWriter(model.description)
  }

  /// Scores the record at `cursor`, and appends its answer to `output`.
  @inline(__always)
  func answerRecord(at cursor: inout JSONCursor, to output: OutputBytes) throws(BadInput) {
    try decoder.decode(&cursor, into: session.row)
    do throws(ModelError) {
      try session.predict()
    } catch {
      throw BadInput(kind: error.reason == .row ? .invalid : .internalFault, message: error.message)
    }
    writer.write(json: session.answer, to: output)
  }
}

/// A body on its way to an answer. A long list is answered in portions, so that other connections get their turn.
package struct PredictionProgress {
  /// How many records have been answered.
  package private(set) var recordCount = 0
  private var position = 0
  private var isList = false

  /// The start of a body.
  package init() {}

  /// Answers up to `limit` further records of the body at `base`; true when it is done.
  ///
  /// What is not JSON at all is refused as such, even where a record before that place is at fault.
  package mutating func advance(
    base: UnsafePointer<UInt8>, count: Int, limit: Int, predictor: Predictor, to output: OutputBytes
  ) throws(BadInput) -> Bool {
    do throws(BadInput) {
      return try step(base: base, count: count, limit: limit, predictor: predictor, to: output)
    } catch {
      if error.kind == .invalid { try JSONCursor.check(base: base, count: count) }
      var fault = error
      if isList, fault.kind != .malformed || fault.field != nil { fault.index = recordCount }
      throw fault
    }
  }

  private mutating func step(
    base: UnsafePointer<UInt8>, count: Int, limit: Int, predictor: Predictor, to output: OutputBytes
  ) throws(BadInput) -> Bool {
    var cursor = JSONCursor(base: base, count: count, position: position)
    if recordCount == 0 {
      cursor.skipSpace()
      isList = cursor.take(UInt8(ascii: "["))
      guard isList else { return try single(&cursor, predictor: predictor, to: output) }
      output.append(UInt8(ascii: "["))
      cursor.skipSpace()
      if cursor.take(UInt8(ascii: "]")) { return try end(&cursor, of: output) }
    }
    var isFirst = recordCount == 0
    for _ in 0..<limit {
      if !isFirst { output.append(", ") }
      isFirst = false
      cursor.skipSpace()
      try predictor.answerRecord(at: &cursor, to: output)
      recordCount &+= 1
      cursor.skipSpace()
      guard cursor.take(UInt8(ascii: ",")) else {
        guard cursor.take(UInt8(ascii: "]")) else { throw cursor.unexpected("',' or ']'") }
        return try end(&cursor, of: output)
      }
    }
    position = cursor.position
    return false
  }

  private mutating func single(
    _ cursor: inout JSONCursor, predictor: Predictor, to output: OutputBytes
  ) throws(BadInput) -> Bool {
    guard cursor.position == cursor.end || cursor.byte == UInt8(ascii: "{") else {
      throw .invalid("expected a record or a list of records")
    }
    try predictor.answerRecord(at: &cursor, to: output)
    recordCount = 1
    try cursor.expectEnd()
    return true
  }

  private func end(_ cursor: inout JSONCursor, of output: OutputBytes) throws(BadInput) -> Bool {
    try cursor.expectEnd()
    output.append(UInt8(ascii: "]"))
    return true
  }
}
