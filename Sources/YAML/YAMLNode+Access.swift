/// Typed access: the value, or a `YAMLError` that says what was expected where.
extension YAMLNode {
  package var isNull: Bool { value == .null }

  package func bool() throws(YAMLError) -> Bool {
    guard case .bool(let value) = value else { throw expected("true or false") }
    return value
  }

  package func int64() throws(YAMLError) -> Int64 {
    guard case .int(let value) = value else { throw expected("an integer") }
    return value
  }

  package func int() throws(YAMLError) -> Int {
    guard let value = Int(exactly: try int64()) else { throw expected("a smaller integer") }
    return value
  }

  /// An integer that counts something.
  package func count() throws(YAMLError) -> Int {
    let value = try int()
    guard value >= 0 else { throw expected("a count") }
    return value
  }

  /// A float; an integer is refused, see `number()`.
  package func float() throws(YAMLError) -> Double {
    guard case .float(let value) = value else { throw expected("a float") }
    return value
  }

  /// A float, or an integer that a float holds exactly.
  package func number() throws(YAMLError) -> Double {
    switch value {
    case .float(let value): return value
    case .int(let int):
      guard let value = Double(exactly: int) else { throw expected("a number that a float holds") }
      return value
    default: throw expected("a number")
    }
  }

  package func string() throws(YAMLError) -> String {
    guard case .string(let value) = value else { throw expected("a string") }
    return value
  }

  package func list() throws(YAMLError) -> [YAMLNode] {
    guard case .list(let value) = value else { throw expected("a list") }
    return value
  }

  package func map() throws(YAMLError) -> YAMLMap {
    guard case .map(var value) = value else { throw expected("a map") }
    value.span = value.span ?? span
    return value
  }

  package func strings() throws(YAMLError) -> [String] {
    var strings: [String] = []
    for node in try list() { strings.append(try node.string()) }
    return strings
  }

  /// The value of `key` in a map; `nil` where it is absent or this is no map.
  package subscript(key: String) -> YAMLNode? {
    guard case .map(let map) = value else { return nil }
    return map[key]
  }

  /// The value of `key` in a map that must have it.
  package func required(_ key: String) throws(YAMLError) -> YAMLNode { try map().required(key) }

  /// An error about this node.
  package func expected(_ what: String) -> YAMLError {
    YAMLError("expected \(what), not \(value.summary)", at: span)
  }
}

extension YAMLMap {
  package func required(_ key: String) throws(YAMLError) -> YAMLNode {
    guard let node = self[key] else { throw YAMLError("'\(key)' is missing", at: span) }
    return node
  }

  /// Refuses keys other than `known`.
  package func allowOnly(_ known: [String]) throws(YAMLError) {
    for entry in entries where !known.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) {
      throw YAMLError(
        "'\(entry.key)' is not known here; known are \(known.joined(separator: ", "))", at: entry.value.span)
    }
  }
}
