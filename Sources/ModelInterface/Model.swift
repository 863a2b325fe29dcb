import CModelInterface

/// A model with its parameters mapped: immutable, and shared by all threads. Rows are scored through a `Session`.
package final class Model: Sendable {
  /// The functions behind the model.
  package let functions: ModelFunctions
  /// What the model says about itself.
  package let description: ModelDescription

  nonisolated(unsafe) let handle: OpaquePointer?

  /// The model of a bundle: the shared library at `library` with the parameter files of the folder `parameters`.
  package convenience init(library: String, parameters: String) throws(ModelError) {
    let functions = try ModelFunctions(library: library)
    try self.init(functions: functions, description: Self.description(by: functions), parameters: parameters)
  }

  /// The model behind `functions`, which was asked for its description before.
  package init(functions: ModelFunctions, description: ModelDescription, parameters: String) throws(ModelError) {
    var handle: OpaquePointer?
    let message = MessageBuffer()
    let code = functions.open(parameters, &handle, message.start, MessageBuffer.capacity)
    guard code == FAIRCOPY_OK, handle != nil else { throw ModelError(code: code, message: message.text) }
    self.functions = functions
    self.description = description
    self.handle = handle
  }

  deinit { functions.close(handle) }

  /// What the model behind `functions` says about itself; needs no parameters.
  package static func description(by functions: ModelFunctions) throws(ModelError) -> ModelDescription {
    let version = functions.version()
    guard version == FAIRCOPY_INTERFACE_VERSION else { throw ModelDescription.newer(Int(version)) }
    guard let text = functions.describe() else { throw ModelError(.library, "the model does not describe itself") }
    return try ModelDescription(parsing: String(cString: text))
  }
}
