/// A grammar that, beside what Python is, knows what people write instead, and what to call it.
///
/// The parser is fast and only knows that a statement is wrong. This says why: it reads the statement again as Python
/// itself does, alternative by alternative, once for the place that cannot be read and once with the rules for mistakes.
struct ErrorGrammar: Sendable {
  /// What a rule is made of.
  indirect enum Item: Sendable {
    case token(TokenKind)
    /// A token of a class.
    case name, string, softKeyword
    /// Adjacent string literals, which must have a value.
    case strings
    /// A name that is a keyword only here.
    case word(String)
    case rule(Int)
    case choice([Alternative])
    case optional(Item)
    case repeated(Item, atLeast: Int)
    /// One or more, separated by commas.
    case list(Item)
    case ahead(Item, isWanted: Bool)
    /// A token that must be here.
    case forced(TokenKind, String)
    /// No way back to the other alternatives.
    case cut
    /// Holds where the grammar of a version or a later one is read.
    case since(PythonVersion)
    /// Remembers where the item was, for the message.
    case captured(Int, Item)
  }

  /// Items that follow each other, and what is wrong if they do.
  struct Alternative: Sendable {
    var items: [Item] = []
    var complaint: Complaint?
  }

  /// A rule with the ways to read it.
  struct Rule: Sendable {
    let name: String
    var alternatives: [Alternative] = []
    /// What was found is kept, whether rules for mistakes were tried or not.
    let isShared: Bool
    /// For mistakes: not read at first.
    let isForMistakes: Bool
    /// Tries no rule for mistakes below it.
    let ignoresMistakes: Bool
  }

  let rules: [Rule]
  private let indices: [String: Int]

  /// The grammar of Python, read at the first mistake.
  static let python = ErrorGrammar(rules)

  private init(_ text: String) {
    (rules, indices) = ErrorGrammarReader.rules(of: text)
  }

  /// The index of a rule.
  func index(of name: String) -> Int? { indices[name] }
}

/// What to say of a mistake, and where.
struct Complaint: Sendable {
  /// Where the mistake is, or a question that decides whether it is one.
  enum Kind: String, Sendable {
    /// At a part, from a part on, from one part to another, where reading came to an end.
    case at, from, range, here
    /// Below a head whose block is missing.
    case block
    /// At what cannot be assigned to or deleted in a target, or in what stands behind `for`.
    case target, iteration
    /// `print x`; two expressions without a comma; `f(a, b for c in d)`; `f(a=1, b)`; `{a: b, c}`
    case legacy, comma, generator, positional, key
    /// Numbers that belong to a complex literal.
    case real, imaginary
  }

  let kind: Kind
  /// The parts that the place is given by.
  let parts: [Int]
  /// With `%a` for what a part is, `$a` for its text.
  let message: String

  init(_ words: [String], message: String) {
    guard let kind = words.first.flatMap(Kind.init) else {
      preconditionFailure("the grammar has no complaint \(words)")
    }
    self.kind = kind
    parts = words.dropFirst().map { $0 == "a" ? 0 : 1 }
    self.message = message
  }
}
