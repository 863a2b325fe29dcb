import Kernels
import PythonRuntime
import RegularExpressions

/// What a pattern is applied to: text, or bytes as the characters of the same numbers.
struct PatternSubject {
  /// The object as the notebook has it.
  let value: Value
  let text: PythonString
  /// Where the search begins, in bytes of `text`.
  let start: Int
  /// `pos` and `endpos`, in characters.
  let bounds: (start: Int, end: Int)

  /// - Throws: TypeError for what is neither text nor bytes, or does not go with the pattern.
  init(_ value: Value, for pattern: PatternObject, start: Int = 0, end: Int = .max) throws(Raised) {
    self.value = try value.supported()
    var whole: PythonString
    if case .string(let text) = self.value {
      if pattern.isBytes { throw .typeError("cannot use a bytes pattern on a string-like object") }
      whole = text
    } else if let bytes = self.value.cast(to: BytesObject.self) {
      if !pattern.isBytes { throw .typeError("cannot use a string pattern on a bytes-like object") }
      if bytes.bytes.contains(where: { $0 >= 0x80 }), pattern.expression.flags.contains(.ignoreCase) {
        throw .unsupported(
          UnsupportedCause(
            id: "unsupported-call", what: "'re.IGNORECASE' over bytes that are not ASCII",
            origin: SourceOrigin(cell: 0, line: 0, column: 0)))
      }
      whole = PatternSubject.text(ofBytes: bytes.bytes)
    } else {
      throw .typeError("expected string or bytes-like object, got '\(value.typeName)'")
    }
    if start <= 0, end == .max {
      text = whole
      self.start = 0
      bounds = (0, whole.codePointCount)
      return
    }
    let boundaries = whole.boundaries
    let count = boundaries.count - 1
    let last = min(max(0, end), count)
    let first = min(max(0, start), count)
    bounds = (first, last)
    self.start = boundaries[first]
    if last < count { whole = PythonString(bytes: Array(whole.bytes[..<boundaries[last]])) }
    text = whole
  }

  /// The characters whose numbers are these bytes.
  static func text(ofBytes bytes: [UInt8]) -> PythonString {
    bytes.allSatisfy { $0 < 0x80 }
      ? PythonString(bytes: bytes) : PythonString(codePoints: bytes.map(UInt32.init))
  }

  /// A part of the text as the notebook has it: a string, or bytes.
  static func value(_ part: ArraySlice<UInt8>, isBytes: Bool) -> Value {
    guard isBytes else { return .string(PythonString(bytes: Array(part))) }
    guard part.contains(where: { $0 >= 0x80 }) else { return .object(BytesObject(Array(part))) }
    return .object(
      BytesObject(PythonString(bytes: Array(part)).codePoints.map { UInt8(truncatingIfNeeded: $0) }))
  }
}

extension PatternObject {
  enum Mode { case search, match, full }

  /// The match at the beginning of a text.
  func matched(_ text: PythonString) throws(Raised) -> MatchObject? {
    try first(PatternSubject(.string(text), for: self), .match)
  }

  /// The first match.
  func first(_ subject: PatternSubject, _ mode: Mode) throws(Raised) -> MatchObject? {
    if subject.start > subject.text.bytes.count { return nil }
    let scratch = Scratch()
    do {
      return try withExtendedLifetime(scratch) {
        try subject.text.withText { borrowed throws(RowError) in
          let match =
            switch mode {
            case .search: try expression.search(borrowed, from: subject.start, scratch)
            case .match: try expression.match(borrowed, from: subject.start, scratch)
            case .full: try expression.fullMatch(borrowed, from: subject.start, scratch)
            }
          return match.map { MatchObject($0, of: subject, by: self) }
        }
      }
    } catch {
      throw Raised(error)
    }
  }

  /// Every match that does not overlap the one before; at most `limit`, if positive.
  func all(in subject: PatternSubject, limit: Int = 0) throws(Raised) -> [MatchObject] {
    if subject.start > subject.text.bytes.count { return [] }
    let scratch = Scratch()
    var result: [MatchObject] = []
    do {
      try withExtendedLifetime(scratch) {
        try subject.text.withText { borrowed throws(RowError) in
          try expression.forEachMatch(in: borrowed, from: subject.start, limit: limit, scratch) {
            match throws(RowError) in
            result.append(MatchObject(match, of: subject, by: self))
          }
        }
      }
    } catch {
      throw Raised(error)
    }
    return result
  }

  /// `sub` and `subn` by a template or a function.
  func replaced(
    _ subject: PatternSubject, by replacement: Value, count: Int, in context: Context
  ) throws(Raised) -> (
    text: Value, count: Int
  ) {
    let isFunction = replacement.object?.isCallable == true
    if !isFunction, replacement.stringValue == nil, replacement.cast(to: BytesObject.self) == nil {
      throw .typeError("decoding to str: need a bytes-like object, \(replacement.typeName) found")
    }
    let template = isFunction ? [] : try PatternSubject(replacement, for: self).text.bytes
    let isPlain = !isFunction && !template.contains(0x5C)
    let compiled = isFunction || isPlain ? nil : try CompiledTemplate(template, for: self)
    let matches = count < 0 ? [] : try all(in: subject, limit: count)
    if matches.isEmpty { return (subject.value, 0) }
    var bytes: [UInt8] = []
    var end = 0
    var pieces = 0
    for match in matches {
      let range = match.ranges[0] ?? 0..<0
      if end < range.lowerBound { pieces += 1 }
      bytes += subject.text.bytes[end..<range.lowerBound]
      if let compiled {
        bytes += compiled.expanded(match)
      } else if isPlain {
        bytes += template
      } else {
        bytes += try called(replacement, match, pieces, in: context)
      }
      pieces += 1
      end = range.upperBound
    }
    bytes += subject.text.bytes[end...]
    return (PatternSubject.value(bytes[...], isBytes: isBytes), matches.count)
  }

  private func called(
    _ function: Value, _ match: MatchObject, _ position: Int, in context: Context
  ) throws(Raised) -> [UInt8] {
    let value = try context.call(function, [.object(match)]).supported()
    if value.isNone { return [] }
    if !isBytes, case .string(let text) = value { return text.bytes }
    if isBytes, let bytes = value.cast(to: BytesObject.self) { return PatternSubject.text(ofBytes: bytes.bytes).bytes }
    let expected = isBytes ? "a bytes-like object is required" : "expected str instance"
    throw .typeError(
      isBytes
        ? "sequence item \(position): \(expected), not \(value.typeName)"
        : "sequence item \(position): \(expected), \(value.typeName) found")
  }

  /// The pieces between matches, with what groups matched.
  func split(_ subject: PatternSubject, limit: Int) throws(Raised) -> [Value] {
    var pieces: [Value] = []
    var end = 0
    for match in limit < 0 ? [] : try all(in: subject, limit: limit) {
      let range = match.ranges[0] ?? 0..<0
      pieces.append(PatternSubject.value(subject.text.bytes[end..<range.lowerBound], isBytes: isBytes))
      for group in match.ranges.indices.dropFirst() { pieces.append(match.group(group)) }
      end = range.upperBound
    }
    pieces.append(PatternSubject.value(subject.text.bytes[end...], isBytes: isBytes))
    return pieces
  }
}

/// A template of `sub` that has groups or escapes.
struct CompiledTemplate {
  private let template: ReplacementTemplate

  /// - Throws: `re.error`, and IndexError for a name that no group has.
  init(_ bytes: [UInt8], for pattern: PatternObject) throws(Raised) {
    var made: ReplacementTemplate?
    var failure: PatternError?
    let text = PythonString(bytes: bytes)
    text.withText { text in
      do throws(PatternError) { made = try ReplacementTemplate(text, for: pattern.expression) } catch {
        failure = error
      }
    }
    guard let made else {
      if let failure, failure.position == nil { throw Raised(Exceptions.indexError, failure.message) }
      throw .exception(PatternObject.exception(failure, text, isBytes: pattern.isBytes))
    }
    template = made
  }

  /// The template with what the groups of a match are; groups that took no part are empty.
  func expanded(_ match: MatchObject) -> [UInt8] {
    var result: [UInt8] = []
    for part in template.parts {
      switch part {
      case .literal(let bytes): result += bytes
      case .group(let group): if let range = match.ranges[group] { result += match.text.bytes[range] }
      }
    }
    return result
  }
}
