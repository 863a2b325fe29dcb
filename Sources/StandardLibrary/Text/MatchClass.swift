import Kernels
import PythonRuntime
import RegularExpressions

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
    return .tuple(match.ranges.indices.dropFirst().map { match.ranges[$0] == nil ? call["default"] : match.group($0) })
  }

  static let groupdict = Method("groupdict(self, default=None)") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .object(
      DictObject(
        match.pattern.expression.groupNames.map { name, group in
          (name, match.ranges[group] == nil ? call["default"] : match.group(group))
        }))
  }

  private static func span(_ call: Call) throws(Raised) -> (start: Int, end: Int) {
    let match = try call.receiver(as: MatchObject.self)
    return match.span(try match.position(of: call[1], in: call.context))
  }

  static let start = Method("start(self, group=0, /)") { call in .int(try span(call).start) }
  static let end = Method("end(self, group=0, /)") { call in .int(try span(call).end) }
  static let spanMethod = Method("span(self, group=0, /)") { call in
    let (start, end) = try span(call)
    return .tuple([.int(start), .int(end)])
  }

  static let expand = Method("expand(self, template)") { call in
    let match = try call.receiver(as: MatchObject.self)
    let template = try PatternSubject(call["template"], for: match.pattern).text
    let expanded = try CompiledTemplate(template.bytes, for: match.pattern).expanded(match)
    return PatternSubject.value(expanded[...], isBytes: match.pattern.isBytes)
  }

  static let string = Property("string") { call in try call.receiver(as: MatchObject.self).string }
  static let pattern = Property("re") { call in .object(try call.receiver(as: MatchObject.self).pattern) }
  static let pos = Property("pos") { call in .int(try call.receiver(as: MatchObject.self).bounds.start) }
  static let endpos = Property("endpos") { call in .int(try call.receiver(as: MatchObject.self).bounds.end) }
  static let lastindex = Property("lastindex") { call in
    try call.receiver(as: MatchObject.self).lastIndex.map { .int($0) } ?? .none
  }
  static let lastgroup = Property("lastgroup") { call in
    let match = try call.receiver(as: MatchObject.self)
    guard let last = match.lastIndex else { return .none }
    return match.pattern.expression.groupNames.first { $0.group == last }.map { .string($0.name) } ?? .none
  }
  static let regs = Property("regs") { call in
    let match = try call.receiver(as: MatchObject.self)
    return .tuple(
      match.ranges.indices.map { group in
        let (start, end) = match.span(group)
        return .tuple([.int(start), .int(end)])
      })
  }
}
