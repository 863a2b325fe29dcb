import Diagnostics

extension Parser {
  /// `import a.b as c, d`
  mutating func importStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    var names: [Alias] = []
    repeat {
      let start = token.start
      let name = try dottedName()
      names.append(try alias(of: name, from: start))
    } while accept(.comma)
    return .import(names)
  }

  /// `from ..a import b as c`
  mutating func importFromStatement() throws(SyntaxFailure) -> Statement.Kind {
    advance()
    var level = 0
    while token.kind == .dot || token.kind == .ellipsis {
      level += token.kind == .dot ? 1 : 3
      advance()
    }
    let module = level > 0 && token.kind == .kImport ? nil : try dottedName()
    try expect(.kImport)
    return .importFrom(module: module, try importedNames(), level: level)
  }

  private mutating func importedNames() throws(SyntaxFailure) -> [Alias] {
    let start = token.start
    if accept(.star) { return [Alias(name: "*", asName: nil, span: span(from: start))] }
    let isParenthesized = accept(.leftParen)
    var names: [Alias] = []
    repeat {
      if isParenthesized, token.kind == .rightParen, !names.isEmpty { break }
      if !isParenthesized, token.kind == .newline, !names.isEmpty {
        throw failure("trailing comma not allowed without surrounding parentheses")
      }
      let start = token.start
      let name = try self.name()
      names.append(try alias(of: name, from: start))
    } while accept(.comma)
    if isParenthesized { try expect(.rightParen) }
    return names
  }

  private mutating func alias(of name: String, from start: SourcePosition) throws(SyntaxFailure) -> Alias {
    let asName = accept(.kAs) ? try self.name() : nil
    return Alias(name: name, asName: asName, span: span(from: start))
  }

  private mutating func dottedName() throws(SyntaxFailure) -> String {
    var result = try name()
    while accept(.dot) { result += "." + (try name()) }
    return result
  }
}
