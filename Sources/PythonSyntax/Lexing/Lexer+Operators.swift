import Diagnostics

extension Lexer {
  /// The most brackets within brackets, as in CPython.
  static let deepestBracket = 200

  mutating func tokenizeOperator(_ byte: UInt8) {
    let start = position
    let (kind, length) = operatorKind(byte)
    switch kind {
    case .error: failAtCharacter(from: start)
    case .leftParen, .leftBracket, .leftBrace: open(kind, at: start)
    case .rightParen, .rightBracket, .rightBrace: close(kind, at: start)
    default:
      offset &+= length
      emit(kind, from: start)
    }
  }

  private mutating func open(_ kind: TokenKind, at start: SourcePosition) {
    offset &+= 1
    guard brackets.count < Self.deepestBracket else {
      return fail("too many nested parentheses", from: start)
    }
    brackets.append(Bracket(kind: kind, position: start))
    emit(kind, from: start)
  }

  private mutating func close(_ kind: TokenKind, at start: SourcePosition) {
    offset &+= 1
    guard let open = brackets.popLast() else { return fail("unmatched '\(kind.bracket)'", from: start) }
    if open.kind.partner == kind { return emit(kind, from: start) }
    let line = open.position.line == start.line ? "" : " on line \(open.position.line)"
    fail(
      "closing parenthesis '\(kind.bracket)' does not match opening parenthesis '\(open.kind.bracket)'\(line)",
      from: start)
  }

  /// The operator at the place, and its length.
  @inline(__always) private func operatorKind(_ byte: UInt8) -> (TokenKind, Int) {
    switch byte {
    case UInt8(ascii: "("): (.leftParen, 1)
    case UInt8(ascii: ")"): (.rightParen, 1)
    case UInt8(ascii: "["): (.leftBracket, 1)
    case UInt8(ascii: "]"): (.rightBracket, 1)
    case UInt8(ascii: "{"): (.leftBrace, 1)
    case UInt8(ascii: "}"): (.rightBrace, 1)
    case UInt8(ascii: ","): (.comma, 1)
    case UInt8(ascii: ";"): (.semicolon, 1)
    case UInt8(ascii: "~"): (.tilde, 1)
    case UInt8(ascii: "."): peek(1) == byte && peek(2) == byte ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: ":"): withEqual(.colon, .colonEqual)
    case UInt8(ascii: "="): withEqual(.equal, .equalEqual)
    case UInt8(ascii: "!"): withEqual(.exclamation, .notEqual)
    case UInt8(ascii: "+"): withEqual(.plus, .plusEqual)
    case UInt8(ascii: "-"): peek(1) == UInt8(ascii: ">") ? (.arrow, 2) : withEqual(.minus, .minusEqual)
    case UInt8(ascii: "*"): doubled(byte, .star, .starEqual, .doubleStar, .doubleStarEqual)
    case UInt8(ascii: "/"): doubled(byte, .slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case UInt8(ascii: "<"): doubled(byte, .less, .lessEqual, .leftShift, .leftShiftEqual)
    case UInt8(ascii: ">"): doubled(byte, .greater, .greaterEqual, .rightShift, .rightShiftEqual)
    case UInt8(ascii: "%"): withEqual(.percent, .percentEqual)
    case UInt8(ascii: "@"): withEqual(.at, .atEqual)
    case UInt8(ascii: "|"): withEqual(.pipe, .pipeEqual)
    case UInt8(ascii: "^"): withEqual(.caret, .caretEqual)
    case UInt8(ascii: "&"): withEqual(.ampersand, .ampersandEqual)
    default: (.error, 1)
    }
  }

  @inline(__always) private func withEqual(_ plain: TokenKind, _ equal: TokenKind) -> (TokenKind, Int) {
    peek(1) == UInt8(ascii: "=") ? (equal, 2) : (plain, 1)
  }

  @inline(__always) private func doubled(
    _ byte: UInt8, _ plain: TokenKind, _ equal: TokenKind, _ double: TokenKind, _ doubleEqual: TokenKind
  ) -> (TokenKind, Int) {
    guard peek(1) == byte else { return withEqual(plain, equal) }
    return peek(2) == UInt8(ascii: "=") ? (doubleEqual, 3) : (double, 2)
  }

  private mutating func failAtCharacter(from start: SourcePosition) {
    let byte = source[offset]
    offset += 1
    switch byte {
    case 0: fail("source code cannot contain null bytes", from: start)
    case UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "`"): fail("invalid syntax", from: start, as: .stray)
    default:
      let hexadecimal = String(byte, radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
      fail("invalid non-printable character U+\(digits)", from: start)
    }
  }
}

extension TokenKind {
  /// The closing bracket of an opening one.
  var partner: TokenKind? {
    switch self {
    case .leftParen: .rightParen
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// A bracket's text.
  var bracket: String {
    switch self {
    case .leftParen: "("
    case .rightParen: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    default: "}"
    }
  }
}
