import Kernels
import PythonRuntime
import RegularExpressions

extension Standard.Re {
  static let compile = Function("compile(pattern, flags=0)") { call in .object(try PatternObject.made(call)) }

  private static func found(_ call: Call, _ mode: PatternObject.Mode) throws(Raised) -> Value {
    let pattern = try PatternObject.made(call)
    return try pattern.first(PatternSubject(call["string"], for: pattern), mode).map(Value.object) ?? .none
  }

  static let search = Function("search(pattern, string, flags=0)") { call in try found(call, .search) }
  static let match = Function("match(pattern, string, flags=0)") { call in try found(call, .match) }
  static let fullmatch = Function("fullmatch(pattern, string, flags=0)") { call in try found(call, .full) }

  static let findall = Function("findall(pattern, string, flags=0)") { call in
    let pattern = try PatternObject.made(call)
    return .list(try pattern.all(in: PatternSubject(call["string"], for: pattern)).map(\.findallItem))
  }
  static let finditer = Function("finditer(pattern, string, flags=0)") { call in
    let pattern = try PatternObject.made(call)
    let matches = try pattern.all(in: PatternSubject(call["string"], for: pattern)).map(Value.object)
    return .object(ArrayIterator(matches))
  }
  static let sub = Function("sub(pattern, repl, string, count=0, flags=0)") { call in
    let pattern = try PatternObject.made(call)
    return try pattern.replaced(
      PatternSubject(call["string"], for: pattern), by: call["repl"], count: call.int("count"), in: call.context
    ).text
  }
  static let subn = Function("subn(pattern, repl, string, count=0, flags=0)") { call in
    let pattern = try PatternObject.made(call)
    let (text, count) = try pattern.replaced(
      PatternSubject(call["string"], for: pattern), by: call["repl"], count: call.int("count"), in: call.context)
    return .tuple([text, .int(count)])
  }
  static let split = Function("split(pattern, string, maxsplit=0, flags=0)") { call in
    let pattern = try PatternObject.made(call)
    return .list(try pattern.split(PatternSubject(call["string"], for: pattern), limit: call.int("maxsplit")))
  }

  static let escape = Function("escape(pattern)") { call in
    let value = try call["pattern"].supported()
    if let bytes = value.cast(to: BytesObject.self) { return .object(BytesObject(escaped(bytes.bytes))) }
    guard case .string(let text) = value else {
      throw Raised.typeError("decoding to str: need a bytes-like object, \(value.typeName) found")
    }
    return .string(PythonString(bytes: escaped(text.bytes)))
  }

  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if "()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".utf8.contains(byte) { result.append(0x5C) }
      result.append(byte)
    }
    return result
  }

  static let purge = Function("purge()") { _ in .none }
  static let error = Constant("error") { _ in .object(PatternObject.errorType) }
  static let patternClass = Constant("Pattern") { _ in .object(PatternObject.type) }
  static let matchClass = Constant("Match") { _ in .object(MatchObject.type) }
  static let flagClass = Constant("RegexFlag") { _ in .object(RegexFlagObject.type) }

  static let noFlag = Constant("NOFLAG") { _ in .object(RegexFlagObject(0)) }
  static let ignorecaseShort = Constant("I") { _ in .object(RegexFlagObject(2)) }
  static let ignorecase = Constant("IGNORECASE") { _ in .object(RegexFlagObject(2)) }
  static let localeShort = Constant("L") { _ in .object(RegexFlagObject(4)) }
  static let locale = Constant("LOCALE") { _ in .object(RegexFlagObject(4)) }
  static let multilineShort = Constant("M") { _ in .object(RegexFlagObject(8)) }
  static let multiline = Constant("MULTILINE") { _ in .object(RegexFlagObject(8)) }
  static let dotallShort = Constant("S") { _ in .object(RegexFlagObject(16)) }
  static let dotall = Constant("DOTALL") { _ in .object(RegexFlagObject(16)) }
  static let unicodeShort = Constant("U") { _ in .object(RegexFlagObject(32)) }
  static let unicode = Constant("UNICODE") { _ in .object(RegexFlagObject(32)) }
  static let verboseShort = Constant("X") { _ in .object(RegexFlagObject(64)) }
  static let verbose = Constant("VERBOSE") { _ in .object(RegexFlagObject(64)) }
  static let asciiShort = Constant("A") { _ in .object(RegexFlagObject(256)) }
  static let ascii = Constant("ASCII") { _ in .object(RegexFlagObject(256)) }
}
