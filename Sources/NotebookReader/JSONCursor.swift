import JSON

/// A value of the notebook with its path, so that a wrong type can be told with its place.
struct JSONCursor {
  let value: JSONValue
  let path: [JSONStep]

  /// A member; `nil` where it is absent or `null`.
  func member(_ name: String) -> JSONCursor? {
    guard case .object(let object) = value, let member = object[name], member != .null else { return nil }
    return JSONCursor(value: member, path: path + [.member(name)])
  }

  /// The elements of a list.
  func elements() throws(NotebookFailure) -> [JSONCursor] {
    guard case .array(let elements) = value else { throw expected("a list") }
    return elements.enumerated().map { JSONCursor(value: $1, path: path + [.element($0)]) }
  }

  func list(_ name: String) throws(NotebookFailure) -> [JSONCursor]? {
    try member(name)?.elements()
  }

  func object(_ name: String) throws(NotebookFailure) -> JSONObject? {
    guard let member = member(name) else { return nil }
    guard case .object(let object) = member.value else { throw member.expected("an object") }
    return object
  }

  func integer(_ name: String) throws(NotebookFailure) -> Int? {
    guard let member = member(name) else { return nil }
    guard let integer = member.value.integer else { throw member.expected("a whole number") }
    return integer
  }

  func string(_ name: String) throws(NotebookFailure) -> String? {
    guard let member = member(name) else { return nil }
    guard let text = member.value.text else { throw member.expected("a string") }
    return text
  }

  /// A string, or a list of strings that are joined.
  func multiline(_ name: String) throws(NotebookFailure) -> [UInt8]? {
    guard let member = member(name) else { return nil }
    return try member.joined()
  }

  func joined() throws(NotebookFailure) -> [UInt8] {
    if case .string(let bytes) = value { return bytes }
    guard case .array(let lines) = value else { throw expected("a string or a list of strings") }
    var text: [UInt8] = []
    for (index, line) in lines.enumerated() {
      guard case .string(let bytes) = line else {
        throw JSONCursor(value: line, path: path + [.element(index)]).expected("a string")
      }
      text += bytes
    }
    return text
  }

  func expected(_ kind: String) -> NotebookFailure {
    let place = path.last.map { step in
      switch step {
      case .member(let name): "'\(name)'"
      case .element(let index): "element \(index)"
      }
    }
    let found = value.kindName
    return NotebookFailure(
      id: "malformed-notebook", message: "\(place ?? "the notebook") must be \(kind), not \(found),", path: path)
  }

  /// A member that is missing.
  func missing(_ name: String) -> NotebookFailure {
    NotebookFailure(id: "malformed-notebook", message: "'\(name)' is missing in the object", path: path)
  }
}
