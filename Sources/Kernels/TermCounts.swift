/// How a text is cut into terms.
public struct TermRules: Equatable, Hashable, Sendable {
  /// Whether the text is lowered first.
  public var isLowered: Bool
  /// How many characters a word has at least.
  public var shortest: Int
  /// Of how many words terms are at least.
  public var fewest: Int
  /// Of how many words terms are at most.
  public var most: Int
  /// Whether only the presence of a term counts.
  public var isBinary: Bool

  /// Rules as given.
  public init(isLowered: Bool, shortest: Int, fewest: Int, most: Int, isBinary: Bool) {
    self.isLowered = isLowered
    self.shortest = shortest
    self.fewest = fewest
    self.most = most
    self.isBinary = isBinary
  }
}

/// How often each term of a vocabulary occurs in a text: terms are runs of letters, digits and underscores, and sequences of
/// them joined by blanks.
///
/// - Parameters:
///   - vocabulary: positions by term; -1 for a stop word.
///   - width: number of terms.
/// - Throws: ValueError for a missing text, as `CountVectorizer` does.
/// - SeeAlso: scikit-learn, `CountVectorizer` with its own token pattern.
public func termCounts(
  _ text: Text?, _ vocabulary: LookupTable, width: Int, _ rules: TermRules, _ scratch: Scratch
) throws(RowError) -> Vector {
  guard let text else {
    throw RowError("ValueError", "np.nan is an invalid document, expected byte or unicode string.")
  }
  let counts = scratch.doubles(width)
  for i in 0..<width { counts[i] = 0 }
  let words = words(of: rules.isLowered ? lowercased(text, scratch) : text, rules.shortest, scratch) { word in
    vocabulary.int64(key(word)) == -1
  }
  func count(_ term: Text) {
    guard let place = vocabulary.int64(key(term)), place >= 0, place < Int64(width) else { return }
    counts[Int(place)] = rules.isBinary ? 1 : counts[Int(place)] + 1
  }
  var length = rules.fewest
  while length <= rules.most && length <= words.count {
    for first in 0..<(words.count &- length &+ 1) {
      let part = TextList(base: words.base + first, count: length)
      count(length == 1 ? words.base[first] : part.joined(by: Text(" "), scratch))
    }
    length &+= 1
  }
  return Vector(start: counts, count: width)
}

/// The runs of letters, digits and underscores that are long enough and no stop words, in their order.
public func words(
  of text: Text, _ shortest: Int, _ scratch: Scratch, unless isStopWord: (Text) -> Bool
) -> TextList {
  let start = scratch.texts(text.count &+ 1)
  var found = 0
  var (from, characters) = (0, 0)
  var i = 0
  while i <= text.count {
    let (c, size) = i < text.count ? text.codePoint(at: i) : (32, 1)
    if i < text.count, c == 95 || CharacterClass.isAlphanumeric(c) {
      if characters == 0 { from = i }
      characters &+= 1
    } else {
      if characters >= shortest && characters > 0 {
        let word = text.slice(from..<i)
        if !isStopWord(word) {
          start[found] = word
          found &+= 1
        }
      }
      characters = 0
    }
    i &+= size
  }
  return TextList(base: start, count: found)
}
