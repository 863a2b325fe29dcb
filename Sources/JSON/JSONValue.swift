/// A JSON value. Strings are kept as bytes, so that lone surrogates survive (as WTF-8) and equality is that of bytes.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number without fraction and exponent that fits into 64 bits.
  case integer(Int64)
  /// Any other number; Python's `NaN` and `Infinity` are read, and written as `null`.
  case double(Double)
  case string([UInt8])
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object, in their order.
package struct JSONObject: Sendable, Hashable {
  /// A name with its value.
  package struct Member: Sendable, Hashable {
    package let name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }

    /// Whether the bytes of the name are these; `String` would take composed for decomposed characters.
    fileprivate func isNamed(_ name: String) -> Bool { self.name.utf8.elementsEqual(name.utf8) }
  }

  package var members: [Member]

  package init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of a name, the last where it is repeated; linear in the number of members. Setting `nil` removes it.
  package subscript(name: String) -> JSONValue? {
    get { members.last { $0.isNamed(name) }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.isNamed(name) } }
      if let index = members.lastIndex(where: { $0.isNamed(name) }) {
        members[index].value = newValue
      } else {
        members.append(Member(name: name, value: newValue))
      }
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member(name: $0.0, value: $0.1) }
  }
}

extension JSONValue {
  /// A string value.
  package static func text(_ text: String) -> JSONValue { .string(Array(text.utf8)) }

  /// A whole number.
  package static func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// A string, with U+FFFD for what is not Unicode; `nil` for other values.
  package var text: String? {
    guard case .string(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The elements of an array; `nil` for other values.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object; `nil` for other values.
  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// A whole number; `nil` for other values.
  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return Int(exactly: number)
  }

  /// What the value is, for messages: `a string`.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .double: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(nilLiteral: ()) { self = .null }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}
