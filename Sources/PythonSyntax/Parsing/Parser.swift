import Diagnostics

/// Why a statement is no Python.
struct SyntaxFailure: Error {
  var id = "syntax-error"
  let message: String
  let span: SourceSpan
  var help: String?
  /// Of our own, so that Python has nothing to say of it.
  var isFinal = false
  /// Of the lexer.
  var isLexical = false
  /// Of a string; before Python 3.12 the place is that of the token behind it.
  var isBehindStrings = false
}

/// A parser of Python by recursive descent, its expressions by precedence.
///
/// The grammar is that of Python 3.14, without what newer versions refuse; nodes and their spans are CPython's.
struct Parser {
  /// The deepest nesting of expressions and blocks together.
  static let nestingLimit = 200
  /// The highest tree of one expression: `a + b + c + …` grows by a level with each operator.
  static let heightLimit: Int32 = 1000

  let file: SourceFile
  let version: PythonVersion
  let source: UnsafeBufferPointer<UInt8>
  var tokens: [Token]
  var failures: [Lexer.Failure]
  var index = 0
  var token: Token
  /// Where the last token ended that is not layout.
  var previousEnd: SourcePosition
  var depth = 0
  var stack = StackGuard()
  var diagnostics: [Diagnostic] = []
  /// The failure that Python would raise, but for bad tokens below.
  var deciding: Deciding?

  init(file: SourceFile, lexer: Lexer, version: PythonVersion = .newest) {
    self.file = file
    self.version = version
    source = lexer.source
    tokens = lexer.tokens
    failures = lexer.failures
    let origin = SourcePosition(offset: 0, line: 1, column: 0)
    token = lexer.tokens.first ?? Token(kind: .endOfFile, start: origin, end: origin)
    previousEnd = origin
  }

  // MARK: Tokens

  @inline(__always) mutating func advance() {
    if !token.kind.isLayout { previousEnd = token.end }
    if index &+ 1 < tokens.count {
      index &+= 1
      token = tokens[index]
    }
  }

  /// The token behind the current one.
  @inline(__always) var next: TokenKind { kind(ahead: 1) }

  func kind(ahead distance: Int) -> TokenKind {
    index + distance < tokens.count ? tokens[index + distance].kind : .endOfFile
  }

  /// Reads a token where it is there.
  @inline(__always) mutating func accept(_ kind: TokenKind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: TokenKind, _ message: @autoclosure () -> String = "invalid syntax") throws(SyntaxFailure)
  {
    guard token.kind == kind else { throw failure(message()) }
    advance()
  }

  /// Reads a name.
  mutating func name() throws(SyntaxFailure) -> String {
    guard token.kind.isName else { throw failure() }
    let name = text(of: token)
    advance()
    return name
  }

  func text(of token: Token) -> String {
    let text = UnsafeBufferPointer(rebasing: source[token.start.offset..<token.end.offset])
    let name = String(decoding: text, as: UTF8.self)
    return token.isBeyondASCII ? NormalizedName.of(name) : name
  }

  // MARK: Places to come back to

  /// A place in the tokens.
  struct Mark {
    let index: Int
    let token: Token
    let previousEnd: SourcePosition
    let depth: Int
  }

  var mark: Mark { Mark(index: index, token: token, previousEnd: previousEnd, depth: depth) }

  mutating func reset(to mark: Mark) {
    index = mark.index
    token = mark.token
    previousEnd = mark.previousEnd
    depth = mark.depth
  }

  /// Goes to a token, as if what precedes it had been read.
  mutating func move(to index: Int) {
    self.index = index
    token = tokens[index]
    if index > 0 { previousEnd = tokens[index - 1].end }
  }

  // MARK: Nodes

  @inline(__always) func span(from start: SourcePosition) -> SourceSpan {
    SourceSpan(start: start, end: previousEnd)
  }

  /// A node from a place up to the last token read.
  ///
  /// Mutating, so that its arguments, which may read tokens, are evaluated before `self` is.
  @inline(__always) mutating func node(
    _ kind: Expression.Kind, from start: SourcePosition
  ) throws(SyntaxFailure) -> Expression {
    let expression = Expression(kind, span: span(from: start))
    if expression.height > Self.heightLimit { throw tooDeep(from: start) }
    return expression
  }

  /// Goes one level deeper; whoever calls this leaves by `depth -= 1`.
  @inline(__always) mutating func enter() throws(SyntaxFailure) {
    if depth >= Self.nestingLimit || !stack.hasRoom() { throw tooDeep(from: token.start) }
    depth += 1
  }

  private func tooDeep(from start: SourcePosition) -> SyntaxFailure {
    SyntaxFailure(
      message: "too many levels of nesting", span: SourceSpan(start: start, end: token.end), isFinal: true)
  }
}
