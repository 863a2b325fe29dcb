import Kernels
import PythonRuntime

extension Standard.Shutil {
  /// The target of a copy: a file of the same name, if it is a folder.
  private static func target(_ call: Call) throws(Raised) -> PythonString {
    let target = try call.context.path(call["dst"])
    guard FileSystem.isFolder(target, in: call.context) else { return target }
    let name = PosixPaths.split(try call.context.path(call["src"]).bytes).tail
    return PythonString(bytes: PosixPaths.joined(target.bytes, [name]))
  }

  private static func copied(_ call: Call, to target: PythonString) throws(Raised) -> Value {
    let source = try call.context.path(call["src"])
    if FileSystem.isFolder(source, in: call.context) { throw Context.osError(21, source) }
    try FileSystem.copy(source, to: target, in: call.context)
    return call["dst"].stringValue == nil ? call["dst"] : .string(target)
  }

  static let copy = Function("copy(src, dst, *, follow_symlinks=True)") { call in try copied(call, to: target(call)) }
  static let copy2 = Function("copy2(src, dst, *, follow_symlinks=True)") { call in try copied(call, to: target(call)) }
  static let copyfile = Function("copyfile(src, dst, *, follow_symlinks=True)") { call in
    try copied(call, to: call.context.path(call["dst"]))
  }
  static let copytree = Function(
    "copytree(src, dst, symlinks=False, ignore=None, copy_function=None, ignore_dangling_symlinks=False, dirs_exist_ok=False)"
  ) { call in
    try call.refuse("ignore", "copy_function")
    let target = try call.context.path(call["dst"])
    if FileSystem.exists(target, in: call.context), try !call.bool("dirs_exist_ok") {
      throw Context.osError(17, target)
    }
    try FileSystem.copy(call.context.path(call["src"]), to: target, in: call.context)
    return call["dst"]
  }
  static let move = Function("move(src, dst, copy_function=None)") { call in
    let target = try target(call)
    try FileSystem.rename(call.context.path(call["src"]), to: target, in: call.context)
    return .string(target)
  }
  static let rmtree = Function("rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None)") { call in
    let path = try call.context.path(call["path"])
    if try call.bool("ignore_errors"), !FileSystem.isFolder(path, in: call.context) { return .none }
    try FileSystem.removeFolder(path, withContents: true, in: call.context)
    return .none
  }
  static let getTerminalSize = Function("get_terminal_size(fallback=(80, 24))") { _ in
    .object(TupleObject([80, 24], type: FileStatus.terminalSize))
  }
}

extension Standard.Tempfile {
  /// A name that no file has; by a count, since nothing else writes here.
  private static func name(_ call: Call) throws(Raised) -> PythonString {
    func part(_ name: String, _ standard: PythonString) throws(Raised) -> PythonString {
      try call.isNone(name) ? standard : call.context.path(call[name])
    }
    let counter = call.context.state(Counter.self) { Counter() }
    counter.count += 1
    let middle = "\(try part("prefix", "tmp"))\((counter.count + 10_000_000).padded(8))\(try part("suffix", ""))"
    let folder = try part("dir", "/tmp")
    return call.context.clockText(PythonString(bytes: PosixPaths.joined(folder.bytes, [Array(middle.utf8)])))
  }

  private final class Counter {
    var count = 0
  }

  static let gettempdir = Function("gettempdir()") { _ in "/tmp" }
  static let mkdtemp = Function("mkdtemp(suffix=None, prefix=None, dir=None)") { call in
    let name = try name(call)
    call.context.writtenFiles.makeFolder(name)
    return .string(name)
  }
  static let temporaryDirectory = Function(
    "TemporaryDirectory(suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False)"
  ) { call in
    let name = try name(call)
    call.context.writtenFiles.makeFolder(name)
    return .object(TemporaryFolder(name))
  }
  static let namedTemporaryFile = Function(
    "NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None)"
  ) { call in
    .object(
      try call.context.open(
        name(call), mode: call.text("mode"), encoding: call.optionalString("encoding"),
        errors: call.optionalString("errors"), newline: call.optionalString("newline")))
  }
  static let temporaryFile = Function(
    "TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None)"
  ) { call in
    .object(
      try call.context.open(
        name(call), mode: call.text("mode"), encoding: call.optionalString("encoding"),
        errors: call.optionalString("errors"), newline: call.optionalString("newline")))
  }
}

/// `tempfile.TemporaryDirectory`.
final class TemporaryFolder: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "TemporaryDirectory", module: "tempfile", members: Standard.TemporaryFolderClass.members)

  let name: PythonString

  init(_ name: PythonString) {
    self.name = name
    super.init(type: TemporaryFolder.type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { .string(name) }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    if FileSystem.isFolder(name, in: context) { try FileSystem.removeFolder(name, withContents: true, in: context) }
    return false
  }
}

extension Standard.TemporaryFolderClass {
  static let name = Property("name") { call in .string(try call.receiver(as: TemporaryFolder.self).name) }
  static let cleanup = Method("cleanup(self)") { call in
    _ = try call.receiver(as: TemporaryFolder.self).exit(nil, in: call.context)
    return .none
  }
}
