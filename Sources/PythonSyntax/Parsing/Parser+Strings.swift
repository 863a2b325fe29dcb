import Diagnostics

/// A part of a string literal: text, or a replacement field.
struct StringPiece {
  /// What the part is.
  enum Kind {
    case text([UInt8])
    case field(Expression)
  }

  var kind: Kind
  var span: SourceSpan
}

/// Where a string's text lies, and how it is to be read.
struct StringLiteral {
  let prefix: StringPrefix
  /// The bytes between the quotes.
  let body: Range<Int>
  let start: SourcePosition
  let bodyStart: SourcePosition
}

extension Parser {
  /// Adjacent string literals, which are one value.
  @inline(never) mutating func strings() throws(SyntaxFailure) -> Expression {
    let start = token.start
    let first = literal(token)
    if !first.prefix.hasFields, next != .string { return try plainString(first) }
    var literals: [(token: Token, literal: StringLiteral)] = []
    while token.kind == .string {
      literals.append((token, literal(token)))
      advance()
    }
    if let other = literals.firstIndex(where: { $0.literal.prefix.isBytes != first.prefix.isBytes }) {
      throw mixedFailure(literals[...other], from: start)
    }
    if literals.contains(where: { $0.literal.prefix.hasFields }) {
      return try formatted(literals, from: start)
    }
    var bytes: [UInt8] = []
    for (token, literal) in literals { try decode(literal.body, of: literal, at: token, into: &bytes) }
    return try node(
      .constant(
        first.prefix.isBytes ? .bytes(bytes) : .string(bytes), isUnicodePrefixed: first.prefix.isUnicode),
      from: start)
  }

  /// What is wrong with the literals before the first that does not go with them, or that it does not.
  private mutating func mixedFailure(
    _ literals: ArraySlice<(token: Token, literal: StringLiteral)>, from start: SourcePosition
  ) -> SyntaxFailure {
    do throws(SyntaxFailure) {
      _ = try formatted(Array(literals.dropLast()), from: start)
    } catch {
      return error
    }
    return SyntaxFailure(message: "cannot mix bytes and nonbytes literals", span: span(from: start))
  }

  @inline(never) private mutating func plainString(_ literal: StringLiteral) throws(SyntaxFailure) -> Expression {
    var bytes: [UInt8] = []
    try decode(literal.body, of: literal, at: token, into: &bytes)
    advance()
    let value = literal.prefix.isBytes ? Constant.bytes(bytes) : .string(bytes)
    return try node(.constant(value, isUnicodePrefixed: literal.prefix.isUnicode), from: literal.start)
  }

  /// Finds prefix, quotes and body of a string token.
  func literal(_ token: Token) -> StringLiteral {
    var quoteAt = token.start.offset
    while quoteAt < token.end.offset, source[quoteAt].isNameByte { quoteAt += 1 }
    let prefix = StringPrefix(source[token.start.offset..<quoteAt]) ?? StringPrefix()
    let end = token.end.offset
    let isTriple =
      end - quoteAt >= 6 && source[quoteAt + 1] == source[quoteAt] && source[quoteAt + 2] == source[quoteAt]
    let quotes = isTriple ? 3 : 1
    let skipped = quoteAt + quotes
    let bodyStart = SourcePosition(
      offset: skipped, line: token.start.line, column: token.start.column + skipped - token.start.offset)
    return StringLiteral(
      prefix: prefix, body: skipped..<max(skipped, end - quotes), start: token.start, bodyStart: bodyStart)
  }

  /// An f-string or t-string, plain literals beside it included.
  @inline(never) private mutating func formatted(
    _ literals: [(token: Token, literal: StringLiteral)], from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let isTemplate = literals.contains { $0.literal.prefix.isTemplate }
    var pieces: [StringPiece] = []
    for (token, literal) in literals {
      if isTemplate, !literal.prefix.isTemplate {
        throw SyntaxFailure(
          message: "cannot mix t-string literals with string or bytes literals", span: span(from: start))
      }
      if literal.prefix.hasFields {
        var scanner = FieldScanner(literal: literal, token: token, place: literal.bodyStart)
        try fieldPieces(&scanner, isSpecification: false, into: &pieces)
      } else {
        var bytes: [UInt8] = []
        try decode(literal.body, of: literal, at: token, into: &bytes)
        let span = SourceSpan(start: token.start, end: token.end)
        pieces.append(StringPiece(kind: .text(bytes), span: span))
      }
    }
    let isUnicode = literals.first?.literal.prefix.isUnicode == true
    let values = joined(pieces, isUnicodePrefixed: isUnicode)
    return try node(isTemplate ? .templateStr(values) : .joinedStr(values), from: start)
  }

  /// The pieces as nodes; adjacent texts become one, empty ones none.
  func joined(_ pieces: [StringPiece], isUnicodePrefixed: Bool = false) -> [Expression] {
    var values: [Expression] = []
    var text: (bytes: [UInt8], span: SourceSpan)?
    func flush() {
      if let (bytes, span) = text, !bytes.isEmpty {
        values.append(Expression(.constant(.string(bytes), isUnicodePrefixed: isUnicodePrefixed), span: span))
      }
      text = nil
    }
    for piece in pieces {
      switch piece.kind {
      case .text(let bytes):
        if bytes.isEmpty { continue }
        text = (
          (text?.bytes ?? []) + bytes, SourceSpan(start: text?.span.start ?? piece.span.start, end: piece.span.end)
        )
      case .field(let expression):
        flush()
        values.append(expression)
      }
    }
    flush()
    return values
  }
}
