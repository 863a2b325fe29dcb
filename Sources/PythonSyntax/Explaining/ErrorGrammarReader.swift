/// Reads the notation of `ErrorGrammar.rules`. What it cannot read is a bug of ours, and traps.
struct ErrorGrammarReader {
  private let text: [UInt8]
  private var place = 0
  private let indices: [String: Int]

  /// All rules of a grammar.
  static func rules(of grammar: String) -> (rules: [ErrorGrammar.Rule], indices: [String: Int]) {
    var rules: [ErrorGrammar.Rule] = []
    var bodies: [String] = []
    for line in grammar.split(separator: "\n") {
      // A colon of the grammar's own is in quotes, but for that of a head.
      if line.first?.isLetter == true, let colon = line.firstIndex(of: ":") {
        rules.append(ErrorGrammar.Rule(head: line[..<colon]))
        bodies.append(String(line[line.index(after: colon)...]))
      } else {
        bodies[bodies.count - 1] += line
      }
    }
    let names = rules.enumerated().map { ($1.name, $0) }
    let indices = Dictionary(names, uniquingKeysWith: { first, _ in first })
    for index in rules.indices {
      var reader = Self(bodies[index], indices: indices)
      rules[index].alternatives = reader.alternatives()
    }
    return (rules, indices)
  }

  private init(_ body: String, indices: [String: Int]) {
    text = Array(body.utf8)
    self.indices = indices
  }

  private func peek(_ distance: Int = 0) -> UInt8 { place + distance < text.count ? text[place + distance] : 0 }

  private mutating func accept(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= text.count else { return false }
    for offset in 0..<count where text[place + offset] != word.utf8Start[offset] { return false }
    place += count
    skipBlanks()
    return true
  }

  private mutating func skipBlanks() {
    while peek() == 0x20 { place += 1 }
  }

  private mutating func alternatives() -> [ErrorGrammar.Alternative] {
    skipBlanks()
    var alternatives = [ErrorGrammar.Alternative()]
    while place < text.count, peek() != UInt8(ascii: ")") {
      if accept("|") {
        alternatives.append(ErrorGrammar.Alternative())
      } else if accept("=>") {
        alternatives[alternatives.count - 1].complaint = complaint()
      } else {
        alternatives[alternatives.count - 1].items.append(item())
        skipBlanks()
      }
    }
    return alternatives
  }

  private mutating func item() -> ErrorGrammar.Item {
    if peek(1) == UInt8(ascii: "="), peek() == UInt8(ascii: "a") || peek() == UInt8(ascii: "b") {
      let letter = peek()
      place += 2
      return .captured(Int(letter - UInt8(ascii: "a")), item())
    }
    if accept("&&") {
      let text = quoted()
      return .forced(Self.token(text), text)
    }
    if accept("&") { return .ahead(item(), isWanted: true) }
    if accept("!") { return .ahead(item(), isWanted: false) }
    if accept("~") { return .cut }
    var item = simpleItem()
    if accept(",+") { item = .list(item) }
    switch peek() {
    case UInt8(ascii: "?"): item = .optional(item)
    case UInt8(ascii: "*"): item = .repeated(item, atLeast: 0)
    case UInt8(ascii: "+"): item = .repeated(item, atLeast: 1)
    default: return item
    }
    place += 1
    return item
  }

  private mutating func simpleItem() -> ErrorGrammar.Item {
    switch peek() {
    case UInt8(ascii: "("):
      place += 1
      let choice = ErrorGrammar.Item.choice(alternatives())
      place += 1
      return choice
    case UInt8(ascii: "'"): return .token(Self.token(quoted()))
    case UInt8(ascii: "\""): return .word(quoted())
    default: return named(identifier())
    }
  }

  private func named(_ name: String) -> ErrorGrammar.Item {
    switch name {
    case "NAME": return .name
    case "STRING": return .string
    case "STRINGS": return .strings
    case "SOFT": return .softKeyword
    case "SINCE12": return .since(.v3_12)
    case "SINCE14": return .since(.v3_14)
    case "NUMBER": return .token(.number)
    case "NEWLINE": return .token(.newline)
    case "INDENT": return .token(.indent)
    case "DEDENT": return .token(.dedent)
    default:
      guard let index = indices[name] else { preconditionFailure("the grammar has no rule '\(name)'") }
      return .rule(index)
    }
  }

  private mutating func identifier() -> String {
    let start = place
    while peek().isNameByte { place += 1 }
    precondition(
      place > start, "the grammar has something else at '\(String(decoding: text[place...], as: UTF8.self))'")
    return String(decoding: text[start..<place], as: UTF8.self)
  }

  /// A text in quotes, with `\"` for a quote.
  private mutating func quoted() -> String {
    let quote = peek()
    var bytes: [UInt8] = []
    place += 1
    while place < text.count, peek() != quote {
      if peek() == UInt8(ascii: "\\") { place += 1 }
      bytes.append(peek())
      place += 1
    }
    place += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func complaint() -> Complaint {
    var words: [String] = []
    var message = ""
    while place < text.count, peek() != UInt8(ascii: "|"), peek() != UInt8(ascii: ")") {
      if peek() == UInt8(ascii: "\"") { message = quoted() } else { words.append(identifier()) }
      skipBlanks()
    }
    return Complaint(words, message: message)
  }

  /// The kind of a token by its text.
  private static func token(_ text: String) -> TokenKind {
    // Closing brackets alone are no tokens to the lexer.
    switch text {
    case ")": return .rightParen
    case "]": return .rightBracket
    case "}": return .rightBrace
    default: break
    }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { source in
      var lexer = Lexer(source)
      lexer.tokenizeFile()
      return lexer.tokens.first { !$0.kind.isLayout }?.kind ?? .error
    }
  }
}

extension ErrorGrammar.Rule {
  /// A name, with `*`, `?` and `!` behind it.
  fileprivate init(head: Substring) {
    let name = head.prefix { $0.isLetter || $0 == "_" }
    let marks = head.dropFirst(name.count)
    self.name = String(name)
    isShared = marks.contains("*")
    isForMistakes = marks.contains("?")
    ignoresMistakes = marks.contains("!")
  }
}
