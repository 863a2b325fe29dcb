import Kernels

/// What the built-in exception classes keep besides their arguments.
enum ExceptionFields {
  /// The attributes that a class adds, by the class.
  nonisolated(unsafe) static let names: [(TypeObject, [PythonString])] = [
    (Exceptions.stopIteration, ["value"]),
    (Exceptions.systemExit, ["code"]),
    (Exceptions.importError, ["msg", "name", "path"]),
    (Exceptions.attributeError, ["name", "obj"]),
    (Exceptions.nameError, ["name"]),
    (Exceptions.osError, ["errno", "strerror", "filename", "filename2"]),
    (
      Exceptions.syntaxError,
      ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"]
    ),
    (Exceptions.unicodeTranslateError, ["object", "start", "end", "reason"]),
    (Exceptions.baseExceptionGroup, ["message", "exceptions"]),
  ]

  /// The names of these classes, which know it from the beginning.
  static let classNames: Set<String> = [
    "StopIteration", "SystemExit", "ImportError", "AttributeError", "NameError", "OSError", "SyntaxError",
    "UnicodeTranslateError", "BaseExceptionGroup",
  ]

  /// Sets the fields from the arguments of the constructor.
  static func fill(_ exception: ExceptionObject, _ arguments: CallArguments) {
    let given = arguments.positional
    let type = exception.type
    func put(_ name: PythonString, _ value: Value?) { if let value { exception.fields[name] = value } }
    func at(_ position: Int) -> Value? { position < given.count ? given[position] : nil }
    if type.isSubclass(of: Exceptions.stopIteration) {
      put("value", given.first ?? Value.none)
    } else if type.isSubclass(of: Exceptions.systemExit) {
      put("code", given.count > 1 ? .tuple(given) : given.first ?? Value.none)
    } else if type.isSubclass(of: Exceptions.importError) {
      put("msg", given.count == 1 ? given[0] : Value.none)
    } else if type.isSubclass(of: Exceptions.osError), given.count >= 2, given.count <= 5 {
      for (i, name) in (["errno", "strerror", "filename"] as [PythonString]).enumerated() { put(name, at(i)) }
      put("filename2", at(4))
      if given.count > 2 { exception.arguments = Array(given[..<2]) }
    } else if type.isSubclass(of: Exceptions.syntaxError) {
      put("msg", given.first)
      let place = (at(1)?.object as? TupleObject)?.items ?? []
      for (name, value) in zip(
        ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"] as [PythonString], place)
      {
        put(name, value)
      }
    } else if type.isSubclass(of: Exceptions.unicodeTranslateError), given.count == 4 {
      for (name, value) in zip(["object", "start", "end", "reason"] as [PythonString], given) { put(name, value) }
    } else if type.isSubclass(of: Exceptions.baseExceptionGroup), given.count == 2 {
      put("message", given[0])
    }
    for (name, value) in arguments.keywords { put(name, value) }
  }

  /// The keywords that the constructor of a class takes.
  static func keywords(of type: TypeObject) -> Set<PythonString> {
    if type.isSubclass(of: Exceptions.importError) { return ["name", "path"] }
    if type.isSubclass(of: Exceptions.attributeError) { return ["name", "obj"] }
    if type.isSubclass(of: Exceptions.nameError) { return ["name"] }
    return []
  }

  /// `str`, where the class has its own; `nil` where it is that of the arguments.
  static func text(of exception: ExceptionObject, in context: Context) throws(Raised) -> PythonString? {
    let type = exception.type
    if type.isSubclass(of: Exceptions.osError), let number = exception.fields["errno"] {
      let text = try context.str(exception.field("strerror"))
      var path = ""
      if let name = exception.fields["filename"], !name.isNone {
        path = ": \(try context.repr(name))"
        if let other = exception.fields["filename2"], !other.isNone { path += " -> \(try context.repr(other))" }
      }
      return PythonString("[Errno \(try context.str(number))] \(text)\(path)")
    }
    if type.isSubclass(of: Exceptions.importError), let text = exception.field("msg").stringValue { return text }
    if type.isSubclass(of: Exceptions.syntaxError) { return try syntaxText(exception, in: context) }
    if type.isSubclass(of: Exceptions.baseExceptionGroup), exception.fields["exceptions"] != nil {
      let count = (exception.field("exceptions").object as? TupleObject)?.items.count ?? 0
      return PythonString(
        "\(try context.str(exception.field("message"))) (\(count) sub-exception\(count == 1 ? "" : "s"))")
    }
    return UnicodeFailure.message(of: exception)
  }

  private static func syntaxText(_ exception: ExceptionObject, in context: Context) throws(Raised) -> PythonString? {
    guard exception.arguments.count > 1 else { return nil }
    let message = try context.str(exception.field("msg"))
    let line = try context.str(exception.field("lineno"))
    guard let file = exception.field("filename").stringValue else {
      return exception.field("lineno").isNone ? message : PythonString("\(message) (line \(line))")
    }
    let name = file.description.split(separator: "/").last.map(String.init) ?? file.description
    if exception.field("lineno").isNone { return PythonString("\(message) (\(name))") }
    return PythonString("\(message) (\(name), line \(line))")
  }

  /// Gives the classes their attributes and constructors.
  static func install() {
    for (type, names) in names {
      precondition(type.keepsFields, "a class has fields and does not know it")
      for name in names {
        type.define(
          name,
          .object(
            NativeProperty(
              name, owner: type,
              getter: { call throws(Raised) in try call.receiver(as: ExceptionObject.self).field(name) },
              setter: { call, value throws(Raised) in
                try call.receiver(as: ExceptionObject.self).fields[name] = value
              })))
      }
    }
    Slots.install([("__init__", Slots.Slot(0...Int.max, initialize))], in: Exceptions.baseException)
  }

  @Sendable private static func initialize(
    _ context: Context, _ receiver: Value, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    guard let exception = receiver.object as? ExceptionObject else { return .none }
    let allowed = keywords(of: exception.type)
    for keyword in arguments.keywords where !allowed.contains(keyword.name) {
      if allowed.isEmpty { throw .typeError("\(exception.type.name)() takes no keyword arguments") }
      throw .typeError("'\(keyword.name)' is an invalid keyword argument for \(exception.type.name)()")
    }
    exception.arguments = arguments.positional
    fill(exception, arguments)
    if exception.type.isSubclass(of: Exceptions.baseExceptionGroup) { try ExceptionGroups.check(exception) }
    return .none
  }
}
