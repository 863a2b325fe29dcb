import Kernels
import PythonRuntime

extension Standard.OsPath {
  private static func path(_ call: Call, _ position: Int = 0) throws(Raised) -> [UInt8] {
    try call.context.path(call[position]).bytes
  }
  private static func text(_ bytes: [UInt8]) -> Value { .string(PythonString(bytes: bytes)) }

  static let join = Function("join(a, /, *p)") { call in
    var parts: [[UInt8]] = []
    let first = try call.context.path(call[0]).bytes
    for part in call.variadic {
      guard part.type.lookup("__fspath__") != nil || part.stringValue != nil || part.cast(to: BytesObject.self) != nil
      else {
        if let cause = part.poison { throw Raised.unsupported(cause) }
        throw Raised.typeError("join() argument must be str, bytes, or os.PathLike object, not '\(part.typeName)'")
      }
      parts.append(try call.context.path(part).bytes)
    }
    return text(PosixPaths.joined(first, parts))
  }

  static let basename = Function("basename(p)") { call in text(PosixPaths.split(try path(call)).tail) }
  static let dirname = Function("dirname(p)") { call in text(PosixPaths.split(try path(call)).head) }
  static let split = Function("split(p)") { call in
    let (head, tail) = PosixPaths.split(try path(call))
    return .tuple([text(head), text(tail)])
  }
  static let splitext = Function("splitext(p)") { call in
    let (root, suffix) = PosixPaths.splitExtension(try path(call))
    return .tuple([text(root), text(suffix)])
  }
  static let splitdrive = Function("splitdrive(p)") { call in .tuple(["", text(try path(call))]) }
  static let isabs = Function("isabs(s)") { call in .bool(try path(call).first == PosixPaths.slash) }
  static let normpath = Function("normpath(path)") { call in text(PosixPaths.normalized(try path(call))) }
  static let normcase = Function("normcase(s)") { call in text(try path(call)) }

  static let abspath = Function("abspath(path)") { call in text(try absolute(call, call[0])) }
  static let realpath = Function("realpath(filename, *, strict=False)") { call in text(try absolute(call, call[0])) }

  /// What begins with the working folder is the machine's affair, not the notebook's.
  private static func absolute(_ call: Call, _ value: Value) throws(Raised) -> [UInt8] {
    let given = try call.context.path(value).bytes
    let path = PosixPaths.absolute(given, from: call.context.writtenFiles.workingFolder)
    return given.first == PosixPaths.slash ? path : call.context.clockText(PythonString(bytes: path)).bytes
  }

  static let relpath = Function("relpath(path, start=None)") { call in
    let path = try path(call)
    if path.isEmpty { throw Raised.valueError("no path specified") }
    let folder = call.context.writtenFiles.workingFolder
    let start = call.isNone("start") ? [] : try Standard.OsPath.path(call, 1)
    return text(
      PosixPaths.relative(
        PosixPaths.absolute(path, from: folder), to: PosixPaths.absolute(start, from: folder)))
  }

  static let commonprefix = Function("commonprefix(m)") { call in
    var texts: [[UInt8]] = []
    for item in try call.list("m") { texts.append(try call.context.path(item).bytes) }
    return text(PosixPaths.commonPrefix(texts))
  }

  static let commonpath = Function("commonpath(paths)") { call in
    var paths: [[UInt8]] = []
    for item in try call.list("paths") { paths.append(try call.context.path(item).bytes) }
    if paths.isEmpty { throw Raised.valueError("commonpath() arg is an empty sequence") }
    let isAbsolute = paths[0].first == PosixPaths.slash
    if paths.contains(where: { ($0.first == PosixPaths.slash) != isAbsolute }) {
      throw Raised.valueError("Can't mix absolute and relative paths")
    }
    let parts = paths.map { $0.split(separator: PosixPaths.slash).filter { $0 != [0x2E] } }
    let count = (0..<(parts.map(\.count).min() ?? 0)).prefix { i in parts.allSatisfy { $0[i] == parts[0][i] } }.count
    let shared = Array(parts[0].prefix(count).joined(separator: [PosixPaths.slash]))
    return text((isAbsolute ? [PosixPaths.slash] : []) + shared)
  }

  static let expanduser = Function("expanduser(path)") { call in
    let path = try path(call)
    guard path.first == UInt8(ascii: "~"), path.count == 1 || path[1] == PosixPaths.slash else { return text(path) }
    let home = Array("/notebook".utf8) + path.dropFirst()
    return .string(call.context.clockText(PythonString(bytes: home)))
  }

  static let expandvars = Function("expandvars(path)") { call in
    let path = try path(call)
    guard path.contains(UInt8(ascii: "$")) else { return text(path) }
    throw call.unsupported("'os.path.expandvars' of the environment")
  }

  static let exists = Function("exists(path)") { call in
    .bool(call.context.files.exists(try call.context.path(call[0])) || isFolder(call))
  }
  static let lexists = Function("lexists(path)") { call in
    .bool(call.context.files.exists(try call.context.path(call[0])) || isFolder(call))
  }
  static let isdir = Function("isdir(s)") { call in .bool(isFolder(call)) }
  static let isfile = Function("isfile(path)") { call in
    .bool(call.context.files.exists(try call.context.path(call[0])) && !isFolder(call))
  }
  static let islink = Function("islink(path)") { _ in false }
  static let ismount = Function("ismount(path)") { call in .bool(try path(call) == [PosixPaths.slash]) }

  private static func isFolder(_ call: Call) -> Bool {
    guard let path = try? call.context.path(call[0]), !path.bytes.isEmpty else { return false }
    return call.context.files.list(path) != nil
  }

  static let samefile = Function("samefile(f1, f2)") { call in
    let folder = call.context.writtenFiles.workingFolder
    for i in 0...1 { try FileSystem.check(try call.context.path(call[i]), in: call.context) }
    return .bool(
      PosixPaths.absolute(try path(call), from: folder) == PosixPaths.absolute(try path(call, 1), from: folder))
  }

  static let getsize = Function("getsize(filename)") { call in
    .int(try FileSystem.size(call.context.path(call[0]), in: call.context))
  }
  static let getmtime = Function("getmtime(filename)") { call in try moment(call) }
  static let getctime = Function("getctime(filename)") { call in try moment(call) }
  static let getatime = Function("getatime(filename)") { call in try moment(call) }

  /// When a file was changed says something of the machine only.
  private static func moment(_ call: Call) throws(Raised) -> Value {
    try FileSystem.check(call.context.path(call[0]), in: call.context)
    return call.context.clockReading(1_700_000_000)
  }

  static let separator = Constant("sep") { _ in "/" }
  static let alternative = Constant("altsep") { _ in .none }
  static let extensionSeparator = Constant("extsep") { _ in "." }
  static let current = Constant("curdir") { _ in "." }
  static let parent = Constant("pardir") { _ in ".." }
  static let pathSeparator = Constant("pathsep") { _ in ":" }
  static let devnull = Constant("devnull") { _ in "/dev/null" }
}
