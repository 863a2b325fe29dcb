import CLibYAML

/// libyaml's events over a text, one at a time; the text must outlive it.
final class EventStream {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private var event = yaml_event_t()
  private let text: UnsafeBufferPointer<UInt8>

  /// `nil` when memory runs out.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_event_delete(&event)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Goes to the next event.
  func advance() throws(YAMLError) {
    yaml_event_delete(&event)
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
  }

  var type: yaml_event_type_t { event.type }
  var span: YAMLSpan { YAMLSpan(start: YAMLPosition(event.start_mark), end: YAMLPosition(event.end_mark)) }

  var scalarText: String {
    let scalar = event.data.scalar
    return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }

  var scalarIsPlain: Bool { event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

  var isFlow: Bool {
    switch event.type {
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    default: false
    }
  }

  var hasAnchor: Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.anchor != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.anchor != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.anchor != nil
    default: false
    }
  }

  var hasTag: Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: event.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.tag != nil
    default: false
    }
  }

  /// libyaml's complaint. Only the reader of characters gives an offset in place of a position.
  private func problem() -> YAMLError {
    let message = parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read"
    let position =
      parser.pointee.error == YAML_READER_ERROR
      ? position(ofByte: parser.pointee.problem_offset) : YAMLPosition(parser.pointee.problem_mark)
    return YAMLError("malformed YAML: \(message)", at: YAMLSpan(start: position, end: position))
  }

  private func position(ofByte offset: Int) -> YAMLPosition {
    var position = YAMLPosition(line: 1, column: 0)
    for byte in text.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        position = YAMLPosition(line: position.line + 1, column: 0)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}

extension YAMLPosition {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column))
  }
}
