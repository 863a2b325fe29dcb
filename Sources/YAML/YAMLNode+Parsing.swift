import CLibYAML

/// What a document may hold at most; beyond it, parsing ends with an error.
package struct YAMLLimits: Sendable {
  package var bytes: Int
  package var depth: Int

  package init(bytes: Int = 256 << 20, depth: Int = 128) {
    self.bytes = bytes
    self.depth = depth
  }
}

extension YAMLNode {
  /// The one document that `text` holds; an empty text is null.
  package init(parsing text: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  /// The one document that the UTF-8 in `bytes` holds; an empty text is null.
  ///
  /// Read is what plain data needs: no anchors, aliases, tags or further documents, no key twice, string keys only.
  package init(parsing bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
    guard bytes.count <= limits.bytes else {
      throw YAMLError("a document of \(bytes.count) bytes is too large; up to \(limits.bytes) are read", at: nil)
    }
    self = try bytes.withUnsafeBufferPointer { (buffer) throws(YAMLError) in
      guard let events = EventStream(buffer) else { throw YAMLError("memory ran out", at: nil) }
      return try document(in: events, limits: limits)
    }
  }
}

private func document(in events: EventStream, limits: YAMLLimits) throws(YAMLError) -> YAMLNode {
  try events.advance()
  try events.advance()
  guard events.type == YAML_DOCUMENT_START_EVENT else { return .null }
  try events.advance()
  let node = try node(in: events, depth: limits.depth)
  try events.advance()
  guard events.type == YAML_STREAM_END_EVENT else {
    throw YAMLError("a second document; one is expected", at: events.span)
  }
  return node
}

/// The node that begins at the current event; afterwards the current event is the one behind it.
private func node(in events: EventStream, depth: Int) throws(YAMLError) -> YAMLNode {
  try refuseIndirection(events)
  guard depth > 0 else { throw YAMLError("nested too deeply", at: events.span) }
  switch events.type {
  case YAML_SCALAR_EVENT: return try scalar(in: events)
  case YAML_SEQUENCE_START_EVENT: return try list(in: events, depth: depth)
  case YAML_MAPPING_START_EVENT: return try map(in: events, depth: depth)
  default: throw YAMLError("expected a value", at: events.span)
  }
}

private func refuseIndirection(_ events: EventStream) throws(YAMLError) {
  guard events.type != YAML_ALIAS_EVENT else { throw YAMLError("aliases are not read", at: events.span) }
  guard !events.hasAnchor else { throw YAMLError("anchors are not read", at: events.span) }
  guard !events.hasTag else { throw YAMLError("tags are not read", at: events.span) }
}

private func scalar(in events: EventStream) throws(YAMLError) -> YAMLNode {
  let span = events.span
  let text = events.scalarText
  guard let value = events.scalarIsPlain ? coreSchemaValue(ofPlain: text) : .string(text) else {
    throw YAMLError("integer '\(text.prefix(40))' does not fit 64 bits", at: span)
  }
  try events.advance()
  return YAMLNode(value, span: span)
}

private func list(in events: EventStream, depth: Int) throws(YAMLError) -> YAMLNode {
  let start = events.span.start
  let style: YAMLNode.Style = events.isFlow ? .flow : .block
  var nodes: [YAMLNode] = []
  try events.advance()
  while events.type != YAML_SEQUENCE_END_EVENT { nodes.append(try node(in: events, depth: depth - 1)) }
  let span = YAMLSpan(start: start, end: events.span.end)
  try events.advance()
  return YAMLNode(.list(nodes), style: style, span: span)
}

private func map(in events: EventStream, depth: Int) throws(YAMLError) -> YAMLNode {
  let start = events.span.start
  let style: YAMLNode.Style = events.isFlow ? .flow : .block
  var map = YAMLMap()
  try events.advance()
  while events.type != YAML_MAPPING_END_EVENT {
    let key = try node(in: events, depth: depth - 1)
    guard case .string(let name) = key.value else {
      throw YAMLError("a key must be a string, not \(key.value.summary); put it into quotes", at: key.span)
    }
    guard map[name] == nil else { throw YAMLError("'\(name)' is there twice", at: key.span) }
    map[name] = try node(in: events, depth: depth - 1)
  }
  let span = YAMLSpan(start: start, end: events.span.end)
  map.span = span
  try events.advance()
  return YAMLNode(.map(map), style: style, span: span)
}
