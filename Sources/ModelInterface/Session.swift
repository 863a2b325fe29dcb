package import CModelInterface

/// One thread's way to a model: its scratch memory, a row to fill and the answer to the last row.
///
/// The hot path allocates nothing: fill `row`, call `predict()`, read `answer`. Not safe to share between threads.
package final class Session {
  /// The model that is asked.
  package let model: Model
  /// The fields of the row to be scored, in the description's order; all missing at first.
  package let row: UnsafeMutableBufferPointer<faircopy_value>
  /// The answer to the last row that `predict()` could score; its pointers live until the next call.
  package private(set) var answer = faircopy_answer()

  private let handle: OpaquePointer?
  private let message = MessageBuffer()

  /// A session of `model`.
  package init(of model: Model) throws(ModelError) {
    var handle: OpaquePointer?
    let code = model.functions.openSession(model.handle, &handle)
    guard code == FAIRCOPY_OK, handle != nil else {
      throw ModelError(code: code == FAIRCOPY_OK ? Int32(FAIRCOPY_MEMORY) : code, message: "the model gave no session")
    }
    self.model = model
    self.handle = handle
    row = .allocate(capacity: model.description.fields.count)
    row.initialize(repeating: faircopy_value())
  }

  deinit {
    model.functions.closeSession(handle)
    row.deallocate()
  }

  /// Scores `row`.
  package func predict() throws(ModelError) {
    answer = faircopy_answer()
    let code = model.functions.predictRow(
      handle, UnsafePointer(row.baseAddress), row.count, &answer, message.start, MessageBuffer.capacity)
    if code != FAIRCOPY_OK { throw ModelError(code: code, message: message.text) }
  }

  /// The feature vector of `row`.
  package func features() throws(ModelError) -> [Double] {
    var features = [Double](repeating: 0, count: model.description.features.count)
    let code = model.functions.featuresRow(
      handle, UnsafePointer(row.baseAddress), row.count, &features, features.count, message.start,
      MessageBuffer.capacity)
    if code != FAIRCOPY_OK { throw ModelError(code: code, message: message.text) }
    return features
  }

  /// The model alone, for those who have its features already.
  ///
  /// - Parameter vectors: features, row by row, [rows × features].
  /// - Returns: probabilities, [rows × classes], or the predictions where there are none.
  package func outputs(ofVectors vectors: [Double]) throws(ModelError) -> [Double] {
    let width = max(1, model.description.features.count)
    guard vectors.count % width == 0 else {
      throw ModelError(.usage, "\(vectors.count) numbers are no rows of \(width) features")
    }
    let rows = vectors.count / width
    var outputs = [Double](repeating: 0, count: rows * max(1, model.description.answer.classes.count))
    let code = model.functions.predictVectors(handle, vectors, rows, &outputs, message.start, MessageBuffer.capacity)
    if code != FAIRCOPY_OK { throw ModelError(code: code, message: message.text) }
    return outputs
  }
}
