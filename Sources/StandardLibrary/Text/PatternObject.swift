package import Kernels
package import PythonRuntime
package import RegularExpressions

/// A compiled pattern of `re`.
package final class PatternObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "Pattern", module: "re", members: Standard.PatternClass.members)
  nonisolated(unsafe) static let errorType = Exceptions.make("error", module: "re")

  package let pattern: PythonString
  package let expression: RegularExpression

  /// - Throws: `re.error` in Python's words.
  package init(_ pattern: PythonString, flags: RegularExpressionFlags) throws(Raised) {
    self.pattern = pattern
    var made: RegularExpression?
    var message: PythonString = ""
    pattern.withText { text in
      do throws(PatternError) { made = try RegularExpression(text, flags: flags) } catch {
        message = error.message
      }
    }
    guard let made else { throw Raised(PatternObject.errorType, message) }
    expression = made
    super.init(type: PatternObject.type)
  }

  /// The pattern that a call gives: compiled already, or text with flags.
  static func made(_ call: Call) throws -> PatternObject {
    if let known = call["pattern"].cast(to: PatternObject.self) { return known }
    return try PatternObject(call.string("pattern"), flags: RegularExpressionFlags(rawValue: call.int("flags")))
  }

  override package var isMutable: Bool { false }

  enum Mode { case search, match, full }

  /// The match at the beginning of a text.
  func matched(_ text: PythonString) throws(Raised) -> MatchObject? {
    let scratch = Scratch()
    do {
      return try withExtendedLifetime(scratch) {
        try text.withText { borrowed throws(RowError) in
          try expression.match(borrowed, scratch).map { MatchObject($0, of: text, by: self) }
        }
      }
    } catch {
      throw Raised(error)
    }
  }

  /// The match object, or None.
  func found(_ text: PythonString, _ mode: Mode, _ call: Call) throws -> Value {
    let scratch = Scratch()
    let match: MatchObject? = try withExtendedLifetime(scratch) {
      try text.withText { borrowed throws(RowError) in
        let match =
          switch mode {
          case .search: try expression.search(borrowed, scratch)
          case .match: try expression.match(borrowed, scratch)
          case .full: try expression.fullMatch(borrowed, scratch)
          }
        return match.map { MatchObject($0, of: text, by: self) }
      }
    }
    return match.map(Value.object) ?? .none
  }

  /// Every match that does not overlap the one before.
  func all(in text: PythonString) throws -> [MatchObject] {
    let scratch = Scratch()
    var result: [MatchObject] = []
    try withExtendedLifetime(scratch) {
      try text.withText { borrowed throws(RowError) in
        try expression.forEachMatch(in: borrowed, scratch) { match throws(RowError) in
          result.append(MatchObject(match, of: text, by: self))
        }
      }
    }
    return result
  }

  /// `sub` and `subn` by a template or a function.
  func replaced(_ call: Call) throws -> (text: PythonString, count: Int) {
    let text = try call.string("string")
    let limit = try call.int("count")
    let matches = limit > 0 ? Array(try all(in: text).prefix(limit)) : try all(in: text)
    var bytes: [UInt8] = []
    var end = 0
    for match in matches {
      let range = match.ranges[0] ?? 0..<0
      bytes += text.bytes[end..<range.lowerBound]
      bytes += try replacement(match, call).bytes
      end = range.upperBound
    }
    bytes += text.bytes[end...]
    return (PythonString(bytes: bytes), matches.count)
  }

  private func replacement(_ match: MatchObject, _ call: Call) throws -> PythonString {
    if call["repl"].object?.isCallable == true {
      guard case .string(let text) = try call.context.call(call["repl"], [.object(match)]).supported() else {
        throw Raised.typeError("expected str instance")
      }
      return text
    }
    return try match.expanded(call.string("repl"))
  }

  /// The pieces between matches, with what groups matched.
  func split(_ text: PythonString, limit: Int) throws -> [Value] {
    let scratch = Scratch()
    var pieces: [Value] = []
    try withExtendedLifetime(scratch) {
      try text.withText { borrowed throws(RowError) in
        try expression.split(borrowed, limit: limit, scratch) { piece in
          pieces.append(piece.map { .string(PythonString($0)) } ?? .none)
        }
      }
    }
    return pieces
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("re.compile(\(StringRepr.quoted(pattern)))")
  }
}

/// A match of `re`.
package final class MatchObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "Match", module: "re", members: Standard.MatchClass.members)

  let text: PythonString
  let pattern: PatternObject
  /// The bytes of each group, the whole match first; `nil` for a group that took no part.
  let ranges: [Range<Int>?]

  init(_ match: RegularExpressionMatch, of text: PythonString, by pattern: PatternObject) {
    self.text = text
    self.pattern = pattern
    ranges = (0...match.groupCount).map { match.range(ofGroup: $0) }
    super.init(type: MatchObject.type)
  }

  override package var isMutable: Bool { false }

  /// What a group matched; None if it took no part.
  func group(_ position: Int) -> Value {
    ranges[position].map { .string(PythonString(bytes: Array(text.bytes[$0]))) } ?? .none
  }

  /// The position of a group, by number or name.
  func position(of key: Value, in context: Context) throws(Raised) -> Int {
    if case .string(let name) = key {
      if let position = pattern.expression.group(named: name) { return position }
    } else if let position = try context.indexIfInteger(key), ranges.indices.contains(position) {
      return position
    }
    throw .indexError("no such group")
  }

  /// What `findall` gives for this match: the whole match, the only group, or a tuple of groups; missing ones are empty.
  var findallItem: Value {
    let groups = ranges.indices.dropFirst().map { position -> Value in
      let value = group(position)
      return value.isNone ? "" : value
    }
    switch groups.count {
    case 0: return group(0)
    case 1: return groups[0]
    default: return .tuple(groups)
    }
  }

  /// A template with `\1`, `\g<name>` replaced by what the groups matched.
  func expanded(_ template: PythonString) throws(Raised) -> PythonString {
    let scratch = Scratch()
    var failure: Raised?
    let result: PythonString = withExtendedLifetime(scratch) {
      template.withText { template in
        text.withText { text in
          do {
            let compiled = try ReplacementTemplate(template, for: pattern.expression)
            let start = ranges[0]?.lowerBound ?? 0
            guard let match = try pattern.expression.match(text, from: start, scratch) else { return "" }
            return PythonString(compiled.expanded(match, scratch))
          } catch let error as PatternError {
            failure = Raised(PatternObject.errorType, error.message)
          } catch {
            failure = Raised(error)
          }
          return ""
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Code points before a byte offset.
  func index(_ offset: Int) -> Int { PythonString(bytes: Array(text.bytes[..<offset])).codePointCount }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    group(try position(of: key, in: context))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let range = ranges[0] ?? 0..<0
    let whole = try context.repr(group(0))
    return PythonString(
      "<re.Match object; span=(\(index(range.lowerBound)), \(index(range.upperBound))), match=\(whole)>")
  }
}

extension Standard.MatchClass {
  static let group = Method("group(self, *groups)") { call in
    let match = try call.receiver(as: MatchObject.self)
    var values: [Value] = []
    for key in call.variadic { values.append(match.group(try match.position(of: key, in: call.context))) }
    if values.isEmpty { return match.group(0) }
    return values.count == 1 ? values[0] : .tuple(values)
  }

  static let groups = Method("groups(self, default=None)") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .tuple(
      match.ranges.indices.dropFirst().map { position in
        let value = match.group(position)
        return value.isNone ? call["default"] : value
      })
  }

  static let groupdict = Method("groupdict(self, default=None)") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .object(DictObject(match.pattern.expression.groupNames.map { ($0.name, match.group($0.group)) }))
  }

  static let start = Method("start(self, group=0, /)") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .int(
      match.ranges[try match.position(of: call[1], in: call.context)].map { match.index($0.lowerBound) } ?? -1)
  }

  static let end = Method("end(self, group=0, /)") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .int(
      match.ranges[try match.position(of: call[1], in: call.context)].map { match.index($0.upperBound) } ?? -1)
  }

  static let span = Method("span(self, group=0, /)") { call in
    let match = try call.receiver(as: MatchObject.self)
    guard let range = match.ranges[try match.position(of: call[1], in: call.context)] else { return .tuple([-1, -1]) }
    return .tuple([.int(match.index(range.lowerBound)), .int(match.index(range.upperBound))])
  }

  static let string = Property("string") { call in .string(try call.receiver(as: MatchObject.self).text) }
}
