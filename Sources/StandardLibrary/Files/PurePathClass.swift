import Kernels
import PythonRuntime

extension Standard.PurePathClass {
  static let new = Constructor("PurePath(cls, *args, **kwargs)") { call in
    var type = call.receivingClass ?? PathObject.pure
    if type === PathObject.pure { type = PathObject.purePosix }
    if type === PathObject.concrete { type = PathObject.posix }
    if type === PathObject.windows {
      throw Raised(Exceptions.notImplementedError, "cannot instantiate 'WindowsPath' on your system")
    }
    let isWindows = type.isSubclass(of: PathObject.pureWindows)
    return .object(PathObject(PurePath(try PathArguments.texts(call), isWindows: isWindows), type: type))
  }

  private static func path(_ call: Call) throws(Raised) -> PathObject { try call.receiver(as: PathObject.self) }
  private static func text(_ bytes: [UInt8]) -> Value { .string(PythonString(bytes: bytes)) }

  static let parts = Property("parts") { call in .tuple(try path(call).path.allParts.map(text)) }
  static let drive = Property("drive") { call in text(try path(call).path.drive) }
  static let root = Property("root") { call in text(try path(call).path.root) }
  static let anchor = Property("anchor") { call in
    let path = try path(call).path
    return text(path.drive + path.root)
  }
  static let name = Property("name") { call in text(try path(call).path.name) }
  static let suffix = Property("suffix") { call in text(try path(call).path.suffix) }
  static let suffixes = Property("suffixes") { call in .list(try path(call).path.suffixes.map(text)) }
  static let stem = Property("stem") { call in text(try path(call).path.stem) }
  static let parent = Property("parent") { call in
    let own = try path(call)
    return own.made(own.path.parent)
  }
  static let parents = Property("parents") { call in
    let own = try path(call)
    var result: [Value] = []
    var current = own.path
    while !current.parts.isEmpty {
      current = current.parent
      result.append(own.made(current))
    }
    return .tuple(result)
  }

  static let fspath = Method("__fspath__(self)") { call in .string(try path(call).text) }
  static let asPosix = Method("as_posix(self)") { call in
    let own = try path(call).path
    return text(own.text.map { $0 == own.separator ? 0x2F : $0 })
  }
  static let asUri = Method("as_uri(self)") { call in
    let own = try path(call)
    guard own.path.isAbsolute else { throw Raised.valueError("relative path can't be expressed as a file URI") }
    guard !own.path.isWindows else { throw call.unsupported("'as_uri' of a path of Windows") }
    return text(Array("file://".utf8) + URLQuoting.quoted(own.path.text, safe: Array("/".utf8)))
  }
  static let isAbsolute = Method("is_absolute(self)") { call in .bool(try path(call).path.isAbsolute) }
  static let isReserved = Method("is_reserved(self)") { call in
    guard try path(call).path.isWindows else { return false }
    throw call.unsupported("'is_reserved' of a path of Windows")
  }

  static let joinpath = Method("joinpath(self, *args)") { call in
    let own = try path(call)
    return own.made(own.path.joined(try PathArguments.texts(call)))
  }

  static let match = Method("match(self, path_pattern)") { call in
    let own = try path(call).path
    let pattern = PurePath([try PathArguments.text(call[1], call.context)], isWindows: own.isWindows)
    if pattern.allParts.isEmpty { throw Raised.valueError("empty pattern") }
    return .bool(own.matches(pattern))
  }

  static let withName = Method("with_name(self, name)") { call in
    let own = try path(call)
    let name = try call.string("name").bytes
    try checkNamed(own)
    let parsed = PurePath([PythonString(bytes: name)], isWindows: own.path.isWindows)
    guard !name.isEmpty, name.last != own.path.separator, name.last != PosixPaths.slash, parsed.parts.count == 1,
      parsed.allParts.count == 1
    else {
      throw Raised(
        Exceptions.valueError,
        PythonString(bytes: Array("Invalid name ".utf8) + StringRepr.quoted(PythonString(bytes: name)).bytes))
    }
    return own.made(own.path.named(name))
  }

  static let withStem = Method("with_stem(self, stem)") { call in
    let own = try path(call)
    try checkNamed(own)
    let name = try call.string("stem").bytes + own.path.suffix
    if name.isEmpty || name.contains(own.path.separator) {
      throw Raised(
        Exceptions.valueError,
        PythonString(bytes: Array("Invalid name ".utf8) + StringRepr.quoted(PythonString(bytes: name)).bytes))
    }
    return own.made(own.path.named(name))
  }

  static let withSuffix = Method("with_suffix(self, suffix)") { call in
    let own = try path(call)
    let suffix = try call.string("suffix")
    let isBad = suffix.bytes.contains(own.path.separator) || (suffix.bytes.first != 0x2E && !suffix.bytes.isEmpty)
    if isBad || suffix.bytes == [0x2E] {
      throw Raised(
        Exceptions.valueError, PythonString(bytes: Array("Invalid suffix ".utf8) + StringRepr.quoted(suffix).bytes))
    }
    try checkNamed(own)
    return own.made(own.path.named(own.path.stem + suffix.bytes))
  }

  private static func checkNamed(_ path: PathObject) throws(Raised) {
    if path.path.name.isEmpty {
      let shown = PythonString(bytes: path.path.text.map { $0 == path.path.separator ? 0x2F : $0 })
      throw Raised(
        Exceptions.valueError, PythonString("\(path.type.name)(\(StringRepr.quoted(shown))) has an empty name"))
    }
  }

  /// What is left of a path below another; `nil` if it does not lie there.
  private static func rest(_ call: Call) throws(Raised) -> (own: PathObject, base: PurePath, rest: PurePath?) {
    let own = try path(call)
    let base = PurePath(try PathArguments.texts(call), isWindows: own.path.isWindows)
    let (mine, theirs) = (own.path.key, base.key)
    guard mine.count >= theirs.count, Array(mine.prefix(theirs.count)) == theirs else { return (own, base, nil) }
    var rest = PurePath([], isWindows: own.path.isWindows)
    rest.parts = Array(own.path.parts.dropFirst(base.parts.count))
    return (own, base, rest)
  }

  static let relativeTo = Method("relative_to(self, *args)") { call in
    if call.variadic.isEmpty { throw Raised.typeError("need at least one argument") }
    let (own, base, rest) = try rest(call)
    guard let rest else {
      let (a, b) = (
        StringRepr.quoted(own.text), StringRepr.quoted(PythonString(bytes: base.allParts.isEmpty ? [] : base.text))
      )
      throw Raised.valueError(
        "\(a) is not in the subpath of \(b) OR one path is relative and the other is absolute.")
    }
    return own.made(rest)
  }
  static let isRelativeTo = Method("is_relative_to(self, *args)") { call in
    if call.variadic.isEmpty { throw Raised.typeError("need at least one argument") }
    return .bool(try rest(call).rest != nil)
  }
}
