import Kernels
import YAML

/// The exception that an operation raises where Python does; eras word it differently, so it is an attribute.
package struct RaisedError: Hashable, Sendable {
  /// The exception's class, e.g. `ValueError`.
  package let type: String
  /// What `str(exception)` gives.
  package let message: String

  package init(_ type: String, _ message: String) {
    self.type = type
    self.message = message
  }

  /// As plans write it: `[ValueError, "cannot convert float NaN to integer"]`.
  var yaml: YAMLValue { .list([YAMLNode(type), YAMLNode(message)]) }

  /// `RowError("ValueError", "…")`
  var spelled: String {
    "RowError(\(swiftStringLiteral(PythonString(type))), \(swiftStringLiteral(PythonString(message))))"
  }
}

extension RowFailures {
  mutating func append(_ row: Int, _ error: RaisedError) {
    append(row: row, type: error.type, message: error.message)
  }
}

extension Attributes {
  /// Appends `raises`, if there is something to raise.
  mutating func append(_ error: RaisedError?) {
    if let error { append("raises", error.yaml) }
  }
}

extension AttributeReader {
  /// The exception that the attribute `raises` names; `nil` where it is absent.
  mutating func raisedError() throws(PlanError) -> RaisedError? {
    unread.contains("raises") ? try exception("raises") : nil
  }

  /// The exception that an attribute names.
  mutating func exception(_ name: String) throws(PlanError) -> RaisedError {
    let parts = try list(name)
    guard parts.count == 2, case .string(let type) = parts[0].value, case .string(let message) = parts[1].value else {
      throw PlanError("'\(name)' must be an exception's class and its message")
    }
    return RaisedError(type, message)
  }
}
