/// A small JSON document: what a model says about itself. Not for requests, whose reader works on bytes without allocation.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written, so that no digit is lost.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in the document's order.
  case object([Member])

  /// One name and its value.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  /// The member called `name`; nil where this is no object or has none.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The text, where this is a string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value, where this is one.
  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements, where this is an array.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The number, where this is an integer.
  package var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// What Python's `str` gives for the value: how a class is called in answers.
  package var label: String {
    switch self {
    case .null: "None"
    case .bool(let value): value ? "True" : "False"
    case .number(let text): text
    case .string(let text): text
    case .array, .object: ""
    }
  }
}
