import Diagnostics

extension Recognizer {
  /// Makes the failure of a complaint.
  ///
  /// - Returns: whether reading goes on: nothing was wrong after all, and the complaint was but a condition.
  mutating func complain(_ complaint: Complaint, parts: [Range<Int>], end: Int) -> Bool {
    let first = complaint.parts.first.map { parts[$0] } ?? end..<end
    let second = complaint.parts.count > 1 ? parts[complaint.parts[1]] : first
    switch complaint.kind {
    case .at: fail(text(of: complaint, first), at: nodeSpan(of: first))
    case .from: fail(complaint.message, from: nodeSpan(of: first), to: span(of: end - 1..<end))
    case .range: fail(text(of: complaint, first), from: nodeSpan(of: first), to: nodeSpan(of: second))
    case .here: fail(complaint.message, at: span(of: furthest..<furthest + 1))
    case .block:
      let line = span(of: first).start.line
      let message = "expected an indented block after \(complaint.message) on line \(line)"
      fail(message, at: span(of: furthest..<furthest + 1))
    case .target: complainOfTarget(complaint.message, first, isIteration: false)
    case .iteration: complainOfTarget(complaint.message, first, isIteration: true)
    case .legacy: complainOfLegacyStatement(first, second)
    case .comma: complainOfComma(first, second)
    case .generator: complainOfGenerator(first, second)
    case .positional:
      let unpacking = arguments(in: first).contains { parser.tokens[$0.lowerBound].kind == .doubleStar }
      fail(
        "positional argument follows keyword argument\(unpacking ? " unpacking" : "")",
        at: span(of: furthest..<furthest + 1))
    case .key: complainOfKey(first)
    case .real, .imaginary: return holds(complaint.kind, first)
    }
    return false
  }

  private mutating func fail(_ message: String, at span: SourceSpan) {
    failure = SyntaxFailure(message: message, span: span)
  }

  private mutating func fail(_ message: String, from start: SourceSpan, to end: SourceSpan) {
    fail(message, at: SourceSpan(start: start.start, end: max(start.end, end.end)))
  }

  private func text(of complaint: Complaint, _ part: Range<Int>) -> String {
    guard let mark = complaint.message.firstIndex(where: { $0 == "%" || $0 == "$" }) else { return complaint.message }
    let message = complaint.message
    let value = message[mark] == "$" ? text(at: part.lowerBound) : expression(in: part)?.grammarName ?? "expression"
    return message[..<mark] + value + message[message.index(mark, offsetBy: 2)...]
  }

  // MARK: Parts

  /// The expression that tokens are, where they are one.
  func expression(in range: Range<Int>) -> Expression? {
    var reader = parser
    reader.tokens = Array(parser.tokens[range])
    let end = parser.tokens[range.upperBound - 1].end
    reader.tokens.append(Token(kind: .endOfFile, start: end, end: end))
    reader.move(to: 0)
    do throws(SyntaxFailure) {
      let isNamed = reader.token.kind.isName && reader.next == .colonEqual
      let expression = isNamed ? try reader.namedExpression() : try reader.yieldOrStarExpressions()
      return reader.token.kind == .endOfFile ? expression : nil
    } catch {
      return nil
    }
  }

  /// The place of an expression, which is without the parentheses around it, or of the tokens.
  private func nodeSpan(of range: Range<Int>) -> SourceSpan {
    guard range.count > 1, let expression = expression(in: range) else { return span(of: range) }
    return expression.span
  }

  /// The arguments in the tokens of a list of arguments.
  private func arguments(in range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    var level = 0
    for index in range {
      switch parser.tokens[index].kind {
      case .leftParen, .leftBracket, .leftBrace: level += 1
      case .rightParen, .rightBracket, .rightBrace: level -= 1
      case .comma where level == 0:
        result.append(start..<index)
        start = index + 1
      default: break
      }
    }
    if start < range.upperBound { result.append(start..<range.upperBound) }
    return result
  }

  // MARK: Complaints that depend on what they are of

  private mutating func complainOfTarget(_ purpose: String, _ part: Range<Int>, isIteration: Bool) {
    guard let expression = expression(in: part) else { return }
    let isDeletion = purpose == "cannot delete"
    guard let wrong = expression.invalidTarget(isDeletion: isDeletion, isIteration: isIteration) else { return }
    fail("\(purpose) \(wrong.grammarName)", at: wrong.span)
  }

  private func isLegacyStatement(_ part: Range<Int>) -> Bool {
    part.count == 1 && (text(at: part.lowerBound) == "print" || text(at: part.lowerBound) == "exec")
  }

  private mutating func complainOfLegacyStatement(_ name: Range<Int>, _ value: Range<Int>) {
    guard isLegacyStatement(name) else { return }
    let text = text(at: name.lowerBound)
    let message = "Missing parentheses in call to '\(text)'. Did you mean \(text)(...)?"
    fail(message, from: span(of: name), to: span(of: value))
  }

  private mutating func complainOfComma(_ first: Range<Int>, _ second: Range<Int>) {
    guard !isLegacyStatement(first), level(behind: second.upperBound - 1) > 0 else { return }
    fail("invalid syntax. Perhaps you forgot a comma?", from: nodeSpan(of: first), to: nodeSpan(of: second))
  }

  private mutating func complainOfGenerator(_ part: Range<Int>, _ clauses: Range<Int>) {
    let positional = arguments(in: part).filter { argument in
      let first = parser.tokens[argument.lowerBound].kind
      let isKeyword = first.isName && argument.count > 1 && parser.tokens[argument.lowerBound + 1].kind == .equal
      return first != .doubleStar && !isKeyword
    }
    guard positional.count > 1, let last = positional.last else { return }
    fail("Generator expression must be parenthesized", from: nodeSpan(of: last), to: span(of: clauses))
  }

  private mutating func complainOfKey(_ part: Range<Int>) {
    let end = nodeSpan(of: part).end
    let start = SourcePosition(offset: end.offset - 1, line: end.line, column: end.column - 1)
    fail("':' expected after dictionary key", at: SourceSpan(start: start, end: end))
  }

  private mutating func holds(_ kind: Complaint.Kind, _ part: Range<Int>) -> Bool {
    if parser.tokens[part.lowerBound].isImaginary(in: parser.source) == (kind == .imaginary) { return true }
    fail("\(kind.rawValue) number required in complex literal", at: span(of: part))
    return false
  }
}

extension Expression {
  /// The first part of a target that cannot be one.
  ///
  /// - Parameter isIteration: the expression stands behind `for`, and may hold what `in` follows as a comparison.
  fileprivate func invalidTarget(isDeletion: Bool, isIteration: Bool) -> Expression? {
    switch kind {
    case .list(let elements, _), .tuple(let elements, _):
      for element in elements {
        if let wrong = element.invalidTarget(isDeletion: isDeletion, isIteration: isIteration) { return wrong }
      }
      return nil
    case .starred(let value, _):
      return isDeletion ? self : value.invalidTarget(isDeletion: isDeletion, isIteration: isIteration)
    case .compare(let left, let operators, _) where isIteration:
      guard operators.first == .isIn else { return nil }
      return left.invalidTarget(isDeletion: isDeletion, isIteration: isIteration)
    case .name, .subscript, .attribute: return nil
    default: return self
    }
  }
}
