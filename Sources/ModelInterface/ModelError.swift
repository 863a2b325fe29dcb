import CModelInterface

/// A call of the model that gave no answer: the interface's code, and what the model says about it.
package struct ModelError: Error, Hashable, Sendable {
  /// Why a model gave no answer.
  package enum Reason: Hashable, Sendable {
    /// The library could not be loaded, lacks a function, speaks another version, or describes itself wrongly.
    case library
    /// The row cannot be scored: what Python would raise.
    case row
    /// A wrong number of fields, a wrong kind, or a null pointer: our own bug.
    case usage
    /// A parameter file is absent, of another version, or damaged.
    case parameters
    /// Memory ran out.
    case memory
    /// A code that this version of the interface does not know.
    case unknown(Int32)
  }

  /// Why there is no answer.
  package let reason: Reason
  /// For a person; a row's message is `ExceptionType: text`.
  package let message: String

  /// An error with its message.
  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// The error of a return code that is not `FAIRCOPY_OK`.
  package init(code: Int32, message: String) {
    switch Int(code) {
    case Int(FAIRCOPY_ROW_ERROR): self.reason = .row
    case Int(FAIRCOPY_USAGE): self.reason = .usage
    case Int(FAIRCOPY_PARAMETERS): self.reason = .parameters
    case Int(FAIRCOPY_MEMORY): self.reason = .memory
    default: self.reason = .unknown(code)
    }
    self.message = message
  }
}
