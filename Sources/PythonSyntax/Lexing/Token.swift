import Diagnostics

/// A token with its place; the text stays in the source.
struct Token {
  let kind: TokenKind
  /// Whether it is a name with characters beyond ASCII.
  var isBeyondASCII = false
  let start: SourcePosition
  let end: SourcePosition
}

/// What a token is. Every keyword and operator is a kind of its own, so that the parser never compares text.
enum TokenKind: UInt8 {
  // structure
  case endOfFile, newline, indent, dedent
  /// Something that is no token: the lexer keeps the message.
  case error
  // literals
  case number, string
  // names, among them the keywords that are names elsewhere
  case name, softMatch, softCase, softType
  // keywords
  case kFalse, kNone, kTrue
  case kAnd, kAs, kAssert, kAsync, kAwait, kBreak, kClass, kContinue, kDef, kDel, kElif, kElse, kExcept, kFinally, kFor
  case kFrom, kGlobal, kIf, kImport, kIn, kIs, kLambda, kNonlocal, kNot, kOr, kPass, kRaise, kReturn, kTry, kWhile
  case kWith, kYield
  // delimiters
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, ellipsis, arrow, at, equal, colonEqual, exclamation
  // operators
  case plus, minus, star, slash, percent, doubleStar, doubleSlash, leftShift, rightShift
  case pipe, caret, ampersand, tilde
  case less, greater, lessEqual, greaterEqual, equalEqual, notEqual
  // augmented assignment, in the order of `Operator`
  case plusEqual, minusEqual, starEqual, atEqual, slashEqual, percentEqual, doubleStarEqual, leftShiftEqual
  case rightShiftEqual, pipeEqual, caretEqual, ampersandEqual, doubleSlashEqual

  /// Whether the token may stand where a name is wanted.
  @inline(__always) var isName: Bool {
    rawValue >= TokenKind.name.rawValue && rawValue <= TokenKind.softType.rawValue
  }

  /// Whether the token lays out lines, and has no text of its own.
  @inline(__always) var isLayout: Bool {
    rawValue <= TokenKind.dedent.rawValue
  }

  /// Whether the token is a reserved word.
  var isKeyword: Bool {
    rawValue >= TokenKind.kFalse.rawValue && rawValue <= TokenKind.kYield.rawValue
  }

  /// The operator of an augmented assignment.
  var augmentedOperator: Operator? {
    let first = TokenKind.plusEqual.rawValue
    guard rawValue >= first else { return nil }
    return Operator.allCases[Int(rawValue - first)]
  }
}
