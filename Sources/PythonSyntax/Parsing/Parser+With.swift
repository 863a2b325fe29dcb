import Diagnostics

extension Parser {
  mutating func withStatement(isAsync: Bool) throws(SyntaxFailure) -> Statement.Kind {
    let line = token.start.line
    advance()
    let items = try withItems()
    let body = try block("'with' statement", line: line)
    return isAsync ? .asyncWith(items, body: body) : .with(items, body: body)
  }

  /// Items with parentheses around all of them, where that reads to the colon; else items without.
  private mutating func withItems() throws(SyntaxFailure) -> [WithItem] {
    if token.kind == .leftParen, parenthesesEndBeforeColon {
      let start = mark
      let place = token.start
      if let items = try? parenthesizedItems() {
        if items.contains(where: { $0.target != nil }) {
          try require(.v3_9, "parentheses around context managers", at: place)
        }
        return items
      }
      reset(to: start)
    }
    var items: [WithItem] = []
    repeat { items.append(try withItem()) } while accept(.comma)
    return items
  }

  private mutating func parenthesizedItems() throws(SyntaxFailure) -> [WithItem] {
    advance()
    var items: [WithItem] = []
    repeat {
      if token.kind == .rightParen, !items.isEmpty { break }
      items.append(try withItem())
    } while accept(.comma)
    try expect(.rightParen)
    guard token.kind == .colon else { throw failure() }
    return items
  }

  private mutating func withItem() throws(SyntaxFailure) -> WithItem {
    let context = try expression()
    guard accept(.kAs) else { return WithItem(context: context, target: nil) }
    let expression = token.kind == .star ? try starred() : try operation(Precedence.bitOr)
    let target = try target(expression, .store, "assign to")
    guard token.kind == .comma || token.kind == .rightParen || token.kind == .colon else { throw failure() }
    return WithItem(context: context, target: target)
  }

  /// Whether the bracket that opens here closes right before a colon.
  private var parenthesesEndBeforeColon: Bool {
    var level = 0
    var place = index
    while place < tokens.count {
      switch tokens[place].kind {
      case .leftParen, .leftBracket, .leftBrace: level += 1
      case .rightParen, .rightBracket, .rightBrace:
        level -= 1
        if level == 0 { return place + 1 < tokens.count && tokens[place + 1].kind == .colon }
      case .newline, .endOfFile: return false
      default: break
      }
      place += 1
    }
    return false
  }
}
