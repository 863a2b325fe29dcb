import Kernels
import PythonRuntime
import RegularExpressions

extension Standard.Re {
  static let compile = Function("compile(pattern, flags=0)") { call in .object(try PatternObject.made(call)) }
  static let search = Function("search(pattern, string, flags=0)") { call in
    try PatternObject.made(call).found(call.string("string"), .search, call)
  }
  static let match = Function("match(pattern, string, flags=0)") { call in
    try PatternObject.made(call).found(call.string("string"), .match, call)
  }
  static let fullmatch = Function("fullmatch(pattern, string, flags=0)") { call in
    try PatternObject.made(call).found(call.string("string"), .full, call)
  }
  static let findall = Function("findall(pattern, string, flags=0)") { call in
    .list(try PatternObject.made(call).all(in: call.string("string")).map(\.findallItem))
  }
  static let finditer = Function("finditer(pattern, string, flags=0)") { call in
    .object(ArrayIterator(try PatternObject.made(call).all(in: call.string("string")).map(Value.object)))
  }
  static let sub = Function("sub(pattern, repl, string, count=0, flags=0)") { call in
    .string(try PatternObject.made(call).replaced(call).text)
  }
  static let subn = Function("subn(pattern, repl, string, count=0, flags=0)") { call in
    let (text, count) = try PatternObject.made(call).replaced(call)
    return .tuple([.string(text), .int(count)])
  }
  static let split = Function("split(pattern, string, maxsplit=0, flags=0)") { call in
    .list(try PatternObject.made(call).split(call.string("string"), limit: call.int("maxsplit")))
  }

  static let escape = Function("escape(pattern)") { call in
    var bytes: [UInt8] = []
    for byte in try call.string("pattern").bytes {
      if "()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".utf8.contains(byte) { bytes.append(0x5C) }
      bytes.append(byte)
    }
    return .string(PythonString(bytes: bytes))
  }

  static let error = Constant("error") { _ in .object(PatternObject.errorType) }
  static let ignorecaseShort = Constant("I") { _ in 2 }
  static let ignorecase = Constant("IGNORECASE") { _ in 2 }
  static let multilineShort = Constant("M") { _ in 8 }
  static let multiline = Constant("MULTILINE") { _ in 8 }
  static let dotallShort = Constant("S") { _ in 16 }
  static let dotall = Constant("DOTALL") { _ in 16 }
  static let unicodeShort = Constant("U") { _ in 32 }
  static let unicode = Constant("UNICODE") { _ in 32 }
  static let verboseShort = Constant("X") { _ in 64 }
  static let verbose = Constant("VERBOSE") { _ in 64 }
  static let asciiShort = Constant("A") { _ in 256 }
  static let ascii = Constant("ASCII") { _ in 256 }
}

extension Standard.PatternClass {
  static let search = Method("search(self, string)") { call in
    try call.receiver(as: PatternObject.self).found(call.string("string"), .search, call)
  }
  static let match = Method("match(self, string)") { call in
    try call.receiver(as: PatternObject.self).found(call.string("string"), .match, call)
  }
  static let fullmatch = Method("fullmatch(self, string)") { call in
    try call.receiver(as: PatternObject.self).found(call.string("string"), .full, call)
  }
  static let findall = Method("findall(self, string)") { call in
    .list(try call.receiver(as: PatternObject.self).all(in: call.string("string")).map(\.findallItem))
  }
  static let finditer = Method("finditer(self, string)") { call in
    .object(ArrayIterator(try call.receiver(as: PatternObject.self).all(in: call.string("string")).map(Value.object)))
  }
  static let sub = Method("sub(self, repl, string, count=0)") { call in
    .string(try call.receiver(as: PatternObject.self).replaced(call).text)
  }
  static let split = Method("split(self, string, maxsplit=0)") { call in
    .list(try call.receiver(as: PatternObject.self).split(call.string("string"), limit: call.int("maxsplit")))
  }
  static let pattern = Property("pattern") { call in .string(try call.receiver(as: PatternObject.self).pattern) }
  static let flags = Property("flags") { call in
    .int(try call.receiver(as: PatternObject.self).expression.flags.union(.unicode).rawValue)
  }
}
