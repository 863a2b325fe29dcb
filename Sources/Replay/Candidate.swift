package import Plans
package import Tracing

/// Something of the notebook that could be served: a model and the answer that is derived from it.
package struct Candidate {
  /// The notebook's name for the answer.
  package let name: String
  package let answer: RowFunction
  /// The fit behind the answer, as a position in the log; `nil` when no model is.
  package let fit: Int?
  /// Why this one is offered, e.g. `written to 'submission.csv'`.
  package let reason: String
  package let origin: Origin?
  /// The answer's values in the replay, for the proof.
  package let column: TracedColumn?

  package init(
    name: String, answer: RowFunction, fit: Int?, reason: String, origin: Origin?, column: TracedColumn?
  ) {
    self.name = name
    self.answer = answer
    self.fit = fit
    self.reason = reason
    self.origin = origin
    self.column = column
  }
}

/// A traced value that a global name was bound to at the top level of a cell, not in a loop.
package struct Binding {
  package let name: String
  package let column: TracedColumn
  package let origin: Origin

  package init(name: String, column: TracedColumn, origin: Origin) {
    self.name = name
    self.column = column
    self.origin = origin
  }
}
