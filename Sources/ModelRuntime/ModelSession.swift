public import CModelInterface
import Kernels

/// One thread's use of a model: the model and scratch memory.
final class ModelSession<Model: GeneratedModel> {
  let model: Model
  let scratch = Scratch()

  init(_ model: Model) {
    self.model = model
  }

  /// The session behind a C pointer; the caller keeps its reference.
  static func at(_ pointer: OpaquePointer?) -> ModelSession? {
    guard let pointer else { return nil }
    return Unmanaged<ModelSession>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }
}

private let ok = Int32(FAIRCOPY_OK)
private let rowError = Int32(FAIRCOPY_ROW_ERROR)
private let usage = Int32(FAIRCOPY_USAGE)

/// `faircopy_open`.
public func openModel<Model: GeneratedModel>(
  _ type: Model.Type, _ parameters: UnsafePointer<CChar>?, _ model: UnsafeMutablePointer<OpaquePointer?>?,
  _ message: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int32 {
  let message = Message(bytes: message, capacity: capacity)
  guard let parameters, let model else {
    message.write(Text("a pointer is null"))
    return usage
  }
  do throws(ModelFailure) {
    let opened = try Model(parameters: ParameterFolder(path: parameters))
    model.pointee = OpaquePointer(Unmanaged.passRetained(opened).toOpaque())
    return ok
  } catch {
    message.write(error)
    return error.code
  }
}

/// `faircopy_close`.
public func closeModel<Model: GeneratedModel>(_ type: Model.Type, _ model: OpaquePointer?) {
  guard let model else { return }
  Unmanaged<Model>.fromOpaque(UnsafeRawPointer(model)).release()
}

/// `faircopy_session_open`.
public func openSession<Model: GeneratedModel>(
  _ type: Model.Type, _ model: OpaquePointer?, _ session: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  guard let model, let session else { return usage }
  let opened = ModelSession(Unmanaged<Model>.fromOpaque(UnsafeRawPointer(model)).takeUnretainedValue())
  session.pointee = OpaquePointer(Unmanaged.passRetained(opened).toOpaque())
  return ok
}

/// `faircopy_session_close`.
public func closeSession<Model: GeneratedModel>(_ type: Model.Type, _ session: OpaquePointer?) {
  guard let session else { return }
  Unmanaged<ModelSession<Model>>.fromOpaque(UnsafeRawPointer(session)).release()
}

/// `faircopy_predict_row`.
public func predictRow<Model: GeneratedModel>(
  _ type: Model.Type, _ session: OpaquePointer?, _ fields: UnsafePointer<faircopy_value>?, _ count: Int,
  _ answer: UnsafeMutablePointer<faircopy_answer>?, _ message: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int32 {
  let message = Message(bytes: message, capacity: capacity)
  guard let session = ModelSession<Model>.at(session), let fields, let answer else {
    message.write(Text("a pointer is null"))
    return usage
  }
  if let code = refusal(of: fields, count, type, message) { return code }
  session.scratch.reset()
  do throws(RowError) {
    answer.pointee = try session.model.answer(of: fields, scratch: session.scratch)
    return ok
  } catch {
    message.write(error)
    return rowError
  }
}

/// `faircopy_features_row`.
public func featuresRow<Model: GeneratedModel>(
  _ type: Model.Type, _ session: OpaquePointer?, _ fields: UnsafePointer<faircopy_value>?, _ count: Int,
  _ features: UnsafeMutablePointer<Double>?, _ featureCapacity: Int, _ message: UnsafeMutablePointer<CChar>?,
  _ capacity: Int
) -> Int32 {
  let message = Message(bytes: message, capacity: capacity)
  guard let session = ModelSession<Model>.at(session), let fields, let features else {
    message.write(Text("a pointer is null"))
    return usage
  }
  guard featureCapacity >= Model.featureCount else {
    message.write(Text("too little room for the features"))
    return usage
  }
  if let code = refusal(of: fields, count, type, message) { return code }
  session.scratch.reset()
  do throws(RowError) {
    try session.model.features(of: fields, into: features, scratch: session.scratch)
    return ok
  } catch {
    message.write(error)
    return rowError
  }
}

/// `faircopy_predict_vectors`.
public func predictVectors<Model: GeneratedModel>(
  _ type: Model.Type, _ session: OpaquePointer?, _ features: UnsafePointer<Double>?, _ rows: Int,
  _ outputs: UnsafeMutablePointer<Double>?, _ message: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int32 {
  let message = Message(bytes: message, capacity: capacity)
  guard let session = ModelSession<Model>.at(session), let features, let outputs else {
    message.write(Text("a pointer is null"))
    return usage
  }
  let width = Model.classCount > 0 ? Model.classCount : 1
  do throws(RowError) {
    for row in 0..<(rows > 0 ? rows : 0) {
      session.scratch.reset()
      try session.model.outputs(
        of: features + row * Model.featureCount, into: outputs + row * width, scratch: session.scratch)
    }
    return ok
  } catch {
    message.write(error)
    return rowError
  }
}

/// The code for fields that are too few, too many or of a wrong kind; `nil` when they are right.
private func refusal<Model: GeneratedModel>(
  of fields: UnsafePointer<faircopy_value>, _ count: Int, _ type: Model.Type, _ message: Message
) -> Int32? {
  guard count == Model.fieldCount else {
    message.write(Text("wrong number of fields"))
    return usage
  }
  for index in 0..<count {
    let kind = fields[index].kind
    if kind != Int32(FAIRCOPY_MISSING), kind != Model.fieldKind(index) {
      message.write(Text("wrong kind of value for field "), Text(Model.fieldName(index)))
      return usage
    }
  }
  return nil
}
