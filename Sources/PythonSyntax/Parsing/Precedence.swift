/// How tightly an operator binds; a larger number binds tighter.
enum Precedence {
  static let none: UInt8 = 0
  static let or: UInt8 = 1
  static let and: UInt8 = 2
  static let not: UInt8 = 3
  static let comparison: UInt8 = 4
  static let bitOr: UInt8 = 5
  static let bitXor: UInt8 = 6
  static let bitAnd: UInt8 = 7
  static let shift: UInt8 = 8
  static let sum: UInt8 = 9
  static let product: UInt8 = 10
}

extension TokenKind {
  /// The precedence of a binary operator; `none` for other tokens and for `not`.
  @inline(__always) var precedence: UInt8 {
    switch self {
    case .kOr: Precedence.or
    case .kAnd: Precedence.and
    case .less, .greater, .lessEqual, .greaterEqual, .equalEqual, .notEqual, .kIn, .kIs: Precedence.comparison
    case .pipe: Precedence.bitOr
    case .caret: Precedence.bitXor
    case .ampersand: Precedence.bitAnd
    case .leftShift, .rightShift: Precedence.shift
    case .plus, .minus: Precedence.sum
    case .star, .slash, .doubleSlash, .percent, .at: Precedence.product
    default: Precedence.none
    }
  }

  /// The operator of a token whose precedence is above that of comparisons.
  var binaryOperator: Operator? {
    switch self {
    case .pipe: .bitOr
    case .caret: .bitXor
    case .ampersand: .bitAnd
    case .leftShift: .lShift
    case .rightShift: .rShift
    case .plus: .add
    case .minus: .sub
    case .star: .mult
    case .slash: .div
    case .doubleSlash: .floorDiv
    case .percent: .mod
    case .at: .matMult
    default: nil
    }
  }

  /// Whether an expression may begin with the token.
  var beginsExpression: Bool {
    switch self {
    case .name, .softMatch, .softCase, .softType, .number, .string, .leftParen, .leftBracket, .leftBrace, .ellipsis,
      .kNone, .kTrue, .kFalse, .kNot, .kLambda, .kAwait, .minus, .plus, .tilde:
      true
    default: false
    }
  }
}
