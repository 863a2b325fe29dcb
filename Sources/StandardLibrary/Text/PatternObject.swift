package import Kernels
package import PythonRuntime
package import RegularExpressions

/// A compiled pattern of `re`, over text or bytes.
///
/// Bytes are searched as the characters of the same numbers.
package final class PatternObject: Object, PrettyPieces {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "Pattern", module: "re", members: Standard.PatternClass.members)
    type.isNamedInFull = true
    return type
  }()
  nonisolated(unsafe) static let errorType = Exceptions.make("error", module: "re")

  package let pattern: PythonString
  package let expression: RegularExpression
  let isBytes: Bool
  /// `re.LOCALE` and `re.DEBUG`, which change nothing here.
  private let idleFlags: Int

  /// - Throws: `re.error` in Python's words.
  package init(_ pattern: PythonString, flags: RegularExpressionFlags, isBytes: Bool = false) throws(Raised) {
    self.pattern = pattern
    self.isBytes = isBytes
    idleFlags = flags.rawValue & (4 | 128)
    let text = isBytes ? PatternSubject.text(ofBytes: pattern.bytes) : pattern
    let flags = isBytes ? flags.union(.ascii) : flags
    var made: RegularExpression?
    var failure: PatternError?
    text.withText { text in
      do throws(PatternError) { made = try RegularExpression(text, flags: flags) } catch { failure = error }
    }
    guard let made else {
      throw .exception(PatternObject.exception(failure, pattern, isBytes: isBytes))
    }
    expression = made
    super.init(type: PatternObject.type)
  }

  /// `re.error` with its attributes.
  static func exception(_ error: PatternError?, _ pattern: PythonString, isBytes: Bool) -> ExceptionObject {
    let exception = ExceptionObject(errorType, [.string(error?.message ?? "")])
    exception.attributes["msg"] = .string(error?.reason ?? "")
    exception.attributes["pattern"] = isBytes ? .object(BytesObject(pattern.bytes)) : .string(pattern)
    let position = error?.position
    exception.attributes["pos"] = position.map { .int($0) } ?? Value.none
    let before = position.map { pattern.codePoints.prefix($0) } ?? []
    let line = before.count { $0 == 10 } + 1
    let column = before.count - (before.lastIndex(of: 10) ?? -1)
    exception.attributes["lineno"] = position == nil ? Value.none : .int(line)
    exception.attributes["colno"] = position == nil ? Value.none : .int(column)
    return exception
  }

  /// The pattern that a call gives: compiled already, or text with flags; compiled once in a run.
  static func made(_ call: Call) throws(Raised) -> PatternObject {
    let value = try call["pattern"].supported()
    let flags = try call.int("flags")
    if let known = value.cast(to: PatternObject.self) {
      if flags != 0 { throw .valueError("cannot process flags argument with a compiled pattern") }
      return known
    }
    let key: PatternKey
    if case .string(let text) = value {
      key = PatternKey(pattern: text, flags: flags, isBytes: false)
    } else if let bytes = value.cast(to: BytesObject.self) {
      key = PatternKey(pattern: PythonString(bytes: bytes.bytes), flags: flags, isBytes: true)
    } else {
      throw .typeError("first argument must be string or compiled pattern")
    }
    let cache = call.context.state(PatternCache.self) { PatternCache() }
    if let known = cache.patterns[key] { return known }
    try check(flags, isBytes: key.isBytes)
    let made = try PatternObject(key.pattern, flags: RegularExpressionFlags(rawValue: flags), isBytes: key.isBytes)
    if cache.patterns.count > 512 { cache.patterns = [:] }
    cache.patterns[key] = made
    return made
  }

  private static func check(_ flags: Int, isBytes: Bool) throws(Raised) {
    if isBytes {
      if flags & 32 != 0 { throw .valueError("cannot use UNICODE flag with a bytes pattern") }
    } else {
      if flags & 4 != 0 { throw .valueError("cannot use LOCALE flag with a str pattern") }
      if flags & 32 != 0, flags & 256 != 0 { throw .valueError("ASCII and UNICODE flags are incompatible") }
    }
  }

  /// What `flags` says.
  var shownFlags: Int {
    let inner = expression.flags.rawValue | idleFlags
    if isBytes { return inner & ~256 }
    return inner & 256 != 0 ? inner : inner | 32
  }

  override package var isMutable: Bool { false }

  override package func hash(in context: Context) throws(Raised) -> Int {
    NumberHash.ofTuple([pattern.pythonHash, shownFlags])
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: PatternObject.self) else {
      return nil
    }
    let isSame = pattern == other.pattern && shownFlags == other.shownFlags && isBytes == other.isBytes
    return .bool(isSame == (operation == .equal))
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { .object(self) }

  package func prettyPieces(in context: Context) throws(Raised) -> [PythonString] {
    let shown = try context.repr(isBytes ? .object(BytesObject(pattern.bytes)) : .string(pattern))
    var text = Array("re.compile(r".utf8)
    var i = 0
    while i < shown.bytes.count {
      text.append(shown.bytes[i])
      i += shown.bytes[i] == 0x5C && i + 1 < shown.bytes.count && shown.bytes[i + 1] == 0x5C ? 2 : 1
    }
    if shownFlags == 0 { return [PythonString(bytes: text + [0x29])] }
    let known = shownFlags & ~256
    let flags = known == 0 ? "" : RegexFlagObject.name(known)
    return [PythonString(bytes: text + [0x2C]), PythonString(flags + ")")]
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let shown = try context.repr(isBytes ? .object(BytesObject(pattern.bytes)) : .string(pattern))
    let prefix = PythonString(codePoints: shown.codePoints.prefix(200))
    let flags = isBytes || shownFlags & 256 != 0 ? shownFlags : shownFlags & ~32
    let names = flags == 0 ? "" : ", \(RegexFlagObject.name(flags))"
    return PythonString(bytes: Array("re.compile(".utf8) + prefix.bytes + Array("\(names))".utf8))
  }
}

/// What a pattern is compiled from.
private struct PatternKey: Hashable {
  let pattern: PythonString
  let flags: Int
  let isBytes: Bool
}

/// The patterns that were compiled in a run.
private final class PatternCache {
  var patterns: [PatternKey: PatternObject] = [:]
}
