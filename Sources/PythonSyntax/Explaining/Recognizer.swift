import Diagnostics

/// Reads a statement by the grammar of mistakes, without making a tree.
///
/// A reading gives the index of the token behind it, `none` where there is none, and `refused` where the other
/// alternatives of the rule are not to be tried either.
struct Recognizer {
  static let none = -1
  static let refused = -2

  private let grammar = ErrorGrammar.python
  let parser: Parser
  /// The furthest token that was looked at.
  private(set) var furthest: Int
  /// What is wrong, once that is known: nothing more is read then.
  var failure: SyntaxFailure?
  private var triesMistakes = false
  private var ignoresMistakes = false
  private var found: [UInt64: Int] = [:]
  private var foundBlocks: [UInt64: Int] = [:]
  private var stack = StackGuard()
  private var isExhausted = false

  init(_ parser: Parser, from first: Int) {
    self.parser = parser
    furthest = first
  }

  /// What Python says of the statement that begins at a token; `nil` where it finds nothing wrong.
  mutating func explanation(from first: Int, rule: String = "statement") -> SyntaxFailure? {
    guard let statement = grammar.index(of: rule) else { return nil }
    if readsAll(rule: statement, from: first) || isExhausted { return nil }
    if let failure { return failure }
    let last = furthest
    triesMistakes = true
    found = [:]
    foundBlocks = [:]
    if readsAll(rule: statement, from: first) || isExhausted { return nil }
    return failure ?? genericFailure(at: last)
  }

  /// Reads statements up to the token at which the parser failed.
  private mutating func readsAll(rule: Int, from first: Int) -> Bool {
    var place = first
    repeat {
      place = read(rule: rule, at: place)
      if place < 0 { return false }
    } while place <= parser.index && place < parser.tokens.count - 1
    return true
  }

  private func genericFailure(at index: Int) -> SyntaxFailure {
    let token = parser.tokens[index]
    let message =
      switch token.kind {
      case .indent: "unexpected indent"
      case .dedent: "unexpected unindent"
      default: "invalid syntax"
      }
    return SyntaxFailure(message: message, span: SourceSpan(start: token.start, end: token.end))
  }

  // MARK: Rules

  mutating func read(rule index: Int, at place: Int) -> Int {
    let rule = grammar.rules[index]
    if rule.isForMistakes, !triesMistakes || ignoresMistakes { return Self.none }
    let isBlock = rule.name == "block"
    let key = UInt64(index) << 40 | UInt64(place) << 1 | (rule.isShared || !ignoresMistakes ? 0 : 1)
    if let end = isBlock ? foundBlocks[key] : found[key] { return end }
    guard stack.hasRoom() else {
      isExhausted = true
      return Self.refused
    }
    let outer = ignoresMistakes
    if rule.ignoresMistakes { ignoresMistakes = true }
    let end = max(read(choice: rule.alternatives, at: place), Self.none)
    ignoresMistakes = outer
    if isStopped { return Self.refused }
    // What a whole statement is made of is not read again.
    if rule.name == "statement", end >= 0 { found = [:] }
    if isBlock { foundBlocks[key] = end } else { found[key] = end }
    return end
  }

  private var isStopped: Bool { failure != nil || isExhausted }

  private mutating func read(choice alternatives: [ErrorGrammar.Alternative], at place: Int) -> Int {
    for alternative in alternatives {
      let end = read(alternative, at: place)
      if end != Self.none { return end }
    }
    return Self.none
  }

  private mutating func read(_ alternative: ErrorGrammar.Alternative, at place: Int) -> Int {
    var end = place
    var parts = [place..<place, place..<place]
    var isCut = false
    for item in alternative.items {
      if case .cut = item {
        isCut = true
        continue
      }
      let next: Int
      if case .captured(let part, let captured) = item {
        next = read(captured, at: end)
        if next >= 0 { parts[part] = end..<next }
      } else {
        next = read(item, at: end)
      }
      if isStopped { return Self.refused }
      if next < 0 { return isCut ? Self.refused : Self.none }
      end = next
    }
    guard let complaint = alternative.complaint else { return end }
    return complain(complaint, parts: parts, end: end) ? end : Self.refused
  }

  // MARK: Items

  private mutating func read(_ item: ErrorGrammar.Item, at place: Int) -> Int {
    switch item {
    case .token(let kind): return look(at: place) == kind ? place + 1 : Self.none
    case .name: return look(at: place).isName ? place + 1 : Self.none
    case .string: return look(at: place) == .string ? place + 1 : Self.none
    case .softKeyword: return readSoftKeyword(at: place)
    case .strings: return readStrings(at: place)
    case .word(let word): return look(at: place).isName && text(at: place) == word ? place + 1 : Self.none
    case .rule(let index): return read(rule: index, at: place)
    case .choice(let alternatives): return max(read(choice: alternatives, at: place), Self.none)
    case .optional(let item):
      let end = read(item, at: place)
      return end >= 0 ? end : place
    case .repeated(let item, let least): return read(repeated: item, atLeast: least, at: place)
    case .list(let item): return read(list: item, at: place)
    case .ahead(let item, let isWanted): return (read(item, at: place) >= 0) == isWanted ? place : Self.none
    case .forced(let kind, let text): return read(forced: kind, text, at: place)
    case .cut: return place
    case .since(let version): return parser.version >= version ? place : Self.none
    case .captured(_, let item): return read(item, at: place)
    }
  }

  private mutating func read(repeated item: ErrorGrammar.Item, atLeast least: Int, at place: Int) -> Int {
    var end = place
    var count = 0
    while !isStopped {
      let next = read(item, at: end)
      // An item that reads nothing would be read for ever.
      guard next > end else { break }
      end = next
      count += 1
    }
    return count >= least ? end : Self.none
  }

  private mutating func read(list item: ErrorGrammar.Item, at place: Int) -> Int {
    var end = read(item, at: place)
    guard end >= 0 else { return Self.none }
    while !isStopped, look(at: end) == .comma {
      let next = read(item, at: end + 1)
      guard next >= 0 else { break }
      end = next
    }
    return end
  }

  private mutating func read(forced kind: TokenKind, _ text: String, at place: Int) -> Int {
    if look(at: place) == kind { return place + 1 }
    if failure == nil { failure = SyntaxFailure(message: "expected '\(text)'", span: span(of: place..<place + 1)) }
    return Self.refused
  }

  /// A name that is a keyword elsewhere; Python 3.11 takes the beginning of one for it, such as `c`.
  private mutating func readSoftKeyword(at place: Int) -> Int {
    guard look(at: place).isName else { return Self.none }
    let name = text(at: place)
    return ["_", "case", "match"].contains { $0.hasPrefix(name) } ? place + 1 : Self.none
  }

  private mutating func readStrings(at place: Int) -> Int {
    var end = place
    while look(at: end) == .string { end += 1 }
    guard end > place, failure == nil else { return Self.none }
    var reader = parser
    reader.move(to: place)
    do throws(SyntaxFailure) {
      _ = try reader.strings()
    } catch {
      failure = error
      if error.isBehindStrings, parser.version < .v3_12 {
        failure = SyntaxFailure(message: error.message, span: span(of: end..<end + 1))
      }
    }
    return end
  }

  // MARK: Tokens

  /// The kind of a token; what is no token stops the reading.
  private mutating func look(at place: Int) -> TokenKind {
    let index = min(place, parser.tokens.count - 1)
    furthest = max(furthest, index)
    let token = parser.tokens[index]
    if token.kind == .dedent, failure == nil { failure = unindentFailure(at: index) }
    if token.kind == .error, failure == nil, let failure = parser.lexicalFailure(at: token) { self.failure = failure }
    if token.kind == .number, token.end.offset - token.start.offset > Constant.mostDigits, failure == nil {
      failure = numberFailure(at: index)
    }
    return token.kind
  }

  /// A line that ends blocks, but stands where none began, is no token to Python, not even the end of a block.
  private func unindentFailure(at index: Int) -> SyntaxFailure? {
    var next = index
    while parser.tokens[next].kind == .dedent { next += 1 }
    return parser.lexicalFailure(at: parser.tokens[next])
  }

  /// What is wrong with the value of a number.
  private func numberFailure(at index: Int) -> SyntaxFailure? {
    var reader = parser
    reader.move(to: index)
    do throws(SyntaxFailure) {
      _ = try reader.number()
      return nil
    } catch {
      return error
    }
  }

  func text(at place: Int) -> String { parser.text(of: parser.tokens[min(place, parser.tokens.count - 1)]) }

  func span(of range: Range<Int>) -> SourceSpan {
    let tokens = parser.tokens
    let first = tokens[min(range.lowerBound, tokens.count - 1)]
    let last = tokens[min(max(range.lowerBound, range.upperBound - 1), tokens.count - 1)]
    return SourceSpan(start: first.start, end: last.end)
  }

  /// The brackets that are open behind a token, counted from the start of its line.
  func level(behind index: Int) -> Int {
    var level = 0
    var place = index
    while place >= 0, !parser.tokens[place].kind.isLayout {
      switch parser.tokens[place].kind {
      case .leftParen, .leftBracket, .leftBrace: level += 1
      case .rightParen, .rightBracket, .rightBrace: level -= 1
      default: break
      }
      place -= 1
    }
    return level
  }
}
