import Kernels
import PythonRuntime
import RegularExpressions

extension Standard.PatternClass {
  private static func subject(_ call: Call) throws(Raised) -> (PatternObject, PatternSubject) {
    let pattern = try call.receiver(as: PatternObject.self)
    let start = try call.int("pos")
    let end = call.isGiven("endpos") ? try call.int("endpos") : Int.max
    return (pattern, try PatternSubject(call["string"], for: pattern, start: start, end: end))
  }

  private static func found(_ call: Call, _ mode: PatternObject.Mode) throws(Raised) -> Value {
    let (pattern, subject) = try subject(call)
    if subject.bounds.start > subject.bounds.end { return .none }
    return try pattern.first(subject, mode).map(Value.object) ?? .none
  }

  static let search = Method("search(self, string, pos=0, endpos=9223372036854775807)") { call in
    try found(call, .search)
  }
  static let match = Method("match(self, string, pos=0, endpos=9223372036854775807)") { call in
    try found(call, .match)
  }
  static let fullmatch = Method("fullmatch(self, string, pos=0, endpos=9223372036854775807)") { call in
    try found(call, .full)
  }
  static let findall = Method("findall(self, string, pos=0, endpos=9223372036854775807)") { call in
    let (pattern, subject) = try subject(call)
    return .list(try pattern.all(in: subject).map(\.findallItem))
  }
  static let finditer = Method("finditer(self, string, pos=0, endpos=9223372036854775807)") { call in
    let (pattern, subject) = try subject(call)
    return .object(ArrayIterator(try pattern.all(in: subject).map(Value.object)))
  }
  static let sub = Method("sub(self, repl, string, count=0)") { call in
    let pattern = try call.receiver(as: PatternObject.self)
    return try pattern.replaced(
      PatternSubject(call["string"], for: pattern), by: call["repl"], count: call.int("count"), in: call.context
    ).text
  }
  static let subn = Method("subn(self, repl, string, count=0)") { call in
    let pattern = try call.receiver(as: PatternObject.self)
    let (text, count) = try pattern.replaced(
      PatternSubject(call["string"], for: pattern), by: call["repl"], count: call.int("count"), in: call.context)
    return .tuple([text, .int(count)])
  }
  static let split = Method("split(self, string, maxsplit=0)") { call in
    let pattern = try call.receiver(as: PatternObject.self)
    return .list(try pattern.split(PatternSubject(call["string"], for: pattern), limit: call.int("maxsplit")))
  }

  static let pattern = Property("pattern") { call in
    let pattern = try call.receiver(as: PatternObject.self)
    return pattern.isBytes ? .object(BytesObject(pattern.pattern.bytes)) : .string(pattern.pattern)
  }
  static let flags = Property("flags") { call in .int(try call.receiver(as: PatternObject.self).shownFlags) }
  static let groups = Property("groups") { call in
    .int(try call.receiver(as: PatternObject.self).expression.groupCount)
  }
  static let groupindex = Property("groupindex") { call in
    .object(
      DictObject(
        try call.receiver(as: PatternObject.self).expression.groupNames.map { ($0.name, .int($0.group)) }))
  }
}
