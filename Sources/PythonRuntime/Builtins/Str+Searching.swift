import Kernels

extension Builtins.StrClass {
  static let find = Method("find(self, sub, start=None, end=None, /)") { call in
    .int(try position(call, fromEnd: false))
  }
  static let rfind = Method("rfind(self, sub, start=None, end=None, /)") { call in
    .int(try position(call, fromEnd: true))
  }

  static let index = Method("index(self, sub, start=None, end=None, /)") { call in try found(call, fromEnd: false) }
  static let rindex = Method("rindex(self, sub, start=None, end=None, /)") { call in try found(call, fromEnd: true) }

  static let count = Method("count(self, sub, start=None, end=None, /)") { call in
    let part = try call.string("sub")
    guard let window = try window(call)?.text else { return 0 }
    return .int(window.withText { text in part.withText { occurrences(of: $0, in: text) } })
  }

  static let startswith = Method("startswith(self, prefix, start=None, end=None, /)") { call in
    .bool(try matches(call, "startswith") { starts($0, with: $1) })
  }

  static let endswith = Method("endswith(self, suffix, start=None, end=None, /)") { call in
    .bool(try matches(call, "endswith") { ends($0, with: $1) })
  }

  private static func found(_ call: Call, fromEnd: Bool) throws(Raised) -> Value {
    let position = try position(call, fromEnd: fromEnd)
    if position < 0 { throw Raised.valueError("substring not found") }
    return .int(position)
  }

  private static func position(_ call: Call, fromEnd: Bool) throws(Raised) -> Int {
    guard let part = try call["sub"].supported().stringValue else {
      throw Raised.typeError("must be str, not \(call["sub"].typeName)")
    }
    let (start, stop) = (try call.optionalInt("start") ?? 0, try call.optionalInt("end"))
    return try call.text().withText { text in
      part.withText { part in
        fromEnd
          ? lastIndex(of: part, in: text, from: start, to: stop) : firstIndex(of: part, in: text, from: start, to: stop)
      }
    }
  }

  /// The part of the text between `start` and `end`; `nil` if the start is behind the text's end.
  private static func window(_ call: Call) throws(Raised) -> (text: PythonString, isWhole: Bool)? {
    let text = try call.text()
    if call.isNone("start"), call.isNone("end") { return (text, true) }
    let count = text.codePointCount
    let start = try call.optionalInt("start") ?? 0
    if start > count { return nil }
    let slice = SliceObject(start: call["start"], stop: call["end"])
    guard case .string(let part) = try call.context.item(of: .string(text), at: .object(slice)) else { return nil }
    return (part, false)
  }

  private static func matches(
    _ call: Call, _ name: String, _ test: (Text, Text) -> Bool
  ) throws(Raised) -> Bool {
    let argument = try call[1].supported()
    var parts: [Value] = [argument]
    if let tuple = argument.cast(to: TupleObject.self) { parts = tuple.items }
    guard let window = try window(call)?.text else { return false }
    for item in parts {
      guard let part = item.stringValue else {
        if argument.object is TupleObject {
          throw Raised.typeError("tuple for \(name) must only contain str, not \(item.typeName)")
        }
        throw Raised.typeError("\(name) first arg must be str or a tuple of str, not \(argument.typeName)")
      }
      if window.withText({ text in part.withText { test(text, $0) } }) { return true }
    }
    return false
  }
}
