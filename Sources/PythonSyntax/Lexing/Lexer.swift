import Diagnostics

/// Turns Python text into tokens, all at once; whatever is no Python becomes an `error` token with its message.
///
/// Works on bytes and allocates nothing but the tokens. Lines, indentation, brackets and line continuation are
/// resolved here: `newline` ends a logical line, `indent` and `dedent` enclose blocks.
struct Lexer {
  /// What is wrong at an error token.
  struct Failure {
    /// How Python comes to know of it.
    enum Kind {
      /// The lexer raises it, whoever asked for the token.
      case raised
      /// The parser raises it when it comes to the token.
      case reported
      /// A bracket, found open at the end of the text.
      case unclosed
      /// A character that is a token nowhere.
      case stray
    }

    let message: String
    let span: SourceSpan
    var kind = Kind.raised
  }

  /// An opening bracket that is waiting for its partner.
  struct Bracket {
    let kind: TokenKind
    let position: SourcePosition
  }

  let source: UnsafeBufferPointer<UInt8>
  /// The first byte not to be read; a field of an f-string ends before its string does.
  let limit: Int
  var offset: Int
  var line: Int
  var lineStart: Int
  var tokens: [Token] = []
  var failures: [Failure] = []
  /// The first failure of a reading that does not resume behind an open bracket.
  private(set) var firstFailure: Failure?
  var brackets: [Bracket] = []
  var stack = StackGuard()
  var resumptions = 0
  var indents: [Indent] = [Indent(column: 0, alternative: 0)]
  /// The indentation of the first line, where that counts as none; `nil` until it is known.
  var base: Indent? = Indent(column: 0, alternative: 0)

  /// The grammar that decides how far an f-string goes.
  let version: PythonVersion

  /// The whole of a text.
  init(_ source: UnsafeBufferPointer<UInt8>, version: PythonVersion = .newest) {
    self.source = source
    self.version = version
    limit = source.count
    offset = 0
    line = 1
    lineStart = 0
    tokens.reserveCapacity(source.count / 4 + 8)
  }

  /// A part of a text, from a place on.
  init(
    _ source: UnsafeBufferPointer<UInt8>, from start: SourcePosition, limit: Int, version: PythonVersion = .newest
  ) {
    self.source = source
    self.version = version
    self.limit = limit
    offset = start.offset
    line = start.line
    lineStart = start.offset - start.column
  }

  /// The byte `distance` ahead; 0 beyond the end, which is no byte of a token.
  @inline(__always) func peek(_ distance: Int = 0) -> UInt8 {
    let index = offset &+ distance
    return index < limit ? source[index] : 0
  }

  @inline(__always) var position: SourcePosition {
    SourcePosition(offset: offset, line: line, column: offset - lineStart)
  }

  @inline(__always) mutating func emit(_ kind: TokenKind, from start: SourcePosition) {
    tokens.append(Token(kind: kind, start: start, end: position))
  }

  /// Emits an error token; lexing goes on behind it.
  mutating func fail(_ message: String, from start: SourcePosition, as kind: Failure.Kind = .raised) {
    let end = offset > start.offset || offset >= limit ? position : start
    failures.append(Failure(message: message, span: SourceSpan(start: start, end: end), kind: kind))
    tokens.append(Token(kind: .error, start: start, end: end))
  }

  /// All tokens of the text; the last is `endOfFile`.
  ///
  /// - Parameter resumes: whether to go on with the next statement where a bracket is never closed.
  mutating func tokenizeFile(mode: ParseMode = .file, resumes: Bool = true) {
    skipByteOrderMark()
    if mode == .cell { base = nil }
    repeat {
      while offset < limit {
        if brackets.isEmpty, !startLine() { break }
        tokenizeLine()
      }
      firstFailure = firstFailure ?? failures.first { $0.kind != .stray } ?? openBracketFailure
    } while resumes && resumeBehindOpenBracket()
    if !resumes, let failure = openBracketFailure {
      failures.append(failure)
      tokens.append(Token(kind: .error, start: failure.span.start, end: failure.span.end))
    }
    finish()
  }

  /// Reads to the end of a line, or of the line on which all brackets are closed.
  private mutating func tokenizeLine() {
    while skipBlanks() {
      let byte = peek()
      if byte == 0x0A || byte == 0x0D {
        let start = position
        consumeLineEnding()
        guard brackets.isEmpty else { continue }
        tokens.append(Token(kind: .newline, start: start, end: start))
        return
      }
      tokenize(byte)
    }
  }

  /// Reads one token that begins with a byte.
  @inline(__always) mutating func tokenize(_ byte: UInt8) {
    if byte.isNameStart {
      tokenizeWord()
    } else if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) {
      tokenizeNumber()
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      tokenizeString(from: position, prefix: StringPrefix())
    } else {
      tokenizeOperator(byte)
    }
  }

  /// Skips blanks, comments and continued lines; `false` at the end of the text.
  @inline(__always) mutating func skipBlanks() -> Bool {
    while offset < limit {
      switch source[offset] {
      case 0x20, 0x09, 0x0C: offset &+= 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\\"): continueLine()
      default: return true
      }
    }
    return false
  }

  mutating func skipComment() {
    while offset < limit, source[offset] != 0x0A, source[offset] != 0x0D { offset &+= 1 }
  }

  /// Reads a backslash and the line ending that it hides.
  private mutating func continueLine() {
    let start = position
    offset += 1
    if offset >= limit {
      failAtEnd(from: start)
    } else if peek() == 0x0A || peek() == 0x0D {
      consumeLineEnding()
      if offset >= limit { failAtEnd(from: start) }
    } else {
      fail("unexpected character after line continuation character", from: start, as: .reported)
      skipComment()
    }
  }

  /// A line that goes on behind the end; an open bracket is told of instead.
  mutating func failAtEnd(from start: SourcePosition) {
    if brackets.isEmpty { fail("unexpected EOF while parsing", from: start, as: .reported) }
  }

  /// Reads `\n`, `\r\n` or `\r`.
  @inline(__always) mutating func consumeLineEnding() {
    if source[offset] == 0x0D, peek(1) == 0x0A { offset &+= 1 }
    offset &+= 1
    line &+= 1
    lineStart = offset
  }

  private mutating func skipByteOrderMark() {
    guard limit >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF else { return }
    offset = 3
    lineStart = 3
  }

  /// Ends the last line and all blocks.
  private mutating func finish() {
    if let last = tokens.last, !last.kind.isLayout { emit(.newline, from: position) }
    let end = endPosition
    for _ in indents.dropFirst() { tokens.append(Token(kind: .dedent, start: end, end: end)) }
    tokens.append(Token(kind: .endOfFile, start: end, end: end))
  }

  /// The end of the last line that has one, as Python counts: no line begins behind the last line ending.
  private var endPosition: SourcePosition {
    guard offset == lineStart, line > 1, offset > 0 else { return position }
    var end = offset - 1
    if source[end] == 0x0A, end > 0, source[end - 1] == 0x0D { end -= 1 }
    var start = end
    while start > 0, source[start - 1] != 0x0A, source[start - 1] != 0x0D { start -= 1 }
    return SourcePosition(offset: end, line: line - 1, column: end - start)
  }
}

extension UInt8 {
  /// A letter, an underscore, or a byte of a character beyond ASCII.
  @inline(__always) var isNameStart: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_") || self >= 0x80
  }

  @inline(__always) var isNameByte: Bool { isNameStart || isDigit }

  @inline(__always) var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// The value of a hexadecimal digit.
  @inline(__always) var hexadecimalDigit: UInt8? {
    if isDigit { return self &- UInt8(ascii: "0") }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter &+ 10 : nil
  }
}
