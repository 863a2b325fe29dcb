/// What a Python library would raise for the data or the parameters given.
package struct LearningError: Error, Equatable, Sendable {
  /// The exception's class, e.g. `ValueError`.
  package let type: String
  /// What `str(exception)` gives.
  package let message: String

  /// A `ValueError`, which is what scikit-learn raises for nearly everything.
  package static func value(_ message: String) -> LearningError {
    LearningError(type: "ValueError", message: message)
  }
}
