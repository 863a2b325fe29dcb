import Diagnostics

/// The spans that Python up to 3.11 gave to the parts of an f-string.
///
/// Nearly everything has the span of the whole, adjacent literals included; a format specification and the text at its
/// end have that of their literal; a tuple without parentheses has that of the parentheses which the old parser wrote
/// around it.
struct OldFormattedString {
  private let whole: SourceSpan
  private let source: SourceFile?
  /// The literals of the string.
  private let literals: [SourceSpan]
  /// Spans that differ from that of the whole, by node.
  private var others: [ObjectIdentifier: SourceSpan] = [:]
  /// Whether the expression of a field is being dumped, which has spans of its own.
  private var isField = false

  init(_ string: Expression, source: SourceFile?) {
    whole = string.span
    self.source = source
    literals = source.map { Self.literals(in: $0, span: string.span) } ?? []
  }

  /// The span of a part; `nil` where it has its own.
  func span(of part: Expression) -> SourceSpan? {
    others[ObjectIdentifier(part)] ?? (isField ? nil : whole)
  }

  /// The view of a field's expression; `nil` where all spans in it are its own.
  func field(_ field: Expression, value: Expression) -> OldFormattedString? {
    guard case .tuple = value.kind, let source, value.span.end.offset < source.bytes.count,
      !isParenthesized(value, in: source)
    else { return nil }
    var view = self
    view.isField = true
    var end = value.span.end
    while source.bytes.indices.contains(end.offset), [0x20, 0x09].contains(source.bytes[end.offset]) {
      end = SourcePosition(offset: end.offset + 1, line: end.line, column: end.column + 1)
    }
    end = SourcePosition(offset: end.offset + 1, line: end.line, column: end.column + 1)
    view.others = [ObjectIdentifier(value): SourceSpan(start: field.span.start, end: end)]
    return view
  }

  /// The view of a format specification.
  func specification(_ specification: Expression) -> OldFormattedString {
    guard
      let literal = literals.first(where: { $0.start <= specification.span.start && specification.span.end <= $0.end })
    else { return self }
    var view = self
    view.others[ObjectIdentifier(specification)] = literal
    if case .joinedStr(let values) = specification.kind, let last = values.last, case .constant = last.kind {
      view.others[ObjectIdentifier(last)] = literal
    }
    return view
  }

  /// Whether the parenthesis at the tuple's start closes at its end: not so in `(a), b` and `(a), (b)`.
  private func isParenthesized(_ tuple: Expression, in source: SourceFile) -> Bool {
    guard source.bytes[tuple.span.start.offset] == UInt8(ascii: "(") else { return false }
    var level = 0
    for byte in source.bytes[tuple.span.start.offset..<tuple.span.end.offset].dropLast() {
      if byte == UInt8(ascii: "(") { level += 1 }
      if byte == UInt8(ascii: ")") { level -= 1 }
      if level == 0 { return false }
    }
    return true
  }

  private static func literals(in source: SourceFile, span: SourceSpan) -> [SourceSpan] {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard span.end.offset <= bytes.count else { return [] }
      var lexer = Lexer(bytes, from: span.start, limit: span.end.offset)
      lexer.tokenizeFile()
      return lexer.tokens.filter { $0.kind == .string }.map { SourceSpan(start: $0.start, end: $0.end) }
    }
  }
}
