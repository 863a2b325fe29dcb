package import ModelInterface

/// Scores rows, one after the other, to lines of CSV; what cannot be scored becomes a line with its error.
package final class RowScorer {
  let session: Session
  let writer: AnswerWriter
  private let decoder: RecordDecoder
  private let withFeatures: Bool

  /// A scorer with a session of its own; `withFeatures` writes the feature vector too.
  package init(_ model: Model, withFeatures: Bool = false) throws(ModelError) {
    session = try Session(of: model)
    writer = AnswerWriter(model.description)
    decoder = RecordDecoder(model.description)
    self.withFeatures = withFeatures
  }

  /// Scores one JSON record to a line of `output`; false where it cannot be scored.
  package func score(json record: UnsafeBufferPointer<UInt8>, to output: OutputBytes) -> Bool {
    guard let base = record.baseAddress else { return fail("expected a record, found the end", to: output) }
    var cursor = JSONCursor(base: base, count: record.count)
    do throws(BadInput) {
      cursor.skipSpace()
      try decoder.decode(&cursor, into: session.row)
      try cursor.expectEnd()
    } catch {
      return fail(error.line, to: output)
    }
    return scoreRow(to: output)
  }

  /// Scores the session's row to a line of `output`; false where it cannot be scored.
  func scoreRow(to output: OutputBytes) -> Bool {
    let start = output.count
    do throws(ModelError) {
      let features = withFeatures ? try session.features() : []
      try session.predict()
      writer.write(csv: session.answer, features: features, to: output)
      return true
    } catch {
      output.truncate(to: start)
      return fail(error.message, to: output)
    }
  }

  /// Writes the line of a row that cannot be scored.
  func fail(_ message: String, to output: OutputBytes) -> Bool {
    let featureCount = withFeatures ? session.model.description.features.count : 0
    writer.write(csvError: message, featureCount: featureCount, to: output)
    return false
  }
}
