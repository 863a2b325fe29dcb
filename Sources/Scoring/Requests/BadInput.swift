/// A request, or a row of a file, that cannot be answered, and where the fault is.
package struct BadInput: Error, Hashable, Sendable {
  /// What kind of fault it is.
  package enum Kind: Hashable, Sendable {
    /// Not JSON: nothing in the document is to be trusted (HTTP 400).
    case malformed
    /// Well-formed, but not a record of this model (HTTP 422).
    case invalid
    /// A fault of ours (HTTP 500).
    case internalFault
  }

  /// Malformed or invalid.
  package var kind: Kind
  /// For a person: lower case, no full stop.
  package var message: String
  /// The field at fault, where there is one.
  package var field: String?
  /// The record at fault in a list, counted from 0.
  package var index: Int?
  /// Where the document stops being JSON, in bytes.
  package var offset: Int?

  /// A fault in the document's form.
  package static func malformed(_ message: String, at offset: Int) -> BadInput {
    BadInput(kind: .malformed, message: message, offset: offset)
  }

  /// A fault in a record.
  package static func invalid(_ message: String, field: String? = nil) -> BadInput {
    BadInput(kind: .invalid, message: message, field: field)
  }

  /// The message with the field's name, for places that have one line only.
  package var line: String {
    let place = field.map { "field '\($0)': \(message)" } ?? message
    return offset.map { "\(place) at byte \($0)" } ?? place
  }
}
