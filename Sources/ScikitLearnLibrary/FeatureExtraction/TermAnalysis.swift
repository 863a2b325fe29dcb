import Columns
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// How a vectorizer cuts a document into terms.
struct TermAnalysis {
  /// What makes terms of a document.
  enum Way {
    /// Runs of letters, digits and underscores of at least so many characters.
    case words(shortest: Int)
    /// What a pattern or a function of the notebook finds.
    case tokens(Value)
    /// Sequences of characters; within words where `isWithin`.
    case characters(isWithin: Bool)
    /// What a function of the notebook makes of the whole document.
    case function(Value)
  }

  let way: Way
  let isLowered: Bool
  let stopWords: Set<PythonString>
  let fewest: Int
  let most: Int
  let preprocessor: Value
  let accents: Value

  init(_ vectorizer: EstimatorObject, in context: Context) throws(Raised) {
    isLowered = try vectorizer.flag("lowercase", in: context)
    preprocessor = vectorizer.parameter("preprocessor")
    accents = vectorizer.parameter("strip_accents")
    let range = try context.unpack(vectorizer.parameter("ngram_range"), count: 2)
    (fewest, most) = (try context.index(range[0]), try context.index(range[1]))
    guard fewest <= most else {
      throw .valueError(
        "Invalid value for ngram_range=\(try context.str(vectorizer.parameter("ngram_range"))) lower boundary larger than the "
          + "upper boundary.")
    }
    let analyzer = vectorizer.parameter("analyzer")
    stopWords = try TermAnalysis.stopWords(vectorizer, in: context)
    if analyzer.object?.isCallable == true {
      way = .function(analyzer)
      return
    }
    switch try vectorizer.word("analyzer", of: ["word", "char", "char_wb"], others: " or a callable", in: context) {
    case "char": way = .characters(isWithin: false)
    case "char_wb": way = .characters(isWithin: true)
    default: way = try TermAnalysis.tokens(vectorizer, in: context)
    }
  }

  private static func stopWords(
    _ vectorizer: EstimatorObject, in context: Context
  ) throws(Raised) -> Set<PythonString> {
    let given = vectorizer.parameter("stop_words")
    if given.isNone { return [] }
    if let word = given.stringValue {
      guard word == "english" else {
        throw try vectorizer.refused(
          "stop_words", "a str among {'english'}, an instance of 'list' or None", in: context)
      }
      return Set(ScikitLearn.englishStopWords)
    }
    var words: Set<PythonString> = []
    for item in try context.items(of: given) { words.insert(try context.str(item)) }
    return words
  }

  /// The tokenizer, or the pattern of words.
  private static func tokens(_ vectorizer: EstimatorObject, in context: Context) throws(Raised) -> Way {
    let tokenizer = vectorizer.parameter("tokenizer")
    if !tokenizer.isNone {
      if !vectorizer.parameter("token_pattern").isNone {
        try context.warn(
          "The parameter 'token_pattern' will not be used since 'tokenizer' is not None'", Exceptions.userWarning)
      }
      return .tokens(tokenizer)
    }
    switch vectorizer.parameter("token_pattern").stringValue?.description {
    case "(?u)\\b\\w\\w+\\b", "\\b\\w\\w+\\b": return .words(shortest: 2)
    case "(?u)\\b\\w+\\b", "\\b\\w+\\b", "\\w+", "(?u)\\w+": return .words(shortest: 1)
    default:
      let pattern = try ScikitLearn.call(
        "compile", of: context.importModule("re"), [vectorizer.parameter("token_pattern")], in: context)
      return .tokens(try context.attribute(of: pattern, named: "findall").supported())
    }
  }

  /// What the row operation counts by; `nil` where terms are made otherwise.
  func rules(isBinary: Bool) -> TermRules? {
    guard case .words(let shortest) = way, preprocessor.isNone, accents.isNone else { return nil }
    return TermRules(isLowered: isLowered, shortest: shortest, fewest: fewest, most: most, isBinary: isBinary)
  }

  /// The terms of a document, in their order.
  func terms(of document: Value, in context: Context) throws(Raised) -> [PythonString] {
    if case .float(let number) = document, number.isNaN {
      throw .valueError("np.nan is an invalid document, expected byte or unicode string.")
    }
    if case .function(let function) = way {
      return try strings(context.call(function, [document]).supported(), in: context)
    }
    let text = try prepared(document, in: context)
    let scratch = Scratch()
    switch way {
    case .words(let shortest):
      let words = text.withText { text in
        let list = Kernels.words(of: text, shortest, scratch) { stopWords.contains(PythonString($0)) }
        return (0..<list.count).map { PythonString(list.base[$0]) }
      }
      return sequences(words)
    case .tokens(let tokenizer):
      let words = try strings(context.call(tokenizer, [.string(text)]).supported(), in: context)
      return sequences(words.filter { !stopWords.contains($0) })
    case .characters(let isWithin): return characters(text, isWithin)
    case .function: return []
    }
  }

  private func strings(_ list: Value, in context: Context) throws(Raised) -> [PythonString] {
    var result: [PythonString] = []
    for item in try context.items(of: list) {
      guard let text = item.stringValue else { throw context.unsupportedNow("terms that are no strings") }
      result.append(text)
    }
    return result
  }

  private func prepared(_ document: Value, in context: Context) throws(Raised) -> PythonString {
    if !preprocessor.isNone {
      let made = try context.call(preprocessor, [document]).supported()
      guard let text = made.stringValue else { throw .typeError("expected string or bytes-like object") }
      return text
    }
    guard var text = document.stringValue else {
      if isLowered { throw .attributeError("'\(document.typeName)' object has no attribute 'lower'") }
      throw .typeError("expected string or bytes-like object, got '\(document.typeName)'")
    }
    if isLowered { text = text.through { lowercased($0, $1) } }
    return try accents.isNone ? text : withoutAccents(text, in: context)
  }

  private func withoutAccents(_ text: PythonString, in context: Context) throws(Raised) -> PythonString {
    if accents.object?.isCallable == true {
      return try context.str(context.call(accents, [.string(text)]).supported())
    }
    let module = context.importModule("unicodedata")
    let normalised = try ScikitLearn.call("normalize", of: module, ["NFKD", .string(text)], in: context)
    guard let decomposed = normalised.stringValue else { return text }
    if accents.stringValue == "ascii" { return PythonString(bytes: decomposed.bytes.filter { $0 < 0x80 }) }
    var kept: [UInt8] = []
    for character in characters(of: decomposed) {
      let mark = try ScikitLearn.call("combining", of: module, [.string(character)], in: context)
      if try context.index(mark) == 0 { kept += character.bytes }
    }
    return PythonString(bytes: kept)
  }

  // MARK: Sequences

  /// Sequences of words.
  private func sequences(_ words: [PythonString]) -> [PythonString] {
    if most == 1 { return words }
    var result = fewest == 1 ? words : []
    for length in max(fewest, fewest == 1 ? 2 : fewest)..<max(fewest + (fewest == 1 ? 1 : 0), most + 1)
    where length <= words.count && length > 0 {
      for first in 0...(words.count - length) {
        result.append(PythonString(bytes: Array(words[first..<(first + length)].map(\.bytes).joined(separator: [32]))))
      }
    }
    return result
  }

  private func characters(of text: PythonString) -> [PythonString] {
    var result: [PythonString] = []
    var start = 0
    let bytes = text.bytes
    for index in bytes.indices.dropFirst() where bytes[index] & 0xc0 != 0x80 {
      result.append(PythonString(bytes: Array(bytes[start..<index])))
      start = index
    }
    if start < bytes.count { result.append(PythonString(bytes: Array(bytes[start...]))) }
    return result
  }

  /// Sequences of characters; runs of white space count as one blank.
  private func characters(_ text: PythonString, _ isWithin: Bool) -> [PythonString] {
    let all = characters(of: text)
    func isSpace(_ character: PythonString) -> Bool {
      character.withText { CharacterClass.isSpace($0.codePoint(at: 0).value) }
    }
    var single: [PythonString] = []
    for (index, character) in all.enumerated() {
      let follows = index > 0 && isSpace(all[index - 1])
      if isSpace(character), follows { continue }
      let isRun = isSpace(character) && index + 1 < all.count && isSpace(all[index + 1])
      single.append(isRun ? " " : character)
    }
    func joined(_ part: ArraySlice<PythonString>) -> PythonString { PythonString(bytes: part.flatMap(\.bytes)) }
    var result: [PythonString] = []
    if !isWithin {
      for length in fewest...most where length <= single.count && length > 0 {
        for first in 0...(single.count - length) { result.append(joined(single[first..<(first + length)])) }
      }
      return result
    }
    for word in single.split(whereSeparator: isSpace) {
      let word = [" "] + word + [" "]
      for length in fewest...most where length > 0 {
        result.append(joined(word[0..<min(length, word.count)]))
        var offset = 0
        while offset + length < word.count {
          offset += 1
          result.append(joined(word[offset..<(offset + length)]))
        }
        if offset == 0 { break }
      }
    }
    return result
  }
}
